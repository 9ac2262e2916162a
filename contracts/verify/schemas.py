"""Answers held against the schemas of the spec."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import jsonschema_rs

from .spec import Operation, Spec

SHOWN = 3
"""Findings told of one answer."""


class Schemas:
    """Validators of the answers, made when they are first needed."""

    def __init__(self, spec: Spec) -> None:
        self._spec = spec
        self._made: dict[tuple[str, str], jsonschema_rs.Draft4Validator | None] = {}
        self._kept: dict[str, jsonschema_rs.Draft4Validator] = {}

    def faults(self, operation: Operation, status: str, body: Any) -> Iterator[tuple[str, str, str]]:
        """What an answer has wrong: where, what was expected, what was seen."""
        validator = self._validator(operation, status)
        if validator is None or validator.is_valid(body):
            return
        for _, error in zip(range(SHOWN), validator.iter_errors(body), strict=False):
            where = ".".join(["body", *map(str, error.instance_path)])
            yield where, "what the schema of the answer says", str(error.message)[:200]

    def _validator(self, operation: Operation, status: str) -> jsonschema_rs.Draft4Validator | None:
        key = (operation.id, status)
        if key not in self._made:
            media = dict(self._spec.answers(operation))
            found = media.get(status, media.get("default"))
            schema = found.get("schema") if found else None
            self._made[key] = self._compiled(schema) if schema else None
        return self._made[key]

    def _compiled(self, schema: Mapping[str, Any]) -> jsonschema_rs.Draft4Validator:
        """A validator, one for all operations that answer alike.

        It is given what the schema refers to and no more: each validator holds a copy of its own, which of the whole
        document are megabytes.
        """
        text = json.dumps(schema, sort_keys=True)
        if text not in self._kept:
            self._kept[text] = jsonschema_rs.Draft4Validator({**self._referred(schema), "allOf": [schema]})
        return self._kept[text]

    def _referred(self, schema: Mapping[str, Any]) -> dict[str, Any]:
        """The parts of the document that a schema refers to, and those that they refer to, where they stand there."""
        found: dict[str, Any] = {}
        waiting = [schema]
        seen: set[str] = set()
        while waiting:
            for reference in _references(waiting.pop()):
                if reference not in seen:
                    seen.add(reference)
                    waiting.append(self._copied(reference, found))
        return found

    def _copied(self, reference: str, into: dict[str, Any]) -> Any:
        part, place = self._spec.document, into
        *steps, last = reference.removeprefix("#/").split("/")
        for step in steps:
            part, place = part[step], place.setdefault(step, {})
        place[last] = part[last]
        return part[last]


def _references(node: Any) -> Iterator[str]:
    """What a part of a document refers to, at any depth."""
    if isinstance(node, Mapping):
        if isinstance(reference := node.get("$ref"), str):
            yield reference
        for value in node.values():
            yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)
