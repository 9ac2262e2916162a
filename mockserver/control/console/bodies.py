"""Bodies as a person reads them."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import Any

import msgspec

from mockserver.control.console.entry_call import in_reading_order

_MOST_CHARACTERS = 200_000
"""What is longer is shown in part; the control API has it whole."""


def shown_text(side: Mapping[str, Any], most: int = _MOST_CHARACTERS) -> dict[str, Any]:
    """A body, under its kind in `side`: that kind, its text, and whether that is all of it; empty for no body.

    Args:
        most: characters that are shown.
    """
    for kind in ("json", "text", "base64"):
        if kind in side:
            text = indented(side[kind]) if kind == "json" else side[kind]
            return {"kind": kind, "text": text[:most], "whole": len(text) <= most}
    return {}


def indented(document: Any) -> str:
    """JSON, a line a field."""
    data = msgspec.json.encode(document)
    # What is nested too deeply to be indented can still be read on one line.
    with contextlib.suppress(RecursionError):
        data = msgspec.json.format(data, indent=2)
    return in_reading_order(data.decode("utf-8"))
