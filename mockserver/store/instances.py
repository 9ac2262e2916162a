"""Which instance a host means."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator

from mockserver.store.instance import Instance

LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]", "::1", "0.0.0.0", ""})  # noqa: S104 (a name, not an address to bind)


class UnknownInstance(Exception):
    """No instance is served under this host."""


class TooManyInstances(Exception):
    """A new host would need one instance more than memory is kept for."""


class Instances:
    """Isolated instances by host. The first one also answers on the loopback names."""

    def __init__(
        self, first: Instance, make: Callable[[str], Instance], *, automatic: bool, max_instances: int
    ) -> None:
        """Start with one instance.

        Args:
            make: makes a fresh instance for a host.
            automatic: whether a host that is not known yet gets an instance of its own.
            max_instances: most instances that are held at a time.
        """
        self.first = first
        self._make = make
        self._automatic = automatic
        self._max = max_instances
        self._names = LOOPBACK_HOSTS | {first.state.external_domain.lower()}
        self._others: dict[str, Instance] = {}

    def of(self, host: str) -> Instance:
        """The instance of a host, given with or without its port.

        Raises: UnknownInstance, TooManyInstances.
        """
        name = _without_port(host)
        if name in self._names:
            return self.first
        instance = self._others.get(name)
        if instance is None:
            if not self._automatic:
                raise UnknownInstance(name)
            if len(self._others) + 1 >= self._max:
                raise TooManyInstances(self._max)
            instance = self._others[name] = self._make(name)
        return instance

    def serving(self, host: str, *, make: bool = False) -> Instance:
        """The instance that answers for a host; the first one where none does.

        Args:
            make: whether a host that may have an instance of its own gets it.
        """
        name = _without_port(host)
        if name in self._names:
            return self.first
        instance = self._others.get(name)
        if instance is None and make:
            with contextlib.suppress(UnknownInstance, TooManyInstances):
                return self.of(host)
        return self.first if instance is None else instance

    def hosts(self) -> Iterator[tuple[str, Instance]]:
        """Each instance under its host's name."""
        yield self.first.state.external_domain, self.first
        yield from self._others.items()

    def newest(self, most: int) -> list[tuple[str, Instance]]:
        """As `hosts`, but behind the first one the newest first, and no more than so many."""
        first, *others = self.hosts()
        return [first, *reversed(others)][:most]

    def replace(self, host: str, fresh: Instance | None = None) -> Instance:
        """Put an instance in the place of the one of a host: a fresh one where none is given.

        Its journal is the old one's, emptied, so that who follows it goes on doing so.

        Raises: UnknownInstance, TooManyInstances.
        """
        old = self.of(host)
        name = _without_port(host)
        new = fresh or self._make(old.state.external_domain)
        old.journal.clear()
        new.journal = old.journal
        if old is self.first:
            self.first = new
        else:
            self._others[name] = new
        return new

    def __len__(self) -> int:
        return 1 + len(self._others)


@functools.lru_cache(maxsize=1024)
def _without_port(host: str) -> str:
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdigit() else host).lower()
