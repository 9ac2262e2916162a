"""What operations do to collections."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from mockserver.own_api.answer import Answer, Described
from mockserver.own_api.born import moment_of_change, new_identity, of_the_server, typed_identity
from mockserver.own_api.collection import Collection, Collections, Deed, list_within, thing_within
from mockserver.own_api.keeping import Facts, Kept, text_of
from mockserver.own_api.operation import Operation
from mockserver.own_api.paths import fields_of
from mockserver.own_api.refusal import NotDone
from mockserver.own_api.schemas import Schemas
from mockserver.own_api.shown import Query, Shown
from mockserver.own_api.values import Values
from mockserver.store.instance import Instance

_CREATED = 201


@dataclass(frozen=True, slots=True)
class Call:
    """A request that was validated.

    Attributes:
        fields: what the path says, by the names of its template.
        query: parameters of the query that the operation knows.
        body: JSON; None where there was none, or it was something else.
        values: makes values up, for a seed.
    """

    instance: Instance
    operation: Operation
    fields: Mapping[str, str]
    query: Query
    body: Any
    values: Callable[[str], Values]


class Deeds:
    """Carries out what operations do to the collections of a document."""

    def __init__(self, prefix: str, collections: Collections, schemas: Schemas, described: Described) -> None:
        """Take what was derived of a document."""
        self._prefix = prefix
        self._collections = collections
        self._schemas = schemas
        self._described = described
        self._shown = Shown(schemas)

    def answer(self, call: Call) -> Answer | None:
        """Carry out a call; None where it is about no collection, or tells nothing that can be kept.

        Raises: NotDone: 404 for a thing that is not there, 409 for one that is there already.
        """
        for collection in self._collections.above(call.operation.path):
            self._required(call, collection)
        meant = self._collections.meant(call.operation)
        if meant is None:
            return None
        collection, deed = meant
        return _DEEDS[deed](self, call, collection)

    def _add(self, call: Call, collection: Collection) -> Answer | None:
        told = self._told(call)
        if told is None:
            return None
        kept = self._kept(call, collection)
        own = told.get(collection.identity) if collection.identity in collection.told else None
        if own is None:
            own = new_identity(self._schemas, collection, kept, call.instance, call.values)
        elif kept.find(text_of(own)) is not None:
            what = f"{collection.identity} {text_of(own)!r}"
            raise NotDone(409, f"{what} is taken: {self._prefix}{collection.path} holds such a thing already")
        return self._added(call, collection, text_of(own), {**_identified(collection, own), **told})

    def _list(self, call: Call, collection: Collection) -> Answer | None:
        schema = self._schema(call)
        if self._schemas.items(schema) is None and list_within(self._schemas, schema, collection.path) is None:
            return None
        made = call.values(collection.path)
        things = [facts for _, facts in self._kept(call, collection)]
        body = self._shown.listed(collection, things, call.query, schema, made)
        return self._described.saying(call.operation, self._described.success(call.operation), body, made)

    def _get(self, call: Call, collection: Collection) -> Answer:
        return self._showing(call, collection, self._required(call, collection))

    def _put(self, call: Call, collection: Collection) -> Answer | None:
        own = call.fields[collection.parameter]
        told = self._told(call)
        before = self._kept(call, collection).find(own)
        if before is None and str(_CREATED) in call.operation.responses and told is not None:
            return self._added(call, collection, own, told | _identified(collection, self._typed(collection, own)))
        before = self._required(call, collection)
        if told is None:
            return None
        writable = self._schemas.properties(call.operation.body)
        rest = {name: value for name, value in before.items() if writable and _is_servers(writable, name)}
        return self._changed(call, collection, before, {**rest, **told})

    def _patch(self, call: Call, collection: Collection) -> Answer | None:
        before = self._required(call, collection)
        told = self._told(call)
        if told is None:
            return None
        properties = self._schemas.properties(call.operation.body)
        nullable = frozenset(name for name, each in properties.items() if each.get("nullable"))
        return self._changed(call, collection, before, merged(before, told, nullable))

    def _delete(self, call: Call, collection: Collection) -> Answer:
        before = self._required(call, collection)
        self._kept(call, collection).remove(call.fields[collection.parameter])
        return self._showing(call, collection, before)

    def _added(self, call: Call, collection: Collection, own: str, facts: Facts) -> Answer:
        made = call.values(f"{collection.path} {own}")
        example = self._described.example(call.operation, self._described.success(call.operation))
        within = thing_within(self._schemas, self._schema(call), collection.parameter)
        shown = example.get(within) if within and isinstance(example, Mapping) else example
        whole = {**facts, **of_the_server(self._schemas, collection, facts, shown, made)}
        self._kept(call, collection).put(own, whole)
        status = _CREATED if str(_CREATED) in call.operation.responses else self._described.success(call.operation)
        answer = self._showing(call, collection, whole, status)
        if not collection.parameter:
            return answer
        return replace(answer, headers={**answer.headers, "location": self._path(call, collection, own)})

    def _changed(self, call: Call, collection: Collection, before: Facts, facts: Facts) -> Answer:
        own = call.fields[collection.parameter]
        made = call.values(f"{collection.path} {own}")
        identity = {name: before[name] for name in (collection.identity,) if name in before}
        whole = {**facts, **identity, **moment_of_change(self._schemas, collection, made)}
        self._kept(call, collection).put(own, whole)
        return self._showing(call, collection, whole)

    def _showing(self, call: Call, collection: Collection, facts: Facts, status: int = 0) -> Answer:
        """The answer that shows a thing, if the document has one that does, else what it has."""
        status = status or self._described.success(call.operation)
        made = call.values(f"{collection.path} {facts.get(collection.identity)}")
        schema = self._described.schema(call.operation, status)
        shown = None if schema is None else self._shown.thing(collection, facts, schema, made)
        if shown is None:
            return self._described.answer(call.operation, status, made)
        return self._described.saying(call.operation, status, shown, made)

    def _schema(self, call: Call) -> Any:
        return self._described.schema(call.operation, self._described.success(call.operation))

    def _told(self, call: Call) -> dict[str, Any] | None:
        """What a body tells; fields that are the server's to tell are not taken from a request."""
        if not isinstance(call.body, Mapping):
            return None
        properties = self._schemas.properties(call.operation.body)
        return {name: value for name, value in call.body.items() if not properties.get(name, {}).get("readOnly")}

    def _typed(self, collection: Collection, own: str) -> Any:
        return typed_identity(self._schemas, collection, own)

    def _kept(self, call: Call, collection: Collection) -> Kept:
        above = tuple(call.fields[name] for name in fields_of(collection.path))
        return Kept(call.instance, self._prefix, collection, above)

    def _required(self, call: Call, collection: Collection) -> Facts:
        """The thing of a collection that a path names. Raises: NotDone: 404."""
        own = call.fields[collection.parameter]
        found = self._kept(call, collection).find(own)
        if found is None:
            raise NotDone(404, f"{self._path(call, collection, own)} is not there: nobody added it, or it was removed")
        return found

    def _path(self, call: Call, collection: Collection, own: str) -> str:
        """The path of a thing, as a client has it."""
        path = collection.thing
        for name, value in {**call.fields, collection.parameter: own}.items():
            path = path.replace(f"{{{name}}}", quote(value, safe=""))
        return self._prefix + path


def merged(before: Mapping[str, Any], patch: Mapping[str, Any], nullable: frozenset[str]) -> dict[str, Any]:
    """An object with what a patch names put in its place, as RFC 7396 says, but that null stays where it is allowed."""
    whole = dict(before)
    for name, value in patch.items():
        if value is None and name not in nullable:
            whole.pop(name, None)
        elif isinstance(value, Mapping):
            held = whole.get(name)
            whole[name] = merged(held if isinstance(held, Mapping) else {}, value, frozenset())
        else:
            whole[name] = value
    return whole


def _identified(collection: Collection, own: Any) -> dict[str, Any]:
    return {collection.identity: own} if collection.identity else {}


def _is_servers(writable: Mapping[str, Mapping[str, Any]], name: str) -> bool:
    """Whether a field stays as it is whatever a request that replaces a thing leaves out."""
    return name not in writable or bool(writable[name].get("readOnly"))


_DEEDS: Mapping[Deed, Callable[[Deeds, Call, Collection], Answer | None]] = {
    Deed.ADD: Deeds._add,
    Deed.LIST: Deeds._list,
    Deed.GET: Deeds._get,
    Deed.PUT: Deeds._put,
    Deed.PATCH: Deeds._patch,
    Deed.DELETE: Deeds._delete,
}
"""What each of them does."""
