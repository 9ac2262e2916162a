"""Places of answers: what follows from names and types alone of a field within a message, worked out once."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from mockserver.surface.library import Surface
from mockserver.surface.model import Field, json_name
from mockserver.unmodelled.fabricated.authored import required_in
from mockserver.unmodelled.fabricated.facts import Path, plain
from mockserver.unmodelled.fabricated.kinds import Corrections
from mockserver.unmodelled.fabricated.names import Words, words_of
from mockserver.unmodelled.fabricated.recipes import Recipe, recipe_of

_ENDS = frozenset({"config", "configuration", "request", "user"})
"""Last words of messages' names that tell nothing of a shape."""
LONG = frozenset({"int64", "uint64", "sint64"})
"""Integers that JSON has as texts."""
_NO_NUMBERS: Mapping[str, int] = {}


class Place:
    """A field of a message where an answer holds it.

    Attributes:
        path: plain names from the outermost message to this field.
        name: the last of them.
        joined: the last two of them in one; empty at the outermost.
        json: the field's name in JSON.
        words: its name in words.
        belongs: its words without a last `id` or `key`, joined by underscores: what it is the id of.
        single: whether it is no list and no map.
        recipe: makes a value up for it; None where none is believable.
        names: its message's name and its own, in words.
        is_message: whether it holds one message of ZITADEL's.
        is_details: whether that tells how often and when a thing was written.
        numbers: of an enum, its numbers by name; else empty.
        is_enum: whether it is an enum.
        is_required: whether an answer always has it.
        is_makeable: whether a value may be made up for it.
        is_wrapped: whether it is the first of an inner message, which may wrap a plain value.
        is_telling: whether it would be missed of a thing of which something was told: texts and types, no figures.
    """

    __slots__ = (
        "_alike",
        "_below",
        "_places",
        "belongs",
        "field",
        "is_details",
        "is_enum",
        "is_makeable",
        "is_message",
        "is_required",
        "is_telling",
        "is_wrapped",
        "joined",
        "json",
        "name",
        "names",
        "numbers",
        "path",
        "recipe",
        "single",
        "words",
    )

    def __init__(
        self,
        places: Places,
        field: Field,
        path: Path,
        parent: str,
        surface: Surface,
        by_hand: Corrections,
        required: frozenset[str],
    ) -> None:
        self.field = field
        self.path = path
        self.name = path[-1]
        self.joined = "".join(path[-2:]) if len(path) > 1 else ""
        self.json = json_name(field.name)
        self.words = words_of(field.name, by_hand.synonyms)
        self.belongs = "_".join(self.words[:-1] if self.words[-1:] in {("id",), ("key",)} else self.words)
        self.single = not field.repeated and not field.key_type
        self.is_message = self.single and surface.is_message(field.type)
        self.is_details = (
            not field.repeated
            and field.type.endswith((".ObjectDetails", ".Details"))
            and ".object" in field.type.lower()
        )
        self.is_enum = surface.is_enum(field.type)
        self.numbers = surface.enum(field.type).numbers if self.is_enum else _NO_NUMBERS
        self.is_required = self.json in required
        self.is_makeable = not (field.optional or field.deprecated or field.oneof or field.key_type)
        self.is_wrapped = field.number == 1 and bool(self.joined)
        self.is_telling = not field.repeated and (self.is_enum or field.type in {"string", "bytes"})
        self.recipe: Recipe | None = recipe_of(field, parent, self.numbers)
        self.names = (words_of(field.type.rpartition(".")[2], by_hand.synonyms), self.words)
        self._places = places
        self._below: Group | None = None
        self._alike: dict[Words, float] = {}

    def is_zero(self, value: Any) -> bool:
        """Whether JSON leaves a value out."""
        return is_zero(self.field, self.numbers, value)

    @property
    def below(self) -> Group:
        """The places within the message that it holds."""
        if self._below is None:
            self._below = self._places.of(self.field.type, self.path, self.field.name)
        return self._below

    def alike(self, shape: Words) -> float:
        """How much its name or its message's is that of a shape, from 0 to 1."""
        found = self._alike.get(shape)
        if found is None:
            bare = (tuple(word for word in words if word not in _ENDS) for words in self.names)
            found = self._alike[shape] = max(overlap(words, shape) for words in bare)
        return found


class Group:
    """The places of a message's fields.

    Attributes:
        oneofs: the places of each oneof, by its name.
    """

    __slots__ = ("oneofs", "places")

    def __init__(self, places: tuple[Place, ...]) -> None:
        self.places = places
        self.oneofs: dict[str, list[Place]] = {}
        for place in places:
            if place.field.oneof:
                self.oneofs.setdefault(place.field.oneof, []).append(place)


class Places:
    """The places of all messages, each made when an answer first has it."""

    def __init__(self, surface: Surface, by_hand: Corrections) -> None:
        self._surface = surface
        self._by_hand = by_hand
        self._groups: dict[tuple[str, Path], Group] = {}

    def of(self, message: str, path: Path = (), parent: str = "") -> Group:
        """The places of the fields of a message that stands at a path, in the field `parent`. Raises: KeyError."""
        group = self._groups.get((message, path))
        if group is None:
            fields, required = self._surface.message(message).fields.values(), required_in(message)
            places = tuple(self._place(field, path, parent, required) for field in fields)
            group = self._groups[message, path] = Group(places)
        return group

    def _place(self, field: Field, path: Path, parent: str, required: frozenset[str]) -> Place:
        below = (*path, plain(field.name, self._by_hand.fields))
        return Place(self, field, below, parent, self._surface, self._by_hand, required)


def overlap(one: Words, other: Words) -> float:
    """How alike two names are, from 0 to 1; whether words run into one, such as `github`, does not matter."""
    if "".join(one) == "".join(other):
        return 1.0
    return len({*one} & {*other}) / len({*one, *other})


def is_zero(field: Field, numbers: Mapping[str, int], value: Any) -> bool:
    """Whether JSON leaves a value of a field out, of an enum with its numbers by name."""
    if not value or field.repeated or not isinstance(value, str):
        return not value
    return not numbers[value] if numbers else value == "0" and field.type in LONG


@functools.cache
def tails(names: tuple[str, ...]) -> Mapping[str, str]:
    """Names of an enum by what they are without what all of them begin with."""
    split = [name.split("_") for name in names]
    common = 0
    while all(len(parts) > common + 1 and parts[common] == split[0][common] for parts in split):
        common += 1
    return {"_".join(parts[common:]): name for parts, name in zip(split, names, strict=True)}
