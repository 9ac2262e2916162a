"""Field rules of a request, compiled from the spec's schema, and the sentence that a broken one answers.

jsonschema-rs judges; this module turns its first finding, in field order, into the text of the real server's
validation (`invalid CreateActionRequest.Name: value length must be between 1 and 200 runes, inclusive`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import jsonschema_rs

from mockserver.errors.problem import invalid_argument
from mockserver.spec.json_values import JsonObject
from mockserver.spec.keywords import KEYWORDS

Schema = Mapping[str, Any]

_FORM = frozenset({"pattern", "format", "nullable", "example", "default", "description"})


class FieldRules:
    """All rules of one request message."""

    def __init__(self, schema: Schema) -> None:
        self._schema = _only_rules(schema)
        self.empty = not _has_rule(self._schema)
        """Whether no message can break a rule."""
        self._validator = jsonschema_rs.Draft4Validator(self._schema, keywords=dict(KEYWORDS))

    def check(self, message: JsonObject) -> None:
        """Let a canonical message pass, or refuse it for the first rule that it breaks.

        Raises: INVALID_ARGUMENT without an ID.
        Source: recordings/actions.jsonl, setup.jsonl, search.jsonl.
        """
        if self._validator.is_valid(message):
            return
        findings = [
            (self._order(path), _RANK.get(rule, 0), path, rule)
            for path, rule in map(_located, self._validator.iter_errors(message))
        ]
        _, _, path, rule = min(findings, key=lambda finding: finding[:2])
        raise invalid_argument(_sentence(self._schema, path, rule))

    def _order(self, path: Sequence[str | int]) -> list[int]:
        """Where a path stands among all paths, fields in the order of the schema's properties."""
        order: list[int] = []
        schema = self._schema
        for step in path:
            if isinstance(step, int):
                order.append(step)
                schema = schema["items"]
            else:
                order.append(list(schema["properties"]).index(step) if step in schema["properties"] else len(order))
                schema = schema["properties"].get(step, {})
        return order


def _only_rules(schema: Any) -> Any:
    """Leave out what describes a field's form: reading has judged it, or an operation does later."""
    if isinstance(schema, list):
        return [_only_rules(item) for item in schema]
    if not isinstance(schema, Mapping):
        return schema
    rules = {key: _only_rules(value) for key, value in schema.items() if key not in _FORM}
    if "properties" in schema:
        rules["properties"] = {name: _only_rules(field) for name, field in schema["properties"].items()}
    return rules


def _has_rule(schema: Any) -> bool:
    if isinstance(schema, list):
        return any(map(_has_rule, schema))
    if not isinstance(schema, Mapping):
        return False
    below = (schema.get("properties", {}).values(), [schema.get("items")])
    return not _RULES.keys().isdisjoint(schema) or any(_has_rule(part) for parts in below for part in parts)


def _located(error: jsonschema_rs.ValidationError) -> tuple[list[str | int], str]:
    """The path of the field that broke a rule, and the keyword of the rule."""
    path = list(error.instance_path)
    keyword = str(error.schema_path[-1])
    if keyword == "required":
        return [*path, error.kind.as_dict()["property"]], keyword
    return path, keyword


def _sentence(schema: Schema, path: Sequence[str | int], keyword: str) -> str:
    message = _go_name(str(schema["x-message"]))
    name = str(path[0]) if path else ""
    if not path:
        return f"invalid {message}.{_title(schema['x-oneof-required'])}: value is required"
    field = schema["properties"][name]
    rest = path[1:]
    label = f"invalid {message}.{_title(name)}"
    if rest and isinstance(rest[0], int):
        label = f"{label}[{rest[0]}]"
        field, rest = field["items"], rest[1:]
    if "x-message" in field and (rest or keyword != "required"):
        return f"{label}: embedded message failed validation | caused by: {_sentence(field, rest, keyword)}"
    return f"{label}: {_RULES[keyword](field)}"


def _go_name(message: str) -> str:
    """A message's name without its package; one inside another is joined to it as Go does."""
    return "_".join(part for part in message.split(".") if part[:1].isupper())


def _title(name: str) -> str:
    return name[:1].upper() + name[1:]


def _length(field: Schema) -> str:
    lowest, highest = field.get("minLength"), field.get("maxLength")
    if highest is None:
        return f"value length must be at least {lowest} runes"
    if lowest is None:
        return f"value length must be at most {highest} runes"
    return f"value length must be between {lowest} and {highest} runes, inclusive"


def _range(field: Schema) -> str:
    lowest, highest = field["x-duration-range"]
    return f"value must be inside range [{lowest}, {highest}]"


def _excluded(field: Schema) -> str:
    return f"value must not be in list [{' '.join(field['x-not-in'])}]"


def _missing(field: Schema) -> str:
    if "x-message" in field:
        return "value is required"
    return _excluded(field) if "x-not-in" in field else _length(field)


_RULES: Mapping[str, Callable[[Schema], str]] = {
    "required": _missing,
    "x-not-in": _excluded,
    "minLength": _length,
    "maxLength": _length,
    "x-email": lambda _: "value must be a valid email address | caused by: mail: missing '@' or angle-addr",
    "x-max-bytes": lambda field: f"value length must be at most {field['x-max-bytes']} bytes",
    "x-duration-range": _range,
    "anyOf": lambda _: "value must be one of the defined enum values",
}
"""The text of a broken rule, by the keyword that states it; of two rules of one field the upper one is reported."""

_RANK: Mapping[str, int] = {keyword: rank for rank, keyword in enumerate(_RULES)}
