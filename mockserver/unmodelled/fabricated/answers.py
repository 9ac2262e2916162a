"""Messages of answers, filled with what is known of things: by names and types, whatever the message."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from typing import Any

from mockserver.spec.json_values import JsonObject
from mockserver.spec.wellknown import timestamp
from mockserver.surface.library import Surface
from mockserver.surface.model import Field, MessageType, json_name
from mockserver.unmodelled.fabricated.facts import Path, plain
from mockserver.unmodelled.fabricated.kinds import OWN, Corrections
from mockserver.unmodelled.fabricated.names import Words, words_of
from mockserver.unmodelled.fabricated.view import Moment, View

_TIMESTAMP = "google.protobuf.Timestamp"
_TEXT_TYPES = frozenset({"string", "bytes", _TIMESTAMP, "google.protobuf.Duration"})
_LONG = frozenset({"int64", "uint64", "sint64"})
_NUMBERS = frozenset({"double", "float", "int32", "uint32", "sint32"}) | _LONG
_NOTHING: tuple[Any, ...] = (None, "", False, 0, [], {})
_OWNERS = ("resourceowner", "organizationid", "orgid", "organisationid")
_OF_INSTANCE = ("_SYSTEM", "_INSTANCE", "_IAM")
_OF_ORGANISATION = ("_ORG", "_ORGANIZATION")
_DEEPEST = 8
_DEEPEST_MADE_UP = 2
_ENDS = frozenset({"config", "configuration", "request", "user"})
"""Last words of messages' names that tell nothing of a shape."""


class Answers:
    """Fills messages; the names of a message's fields are worked out once."""

    def __init__(self, surface: Surface, by_hand: Corrections) -> None:
        self._surface = surface
        self._by_hand = by_hand
        self._plain = functools.cache(lambda name: plain(name, by_hand.fields))
        self._words = functools.cache(lambda name: words_of(name, by_hand.synonyms))

    def fill(self, message: str, view: View, path: Path = ()) -> JsonObject:
        """A message about a thing, in proto3 JSON."""
        filled, _ = self._fill(self._surface.message(message), view, path, 0)
        return filled

    def _fill(self, message: MessageType, view: View, path: Path, depth: int) -> tuple[JsonObject, bool]:
        """A message, and whether anything in it was told, so that it is not made up as a whole."""
        filled: JsonObject = {}
        told = False
        chosen = self._chosen(message, view, path)
        for field in message.fields.values():
            if field.oneof and chosen.get(field.oneof) != field.name:
                continue
            value, known = self._value(field, view, (*path, self._plain(field.name)), depth)
            told = told or known
            if value is not None and (field.oneof or field.optional or not self.is_zero(field, value)):
                filled[json_name(field.name)] = value
        return filled, told

    def is_zero(self, field: Field, value: Any) -> bool:
        """Whether JSON leaves a value out."""
        if field.repeated or not isinstance(value, str):
            return value in _NOTHING
        if field.type in _LONG:
            return value == "0"
        return not value or (self._surface.is_enum(field.type) and not self._surface.enum(field.type).numbers[value])

    def _value(self, field: Field, view: View, path: Path, depth: int) -> tuple[Any, bool]:
        if self._is_details(field):
            return self.details(field.type, view), True
        if not field.repeated and not field.key_type and self._surface.is_message(field.type):
            return self._below(field, view, path, depth)
        value = self._of_itself(field, view, path, depth)
        if value is not None:
            return value, True
        value = self.converted(field, view.told(path))
        if value is None and field.number == 1 and len(path) > 1:
            # What one message tells as a plain value, another one wraps: `{"enabled": true}`.
            value = self.converted(field, view.told(path[:-1]))
        if value is not None:
            return value, True
        return self._made_up(field, view, path), False

    def _below(self, field: Field, view: View, path: Path, depth: int) -> tuple[Any, bool]:
        if depth >= _DEEPEST:
            return None, False
        filled, told = self._fill(self._surface.message(field.type), view, path, depth + 1)
        if told or field.oneof or (view.default and depth < _DEEPEST_MADE_UP):
            return filled, told
        return None, False

    def _of_itself(self, field: Field, view: View, path: Path, depth: int) -> Any:
        """What a field says of the thing as a thing: id, owner, state, dates, and what it belongs to."""
        name = path[-1]
        if field.repeated or field.key_type:
            return None
        if field.type == _TIMESTAMP:
            return self._date(view, name)
        if name == "isdefault" and field.type == "bool":
            return view.default or None
        if name == "sequence" and field.type in _LONG:
            return str(view.thing.sequence)
        if self._surface.is_enum(field.type):
            return self._enum_of_itself(field, view, path)
        return self._text_of_itself(field, view, path, depth) if field.type == "string" and depth < 2 else None

    def _text_of_itself(self, field: Field, view: View, path: Path, depth: int) -> str | None:
        address, words = view.thing.address, self._words(field.name)
        if view.own and depth <= view.own_depth and self._is_own(words, view):
            return view.own
        belongs = words[:-1] if words[-1:] in {("id",), ("key",)} else words
        if belongs and "_".join(belongs) in address:
            return address["_".join(belongs)]
        if path[-1].endswith(_OWNERS) and view.told(path) is None:
            return view.thing.owner
        return view.referred("_".join(words[:-1])) or None if words[-1:] == ("name",) and len(words) > 1 else None

    def _is_own(self, words: Words, view: View) -> bool:
        noun = view.kind.words if view.kind is not None else ()
        last = noun[-1:]
        named = {("id",), ("key",), (*noun, "id"), (*last, "id"), (*last, "key"), last, noun}
        return words in named or (words == ("domain", "name") and last == ("domain",))

    def _date(self, view: View, name: str) -> Any:
        if not name.endswith("date") or view.told((name,)) is not None:
            return None
        if view.kind is not None and name in view.kind.told:
            return None
        return timestamp(view.thing.created if name == "creationdate" else view.thing.changed)

    def _enum_of_itself(self, field: Field, view: View, path: Path) -> Any:
        """The state of a thing, whose it is, and its type where it was added in one of several shapes."""
        name, names = path[-1], self._surface.enum(field.type).numbers
        if name.endswith("state"):
            return next((each for each in names if each.endswith(f"_{view.thing.state}")), None)
        if view.told(path) is not None:
            return None
        if name.startswith("owner"):
            ends = _OF_INSTANCE if view.of_instance else _OF_ORGANISATION
            return next((each for each in names if each.endswith(ends)), None)
        if name == "type" and view.shape:
            tails = {each: tuple(tail.lower().split("_")) for tail, each in _tails(tuple(names)).items()}
            best = max(tails, key=lambda each: _overlap(tails[each], view.shape))
            return best if _overlap(tails[best], view.shape) else None
        return None

    def _is_details(self, field: Field) -> bool:
        return (
            not field.repeated
            and field.type.endswith((".ObjectDetails", ".Details"))
            and ".object" in (field.type.lower())
        )

    def details(self, kind: str, view: View) -> JsonObject:
        """The details of a thing: how often it was written, when it was made and last changed, whose it is.

        Of a write that made it there is no change, of all others no creation.
        """
        thing = view.thing
        known = {
            "sequence": str(thing.sequence),
            "creationDate": timestamp(thing.created) if view.moment is not Moment.CHANGED else "",
            "changeDate": timestamp(thing.changed) if view.moment is not Moment.ADDED else "",
            "resourceOwner": thing.owner,
            "id": thing.address.get(OWN, ""),
        }
        names = map(json_name, self._surface.message(kind).fields)
        return {name: known[name] for name in names if known.get(name)}

    def _made_up(self, field: Field, view: View, path: Path) -> Any:
        """A believable value of what no request can tell; of all, where nothing is known."""
        if field.optional or field.deprecated or field.oneof or field.key_type:
            return None
        servers = view.kind is not None and path[-1] not in view.kind.told and field.type in {"string", "bytes"}
        if servers and field.type == "string":
            likely = view.likely(path[-1])
            if isinstance(likely, str):
                return [likely] if field.repeated else likely
            servers = not field.repeated
        if not servers and not view.default:
            return None
        if self._surface.is_enum(field.type):
            return None if field.repeated else next(iter([*self._surface.enum(field.type).numbers][1:2]), None)
        value = view.believable.value(field)
        return [value] if field.repeated and value is not None else value

    def _chosen(self, message: MessageType, view: View, path: Path) -> Mapping[str, str]:
        """Of each oneof the field that is set: one that was told of, or of the shape, or that holds most facts."""
        options: dict[str, list[Field]] = {}
        for field in message.fields.values():
            if field.oneof:
                options.setdefault(field.oneof, []).append(field)
        return {oneof: chosen for oneof, fields in options.items() if (chosen := self._choice(fields, view, path))}

    def _choice(self, fields: Iterable[Field], view: View, path: Path) -> str:
        best, name = 0.0, ""
        for field in fields:
            place = (*path, self._plain(field.name))
            if not self._surface.is_message(field.type):
                score = 1000.0 if view.told(place) is not None else 0.0
            elif view.tells(place):
                score = 1000.0
            else:
                score = 100 * self._alike(field, view.shape) or self._holding(field.type, view, place)
            if score > best:
                best, name = score, field.name
        return name

    def _alike(self, field: Field, shape: Words) -> float:
        if not shape:
            return 0.0
        names = (self._words(field.type.rpartition(".")[2]), self._words(field.name))
        return max(_overlap(tuple(word for word in words if word not in _ENDS), shape) for words in names)

    def _holding(self, message: str, view: View, path: Path) -> int:
        fields = self._surface.message(message).fields.values()
        return sum(view.told((*path, self._plain(field.name))) is not None for field in fields if len(path) < _DEEPEST)

    def converted(self, field: Field, value: Any) -> Any:
        """A told value as a field has it, in proto3 JSON; None where it does not fit."""
        if value is None:
            return None
        if field.key_type:
            return value if isinstance(value, dict) else None
        if field.repeated:
            if not isinstance(value, list):
                return None
            items = [self._single(field.type, each) for each in value]
            return None if None in items else items
        return self._single(field.type, value)

    def _single(self, kind: str, value: Any) -> Any:
        if self._surface.is_enum(kind):
            return self.enum_name(kind, value)
        if self._surface.is_message(kind):
            return self._object(self._surface.message(kind), value) if isinstance(value, dict) else None
        if kind == "bool":
            return value if isinstance(value, bool) else None
        if kind in _NUMBERS:
            fits = isinstance(value, (int, float)) and not isinstance(value, bool)
            return (str(value) if kind in _LONG else value) if fits else None
        if kind in _TEXT_TYPES:
            return value if isinstance(value, str) else None
        return value

    def _object(self, message: MessageType, value: JsonObject) -> JsonObject:
        named = ((json_name(field.name), field) for field in message.fields.values())
        converted = ((name, self.converted(field, value.get(name))) for name, field in named)
        return {name: each for name, each in converted if each not in _NOTHING}

    def enum_name(self, kind: str, value: Any) -> str | None:
        """The name of an enum's value, of a name of this enum or of one that means the same in another version."""
        numbers = self._surface.enum(kind).numbers
        if not isinstance(value, str):
            return next((name for name, number in numbers.items() if number == value), None)
        if value in numbers:
            return value
        tails = sorted(_tails(tuple(numbers)).items(), key=lambda tail: -len(tail[0]))
        return next((name for tail, name in tails if value.endswith(f"_{tail}")), None)


def _overlap(one: Words, other: Words) -> float:
    """How alike two names are, from 0 to 1; whether words run into one, such as `github`, does not matter."""
    if "".join(one) == "".join(other):
        return 1.0
    return len({*one} & {*other}) / len({*one, *other})


@functools.cache
def _tails(names: tuple[str, ...]) -> Mapping[str, str]:
    """Names of an enum without what all of them begin with."""
    split = [name.split("_") for name in names]
    common = 0
    while all(len(parts) > common + 1 and parts[common] == split[0][common] for parts in split):
        common += 1
    return {"_".join(parts[common:]): name for parts, name in zip(split, names, strict=True)}
