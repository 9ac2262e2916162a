"""Errors as the document shows them of operations that only Connect and gRPC reach."""

from __future__ import annotations

import base64
from typing import Any

from mockserver.errors.problem import Problem
from mockserver.errors.texts import problem_texts

SCHEMA = "ConnectStatus"
_DETAIL = "zitadel.v1.ErrorDetail"
_VARINT_BITS = 7


def connect_body(problem: Problem) -> dict[str, Any]:
    """The body of a refusal over Connect; services of v2 never translate.

    Source: recordings/id-project-services.jsonl.
    """
    message, plain = problem_texts(problem, "en")
    body: dict[str, Any] = {"code": problem.code.name.lower(), "message": message}
    if problem.detailed:
        packed = b"".join(_text(number, value) for number, value in ((1, problem.id), (2, plain)) if value)
        value = base64.b64encode(packed).rstrip(b"=").decode("ascii")
        body["details"] = [{"type": _DETAIL, "value": value, "debug": _debug(problem.id, plain)}]
    return body


def _debug(error_id: str, message: str) -> dict[str, str]:
    return {name: value for name, value in (("id", error_id), ("message", message)) if value}


def _text(number: int, value: str) -> bytes:
    """A field of protobuf that holds a text."""
    encoded = value.encode()
    length, head = len(encoded), bytearray([number << 3 | 2])
    while length >> _VARINT_BITS:
        head.append(length & 0x7F | 0x80)
        length >>= _VARINT_BITS
    return bytes(head) + bytes([length]) + encoded
