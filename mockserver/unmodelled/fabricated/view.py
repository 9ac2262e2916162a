"""A thing as answers see it: its facts, found by the place where an answer wants them."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cached_property
from typing import Any

from mockserver.domain.things import Thing
from mockserver.spec.wellknown import timestamp
from mockserver.unmodelled.fabricated.believable import Believable
from mockserver.unmodelled.fabricated.facts import Path, within
from mockserver.unmodelled.fabricated.kinds import OWN, Kind
from mockserver.unmodelled.fabricated.names import Words

_NAMES_KEPT = 8192
_YEAR_US = 365 * 24 * 3600 * 1_000_000
SHAPE = "@shape"
"""The fact that tells in which of several shapes a thing was added, in words."""


class Moment(StrEnum):
    """What an answer tells of."""

    READ = "read"
    ADDED = "added"
    CHANGED = "changed"


class View:
    """One thing, or the answer about none."""

    def __init__(
        self,
        thing: Thing,
        kind: Kind | None,
        believable: Believable,
        *,
        moment: Moment = Moment.READ,
        default: bool = False,
        of_instance: bool = False,
        own_depth: int = 0,
        look_up: Callable[[str, str], Thing | None] | None = None,
    ) -> None:
        """See a thing.

        Args:
            of_instance: whether it is no organisation's.
            own_depth: how deep in an answer its own id may stand.
            default: whether nobody told anything of it, so that all of it is made up.
            look_up: finds what an id means, by the word before `_id`.
        """
        self.thing = thing
        self.kind = kind
        self.believable = believable
        self.moment = moment
        self.default = default
        self.of_instance = of_instance
        self.own_depth = own_depth
        self._look_up = look_up
        facts = thing.facts
        self.shape = words_in(facts.get(SHAPE, ""))
        self.noun: Words = kind.words if kind is not None else ()
        self.own = thing.address.get(OWN, "")
        """Its id, or what else is its own; empty where it has none."""
        self._by_last: dict[str, list[tuple[Path, Any]]] = {}
        self._segments: set[str] = set()
        self._joined = {_joined_id(name): value for name, value in thing.address.items() if name != OWN}
        for name, value in facts.items():
            path, joined = _read(name)
            self._by_last.setdefault(path[-1], []).append((path, value))
            self._segments.update(path)
            self._joined[joined] = value

    def told(self, path: Path, joined: str = "") -> Any:
        """What was told of a place: of one with the same last name, where neither path contradicts the other.

        Args:
            joined: the last two names in one, which another message may have as one.

        Returns: None where nothing was.
        """
        found = self._by_last.get(path[-1])
        if found is None:
            return self._joined.get(joined)
        best: tuple[int, Any] = (-1, None)
        for known, value in found:
            if len(known) > best[0] and (known == path or within(known, path) or within(path, known)):
                best = (len(known), value)
        return best[1] if best[0] >= 0 else self._joined.get(joined)

    def tells(self, path: Path) -> bool:
        """Whether anything was told below a place."""
        last = path[-1]
        return last in self._segments and any(
            last in known[:-1] or (known[-1] == last and value == {})
            for found in self._by_last.values()
            for known, value in found
        )

    def moment_of(self, name: str) -> str | None:
        """When what a date is about happened, or ends; None where no clock tells."""
        if not self.thing.changed:
            return None
        return timestamp(self.thing.created + _YEAR_US if name.startswith("expir") else self.thing.changed)

    def referred(self, word: str) -> str:
        """The name of what the thing refers to by an id, such as of its `project`; empty where that is unknown."""
        reference = self.thing.address.get(word) or self._joined.get(_joined_id(word)) or self.own
        found = self._look_up(word, reference) if self._look_up is not None and isinstance(reference, str) else None
        facts = found.facts if found is not None else {}
        return next((str(facts[name]) for name in _NAMES if name in facts), "")

    @cached_property
    def _parents(self) -> list[View]:
        """What the thing is a link to, and what it belongs to; that of a member is the user."""
        if self._look_up is None:
            return []
        named = [(word, id_) for word, id_ in self.thing.address.items() if word]
        if self.own and self.kind is not None and not self.kind.generated:
            named.insert(0, (self.noun[-1], self.own))
        found = (self._look_up(word, id_) for word, id_ in named)
        return [View(thing, None, self.believable) for thing in found if thing is not None]

    def likely(self, name: str) -> Any:
        """What a field most likely holds that nobody told of: what is told of the thing's name, or of its owner's."""
        sources, parents = _LIKELY.get(name, ()), self._parents
        if not sources and not parents:
            return None
        for view in (self, *parents):
            for source in sources:
                parts = [view.told((each,)) for each in source]
                if all(isinstance(part, str) for part in parts):
                    return " ".join(parts)
        return next((value for view in parents if (value := view.told((name,))) is not None), None)


@functools.cache
def words_in(shape: str) -> Words:
    """The words of the fact that tells a shape."""
    return tuple(shape.split())


@functools.lru_cache(_NAMES_KEPT)
def _read(name: str) -> tuple[Path, str]:
    """The path of a fact's name, and all of it in one."""
    path = tuple(name.split("."))
    return path, "".join(path)


@functools.lru_cache(_NAMES_KEPT)
def _joined_id(name: str) -> str:
    return f"{name.replace('_', '')}id"


_NAMES = ("name", "username", "projectname")
_LIKELY: Mapping[str, tuple[Path, ...]] = {
    "loginnames": (("username",),),
    "preferredloginname": (("username",),),
    "displayname": (("firstname", "lastname"), ("name",)),
}
"""By a field's name, names of facts that it is most likely made of."""
