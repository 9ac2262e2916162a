"""Things of the kinds that nobody modelled: what an instance keeps of them, and how events change it.

Nothing is known of a thing but its kind, its address, and the facts that requests told of it. A fact's name is the path
of its field, such as `profile.first_name`; its value is what JSON holds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, NamedTuple

from mockserver.domain.ids import Instant

Key = tuple[str, ...]
"""What tells things of one kind apart."""
Facts = Mapping[str, Any]


class Deed(NamedTuple):
    """What a write does to a thing of a kind that nobody modelled.

    Attributes:
        aggregate: the thing's id, or its key in one text.
        address: names and values of the fields by which requests reach it.
        facts: what is told of it anew.
        forgotten: facts that are no longer told.
        state: such as `ACTIVE`.
    """

    aggregate: str
    kind: str
    key: Key
    owner: str
    address: Mapping[str, str]
    facts: Facts = MappingProxyType({})
    forgotten: frozenset[str] = frozenset()
    state: str = "ACTIVE"


class ThingAdded(NamedTuple):
    """A thing came to be."""

    deed: Deed


class ThingChanged(NamedTuple):
    deed: Deed


class ThingRemoved(NamedTuple):
    """A thing is no more.

    Attributes:
        hides: whether an example that a document gives under the same key goes with it.
    """

    deed: Deed
    hides: bool = False


class ThingRestored(NamedTuple):
    """A thing was taken over with its history, out of a file.

    Attributes:
        sequence: its place in that history, to go on from.
    """

    deed: Deed
    created: Instant
    sequence: int


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing as its events left it; replaced as a whole by each of them. For its fields see `Deed`."""

    kind: str
    key: Key
    owner: str
    address: Mapping[str, str]
    facts: Facts
    state: str
    sequence: int
    created: Instant
    changed: Instant


@dataclass(slots=True)
class Things:
    """All things of an instance, by kind and key, in the order of their creation."""

    kinds: dict[str, dict[Key, Thing]] = field(default_factory=dict)
    removed: dict[str, set[Key]] = field(default_factory=dict)
    """Examples of documents of one's own that were removed."""

    def of(self, kind: str) -> Mapping[Key, Thing]:
        """The things of a kind."""
        return self.kinds.get(kind, {})

    def is_removed(self, kind: str, key: Key) -> bool:
        """Whether a thing was there and is no more."""
        return key in self.removed.get(kind, ())

    def copy(self) -> Things:
        """The same, which later events do not change."""
        return Things(
            {kind: dict(things) for kind, things in self.kinds.items()},
            {kind: set(keys) for kind, keys in self.removed.items()},
        )


ThingEvent = ThingAdded | ThingChanged | ThingRemoved | ThingRestored
THING_EVENTS = (ThingAdded, ThingChanged, ThingRemoved, ThingRestored)


def next_thing_sequence(things: Things, event: ThingEvent) -> int:
    """The place that an event about to happen takes in its thing's history, from 1."""
    if isinstance(event, ThingRestored):
        return event.sequence
    before = things.of(event.deed.kind).get(event.deed.key)
    return before.sequence + 1 if before else 1


def fold_thing(things: Things, event: ThingEvent, sequence: int, at: Instant) -> None:
    """Apply one event, in place."""
    _APPLY[type(event)](things, event, sequence, at)


def _added(things: Things, event: ThingAdded, sequence: int, at: Instant) -> None:
    deed = event.deed
    _put(things, Thing(deed.kind, deed.key, deed.owner, deed.address, deed.facts, deed.state, sequence, at, at))


def _changed(things: Things, event: ThingChanged, sequence: int, at: Instant) -> None:
    deed = event.deed
    before = things.kinds[deed.kind][deed.key]
    kept = {name: value for name, value in before.facts.items() if name not in deed.forgotten}
    _put(things, replace(before, facts={**kept, **deed.facts}, state=deed.state, sequence=sequence, changed=at))


def _removed(things: Things, event: ThingRemoved, _: int, __: Instant) -> None:
    deed = event.deed
    things.kinds.get(deed.kind, {}).pop(deed.key, None)
    if event.hides:
        things.removed.setdefault(deed.kind, set()).add(deed.key)


def _restored(things: Things, event: ThingRestored, sequence: int, at: Instant) -> None:
    deed = event.deed
    thing = Thing(deed.kind, deed.key, deed.owner, deed.address, deed.facts, deed.state, sequence, event.created, at)
    _put(things, thing)


def _put(things: Things, thing: Thing) -> None:
    things.kinds.setdefault(thing.kind, {})[thing.key] = thing
    things.removed.get(thing.kind, set()).discard(thing.key)


_APPLY: Mapping[type, Callable[[Things, Any, int, Instant], None]] = {
    ThingAdded: _added,
    ThingChanged: _changed,
    ThingRemoved: _removed,
    ThingRestored: _restored,
}
