"""Whether an operation was called as expected, and what to tell if it was not."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from mockserver.testing.recorded import RecordedRequest

_SHOWN = 20
_WIDTH = 300


def fits(expected: Any, seen: Any) -> bool:
    """Whether a body holds what is expected: of objects the named fields, all else to the letter.

    With gRPC the fields of a path stand in the message; so one expectation does for all transports.
    """
    if isinstance(expected, Mapping):
        return isinstance(seen, Mapping) and all(
            name in seen and fits(value, seen[name]) for name, value in expected.items()
        )
    if isinstance(expected, list | tuple):
        return (
            isinstance(seen, list)
            and len(seen) == len(expected)
            and all(fits(one, other) for one, other in zip(expected, seen, strict=True))
        )
    return bool(expected == seen) and isinstance(expected, bool) is isinstance(seen, bool)


def of_status(request: RecordedRequest, status: int | str) -> bool:
    """Whether an answer has a status such as 400, or one of a class such as `4xx`."""
    wanted = str(status)
    return str(request.status)[0] == wanted[0] if wanted.endswith("xx") else str(request.status) == wanted


def failure(
    operation: str, wanted: str, found: int, calls: Sequence[RecordedRequest], others: Sequence[RecordedRequest]
) -> str:
    """The text of a failed assertion.

    Args:
        wanted: what was expected, such as `2 times with {...}`.
        found: how many calls were as expected.
        calls: all calls of the operation.
        others: all other requests.
    """
    lines = [f"{operation} was expected {wanted}, and was called so {_times(found)}."]
    if calls:
        lines += [f"Calls of {operation}:", *_listed(calls, with_body=True)]
    if others:
        lines += ["Other requests:" if calls else "Requests instead:", *_listed(others, with_body=False)]
    if not calls and not others:
        lines.append("No request at all reached this mock: does the code under test use its url?")
    return "\n".join(lines)


def unexpected_changes(changes: Sequence[RecordedRequest]) -> str:
    """The text where nothing was to change."""
    return "\n".join(["Nothing was expected to change. What changed it:", *_listed(changes, with_body=True)])


def expectation(times: int | None, body: Any, status: int | str | None) -> str:
    """What is expected, in words."""
    words = ["at least once" if times is None else _times(times)]
    if body is not None:
        words.append(f"with {_short(body)}")
    if status is not None:
        words.append(f"answered {status}")
    return " ".join(words)


def _times(count: int) -> str:
    return {0: "not at all", 1: "once"}.get(count, f"{count} times")


def _listed(requests: Sequence[RecordedRequest], *, with_body: bool) -> list[str]:
    lines = [_line(request, with_body=with_body) for request in requests[-_SHOWN:]]
    left_out = len(requests) - len(lines)
    return [f"  ({left_out} before these)", *lines] if left_out else lines


def _line(request: RecordedRequest, *, with_body: bool) -> str:
    parts = [f"  #{request.number}", request.operation or f"{request.method} {request.path}"]
    if request.operation and request.transport == "json":
        parts.append(f"({request.method} {request.path})")
    elif request.operation:
        parts.append(f"({request.transport})")
    if with_body:
        parts.append(_short(request.body))
    parts.append(f"-> {request.status}")
    if request.message:
        parts.append(request.message)
    if request.injected:
        parts.append("[made to fail]")
    if request.closest:
        parts.append(f"(nothing serves it; closest: {request.closest})")
    return " ".join(parts)


def _short(body: Any) -> str:
    if body is None:
        return "without body"
    text = json.dumps(body, ensure_ascii=False, default=repr)
    return text if len(text) <= _WIDTH else f"{text[:_WIDTH]}..."
