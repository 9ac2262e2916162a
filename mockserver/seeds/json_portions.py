"""Reading JSON in portions, so that other threads get their turn while a long document is read."""

from __future__ import annotations

from typing import Any

import msgspec

from mockserver.seeds.problems import Place, Unusable

LONGEST = 16 << 20
"""Most bytes of one text of a document, or characters of one line: nobody else has a turn while it is read."""

_PORTION = 1 << 20
_DEEPEST = 10
"""As many levels as a state file has; each is looked through once more."""
_KINDS: dict[bytes, Any] = {b"{": dict[str, msgspec.Raw], b"[": list[msgspec.Raw]}


def read_json(document: bytes | msgspec.Raw, place: Place = ()) -> Any:
    """The values of a document; one of many bytes is taken apart first.

    Raises: msgspec.DecodeError; Unusable for a text that is longer than any can be.
    """
    data = memoryview(document)
    if len(data) <= _PORTION or len(place) >= _DEEPEST:
        return msgspec.json.decode(data)
    kind = _KINDS.get(bytes(data[:1]))
    if kind is None:
        if len(data) > LONGEST:
            raise Unusable(place, f"longer than {LONGEST} bytes", "make it shorter")
        return msgspec.json.decode(data)
    parts = msgspec.json.decode(data, type=kind)
    if isinstance(parts, list):
        return [read_json(part, (*place, index)) for index, part in enumerate(parts)]
    return {name: read_json(part, (*place, name)) for name, part in parts.items()}
