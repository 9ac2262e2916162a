"""What an answer says, as far as random requests look at it."""

from __future__ import annotations

from typing import Any, Protocol

UNNAMED = frozenset({("SetSession", "user change not possible ()"), ("UpdateUser", "user type is not implemented ()")})
"""Messages of errors whose ID is empty, with their operations: no list of IDs can hold them.

Source: recordings/id-sessions.jsonl, id-random-v2-0001.jsonl.
"""


class Answer(Protocol):
    """An answer of any client."""

    @property
    def status_code(self) -> int: ...

    @property
    def text(self) -> str: ...

    def json(self) -> Any: ...


def body_of(answer: Answer) -> Any:
    """The JSON value, or None where it is none."""
    try:
        return answer.json()
    except ValueError:
        return None


def error_id(body: Any) -> str:
    """The ID of an error's first detail, empty where there is none; over Connect it is told beside the packed one."""
    details = body.get("details") if isinstance(body, dict) else None
    if not isinstance(details, list) or not details or not isinstance(details[0], dict):
        return ""
    detail = details[0]
    told = detail.get("debug", detail)
    return str(told.get("id", "")) if isinstance(told, dict) else ""


def is_unnamed(operation: str, body: Any) -> bool:
    """Whether an error is one of those that the real server gives an operation without an ID."""
    return isinstance(body, dict) and not error_id(body) and (operation, body.get("message")) in UNNAMED


def is_success(answer: Answer) -> bool:
    """Whether the request was done."""
    return 200 <= answer.status_code < 300
