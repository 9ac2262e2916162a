"""HTTP answers in the gateway's form."""

from __future__ import annotations

import functools
import time
from collections.abc import Hashable
from email.utils import formatdate
from http import HTTPStatus

import msgspec

from mockserver.errors.codes import HTTP_STATUS, Code
from mockserver.errors.details import TYPE_PREFIX, detail_of
from mockserver.errors.problem import Problem
from mockserver.errors.texts import problem_texts
from mockserver.short_cache import ShortCache
from mockserver.wire.common_headers import ANSWERED, BARE, USUAL
from mockserver.wire.http import Header, Headers, Response

JSON: Header = (b"content-type", b"application/json")
TEXT: Header = (b"content-type", b"text/plain; charset=utf-8")
NO_SNIFFING: Header = (b"x-content-type-options", b"nosniff")

NO_CACHE: Headers = [(b"cache-control", b"no-store"), (b"pragma", b"no-cache")]
_NO_CACHE: Headers = [
    *NO_CACHE,
    (b"grpcgateway-cache-control", b"no-store"),
    (b"grpcgateway-pragma", b"no-cache"),
    (b"grpcgateway-content-type", b"application/grpc"),
]

encode_json = msgspec.json.Encoder().encode


class _ErrorDetail(msgspec.Struct, frozen=True, omit_defaults=True):
    type: str = msgspec.field(name="@type")
    id: str = ""
    message: str = ""
    failed_attempts: int = msgspec.field(name="failedAttempts", default=0)


class _Status(msgspec.Struct, frozen=True, omit_defaults=True):
    code: int
    message: str
    details: list[_ErrorDetail] = []


NOT_FOUND = Response(404, (JSON, *USUAL), encode_json(_Status(Code.NOT_FOUND, "Not Found")), transport="json", added=())
METHOD_NOT_ALLOWED = Response(
    405, (JSON, *USUAL), encode_json(_Status(Code.UNIMPLEMENTED, "Method Not Allowed")), transport="json", added=()
)
BAD_PREFIX = Response(400, [JSON], encode_json(_Status(Code.INVALID_ARGUMENT, "Bad Request")))
BAD_URL = Response(400, [TEXT, (b"connection", b"close")], b"400 Bad Request", added=BARE)


PAGE_NOT_FOUND = Response(404, [TEXT], b"404 page not found\n", added=BARE)
"""The router's answer, where nothing is mounted."""


def moved(status: int, location: bytes, *, page: bool = False) -> Response:
    """A redirect of the router; with a page, for those who do not follow it, as Go writes it."""
    text = HTTPStatus(status).phrase.encode("ascii")
    shown = [(b"content-type", b"text/html; charset=utf-8")] if page else []
    body = b'<a href="%b">%b</a>.\n\n' % (location, text) if page else b""
    return Response(status, [(b"location", location), *shown], body, added=BARE)


def served(status: int, message: object, *, reached: bool, operation: str = "") -> Response:
    """The answer of an operation that did what was asked, complete; for `reached` see `refused`."""
    return Response(
        status,
        _served_headers(int(time.time()), reached),
        encode_json(message),
        operation=operation,
        transport="json",
        reached=True,
        added=(),
    )


@functools.lru_cache(maxsize=4)
def _served_headers(_second: int, reached: bool) -> Headers:
    return (*_headers(reached), *ANSWERED)


def refused(problem: Problem, language: str, *, reached: bool, operation: str = "", judged: bool = False) -> Response:
    """The answer of a request that was refused.

    Args:
        operation: the operationId, where it is known.
        judged: whether the operation's judgement refused it, not what comes before.
        reached: whether the request came as far as a v1 service, which forbids caching; v2 services and what is
            refused before do not (recordings/wire.jsonl, setup.jsonl).
    """
    headers = _headers(reached)
    if problem.code == Code.UNAUTHENTICATED:
        headers = [*headers, (b"www-authenticate", header_value(problem_texts(problem, language)[0]))]
    return Response(
        HTTP_STATUS[problem.code],
        headers,
        _PROBLEM_BODIES[problem, language],
        operation=operation,
        transport="json",
        problem=problem,
        reached=judged,
    )


def complete_refusal(problem: Problem, language: str, reached: bool, operation: str, judged: bool) -> Response:
    """As `refused`, with all headers of a refusal by the JSON gateway; one answer for all that are refused alike within
    a second (docs/performance.md has what that saves)."""
    return _REFUSALS.of(problem, language, reached, operation, judged)


class _Refusals:
    """Answers of one second."""

    def __init__(self) -> None:
        self._second = 0
        self._kept = ShortCache(_complete_refusal, 256, lambda _, refusal: len(refusal.body))

    def of(self, *arguments: Hashable) -> Response:
        second = int(time.time())
        if second != self._second:
            self._second = second
            self._kept.clear()
        return self._kept[arguments]


def _complete_refusal(problem: Problem, language: str, reached: bool, operation: str, judged: bool) -> Response:
    answer = refused(problem, language, reached=reached, operation=operation, judged=judged)
    return msgspec.structs.replace(answer, headers=(*answer.headers, *USUAL), added=())


_REFUSALS = _Refusals()


def header_value(text: str) -> bytes:
    """A text as the value of a header: in one line, whatever it holds."""
    if not text.isprintable():
        text = "".join(char if char.isprintable() else " " for char in text).strip()
    return text.encode("latin-1", "replace")


def _problem_body(problem: Problem, language: str) -> bytes:
    message, text = problem_texts(problem, language)
    detail = detail_of(problem, text)
    details = [] if detail is None else [_ErrorDetail(TYPE_PREFIX + detail.name, *detail[1:])]
    return encode_json(_Status(problem.code, message, details))


_PROBLEM_BODIES = ShortCache(_problem_body, 2048, lambda arguments, body: len(arguments[0].key) + len(body))


def _headers(reached: bool) -> Headers:
    return [JSON, *_NO_CACHE, expires()] if reached else [JSON]


def expires() -> Header:
    """The present moment as the end of an answer's freshness."""
    return (b"expires", http_date())


def http_date() -> bytes:
    """The present moment as HTTP writes it."""
    return _http_date(int(time.time()))


@functools.lru_cache(maxsize=2)
def _http_date(seconds: int) -> bytes:
    return formatdate(seconds, usegmt=True).encode("ascii")
