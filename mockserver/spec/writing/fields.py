"""JSON Schemas of fields, out of the surface: what a request may hold, and what an answer holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mockserver.surface.library import Surface
from mockserver.surface.model import Field

Schema = dict[str, Any]
Reference = Callable[[str], Schema]
"""Makes a reference to the schema of a message, or to one of the shared ones, given by name."""

NO_NUL = r"^[^\u0000]*$"
"""Texts with a NUL character cannot be stored (recordings/actions.jsonl)."""
_INTEGERS = {
    "uint64": (0, 2**64 - 1, "^(0|[1-9][0-9]{0,18})$"),
    "uint32": (0, 2**32 - 1, "^(0|[1-9][0-9]{0,8})$"),
    "int64": (-(2**63), 2**63 - 1, "^-?(0|[1-9][0-9]{0,17})$"),
    "int32": (-(2**31), 2**31 - 1, "^-?(0|[1-9][0-9]{0,8})$"),
}
"""The least and the greatest, and texts that are surely between them."""
_DURATION = "google.protobuf.Duration"
_NO_TIME = "0s"
_SOME_TIME = r"^\+?([1-9][0-9]{0,8}(\.[0-9]{1,9})?|0\.[0-9]{0,8}[1-9])s$"
"""Durations that are surely longer than none."""
_LEAST_BASE64 = 2
"""Characters of one byte, without padding."""
_TIMESTAMP = "google.protobuf.Timestamp"
_SHARED_ANSWERS = {
    "uint64": "Uint64",
    "int64": "Int64",
    _TIMESTAMP: "Timestamp",
    _DURATION: "Duration",
    "bytes": "Bytes",
}
_PLAIN: Mapping[str, Schema] = {
    "string": {"type": "string"},
    "bool": {"type": "boolean"},
    "double": {"type": "number", "format": "double"},
    "float": {"type": "number", "format": "float"},
    "int32": {"type": "integer", "format": "int32"},
    "uint32": {"type": "integer", "minimum": 0},
    "google.protobuf.Struct": {"type": "object"},
}


def answer_schema(field: Field, surface: Surface, reference: Reference) -> Schema:
    """What an answer holds in a field."""
    if field.type in _SHARED_ANSWERS:
        schema = reference(_SHARED_ANSWERS[field.type])
    elif surface.is_enum(field.type):
        schema = {"type": "string", "x-enum": field.type, "enum": list(surface.enum(field.type).numbers)}
    else:
        schema = dict(_PLAIN[field.type]) if field.type in _PLAIN else reference(field.type)
    if field.key_type:
        return {"type": "object", "additionalProperties": schema}
    return {"type": "array", "items": schema} if field.repeated else schema


def request_schema(field: Field, surface: Surface, reference: Reference) -> Schema:
    """What a request may hold in a field, its rules included as far as JSON Schema can say them."""
    rules = field.rules
    if field.key_type:
        return {"type": "object", "nullable": True, "additionalProperties": _value(field, {}, surface, reference)}
    if not field.repeated:
        schema = _value(field, rules, surface, reference)
        if "$ref" not in schema and not is_required(field) and "anyOf" not in schema:
            schema = {"type": schema.pop("type"), "nullable": True, **schema}
        return schema
    items = {name.removeprefix("items."): value for name, value in rules.items() if name.startswith("items.")}
    limits = {
        "minItems": rules.get("min_items"),
        "maxItems": rules.get("max_items"),
        "uniqueItems": rules.get("unique"),
    }
    return {
        "type": "array",
        **({} if is_required(field) else {"nullable": True}),
        "items": _value(field, items, surface, reference, in_list=True),
        **{name: limit for name, limit in limits.items() if limit is not None},
    }


def never_null(schema: Schema) -> Schema:
    """A schema whose value may not be null, which it says of itself or of one of its forms."""
    plain = {name: value for name, value in schema.items() if name != "nullable"}
    return plain | {"anyOf": [never_null(form) for form in plain["anyOf"]]} if "anyOf" in plain else plain


def is_required(field: Field) -> bool:
    """Whether a request that leaves a field out breaks a rule."""
    if field.optional or field.oneof:
        return False
    rules = field.rules
    if field.repeated:
        return rules.get("min_items", 0) != 0
    if rules.get("ignore_empty"):
        return False
    needs = any(rules.get(name) for name in ("min_len", "len", "min_bytes", "prefix", "email", "required"))
    return needs or "not_in" in rules or (field.type == "bool" and rules.get("const") is True)


def _value(
    field: Field, rules: Mapping[str, Any], surface: Surface, reference: Reference, *, in_list: bool = False
) -> Schema:
    kind = field.type
    if kind == "string":
        return _text(rules)
    if kind == "bool":
        return {"type": "boolean", **({"enum": [rules["const"]]} if "const" in rules else {})}
    if kind == "bytes":
        return _bytes(rules)
    if kind in _INTEGERS:
        return _integer(kind, rules, nullable=not in_list)
    if kind == _TIMESTAMP:
        return {"type": "string", "format": "date-time", "x-type": "timestamp"}
    if kind == _DURATION:
        return _duration(rules)
    if surface.is_enum(kind):
        return _enum(kind, rules, surface, nullable=not in_list)
    return dict(_PLAIN[kind]) if kind in _PLAIN else reference(kind)


def _text(rules: Mapping[str, Any]) -> Schema:
    exact = rules.get("len")
    stated = {
        "minLength": rules.get("min_len", exact),
        "maxLength": rules.get("max_len", exact),
        "x-max-bytes": rules.get("max_bytes"),
        "x-email": rules.get("email"),
    }
    pattern = NO_NUL
    if "prefix" in rules:
        pattern = f"^[{rules['prefix']}][^\\u0000]*$"
    if rules.get("email"):
        pattern = r"^[^\u0000]+@[^@\u0000]+$"
    return {
        "type": "string",
        **{name: value for name, value in stated.items() if value is not None},
        "pattern": pattern,
    }


def _bytes(rules: Mapping[str, Any]) -> Schema:
    """Base64; that it may not be empty is all that is said of its length, as no generator makes long ones by chance."""
    not_empty = {"minLength": _LEAST_BASE64} if rules.get("min_len") else {}
    return {"type": "string", "format": "byte", "x-type": "bytes", **not_empty}


def _integer(kind: str, rules: Mapping[str, Any], *, nullable: bool) -> Schema:
    least, most, pattern = _INTEGERS[kind]
    above = rules.get("gt")
    least = rules.get("gte", least if above is None else above + 1)
    number: Schema = {"type": "integer", "minimum": least, "maximum": rules.get("lte", most)}
    if rules:
        # A text is read as well, but no pattern says where its number must lie.
        return number
    text: Schema = {"type": "string", **({"nullable": True} if nullable else {}), "pattern": pattern}
    return {"anyOf": [text, number], "x-type": kind}


def _duration(rules: Mapping[str, Any]) -> Schema:
    schema: Schema = {"type": "string", "x-type": "duration"}
    if "gte" in rules and "lte" in rules:
        schema["x-duration-range"] = [rules["gte"], rules["lte"]]
    if rules.get("gt") == _NO_TIME:
        schema["pattern"] = _SOME_TIME
    if "const" in rules:
        schema["enum"] = [rules["const"]]
    return schema


def _enum(kind: str, rules: Mapping[str, Any], surface: Surface, *, nullable: bool) -> Schema:
    """A name or a number: an unknown name means nothing, an unknown number is refused where only known ones may be."""
    numbers = surface.enum(kind).numbers
    excluded = {int(number) for number in str(rules.get("not_in", "")).split()}
    allowed = sorted(set(numbers.values()) - excluded)
    name: Schema = {"type": "string", **({"nullable": True} if nullable else {})}
    if excluded:
        name = {"type": "string", "enum": [name for name, number in numbers.items() if number in allowed]}
    number: Schema = {"type": "integer", "format": "int32"}
    if rules.get("defined_only"):
        contiguous = allowed == list(range(allowed[0], allowed[-1] + 1))
        limits = {"minimum": allowed[0], "maximum": allowed[-1]} if contiguous else {"enum": allowed}
        number = {"type": "integer", **limits}
    return {"anyOf": [name, number], "x-type": "enum", "x-enum": kind}
