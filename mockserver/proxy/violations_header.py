"""Violations in a header of the answer, for a client that wants to see them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from mockserver.proxy.violation import Violation

NAME = b"sl-violations"
MAX_BYTES = 4096
_ROOM_FOR_REST = 32


def violations_value(violations: Sequence[Violation]) -> bytes:
    """A JSON list of `{"kind", "where", "text"}`, ASCII and at most `MAX_BYTES` long.

    Where it does not hold all of them, the last item is `{"more": N}`.
    """
    items: list[str] = []
    room = MAX_BYTES - _ROOM_FOR_REST
    for violation in violations:
        item = json.dumps(asdict(violation))
        room -= len(item) + 2
        if room < 0:
            items.append(json.dumps({"more": len(violations) - len(items)}))
            break
        items.append(item)
    return f"[{', '.join(items)}]".encode("ascii")
