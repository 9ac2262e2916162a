"""Answers for methods that nobody modelled, by the shape of their service: no resource is known here by its name."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any

from mockserver.domain.ids import Instant
from mockserver.domain.things import Thing
from mockserver.operations.context import Context
from mockserver.spec.json_values import JsonObject
from mockserver.spec.modelled import modelled
from mockserver.spec.wellknown import timestamp
from mockserver.surface.library import Surface, surface
from mockserver.surface.model import Field, MessageType, json_name
from mockserver.unmodelled.fabricated import finding, problems
from mockserver.unmodelled.fabricated.answers import Answers
from mockserver.unmodelled.fabricated.believable import Believable
from mockserver.unmodelled.fabricated.boundary import Boundary
from mockserver.unmodelled.fabricated.call import Call
from mockserver.unmodelled.fabricated.deriving import served_kinds
from mockserver.unmodelled.fabricated.facts import Telling
from mockserver.unmodelled.fabricated.kinds import OWN, Action, Kind, Shape, Table
from mockserver.unmodelled.fabricated.searching import Page, Search
from mockserver.unmodelled.fabricated.shared import MODELLED
from mockserver.unmodelled.fabricated.view import Moment, View
from mockserver.unmodelled.fabricated.writing import Writing

_LIST_DETAILS = (".ListDetails", ".PaginationResponse")


class Engine:
    """Answers by the table of kinds."""

    def __init__(self, facts: Surface, table: Table, boundary: Boundary) -> None:
        self._surface = facts
        self._table = table
        same = table.corrections.fields
        self._answers = Answers(facts, table.corrections)
        self._search = Search(facts, same)
        self._boundary = boundary
        self._writing = Writing(table, Telling(facts, same), boundary)

    def answer(self, context: Context, rpc: str, message: JsonObject) -> JsonObject:
        """What a method answers to a canonical message, in proto3 JSON; its deeds are events of the instance.

        Raises: Refused: NOT_FOUND, ALREADY_EXISTS, FAILED_PRECONDITION; UNIMPLEMENTED where that is modelled which the
            method is about.
        """
        call = Call.of(context, self._table, rpc, self._surface.method(rpc), message)
        if call.kind is None:
            return self._of_nothing(call)
        self._boundary.require(rpc, message)
        return _DEEDS[call.row.action](self, call, call.kind)

    def of_anyone(self, rpc: str) -> JsonObject:
        """What a method answers that asks for no token, and so is about no thing."""
        nothing = Thing("", (), "", {}, {}, "ACTIVE", 0, Instant(0), Instant(0))
        view = View(nothing, None, Believable(rpc), default=True)
        return self._answers.fill(self._surface.method(rpc).response, view)

    def _of_nothing(self, call: Call) -> JsonObject:
        """The answer about no kind: believable as a whole."""
        return self._shown(call, call.nothing(), default=True, moment=Moment.CHANGED)

    def _add(self, call: Call, kind: Kind) -> JsonObject:
        return self._written(call, self._writing.add, kind, Moment.ADDED)

    def _put(self, call: Call, kind: Kind) -> JsonObject:
        return self._written(call, self._writing.put, kind, Moment.CHANGED)

    def _change(self, call: Call, kind: Kind) -> JsonObject:
        return self._written(call, self._writing.change, kind, Moment.CHANGED)

    def _remove(self, call: Call, kind: Kind) -> JsonObject:
        return self._written(call, self._writing.remove, kind, Moment.CHANGED)

    def _switch(self, call: Call, kind: Kind) -> JsonObject:
        return self._written(call, self._writing.switch, kind, Moment.CHANGED)

    def _act(self, call: Call, kind: Kind) -> JsonObject:
        return self._written(call, self._writing.touch, kind, Moment.CHANGED)

    def _written(self, call: Call, write: Callable[[Call, Kind], Thing], kind: Kind, moment: Moment) -> JsonObject:
        written = call.nothing()
        for each in self._each(call, kind):
            written = write(each, kind)
        return self._shown(call, written, moment=moment)

    def _each(self, call: Call, kind: Kind) -> list[Call]:
        """A call for each of several things that a request is about."""
        field = self._surface.message(call.method.request).fields.get(call.several_field)
        if field is None:
            return [call]
        calls = []
        for item in call.message.get(call.row.several, ()):
            told: JsonObject = item if isinstance(item, dict) else {}
            own = self._own_in(field, kind, item)
            calls.append(call.one_of(told, own, field.type if told else ""))
        return calls

    def _own_in(self, field: Field, kind: Kind, item: Any) -> str:
        if not isinstance(item, dict):
            return str(item)
        names = {"id", "key", "domain", kind.words[-1], f"{kind.words[-1]}_key", f"{kind.words[-1]}_id"}
        fields = self._surface.message(field.type).fields
        return next((str(item.get(json_name(name), "")) for name in fields if name in names), "")

    def _get(self, call: Call, kind: Kind) -> JsonObject:
        thing = self._meant(call, kind)
        if thing is None:
            if kind.generated or OWN in kind.keyed or (kind.added and kind.shape is Shape.COLLECTION):
                raise problems.not_found(kind, call.named())
            return self._shown(call, call.nothing(kind), default=True)
        return self._shown(call, thing)

    def _meant(self, call: Call, kind: Kind) -> Thing | None:
        """The thing of a request; of a setting that of the instance where the organisation has none of its own."""
        state = call.context.state
        if kind.generated and OWN not in call.address.names:
            wanted = {value for value in call.message.values() if isinstance(value, str)}
            return next(
                (
                    thing
                    for thing in finding.find_all(state, kind, call.address._replace(everywhere=True))
                    if wanted & set(_texts(thing.facts))
                ),
                None,
            )
        for address in call.addresses(kind):
            thing = finding.find(state, kind, address)
            if thing is not None:
                return thing
        return None

    def _list(self, call: Call, kind: Kind) -> JsonObject:
        request, response = call.method.request, self._surface.message(call.method.response)
        fits = self._search.fits(request, call.message)
        found = [thing for thing in finding.find_all(call.context.state, kind, call.address) if fits(thing)]
        asked = Page(call.message)
        total, things = asked.of(found)
        return self._listed(call, response, [*things], total, asked.limit)

    def _listed(self, call: Call, response: MessageType, things: list[Thing], total: int, limit: int) -> JsonObject:
        answer: JsonObject = {}
        for field in response.fields.values():
            value: Any = None
            if field.type.endswith(_LIST_DETAILS):
                value = self._list_details(field.type, call, total, limit)
            elif field.repeated:
                value = [each for each in (self._item(call, field, thing) for thing in things) if each is not None]
            elif json_name(field.name) in call.message and self._surface.is_enum(field.type):
                value = self._answers.conversions.enum_name(field.type, call.message[json_name(field.name)])
            if not self._answers.conversions.is_zero(field, value):
                answer[json_name(field.name)] = value
        return answer

    def _item(self, call: Call, field: Field, thing: Thing) -> Any:
        """A thing in a list, which holds objects or only what tells them apart."""
        if self._surface.is_message(field.type):
            return self._answers.fill(field.type, call.view(thing))
        values = [*thing.facts.values(), thing.address.get(OWN)]
        converted = (self._answers.conversions.converted(_single(field), value) for value in values)
        return next((value for value in converted if value), None)

    def _list_details(self, kind: str, call: Call, total: int, limit: int) -> JsonObject:
        now = timestamp(call.context.instance.clock.now())
        known = {
            "totalResult": str(total) if total else "",
            "viewTimestamp": now,
            "timestamp": now,
            "appliedLimit": str(limit) if limit else "",
        }
        return {name: known[name] for name in map(json_name, self._surface.message(kind).fields) if known.get(name)}

    def _unique(self, call: Call, kind: Kind) -> JsonObject:
        wanted = {value for value in call.message.values() if isinstance(value, str)}
        things = finding.find_all(call.context.state, kind, call.address._replace(names={}, everywhere=True))
        taken = any(wanted & set(_texts(thing.facts)) for thing in things)
        fields = self._surface.message(call.method.response).fields.values()
        return {json_name(field.name): True for field in fields if field.type == "bool" and not taken}

    def _shown(self, call: Call, thing: Thing, *, moment: Moment = Moment.READ, default: bool = False) -> JsonObject:
        view = call.view(thing, moment=moment, default=default, own_depth=1)
        return self._answers.fill(call.method.response, view, call.row.part if moment is Moment.READ else ())


def _texts(facts: Mapping[str, Any]) -> list[str]:
    return [value for name, value in facts.items() if isinstance(value, str) and not name.startswith("@")]


def _single(field: Field) -> Field:
    return Field(field.number, field.name, field.type)


_DEEDS: Mapping[Action, Callable[[Engine, Call, Kind], JsonObject]] = {
    Action.ADD: Engine._add,
    Action.PUT: Engine._put,
    Action.CHANGE: Engine._change,
    Action.GET: Engine._get,
    Action.LIST: Engine._list,
    Action.REMOVE: Engine._remove,
    Action.SWITCH: Engine._switch,
    Action.RESET: Engine._remove,
    Action.UNIQUE: Engine._unique,
    Action.ACT: Engine._act,
}


@functools.cache
def boundary() -> Boundary:
    """That of what is served."""
    return Boundary(surface(), served_kinds(), modelled(), MODELLED.keys())


@functools.cache
def engine() -> Engine:
    """That of the surface that is served."""
    return Engine(surface(), served_kinds(), boundary())
