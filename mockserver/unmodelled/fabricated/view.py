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
        name_of: Callable[[str, str], str] | None = None,
    ) -> None:
        """See a thing.

        Args:
            default: whether nobody told anything of it, so that all of it is made up.
            name_of: finds the name of what an id means, by the word before `_id`; empty where there is none.
        """
        self.thing = thing
        self.kind = kind
        self.believable = believable
        self.moment = moment
        self.default = default
        self._name_of = name_of

    @cached_property
    def _by_last(self) -> Mapping[str, list[tuple[Path, Any]]]:
        found: dict[str, list[tuple[Path, Any]]] = {}
        for name, value in self.thing.facts.items():
            path = tuple(name.split("."))
            found.setdefault(path[-1], []).append((path, value))
        return found

    @cached_property
    def _joined(self) -> Mapping[str, Any]:
        return {name.replace(".", ""): value for name, value in self.thing.facts.items()}

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
        reference = self.thing.address.get(word) or self.told((f"{word.replace('_', '')}id",))
        return self._name_of(word, reference) if self._name_of is not None and isinstance(reference, str) else ""
