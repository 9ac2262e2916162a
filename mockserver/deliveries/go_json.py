"""JSON as Go writes it."""

from __future__ import annotations

from typing import Any

import msgspec

from mockserver.domain.ids import Instant
from mockserver.spec.wellknown import timestamp

_ESCAPED = tuple(
    (character.encode(), f"\\u{ord(character):04x}".encode()) for character in ("<", ">", "&", "\u2028", "\u2029")
)
"""What Go escapes and JSON would take as it is; none of them can stand outside texts."""
NEVER = "0001-01-01T00:00:00Z"


def go_json(value: Any) -> bytes:
    """The bytes of a value. Objects keep their order; `msgspec.Raw` stands as it is."""
    text = msgspec.json.encode(value)
    for plain, escaped in _ESCAPED:
        text = text.replace(plain, escaped)
    return text


def short_instant(at: Instant) -> str:
    """An instant as Go writes it: without zeros at the end of the fraction."""
    return shortened(timestamp(at))


def shortened(text: str) -> str:
    """A timestamp of protobuf as Go writes it."""
    return text[:-1].rstrip("0").rstrip(".") + "Z" if "." in text else text


def filled(**members: Any) -> dict[str, Any]:
    """An object without the members that are empty, in order: `omitempty`."""
    return {name: value for name, value in members.items() if value}
