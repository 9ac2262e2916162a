"""A thing as answers see it: its facts, found by the place where an answer wants them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cached_property
from typing import Any

from mockserver.domain.things import Thing
from mockserver.unmodelled.fabricated.believable import Believable
from mockserver.unmodelled.fabricated.facts import Path, within
from mockserver.unmodelled.fabricated.kinds import OWN, Kind
from mockserver.unmodelled.fabricated.names import Words

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

    @cached_property
    def _by_last(self) -> Mapping[str, list[tuple[Path, Any]]]:
        found: dict[str, list[tuple[Path, Any]]] = {}
        for name, value in self.thing.facts.items():
            path = tuple(name.split("."))
            found.setdefault(path[-1], []).append((path, value))
        return found

    @cached_property
    def _joined(self) -> Mapping[str, Any]:
        ids = {f"{name.replace('_', '')}id": value for name, value in self.thing.address.items() if name != OWN}
        return ids | {name.replace(".", ""): value for name, value in self.thing.facts.items()}

    @cached_property
    def shape(self) -> Words:
        """In which shape it was added."""
        return tuple(str(self.thing.facts.get(SHAPE, "")).split())

    @cached_property
    def segments(self) -> frozenset[str]:
        """All names that stand in paths of facts."""
        return frozenset(part for name in self.thing.facts for part in name.split("."))

    def told(self, path: Path) -> Any:
        """What was told of a place: of one with the same last name, where neither path contradicts the other.

        Returns: None where nothing was.
        """
        best: tuple[int, Any] = (-1, None)
        for known, value in self._by_last.get(path[-1], ()):
            if within(known, path) or within(path, known):
                best = max(best, (len(known), value), key=lambda each: each[0])
        if best[0] >= 0:
            return best[1]
        return self._joined.get("".join(path[-2:])) if len(path) > 1 else None

    def tells(self, path: Path) -> bool:
        """Whether anything was told below a place."""
        last = path[-1]
        return last in self.segments and any(
            last in known[:-1] or (known[-1] == last and value == {})
            for known, value in (
                (tuple(name.split(".")), value) for name, value in self.thing.facts.items() if last in name
            )
        )

    @property
    def own(self) -> str:
        """Its id, or what else is its own; empty where it has none."""
        return self.thing.address.get(OWN, "")

    def referred(self, word: str) -> str:
        """The name of what the thing refers to by an id, such as of its `project`; empty where that is unknown."""
        reference = self.thing.address.get(word) or self._joined.get(f"{word.replace('_', '')}id") or self.own
        found = self._look_up(word, reference) if self._look_up is not None and isinstance(reference, str) else None
        facts = found.facts if found is not None else {}
        return next((str(facts[name]) for name in _NAMES if name in facts), "")

    @cached_property
    def _parents(self) -> list[View]:
        """What the thing belongs to; that of a member is the user."""
        found = (
            self._look_up(word, id_) for word, id_ in self.thing.address.items() if self._look_up is not None and word
        )
        return [View(thing, None, self.believable) for thing in found if thing is not None]

    def likely(self, name: str) -> Any:
        """What a field most likely holds that nobody told of: what is told of the thing's name, or of its owner's."""
        for view in (self, *self._parents):
            for source in _LIKELY.get(name, ()):
                parts = [view.told((each,)) for each in source]
                if all(isinstance(part, str) for part in parts):
                    return " ".join(parts)
        return next((value for view in self._parents if (value := view.told((name,))) is not None), None)


_NAMES = ("name", "username", "projectname")
_LIKELY: Mapping[str, tuple[Path, ...]] = {
    "loginnames": (("username",),),
    "preferredloginname": (("username",),),
    "displayname": (("firstname", "lastname"), ("name",)),
}
"""By a field's name, names of facts that it is most likely made of."""
