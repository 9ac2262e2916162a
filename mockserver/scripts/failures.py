"""What exceptions of the engine say: what went wrong, and where."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final

from mockserver.scripts.model import Failure

TIME_UP: Final = "time is up"
_PLACE = re.compile(r"(?:at (.*?) \()?<input>:(\d+)(?::(\d+))?")
_NAMELESS = frozenset({"<anonymous>", "<eval>"})
_REFUSED = re.compile(r"\(line (\d+), column (\d+)\)")


def failure_of(text: str) -> Failure:
    """What an exception of the engine says: its text, then the stack, of which the innermost place counts."""
    message, _, stack = text.rstrip().partition("\n")
    if message == "InternalError: interrupted":
        message = TIME_UP
    refused = _REFUSED.search(message)
    if refused is not None:
        return Failure(
            message=_REFUSED.sub("", message).replace(" :", ":"), line=int(refused[1]), column=int(refused[2])
        )
    return replace(Failure(message=message), **place_of(stack))


def place_of(stack: str) -> dict[str, Any]:
    """The innermost place of a stack, as fields of a failure."""
    place = _PLACE.search(stack)
    if place is None:
        return {}
    function = place[1] or ""
    return {
        "function": "" if function in _NAMELESS else function,
        "line": int(place[2]),
        "column": int(place[3] or 0),
    }
