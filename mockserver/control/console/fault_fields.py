"""The form for a rule of faults: its fields are those that the control API's description has.

A field that is new there is offered here without further ado; what is told of fields below only says it better.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mockserver.control.console.fault_text import BROKEN, SIGNED, SUCCESSES
from mockserver.control.console.view import Choice
from mockserver.control.openapi import schemas
from mockserver.errors.codes import HTTP_STATUS, Code
from mockserver.errors.lookup import problems_by_id
from mockserver.errors.texts import text
from mockserver.store.faults import TRANSPORTS


@dataclass(frozen=True, slots=True)
class FormField:
    """One field.

    Attributes:
        path: its name in a rule, behind that of the object that it is part of: `delay.milliseconds`.
        kind: `text`, `number`, `whole` (a number), `choice`, `switch`, `headers` (a line each), `json`, or `part`: an
            object, whose own fields come with it.
        note: what more is to be said; words of programs stand between backticks.
        choices: of a `choice`, or of what decides which fields of a part there are.
        placeholder: what holds where nothing is filled in or chosen.
        value: what stands there at first.
        decides: whether the choice is a field of the part, and not of the form alone.
        when: of those, the ones with which the field is there; empty for any.
        parts: the fields of an object.
    """

    path: str
    kind: str
    label: str
    note: str = ""
    choices: tuple[Choice, ...] = ()
    placeholder: str = ""
    value: str = ""
    minimum: int | None = None
    maximum: int | None = None
    decides: bool = False
    when: tuple[str, ...] = ()
    parts: tuple[FormField, ...] = ()

    @property
    def chooser(self) -> str:
        """The field of a part whose choice decides which others there are."""
        return f"{self.path}.type"


@dataclass(frozen=True, slots=True)
class FormGroup:
    """Fields that belong together."""

    title: str
    fields: tuple[FormField, ...]


_ORDER = (
    ("Whom it strikes", ("operation", "transport", "organisation", "headers", "body", "delivery")),
    ("How often", ("probability", "times", "rate", "lasts")),
)
_OTHERS = "What happens"
"""The group of all fields that no other one names."""
_FIRST = "name"
_NOT_ASKED = frozenset({"enabled"})
"""A new rule is on; its switch stands in the list."""

_LABELS: Mapping[str, str] = {
    "organisation": "Organisation's id",
    "headers": "Headers, one a line",
    "body": "Body, JSON",
    "probability": "Probability, from 0 to 1",
    "times": "Times until it is spent",
    "rate": "Only beyond a rate",
    "rate.allow": "Requests that pass",
    "rate.per": "within",
    "lasts": "Ends after",
    "delay.milliseconds": "Milliseconds",
    "delay.lower": "At least, ms",
    "delay.upper": "At most, ms",
    "delay.median": "Median, ms",
    "delay.sigma": "Sigma, 0.1 hardly spread to 1 widely",
    "error": "Error, instead of asking the operation",
    "error.id": "Error ID",
    "retryAfter": "Retry-After, seconds",
    "broken": "Broken answer",
    "success": "Success that is not expected",
    "bytesPerSecond": "Bytes a second",
    "delivery": "Calls of targets, not requests",
    "delivery.condition": "Condition's id",
    "delivery.target": "Target's name or id",
    "delivery.url": "Its endpoint",
    "status": "Status of a delivery",
    "signature": "Signature of a delivery",
}
_PLACEHOLDERS: Mapping[str, str] = {
    "name": "made up where empty",
    "transport": "any",
    "organisation": "any",
    "headers": "user-agent: terraform*",
    "body": '{"name": "shop"}',
    "probability": "1",
    "times": "without end",
    "lasts": "never; such as 30s",
    "error.message": "made up where empty",
    "retryAfter": "none",
    "bytesPerSecond": "as fast as it can",
    "delivery.condition": "any; such as function/*",
    "delivery.target": "any",
    "delivery.url": "any",
    "status": "the target's own",
    "signature": "as it should be",
}
_VALUES: Mapping[str, str] = {
    "rate.allow": "10",
    "rate.per": "1s",
    "delay.milliseconds": "500",
    "delay.lower": "100",
    "delay.upper": "900",
    "delay.median": "90",
    "delay.sigma": "0.4",
}
_SAID = frozenset({"operation", "delay", "error", "times", "lasts", "retryAfter", "bytesPerSecond"})
"""Fields of which the description says no more than label and choices do."""
_KINDS_OF_ERRORS = (Choice("id", "of the catalogue"), Choice("code", "a gRPC code with a message"))
_WHEN: Mapping[str, tuple[str, ...]] = {
    "delay.milliseconds": ("fixed",),
    "delay.lower": ("uniform",),
    "delay.upper": ("uniform",),
    "delay.median": ("lognormal",),
    "delay.sigma": ("lognormal",),
    "error.id": ("id",),
    "error.code": ("code",),
    "error.message": ("code",),
}
_WORDS: Mapping[str, Mapping[Any, str]] = {
    "transport": TRANSPORTS,
    "broken": BROKEN,
    "success": SUCCESSES,
    "signature": SIGNED,
    "delay.type": {
        "uniform": "uniform: anything in between",
        "lognormal": "lognormal: as networks are",
    },
}
"""What choices are called, where their names do not say it."""


@functools.cache
def fault_fields() -> tuple[FormField | FormGroup, ...]:
    """The name of a rule, and groups of all its other fields, in the order of the description."""
    every = schemas()
    fields = {field.path: field for field in _fields(every["Fault"], every, "") if field.path not in _NOT_ASKED}
    first = fields.pop(_FIRST)
    groups = [FormGroup(title, tuple(fields.pop(path) for path in paths if path in fields)) for title, paths in _ORDER]
    return (first, *groups, FormGroup(_OTHERS, tuple(fields.values())))


def _fields(schema: Mapping[str, Any], every: Mapping[str, Any], above: str) -> Iterator[FormField]:
    for name, described in schema["properties"].items():
        facts = _resolved(described, every)
        if not facts.get("readOnly"):
            yield _field(f"{above}{name}", facts, every)


def _field(path: str, facts: Mapping[str, Any], every: Mapping[str, Any]) -> FormField:
    kind = _kind(facts)
    choices: tuple[Choice, ...] = ()
    parts: tuple[FormField, ...] = ()
    decides = None
    if kind == "part":
        parts = tuple(_fields(facts, every, f"{path}."))
        decides = next((part for part in parts if part.path == f"{path}.type"), None)
        parts = tuple(part for part in parts if part is not decides)
        choices = _KINDS_OF_ERRORS if path == "error" else decides.choices if decides is not None else ()
    elif "enum" in facts:
        words = _WORDS.get(path, {})
        choices = tuple(Choice(value, words.get(value, value)) for value in facts["enum"])
    elif path in _LISTS:
        kind, choices = "choice", _LISTS[path]()
    return FormField(
        path=path,
        kind=kind,
        label=_LABELS.get(path) or _spaced(path.rpartition(".")[2]),
        note="" if path in _SAID else " ".join(str(facts.get("description", "")).split()),
        choices=choices,
        placeholder=_PLACEHOLDERS.get(path, ""),
        value=_VALUES.get(path, ""),
        minimum=facts.get("minimum"),
        maximum=facts.get("maximum"),
        decides=decides is not None,
        when=_WHEN.get(path, ()),
        parts=parts,
    )


def _kind(facts: Mapping[str, Any]) -> str:
    if "enum" in facts:
        return "choice"
    if "properties" in facts:
        return "part"
    if isinstance(facts.get("additionalProperties"), Mapping):
        return "headers"
    return {"string": "text", "number": "number", "integer": "whole", "boolean": "switch"}.get(
        facts.get("type", ""), "json"
    )


def _resolved(schema: Mapping[str, Any], every: Mapping[str, Any]) -> Mapping[str, Any]:
    """A schema with those that it refers to; what stands beside a reference wins."""
    parts = [schema, *schema.get("allOf", ())]
    referred = [every[part["$ref"].rpartition("/")[2]] for part in parts if "$ref" in part]
    return {**{name: value for part in referred for name, value in part.items()}, **schema}


def _spaced(name: str) -> str:
    """A name of a program as words: `bytesPerSecond` is `Bytes per second`."""
    words = re.sub("[A-Z]", lambda found: f" {found[0].lower()}", name)
    return words[0].upper() + words[1:]


def _errors() -> tuple[Choice, ...]:
    return tuple(Choice(id_, f"{id_}: {text(rows[0].key)}") for id_, rows in problems_by_id().items())


def _codes() -> tuple[Choice, ...]:
    return tuple(Choice(code.name, f"{code.name} ({HTTP_STATUS[code]})") for code in Code if code is not Code.OK)


_LISTS = {"error.id": _errors, "error.code": _codes}
"""Texts that are chosen from what the server knows."""
