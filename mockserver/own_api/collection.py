"""Which paths of a document are collections: things can be added at one of them, and found below it.

`POST /things` adds; `GET /things` lists where it answers an array, or an object that holds one; below
`/things/{id}` a thing is read, replaced, changed and removed. All of it is derived from the paths and schemas.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from mockserver.own_api.answer import Described
from mockserver.own_api.operation import Operation
from mockserver.own_api.schemas import Schemas, plain

_IDENTITIES = ("id", "uuid", "key", "slug")
"""Names of properties that tell things apart, where the path's own name for it is none of them."""
_LISTS = ("items", "results", "result", "data", "content", "values", "entries", "records", "elements")


class Deed(enum.Enum):
    """What an operation does to a collection."""

    ADD = enum.auto()
    LIST = enum.auto()
    GET = enum.auto()
    PUT = enum.auto()
    PATCH = enum.auto()
    DELETE = enum.auto()


_AT_COLLECTION = {"POST": Deed.ADD, "GET": Deed.LIST}
_AT_THING = {"GET": Deed.GET, "PUT": Deed.PUT, "PATCH": Deed.PATCH, "DELETE": Deed.DELETE}


@dataclass(frozen=True, slots=True)
class Collection:
    """Things of one kind.

    Attributes:
        path: the template of the collection, such as `/users/{user}/things`.
        parameter: what the path of one thing calls the last segment; empty where things have no path.
        identity: the property that tells things apart; empty where none does, so that only their path has it.
        schema: that of a thing as it is answered.
        told: names of the properties that a request may tell when it adds one.
        examples: things that are there from the beginning.
    """

    path: str
    parameter: str
    identity: str
    schema: Mapping[str, Any]
    told: frozenset[str]
    examples: tuple[Mapping[str, Any], ...] = ()

    @property
    def thing(self) -> str:
        """The template of one thing's path."""
        return f"{self.path}/{{{self.parameter}}}"


@dataclass(frozen=True, slots=True)
class Collections:
    """All collections of a document, by path."""

    by_path: Mapping[str, Collection] = field(default_factory=dict)

    def meant(self, operation: Operation) -> tuple[Collection, Deed] | None:
        """What an operation does to which collection; None where it does nothing to any."""
        path = operation.path.rstrip("/")
        for collection in self.by_path.values():
            deeds = _AT_COLLECTION if path == collection.path else _AT_THING if path == collection.thing else {}
            if operation.method in deeds:
                return collection, deeds[operation.method]
        return None

    def above(self, path: str) -> list[Collection]:
        """The collections of whose things a path names one that it is below of, the outermost first."""
        found = [each for each in self.by_path.values() if each.parameter and path.startswith(f"{each.thing}/")]
        return sorted(found, key=lambda each: len(each.path))


class Deriving:
    """Derives the collections of a document."""

    def __init__(self, operations: Iterable[Operation], schemas: Schemas, described: Described) -> None:
        """Take all operations."""
        self._operations = {(each.method, each.path.rstrip("/")): each for each in operations}
        self._schemas = schemas
        self._described = described

    def collections(self) -> Collections:
        """All of them."""
        adding = [path for method, path in self._operations if method == "POST"]
        found = {path: each for path in adding if (each := self._collection(path)) is not None}
        return Collections(found)

    def _collection(self, path: str) -> Collection | None:
        adding = self._operations["POST", path]
        if adding.body is None or self._schemas.items(adding.body) is not None:
            return None
        parameter = self._parameter(path)
        listed = self.listed(self._operations.get(("GET", path)), path)
        if not parameter and listed is None:
            return None
        schema = self._thing(path, parameter, listed, adding)
        identity = identity_of(self._schemas.properties(schema), parameter)
        writable = {name for name, each in self._schemas.properties(adding.body).items() if not each.get("readOnly")}
        found = Collection(path, parameter, identity, schema, frozenset(writable))
        return replace(found, examples=self._examples(found))

    def _parameter(self, path: str) -> str:
        """The name of the last segment of the paths of things; empty where no path is that of a thing."""
        for _, other in self._operations:
            rest = other.removeprefix(f"{path}/")
            if rest != other and rest.startswith("{") and rest.endswith("}") and "/" not in rest:
                return rest[1:-1]
        return ""

    def listed(self, operation: Operation | None, path: str) -> str | None:
        """The property that holds the list in what an operation answers.

        Empty where the answer itself is the list; None where there is none.
        """
        if operation is None:
            return None
        schema = self._described.schema(operation, self._described.success(operation))
        if self._schemas.items(schema) is not None:
            return ""
        return list_within(self._schemas, schema, path)

    def _thing(self, path: str, parameter: str, listed: str | None, adding: Operation) -> Mapping[str, Any]:
        """The schema of a thing: that of its own answer, of a list's item, of what adding one answers or reads."""
        item = None
        if listed is not None:
            schema = self._answered(("GET", path))
            item = self._schemas.items(self._schemas.properties(schema)[listed] if listed else schema)
        own, added = self._answered(("GET", f"{path}/{{{parameter}}}")), self._answered(("POST", path))
        for schema in (own, item, added, adding.body):
            whole = self.unwrapped(schema, parameter)
            if self._schemas.properties(whole):
                return whole
        return {}

    def _answered(self, key: tuple[str, str]) -> Any:
        """The schema of the answer of an operation; None where there is none."""
        operation = self._operations.get(key)
        return None if operation is None else self._described.schema(operation, self._described.success(operation))

    def unwrapped(self, schema: Any, parameter: str) -> Mapping[str, Any]:
        """A thing's schema out of that of an answer, which may hold it in a property such as `data`."""
        whole = self._schemas.whole(schema)
        within = thing_within(self._schemas, whole, parameter)
        return self._schemas.properties(whole)[within] if within else whole

    def _examples(self, collection: Collection) -> tuple[Mapping[str, Any], ...]:
        """What the document shows of things, in lists and by themselves, each once."""
        if not collection.identity:
            return ()
        shown: list[Any] = []
        listing = self._operations.get(("GET", collection.path))
        held = self.listed(listing, collection.path)
        if listing is not None and held is not None:
            example = self._described.example(listing, self._described.success(listing))
            listed = example.get(held) if held and isinstance(example, Mapping) else example
            shown.extend(listed if isinstance(listed, list) else ())
        reading = self._operations.get(("GET", collection.thing))
        if reading is not None:
            status = self._described.success(reading)
            example = self._described.example(reading, status)
            within = thing_within(self._schemas, self._described.schema(reading, status), collection.parameter)
            shown.append(example.get(within) if within and isinstance(example, Mapping) else example)
        things: dict[str, Mapping[str, Any]] = {}
        for each in shown:
            if isinstance(each, Mapping) and collection.identity in each:
                things.setdefault(str(each[collection.identity]), each)
        return tuple(things.values())


def identity_of(properties: Mapping[str, Any], parameter: str) -> str:
    """The property that tells things apart: what the path calls it, else an `id` or the like; empty where none does."""
    names = {plain(name): name for name in properties}
    for wanted in (plain(parameter), *_IDENTITIES):
        if wanted and wanted in names:
            return names[wanted]
    ids = [name for name in properties if name.endswith(("Id", "_id", "ID"))]
    return ids[0] if len(ids) == 1 else ""


def thing_within(schemas: Schemas, schema: Any, parameter: str) -> str:
    """The property that holds the thing in an answer which is not the thing itself; empty where it is."""
    properties = schemas.properties(schema)
    if identity_of(properties, parameter):
        return ""
    objects = [name for name, each in properties.items() if schemas.properties(each)]
    return objects[0] if len(objects) == 1 else ""


def list_within(schemas: Schemas, schema: Any, path: str) -> str | None:
    """The property that holds the list in an answer that is an object; None where none does, or it is not clear."""
    arrays = [name for name, each in schemas.properties(schema).items() if schemas.items(each) is not None]
    if len(arrays) == 1:
        return arrays[0]
    known = {*_LISTS, plain(path.rpartition("/")[2])}
    return next((name for name in arrays if plain(name) in known), None)
