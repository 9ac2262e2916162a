"""Refusals in Connect's form: an HTTP status and a JSON body, also where messages are protobuf.

Source: recordings/connect-unary.jsonl and connect-access.jsonl.
"""

from __future__ import annotations

import base64
import functools
from collections.abc import Mapping

import msgspec

from mockserver.errors.codes import Code
from mockserver.errors.details import detail_of
from mockserver.errors.languages import DEFAULT_LANGUAGE
from mockserver.errors.problem import Problem
from mockserver.errors.texts import problem_texts
from mockserver.wire.grpc.status import detail_bytes
from mockserver.wire.responses import encode_json

CODE_NAMES: Mapping[Code, str] = {code: code.name.lower() for code in Code} | {Code.CANCELLED: "canceled"}
"""Connect spells the names of gRPC's codes in lower case, and one as Americans do; statuses are `HTTP_STATUS`."""

_ESCAPES = tuple((character.encode(), f"\\u{ord(character):04x}".encode()) for character in "&<>\u2028\u2029")
"""Go writes these characters as escapes, so that JSON may stand in HTML."""


class _Debug(msgspec.Struct, frozen=True, omit_defaults=True):
    id: str = ""
    message: str = ""
    failed_attempts: int = msgspec.field(name="failedAttempts", default=0)


class _Detail(msgspec.Struct, frozen=True):
    type: str
    value: str
    debug: _Debug


class _Error(msgspec.Struct, frozen=True, omit_defaults=True):
    code: str
    message: str
    details: list[_Detail] = []


@functools.lru_cache(maxsize=1024)
def error_body(problem: Problem) -> bytes:
    """The body of a refusal; services of v2 never translate."""
    message, text = problem_texts(problem, DEFAULT_LANGUAGE)
    details, detail = [], detail_of(problem, text)
    if detail is not None:
        value = base64.b64encode(detail_bytes(detail)).rstrip(b"=").decode("ascii")
        details.append(_Detail(detail.name, value, _Debug(*detail[1:])))
    body = encode_json(_Error(CODE_NAMES[problem.code], message, details))
    for character, escape in _ESCAPES:
        body = body.replace(character, escape)
    return body
