"""What an instance keeps of a collection: things as events left them, and what is left of the document's examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mockserver.domain.things import Deed, Key, Thing, ThingAdded, ThingChanged, ThingRemoved
from mockserver.own_api.collection import Collection
from mockserver.store.instance import Instance

Facts = Mapping[str, Any]
"""What a thing is: an object of JSON."""


class Kept:
    """The things of one collection, below those that the path names.

    Attributes:
        kind: what the instance keeps them under.
    """

    def __init__(self, instance: Instance, prefix: str, collection: Collection, above: Key) -> None:
        """Look into an instance.

        Args:
            above: what the path of the collection itself says, from the left.
        """
        self._instance = instance
        self._prefix = prefix
        self.kind = prefix + collection.path
        self._collection = collection
        self._above = above

    def __iter__(self) -> Iterator[tuple[str, Facts]]:
        """All things with what tells them apart: examples first, then as they were added."""
        things = self._instance.state.things
        known = things.of(self.kind)
        first = {(*self._above, self._own(example)): example for example in self._collection.examples}
        for key, example in first.items():
            if key in known:
                yield key[-1], known[key].facts
            elif not things.is_removed(self.kind, key):
                yield key[-1], example
        for key, thing in known.items():
            if key not in first and key[:-1] == self._above:
                yield key[-1], thing.facts

    def find(self, own: str) -> Facts | None:
        """The thing that a path names."""
        key = (*self._above, own)
        things = self._instance.state.things
        thing = things.of(self.kind).get(key)
        if thing is not None:
            return thing.facts
        return None if things.is_removed(self.kind, key) else self._example(own)

    def put(self, own: str, facts: Facts) -> None:
        """Add a thing, or put it in the place of the one that is there."""
        key = (*self._above, own)
        before = self._instance.state.things.of(self.kind).get(key)
        deed = self._deed(key)._replace(facts=facts)
        if before is None:
            self._instance.append(ThingAdded(deed))
        else:
            self._instance.append(ThingChanged(deed._replace(forgotten=frozenset(before.facts.keys() - facts.keys()))))

    def remove(self, own: str) -> None:
        """Remove a thing, with what was added below its path."""
        key = (*self._above, own)
        below = [ThingRemoved(_deed_of(thing)) for thing in self._below(key)]
        self._instance.append_all([*below, ThingRemoved(self._deed(key), hides=self._example(own) is not None)])

    def _below(self, key: Key) -> Iterator[Thing]:
        start = f"{self._prefix}{self._collection.thing}/"
        for kind, things in self._instance.state.things.kinds.items():
            if kind.startswith(start):
                yield from (thing for other, thing in things.items() if other[: len(key)] == key)

    def _deed(self, key: Key) -> Deed:
        return Deed(f"{self.kind}/{key[-1]}", self.kind, key, "", {"": key[-1]})

    def _example(self, own: str) -> Facts | None:
        return next((example for example in self._collection.examples if self._own(example) == own), None)

    def _own(self, facts: Facts) -> str:
        return text_of(facts.get(self._collection.identity))


def text_of(value: Any) -> str:
    """A value as a path or a query has it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _deed_of(thing: Thing) -> Deed:
    return Deed(thing.address.get("", ""), thing.kind, thing.key, thing.owner, thing.address)
