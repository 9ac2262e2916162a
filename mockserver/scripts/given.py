"""What the engine's surroundings are given: the rows of a trigger, and what a run begins with."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from mockserver.scripts.model import HttpCall, Script, Seen
from mockserver.scripts.tables import OBJECTS, Field, Trigger


@cache
def shape(trigger: Trigger) -> str:
    """The rows of a trigger as the surroundings are made of."""
    rows = {
        # Few of them are looked at, so each is a text of its own.
        "objects": {
            name: msgspec.json.encode([_field(field) for field in OBJECTS[name]]).decode()
            for name in _objects_of(trigger)
        },
        "ctx": [
            {
                "path": member.path.split("."),
                "kind": member.kind,
                "of": member.of,
                "given": member.given,
                "method": member.method,
                "argument": member.argument,
            }
            for member in trigger.ctx
        ],
        "api": [
            {
                "path": deed.path.split("."),
                "does": deed.does,
                "sets": deed.sets,
                "kind": deed.parameters[0].kind if deed.parameters else "",
            }
            for deed in trigger.api
        ],
    }
    return msgspec.json.encode(rows).decode()


def _objects_of(trigger: Trigger) -> set[str]:
    """The objects that a trigger's scripts can come by."""
    found: set[str] = set()
    waiting = {member.of for member in trigger.ctx} - {""}
    while waiting:
        found |= waiting
        waiting = {field.of for name in waiting for field in OBJECTS[name]} - {""} - found
    return found


def _field(field: Field) -> dict[str, Any]:
    row = {"name": field.name, "kind": field.kind, "of": field.of, "method": field.method, "written": field.written}
    return {name: value for name, value in row.items() if value or name == "written"}


def given(script: Script, seen: Seen, answers: list[HttpCall]) -> bytes:
    return msgspec.json.encode(
        {
            "name": script.name,
            "values": seen.values,
            "taken": seen.taken,
            "metadata": [{"key": entry.key, "json": entry.json if entry.appended else None} for entry in seen.metadata],
            "userGrants": [
                {"project": grant.project, "through": grant.through, "roles": grant.roles} for grant in seen.grants
            ],
            "answers": [
                {"error": call.error, "denied": call.denied}
                if call.error
                else {"status": call.status, "body": call.body}
                for call in answers
            ],
        }
    )
