"""Lists of things: what a request looks for, and which page of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from mockserver.domain.things import Thing
from mockserver.operations.queries import TEXT_METHODS
from mockserver.spec.json_values import JsonObject
from mockserver.surface.library import Surface
from mockserver.surface.model import Field, json_name
from mockserver.unmodelled.fabricated.facts import plain
from mockserver.unmodelled.fabricated.kinds import OWN

_QUERIES = frozenset({"queries", "filters"})
_ALL, _ANY, _NOT = "and", "or", "not"
_ENDS = ("filter", "query")
_ID_ENDS = ("ids", "id")

Fits = Callable[[Thing], bool]


class Page:
    """Which part of a list a request asks for."""

    def __init__(self, request: JsonObject) -> None:
        """Read `query` or `pagination` of a canonical message, which v1 and v2 have."""
        asked: Mapping[str, Any] = request.get("query") or request.get("pagination") or {}
        self.offset: int = asked.get("offset", 0)
        self.limit: int = asked.get("limit", 0)

    def of(self, things: Sequence[Thing]) -> tuple[int, Sequence[Thing]]:
        """The total, and the things of the page; a limit of 0 is none.

        The total is 0 where the offset lies past the end, as on the real server (recordings/search.jsonl).
        """
        if self.offset >= len(things):
            return 0, ()
        return len(things), things[self.offset : self.offset + self.limit if self.limit else None]


class Search:
    """Finds out what the queries of a request ask for, by the names and types of their fields.

    A query that asks for nothing which things are known to have is fulfilled by all of them.
    """

    def __init__(self, surface: Surface, same: Mapping[str, str]) -> None:
        self._surface = surface
        self._same = same

    def fits(self, message: str, request: JsonObject) -> Fits:
        """Whether a thing is what a request looks for."""
        conditions = [
            condition
            for field in self._surface.message(message).fields.values()
            if field.name in _QUERIES and self._surface.is_message(field.type)
            for query in request.get(json_name(field.name), ())
            if (condition := self._condition(field.type, query)) is not None
        ]
        return lambda thing: all(condition(thing) for condition in conditions)

    def _condition(self, message: str, query: JsonObject) -> Fits | None:
        """What one query says, which is a message of which one field is set."""
        for field in self._surface.message(message).fields.values():
            given = query.get(json_name(field.name))
            if given is None:
                continue
            if not self._surface.is_message(field.type):
                return self._comparison([field], query)
            word = field.name.partition("_")[0]
            if word in {_ALL, _ANY, _NOT}:
                return self._joined(word, field, given)
            return self._comparison(self._surface.message(field.type).fields.values(), given, field.name)
        return None

    def _joined(self, word: str, field: Field, given: JsonObject) -> Fits:
        conditions = []
        for below in self._surface.message(field.type).fields.values():
            found = given.get(json_name(below.name), [])
            for query in found if isinstance(found, list) else [found]:
                condition = self._condition(below.type, query)
                if condition is not None:
                    conditions.append(condition)
        if word == _NOT:
            return lambda thing: not any(condition(thing) for condition in conditions)
        join = all if word == _ALL else any
        return lambda thing: join(condition(thing) for condition in conditions)

    def _comparison(self, fields: Iterable[Field], given: JsonObject, named: str = "") -> Fits | None:
        """Compare the fields that a query sets: texts by its method, all else by being the same."""
        method = TEXT_METHODS.get(given.get("method", 0), TEXT_METHODS[0])
        for field in fields:
            value: Any = given.get(json_name(field.name))
            if field.name == "method" or value is None:
                continue
            name = plain(field.name, self._same)
            if name in {"id", "ids"} and named:
                name = _without_end(plain(named, self._same)).removeprefix("in")
            if isinstance(value, list):
                return _of_ids(name, value)
            if isinstance(value, str):
                return _of_text(name, value, method)
            if self._surface.is_enum(field.type):
                numbers = self._surface.enum(field.type).numbers
                return _of_enum(name, next((each for each, number in numbers.items() if number == value), ""))
            return _of_value(name, value)
        return None


def _without_end(name: str) -> str:
    for end in _ENDS:
        name = name.removesuffix(end)
    return name


def _values(thing: Thing, name: str, unknown: Any) -> list[Any]:
    """What a thing has of a name; what is asked for where it has none, so that it fits."""
    found = [value for path, value in thing.facts.items() if path.rpartition(".")[2] == name]
    for end in _ID_ENDS:
        word = name.removesuffix(end)
        found += [value for each, value in thing.address.items() if each and each.replace("_", "") == word]
    return found or [unknown]


def _of_ids(name: str, wanted: list[Any]) -> Fits:
    words = tuple(name.removesuffix(end) for end in _ID_ENDS)

    def fits(thing: Thing) -> bool:
        parents: list[Any] = [value for each, value in thing.address.items() if each and each.replace("_", "") in words]
        return any(value in wanted for value in parents or [thing.address.get(OWN)])

    return fits


def _of_text(name: str, wanted: str, method: Callable[[str, str], bool]) -> Fits:
    def fits(thing: Thing) -> bool:
        values = [value for path, value in thing.facts.items() if path.rpartition(".")[2] == name]
        if not values and name.endswith("id"):
            word = name.removesuffix("id")
            values = [value for each, value in thing.address.items() if each.replace("_", "") == word]
            values = values or [thing.address.get(OWN, wanted)]
        if not values and name.endswith(("key", "domain")):
            values = [thing.address.get(OWN, wanted)]
        if not values:
            values = [value for path, value in thing.facts.items() if name.endswith(path.rpartition(".")[2])]
        return any(isinstance(value, str) and method(value, wanted) for value in values or [wanted])

    return fits


def _of_value(name: str, wanted: Any) -> Fits:
    return lambda thing: wanted in _values(thing, name, wanted)


def _of_enum(name: str, wanted: str) -> Fits:
    def fits(thing: Thing) -> bool:
        if name == "state":
            return wanted.endswith(f"_{thing.state}")
        return wanted in _values(thing, name, wanted)

    return fits
