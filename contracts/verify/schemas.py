"""Answers held against the schemas of the spec."""

from __future__ import annotations

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
        components = {"components": self._spec.document["components"]}
        return jsonschema_rs.Draft4Validator({**components, "allOf": [schema]})
