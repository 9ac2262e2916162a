"""What follows from the surface of one operation of the document: parameters, body, answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from mockserver.spec.writing.fields import Schema, is_required, never_null, request_schema
from mockserver.surface.library import Surface
from mockserver.surface.model import Binding, Field, Method, json_name

WHOLE = "*"
"""The body of a binding where it fills the message."""
DEEP = "path"
"""The format of a parameter that takes the rest of a path, which is what Connexion calls it."""
PATH_FIELD = re.compile(r"\{(\w+)(?:=\*\*)?\}")
_SCALARS = frozenset({"string", "bool", "int32", "uint32", "int64", "uint64", "double", "float"})


class References(Protocol):
    """References to what operations share."""

    def answer(self, target: str) -> Schema:
        """A reference to a message as answers hold it, or to a shared schema."""

    def request(self, target: str) -> Schema:
        """A reference to a message as requests hold it."""

    def shared(self, section: str, name: str) -> Schema:
        """A reference to a parameter or an answer that operations share."""


def binding_of(rpc: str, method: Method, verb: str, path: str) -> Binding:
    """The way by which a path leads to a method.

    Where no path of HTTP does so, it is the method's name, as Connect has it: POST, the body fills the message.

    Raises: KeyError where the method is not reached so.
    """
    if path == f"/{rpc}":
        return Binding("POST", path, WHOLE)
    for binding in method.bindings:
        if binding.verb == verb and blank(binding.path) == blank(path):
            return binding
    raise KeyError(f"{rpc} is not reached by {verb} {path}")


def blank(path: str) -> str:
    """A template without the names of its fields: two that differ in nothing else are one path."""
    return re.sub(r"\{[^}]+\}", "{}", path)


def derived_parts(method: Method, binding: Binding, path: str, surface: Surface, references: References) -> Schema:
    """Parameters, body and answers of an operation at a path.

    Args:
        path: as the document has it; its fields may have other names than those of the binding.
    """
    return {
        **_request(method, binding, path, surface, references),
        **_responses(method, references),
    }


def _request(method: Method, binding: Binding, path: str, surface: Surface, references: References) -> Schema:
    message = surface.message(method.request)
    carried = binding.fields
    parameters = [
        _in_path(name, field, message.fields[field], deep=f"{{{field}=**}}" in binding.path)
        for name, field in zip(PATH_FIELD.findall(path), carried, strict=True)
    ]
    if not binding.body:
        parameters += list(_in_query(method.request, carried, surface, references))
    if method.permission:
        parameters.append(references.shared("parameters", "OrgId"))
    made: dict[str, Any] = {"parameters": parameters} if parameters else {}
    if binding.body == WHOLE:
        required = bool(message.required_oneofs) or any(
            is_required(field) for field in message.fields.values() if field.name not in carried
        )
        made["requestBody"] = _body(references.request(method.request), required=required)
    elif binding.body:
        field = message.fields[binding.body]
        made["requestBody"] = _body(request_schema(field, surface, references.request), required=is_required(field))
    return made


def _in_path(name: str, proto_name: str, field: Field, *, deep: bool) -> Schema:
    exact = field.rules.get("len")
    length = {"minLength": field.rules.get("min_len", exact), "maxLength": field.rules.get("max_len", exact)}
    schema = {"type": "string", **{key: value for key, value in length.items() if value is not None}}
    renamed = {"x-field": json_name(proto_name)} if name != json_name(proto_name) else {}
    schema |= {"pattern": "^[ -~]+$", **({"format": DEEP} if deep else {})}
    return {"name": name, "in": "path", "required": True, **renamed, "schema": schema}


def _in_query(message: str, carried: Sequence[str], surface: Surface, references: References) -> Iterator[Schema]:
    """Scalars and enums that the path does not carry, those of messages one deeper too, under dotted names."""
    for field in surface.message(message).fields.values():
        if field.name in carried or field.key_type:
            continue
        if field.type in _SCALARS or surface.is_enum(field.type):
            yield _parameter(json_name(field.name), field, surface, references)
        elif surface.is_message(field.type) and not field.repeated:
            for below in surface.message(field.type).fields.values():
                if below.type in _SCALARS:
                    name = f"{json_name(field.name)}.{json_name(below.name)}"
                    yield _parameter(name, below, surface, references, in_message=True)


def _parameter(
    name: str, field: Field, surface: Surface, references: References, *, in_message: bool = False
) -> Schema:
    """A field as a parameter; the rules of a message hold only where it is there, which none of its fields must be."""
    schema = _as_text(request_schema(field, surface, references.request))
    return {"name": name, "in": "query", "required": is_required(field) and not in_message, "schema": schema}


def _as_text(schema: Schema) -> Schema:
    """What a query says, where all is text: there is no null, a number has one form, an enum is told by name."""
    schema = never_null(schema)
    if "items" in schema:
        return schema | {"items": _as_text(schema["items"])}
    if "anyOf" not in schema:
        return schema
    form: Schema = schema.pop("anyOf")[0 if schema["x-type"] == "enum" else 1]
    return schema | form


def _body(schema: Schema, *, required: bool) -> Schema:
    return {"required": required, "content": {"application/json": {"schema": schema}}}


def _responses(method: Method, references: References) -> Schema:
    content = {"application/json": {"schema": references.answer(method.response)}}
    return {
        "responses": {
            str(method.status): {"description": "The answer.", "content": content},
            "default": references.shared("responses", "Unexpected"),
        }
    }
