"""What a target's answer means, before it is known what was asked for.

Source: recordings/actions-v2-payloads.jsonl, cases request-statuses and request-forwarded.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NoReturn

from mockserver.deliveries.model import Called, TargetFailed
from mockserver.deliveries.texts import whole
from mockserver.errors.catalogue import EXECUTION_FAILED
from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem

_FORWARDED = "EXEC-reUaUZCzCp"
_FORWARDED_OTHERWISE = "EXEC-bmhNhpcqpF"
_CODES: Mapping[int, Code] = {
    400: Code.INVALID_ARGUMENT,
    401: Code.UNAUTHENTICATED,
    403: Code.PERMISSION_DENIED,
    404: Code.NOT_FOUND,
    409: Code.ALREADY_EXISTS,
    429: Code.RESOURCE_EXHAUSTED,
}
_INT64 = 1 << 63


class UnknownForwarded(TargetFailed):
    """A status was forwarded that no code stands for."""

    def __init__(self, message: str) -> None:
        super().__init__(Problem("", Code.UNKNOWN, f"ID={_FORWARDED} Message={message}"))
        self.message = message


def require_success(called: Called) -> None:
    """Let an answer pass that is a success and forwards no error.

    Raises: TargetFailed.
    """
    if called.failure:
        raise TargetFailed(Problem("", Code.UNKNOWN, called.failure))
    if not 200 <= called.status <= 299:
        raise TargetFailed(EXECUTION_FAILED)
    status, message = _forwarded(called.body)
    if not status and not message:
        return
    if not 400 <= status <= 499:
        raise TargetFailed(Problem(_FORWARDED_OTHERWISE, Code.FAILED_PRECONDITION, message))
    if status not in _CODES:
        raise UnknownForwarded(message)
    raise TargetFailed(Problem(_FORWARDED, _CODES[status], message))


def _forwarded(body: bytes) -> tuple[int, str]:
    """The status and the text that an answer forwards; 0 and none where it does not, or not as Go would read it."""
    if b"orwarded" not in body.lower():
        return 0, ""
    try:
        pairs = json.loads(
            body, object_pairs_hook=_Members, parse_int=_Integer, parse_float=_Float, parse_constant=_refuse
        )
    except (ValueError, RecursionError):
        return 0, ""
    status, message = 0, ""
    for name, value in pairs if isinstance(pairs, _Members) else ():
        if value is None:
            continue
        if name.lower() == "forwardedstatuscode":
            if not isinstance(value, _Integer) or not -_INT64 <= value < _INT64:
                return 0, ""
            status = int(value)
        elif name.lower() == "forwardederrormessage":
            if not isinstance(value, str):
                return 0, ""
            message = whole(value)
    return status, message


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)


class _Members(list[tuple[str, Any]]):
    """An object's members; the last of one name counts."""


class _Integer(int):
    """A number without fraction and exponent; Python's truth values are none."""


class _Float(float):
    """Any other number."""
