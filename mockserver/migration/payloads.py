"""What a function's targets are sent of a person, for whom a script of v1 is tried as well."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any

import msgspec

from mockserver.deliveries.go_json import go_json
from mockserver.migration.model import Organisation
from mockserver.scripts.counterparts import SUCCESSORS, Successor, field_counterpart
from mockserver.scripts.tables import OBJECTS, Kind, Trigger
from mockserver.scripts.trial import Person, surroundings_of

Json = dict[str, Any]


def about(organisation: Organisation, trigger: Trigger, person: Person, claims: Mapping[str, Any]) -> Json:
    """The payload of a function, but for its name and what targets answered.

    Raises: ValueError: the person has a field that there is not.
    """
    successor = SUCCESSORS[trigger.flow, trigger.trigger]
    values = surroundings_of(person).values(go_json(claims))
    payload: Json = {}
    for member in trigger.ctx:
        place = successor.ctx[member.path].place
        if not place or place.startswith("="):
            continue
        value = msgspec.json.decode(values[member.given])
        if member.kind is Kind.OBJECT:
            value = _sent(successor, member.of, value)
        _put(payload, place, value)
    if "userinfo" in payload:
        payload["org"] = {"id": organisation.id, "name": organisation.name, "primary_domain": organisation.domain}
    return {name: value for name, value in payload.items() if value or name == "application"}


def _sent(successor: Successor, of: str, value: Any) -> Any:
    """An object by the names that targets are sent, without what is empty; a list as nothing but its entries."""
    if value is None:
        return None
    if of in {"metadata", "grants"}:
        entry = next(row.of for row in OBJECTS[of] if row.kind is Kind.OBJECTS)
        return [_sent(successor, entry, each) for each in value[of]]
    sent: Json = {}
    for row in OBJECTS[of]:
        counterpart = field_counterpart(successor, of, row.name)
        if not counterpart.place or counterpart.place.startswith("=") or row.name not in value:
            continue
        held = value[row.name]
        if of == "metadataEntry" and row.name == "value":
            held = base64.b64encode(json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode()).decode()
        elif row.kind is Kind.OBJECT:
            held = _sent(successor, row.of, held)
        if held:
            _put(sent, counterpart.place, held)
    return sent


def _put(into: Json, place: str, value: Any) -> None:
    *above, name = place.split(".")
    for each in above:
        into = into.setdefault(each, {})
    into[name] = value
