"""Samples of what targets are sent, made up for each condition, to try a webhook with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mockserver.deliveries import proto_json
from mockserver.deliveries.calling import Subject
from mockserver.deliveries.events import EventSubject, Happening
from mockserver.deliveries.functions import Claims, FunctionSubject
from mockserver.deliveries.go_json import go_json
from mockserver.deliveries.matching import EVENT, FUNCTION, REQUEST, RESPONSE
from mockserver.deliveries.messages import Method, RequestSubject, ResponseSubject
from mockserver.domain.events import Noted, Recorded
from mockserver.domain.ids import Instant
from mockserver.domain.tables import History
from mockserver.spec.json_values import JsonObject
from mockserver.spec.message_types import message_types
from mockserver.surface.model import Field, json_name

_ID, _OTHER_ID, _INSTANCE = "312345678901234561", "312345678901234562", "312345678901234563"
_AT = "2026-01-31T12:00:00.123456Z"
_AT_US = Instant(1_769_860_800_123_456)
_DEPTH = 4
"""How deep messages are filled in that hold each other."""

_EVENTS: Mapping[str, Claims] = {
    "org.added": {"name": "Acme"},
    "org.changed": {"name": "Acme"},
    "org.domain.added": {"domain": "acme.localhost"},
    "org.domain.verified": {"domain": "acme.localhost"},
    "org.domain.primary.set": {"domain": "acme.localhost"},
    "org.domain.removed": {"domain": "acme.localhost"},
    "org.flow.trigger_actions.set": {"flowType": 2, "triggerType": 4, "actionIDs": [_OTHER_ID]},
    "org.flow.cleared": {"flowType": 2},
    "org.member.added": {"roles": ["ORG_OWNER"], "userId": _OTHER_ID},
    "action.added": {"name": "greet", "script": "function greet(ctx, api) {}", "allowedToFail": False},
    "project.added": {"name": "Portal"},
    "project.role.added": {"key": "reader", "displayName": "Reader"},
    "user.human.added": {"userName": "ada", "firstName": "Ada", "lastName": "Lovelace", "email": "ada@example.com"},
    "user.machine.added": {"userName": "robot", "name": "Robot", "description": "Builds"},
    "user.grant.added": {"userId": _OTHER_ID, "projectId": _ID, "roleKeys": ["reader"]},
    "user.metadata.set": {"key": "colour", "value": "Ymx1ZQ=="},
}
"""The payloads that are worth a sample; of other events it is empty."""


def sample(condition: str) -> Subject:
    """Something of a condition, given by its id, such as `function/preuserinfo` or `request/SERVICE/METHOD`.

    Raises: KeyError for a method that the surface lacks; ValueError for what is no id of one thing.
    """
    kind, _, name = condition.partition("/")
    if not name or kind not in {REQUEST, RESPONSE, EVENT, FUNCTION}:
        raise ValueError(condition)
    if kind == FUNCTION:
        return FunctionSubject(condition, _of_function(name))
    if kind == EVENT:
        return _of_event(name)
    facts = message_types().surface.method(name)
    headers = {"Content-Type": ["application/json"], "Host": ["localhost:8080"]}
    method = Method(name, facts.request, facts.response, _INSTANCE, _ID, _OTHER_ID, headers)
    request = _message(facts.request)
    if kind == REQUEST:
        return RequestSubject(method, proto_json.read(facts.request, go_json(request)))
    return ResponseSubject(method, request, _message(facts.response))


def _of_event(name: str) -> EventSubject:
    first = name.split(".", 1)[0]
    kind = "usergrant" if name.startswith("user.grant.") else first
    happened = Happening((), name, kind, _ID, _ID, _EVENTS.get(name, {}), _OTHER_ID)
    return EventSubject(happened, Recorded(Noted(name, History.ORGANISATION, _ID), 3, _AT_US), _INSTANCE)


def _of_function(name: str) -> Claims:
    person = {
        "first_name": "Ada",
        "last_name": "Lovelace",
        "display_name": "Ada Lovelace",
        "preferred_language": "en",
        "email": "ada@example.com",
        "is_email_verified": True,
        "password_changed": "0001-01-01T00:00:00Z",
        "mfa_init_skipped": "0001-01-01T00:00:00Z",
    }
    user = {
        "id": _OTHER_ID,
        "creation_date": _AT,
        "change_date": _AT,
        "resource_owner": _ID,
        "sequence": 2,
        "state": 1,
        "username": "ada",
        "preferred_login_name": "ada",
        "human": person,
    }
    entry = {"creation_date": _AT, "change_date": _AT, "resource_owner": _ID, "sequence": 3}
    if name == "presamlresponse":
        first = {key: user[key] for key in list(user)[: list(user).index("username")]}
        return {"user": {**first, "type": 1, "username": "ada", "login_names": ["ada"], **user}}
    return {
        "userinfo": {"sub": _OTHER_ID},
        "user": user,
        "user_metadata": [{**entry, "key": "colour", "value": "Ymx1ZQ=="}],
        "org": {"id": _ID, "name": "Acme", "primary_domain": "acme.localhost"},
        "application": {"client_id": "portal"},
    }


_TEXTS: Mapping[str, str] = {
    "email": "ada@example.com",
    "name": "Acme",
    "phone": "+41791234567",
    "key": "colour",
    "script": "function greet(ctx, api) {}",
    "description": "A sample",
    "domain": "acme.localhost",
    "url": "https://example.com/",
}
_VALUES: Mapping[str, Any] = {
    "bool": True,
    "bytes": "Ymx1ZQ==",
    "double": 1,
    "float": 1,
    "int32": 1,
    "uint32": 1,
    "int64": "1",
    "uint64": "1",
    "google.protobuf.Timestamp": _AT,
    "google.protobuf.Duration": "10s",
    "google.protobuf.Struct": {},
}


def _message(name: str, depth: int = _DEPTH) -> JsonObject:
    """A message as proto3 JSON, of each oneof the first field."""
    found: JsonObject = {}
    oneofs: set[str] = set()
    for field in message_types().surface.message(name).fields.values():
        if field.deprecated or field.oneof in oneofs:
            continue
        value = _value(field, depth)
        if value is None:
            continue
        if field.oneof:
            oneofs.add(field.oneof)
        if field.key_type:
            value = {"colour": value}
        found[json_name(field.name)] = [value] if field.repeated else value
    return found


def _value(field: Field, depth: int) -> Any:
    facts = message_types().surface
    if field.type == "string":
        return _text(field.name)
    if field.type in _VALUES:
        return _VALUES[field.type]
    if facts.is_enum(field.type):
        return next((name for name, number in facts.enum(field.type).numbers.items() if number), None)
    return _message(field.type, depth - 1) if depth and facts.is_message(field.type) else None


def _text(name: str) -> str:
    if name == "id" or name.endswith(("_id", "_ids", "owner")):
        return _ID
    return next((text for part, text in _TEXTS.items() if part in name), "text")
