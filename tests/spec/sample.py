"""A message with a field of each type, and its reader."""

from __future__ import annotations

from typing import Any

from mockserver.spec.json_values import first_value
from mockserver.spec.reader import message_reader

COLOURS = {"COLOUR_UNSPECIFIED": 0, "COLOUR_RED": 1, "COLOUR_BLUE": 2}
INNER = {"type": "object", "x-oneof": "choice", "properties": {"deepText": {"type": "string"}}}
FIELDS: dict[str, Any] = {
    "plainText": {"type": "string"},
    "aFlag": {"type": "boolean"},
    "smallNumber": {"x-type": "uint32"},
    "largeNumber": {"x-type": "uint64"},
    "colour": {"x-type": "enum", "x-enum": "Colour"},
    "span": {"type": "string", "x-type": "duration"},
    "moment": {"type": "string", "x-type": "timestamp"},
    "rawBytes": {"type": "string", "x-type": "bytes"},
    "manyTexts": {"type": "array", "items": {"type": "string"}},
    "manyParts": {"type": "array", "items": INNER},
    "firstChoice": INNER,
    "secondChoice": {"allOf": [INNER], "x-oneof": "choice"},
    "textChoice": {"type": "string", "x-oneof": "choice"},
    "colourChoice": {"x-type": "enum", "x-enum": "Colour", "x-oneof": "choice"},
}
READER = message_reader({"type": "object", "properties": FIELDS}, {"Colour": COLOURS})


def read(body: str) -> Any:
    """The canonical form of a body."""
    return READER(first_value(body.encode()), "")
