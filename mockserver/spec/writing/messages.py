"""JSON Schemas of messages, out of the surface, with what is authored of them laid over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mockserver.spec.writing.fields import Reference, Schema, answer_schema, is_required, never_null, request_schema
from mockserver.surface.library import Surface
from mockserver.surface.model import Field, MessageType, json_name

INPUT = "Input"
"""What the schema of a message is called further, as requests hold it, where answers hold it too."""

_PATH_SAYS_IT = "Ignored; the path says it."


class MessageSchemas:
    """Writes the schemas of messages, by their full names."""

    def __init__(self, surface: Surface, reference: Reference, carried: Mapping[str, Iterable[str]]) -> None:
        """Take the surface.

        Args:
            carried: by request message, protobuf names of fields that the path carries.
        """
        self._surface = surface
        self._reference = reference
        self._carried = {name: frozenset(fields) for name, fields in carried.items()}

    def answer(self, name: str) -> Schema:
        """The schema of a message as answers hold it."""
        message = self._surface.message(name)
        properties = {
            json_name(field.name): answer_schema(field, self._surface, self._reference)
            for field in message.fields.values()
        }
        return _object(name, {"additionalProperties": False}, properties)

    def request(self, name: str) -> Schema:
        """The schema of a message as requests hold it."""
        message = self._surface.message(name)
        carried = self._carried.get(name, frozenset())
        properties = {}
        required = []
        for field in message.fields.values():
            if field.name in carried:
                properties[json_name(field.name)] = _path_says(field)
                continue
            schema = request_schema(field, self._surface, self._reference)
            # Null sets nothing, and of such a oneof one must be set.
            must_be_set = field.oneof in message.required_oneofs
            properties[json_name(field.name)] = never_null(schema) if must_be_set else schema
            if is_required(field):
                required.append(json_name(field.name))
        return _object(name, {**({"required": required} if required else {}), **_oneofs(message)}, properties)


def reached(surface: Surface, roots: Iterable[str]) -> Iterator[str]:
    """The messages that some hold, themselves included, each once."""
    waiting, seen = list(roots), set()
    while waiting:
        name = waiting.pop(0)
        if name in seen:
            continue
        seen.add(name)
        yield name
        waiting += [field.type for field in surface.message(name).fields.values() if surface.is_message(field.type)]


def _object(name: str, said: Mapping[str, Any], properties: Mapping[str, Any]) -> Schema:
    return {"type": "object", "x-message": name, **said, **({"properties": properties} if properties else {})}


def _path_says(field: Field) -> Schema:
    return {"type": "string", "nullable": True, "description": _PATH_SAYS_IT} if field.type == "string" else {}


def _oneofs(message: MessageType) -> Schema:
    """At most one field of each oneof, or exactly one where one must be set."""
    said: list[Schema] = []
    for oneof in dict.fromkeys(field.oneof for field in message.fields.values() if field.oneof):
        names = [json_name(field.name) for field in message.fields.values() if field.oneof == oneof]
        each: list[Schema] = [{"required": [name]} for name in names]
        if oneof in message.required_oneofs:
            said.append({"oneOf": each} if len(each) > 1 else {"required": names})
        elif len(each) > 1:
            said.append({"oneOf": [*each, {"not": {"anyOf": each}}]})
    if len(said) == 1:
        return said[0]
    return {"allOf": said} if said else {}
