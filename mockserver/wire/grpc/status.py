"""gRPC statuses as trailers."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING
from urllib.parse import quote

from mockserver.errors.codes import Code
from mockserver.errors.details import TYPE_PREFIX, Detail, detail_of
from mockserver.errors.problem import Problem
from mockserver.errors.texts import problem_texts
from mockserver.later import Later
from mockserver.short_cache import ShortCache
from mockserver.wire.http import Headers

if TYPE_CHECKING:
    from mockserver.protos import pool
else:
    pool = Later("mockserver.protos.pool")

OK: Headers = [(b"grpc-status", b"0")]

_UNESCAPED = "".join(chr(code) for code in range(0x20, 0x7F) if chr(code) != "%")
"""gRPC escapes a message's characters outside printable ASCII, and the per cent sign."""


def trailers_of(problem: Problem, language: str) -> tuple[tuple[bytes, bytes], ...]:
    """Status, message and, where there is an ID, details, in alphabetical order."""
    return _TRAILERS[problem, language]


def _trailers(problem: Problem, language: str) -> tuple[tuple[bytes, bytes], ...]:
    message, text = problem_texts(problem, language)
    trailers = [
        (b"grpc-message", quote(message, safe=_UNESCAPED).encode("ascii")),
        (b"grpc-status", b"%d" % problem.code),
    ]
    detail = detail_of(problem, text)
    if detail is not None:
        trailers.append((b"grpc-status-details-bin", _details(problem.code, message, detail)))
    return tuple(trailers)


def detail_bytes(detail: Detail) -> bytes:
    """The message that a detail is."""
    fields: dict[str, str | int] = {"id": detail.id, "message": detail.message}
    if detail.failed_attempts:
        fields["failed_attempts"] = detail.failed_attempts
    return pool.message_class(detail.name)(**fields).SerializeToString()


def _details(code: Code, message: str, detail: Detail) -> bytes:
    """A google.rpc.Status with one detail, in base64 without padding."""
    packed = pool.message_class("google.protobuf.Any")(type_url=TYPE_PREFIX + detail.name, value=detail_bytes(detail))
    status = pool.message_class("google.rpc.Status")(code=code, message=message, details=[packed])
    return base64.b64encode(status.SerializeToString()).rstrip(b"=")


_TRAILERS = ShortCache(
    _trailers, 2048, lambda arguments, trailers: len(arguments[0].key) + sum(len(value) for _, value in trailers)
)
