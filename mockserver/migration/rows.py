"""The rows that the receiver builds `ctx` and `api` of, out of `scripts.tables` and `scripts.counterparts`."""

from __future__ import annotations

from typing import Any

from mockserver.migration.receiver import LACKING
from mockserver.scripts.counterparts import SUCCESSORS, Counterpart, Successor, field_counterpart, sets_place
from mockserver.scripts.tables import OBJECTS, Trigger

Row = dict[str, Any]


def rows_of(trigger: Trigger) -> Row:
    """A trigger as the receiver reads it."""
    successor = SUCCESSORS[trigger.flow, trigger.trigger]
    return {
        "conditions": list(successor.conditions),
        "answers": successor.answers,
        "only": successor.only,
        "organisation": successor.organisation,
        "ctx": [
            {
                "path": member.path.split("."),
                "kind": member.kind,
                "of": member.of,
                "method": member.method,
                "argument": member.argument,
                **_carried(f"ctx.{member.path}", successor.ctx[member.path]),
            }
            for member in trigger.ctx
        ],
        "api": [
            {
                "path": deed.path.split("."),
                "does": deed.does,
                "kind": deed.parameters[0].kind if deed.parameters else "",
                **_carried(f"api.{deed.path}", successor.api[deed.path]),
                "place": sets_place(deed.does, deed.sets, successor.api[deed.path].place),
            }
            for deed in trigger.api
        ],
        "objects": {name: [_field(successor, name, row.name) for row in OBJECTS[name]] for name in _objects(trigger)},
    }


def _field(successor: Successor, of: str, name: str) -> Row:
    row = next(row for row in OBJECTS[of] if row.name == name)
    carried = _carried(f"{of}.{name}", field_counterpart(successor, of, name))
    return {"name": name, "kind": row.kind, "of": row.of, "method": row.method, **carried}


def _carried(what: str, counterpart: Counterpart) -> Row:
    why = "" if counterpart.carried else f"{what} {LACKING}: {counterpart.note}"
    return {"place": counterpart.place, "why": why}


def _objects(trigger: Trigger) -> list[str]:
    """The objects that scripts can come by of what is carried over."""
    successor = SUCCESSORS[trigger.flow, trigger.trigger]
    waiting = [member.of for member in trigger.ctx if member.of and successor.ctx[member.path].carried]
    found: dict[str, None] = {}
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found[name] = None
            waiting += [field.of for field in OBJECTS[name] if field.of]
    return [name for name in found if name not in {"metadata", "grants", "providerInfo"}]
