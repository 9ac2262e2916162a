"""Which instance a host means."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from mockserver.settings import DEFAULT_JOURNAL_BYTES
from mockserver.store.hosts import BadHost, is_loopback, name_of, require_usable, shown
from mockserver.store.instance import Instance
from mockserver.store.journal_budget import JournalBudget

IDLE_S = 600
"""An instance that was written to is kept at least this long after its last request."""
_MOST_VISITING = 64
_MOST_TEXTS = 4096
_LONGEST_TEXT = 255


class UnknownInstance(Exception):
    """No instance is served under this host."""


class TooManyInstances(Exception):
    """A new host would need one instance more than memory is kept for; the message says how many there are."""


class Instances:
    """Isolated instances by host. The first one also answers on the names and addresses of loopback.

    A host that is not known yet is answered by an instance that is only visiting: the newest few are held, so that
    requests that come at once see the same one. It is kept once somebody may rely on it, which its caller decides:
    a request with a token that is good, a login. So nobody uses instances up without a token.

    | instance | let go of |
    | --- | --- |
    | visiting | once some newer ones have come |
    | kept, not written to, not followed | least recently used first, where a new one would be too many |
    | kept, written to, not followed | likewise, once no request came for `IDLE_S` and no other is left |
    | the first, or followed | never |
    """

    def __init__(
        self,
        first: Instance,
        make: Callable[[str], Instance],
        *,
        automatic: bool,
        max_instances: int,
        journal_bytes: int = DEFAULT_JOURNAL_BYTES,
        clock_ns: Callable[[], int] = time.perf_counter_ns,
        prepare: Callable[[Instance], None] = lambda _: None,
    ) -> None:
        """Start with one instance.

        Args:
            make: makes a fresh instance for a host.
            automatic: whether a host that is not known yet gets an instance of its own.
            max_instances: most instances that are kept at a time.
            journal_bytes: what their journals may take together.
            clock_ns: what `Instance.used_ns` is told by.
            prepare: makes an instance ready to be served; called with each.
        """
        self.first = first
        self._make = make
        self._automatic = automatic
        self._max = max_instances
        self._clock_ns = clock_ns
        self._domain = first.state.external_domain.lower()
        self._kept: dict[str, Instance] = {}
        self._visiting: dict[str, Instance] = {}
        self._by_text: dict[str, Instance] = {}
        """Kept ones by the text that they were asked for by, so that the usual request costs one look."""
        self._budget = JournalBudget(journal_bytes)
        first.journal.share(self._budget)
        self._prepare = prepare
        prepare(first)

    def known(self, host: str) -> Instance | None:
        """The kept instance of a host, given with or without its port; None where there is none."""
        instance = self._by_text.get(host)
        if instance is None:
            name = name_of(host)
            own = name == self._domain or is_loopback(name)
            instance = self.first if own else self._kept.get(name)
            if instance is not None and len(host) <= _LONGEST_TEXT:
                if len(self._by_text) >= _MOST_TEXTS:
                    self._by_text.clear()
                self._by_text[host] = instance
        return instance

    def visiting(self, host: str) -> Instance:
        """The instance of a host, which is not kept for this.

        Raises: UnknownInstance, BadHost.
        """
        instance = self.known(host)
        if instance is not None:
            return instance
        name = name_of(host)
        instance = self._visiting.pop(name, None)
        if instance is None:
            if not self._automatic:
                raise UnknownInstance(shown(name))
            require_usable(name)
            instance = self._make(name)
            self._prepare(instance)
            instance.journal.share(self._budget)
            if len(self._visiting) >= _MOST_VISITING:
                _end(self._visiting.pop(next(iter(self._visiting))))
        self._visiting[name] = instance
        return instance

    def of(self, host: str) -> Instance:
        """The instance of a host, which is kept from now on.

        Raises: UnknownInstance, BadHost, TooManyInstances.
        """
        instance = self.known(host)
        if instance is None:
            instance = self.visiting(host)
            self._make_room()
            name = name_of(host)
            self._kept[name] = self._visiting.pop(name)
            instance.used_ns = self._clock_ns()
        return instance

    def serving(self, host: str, *, visiting: bool = False) -> Instance:
        """The instance that answers for a host; the first one where none does.

        Args:
            visiting: whether a host that is not known is answered by one of its own if it can be.
        """
        instance = self.known(host)
        if instance is None:
            instance = self._visiting.get(name_of(host))
        if instance is None and visiting:
            try:
                instance = self.visiting(host)
            except (UnknownInstance, BadHost):
                instance = None
        return self.first if instance is None else instance

    def hosts(self) -> Iterator[tuple[str, Instance]]:
        """Each kept instance under its host's name."""
        yield self.first.state.external_domain, self.first
        yield from self._kept.items()

    def newest(self, most: int) -> list[tuple[str, Instance]]:
        """As `hosts`, but behind the first one the newest first, and no more than so many."""
        first, *others = self.hosts()
        return [first, *reversed(others)][:most]

    def replace(self, host: str, fresh: Instance | None = None) -> Instance:
        """Put an instance in the place of the one of a host: a fresh one where none is given.

        Its journal is the old one's, emptied, so that who follows it goes on doing so.

        Raises: UnknownInstance, BadHost, TooManyInstances.
        """
        old = self.of(host)
        new = fresh or self._make(old.state.external_domain)
        old.journal.clear()
        new.journal = old.journal
        self._prepare(new)
        if old.outward is not None:
            old.outward.close()
        new.used_ns = self._clock_ns()
        if old is self.first:
            self.first = new
        else:
            self._kept[name_of(host)] = new
        self._by_text.clear()
        return new

    def remove(self, host: str) -> bool:
        """Let go of the kept instance of a host, which is not the first; whether there was one."""
        instance = self._kept.pop(name_of(host), None)
        if instance is None:
            return False
        _end(instance)
        self._by_text.clear()
        return True

    def __len__(self) -> int:
        return 1 + len(self._kept)

    def _make_room(self) -> None:
        """Let go of one instance where one more would be too many.

        Raises: TooManyInstances.
        """
        if len(self) < self._max:
            return
        idle_since = self._clock_ns() - IDLE_S * 1_000_000_000
        droppable = [
            (instance.written, instance.used_ns, name)
            for name, instance in self._kept.items()
            if not instance.journal.listeners and (not instance.written or instance.used_ns < idle_since)
        ]
        if not droppable:
            raise TooManyInstances(
                f"{self._max} instances are held, and each was written to and used within {IDLE_S // 60} minutes"
            )
        self.remove(min(droppable)[2])


def _end(instance: Instance) -> None:
    """Let nobody follow an instance any more, and let it tell nobody anything."""
    instance.journal.close()
    if instance.outward is not None:
        instance.outward.close()
