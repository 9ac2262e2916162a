"""Refusals of requests for documents of the user's own, in the form of RFC 9457."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from mockserver.errors.codes import HTTP_STATUS, Code
from mockserver.errors.problem import Problem
from mockserver.wire.common_headers import BESIDE
from mockserver.wire.http import Headers, Response
from mockserver.wire.responses import encode_json

_PROBLEM = (b"content-type", b"application/problem+json")
_CODES = {HTTP_STATUS[code]: code for code in reversed(Code)}
"""By HTTP status the first code that it stands for."""
_CHALLENGE = (b"www-authenticate", b"Bearer")


def problem_of(status: int, detail: str) -> Problem:
    """What the journal says of a refusal with a status."""
    return Problem("", _CODES.get(status, Code.INVALID_ARGUMENT if status < 500 else Code.UNKNOWN), detail)


def refused(status: int, detail: str, problem: Problem, further: Mapping[str, Any] | None = None) -> Response:
    """The refusal of an operation.

    Args:
        further: members of the body beside those that every problem has.
    """
    headers = [_PROBLEM, _CHALLENGE] if status == HTTPStatus.UNAUTHORIZED else [_PROBLEM]
    body = _body(status, detail, further)
    return Response(status, headers, body, transport="json", problem=problem, reached=True, added=BESIDE)


def unrouted(status: int, detail: str, further: Headers = ()) -> Response:
    """The answer to a request that no operation is for, with further headers."""
    return Response(status, [_PROBLEM, *further], _body(status, detail, None), transport="json", added=BESIDE)


def _body(status: int, detail: str, further: Mapping[str, Any] | None) -> bytes:
    title = HTTPStatus(status).phrase if status in set(HTTPStatus) else "Error"
    return encode_json({"type": "about:blank", "title": title, "status": status, "detail": detail, **(further or {})})
