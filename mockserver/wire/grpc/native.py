"""Unary gRPC over HTTP/2."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from mockserver.errors.codes import Code
from mockserver.errors.languages import DEFAULT_LANGUAGE
from mockserver.errors.problem import Problem, Refused
from mockserver.settings import Settings
from mockserver.store.instance import Instance
from mockserver.wire.grpc.framing import frame, unary_message
from mockserver.wire.grpc.status import OK, trailers_of
from mockserver.wire.grpc.unary import Rpcs
from mockserver.wire.http import Headers, HttpRequest, Response
from mockserver.wire.json_call import metadata_of
from mockserver.wire.responses import TEXT, expires

CONTENT_TYPES = frozenset({b"application/grpc", b"application/grpc+proto", b"application/grpc+json"})

_TIMEOUT = re.compile(r"(\d{1,8})([HMSmun])")
_UNIT_S = {"H": 3600.0, "M": 60.0, "S": 1.0, "m": 1e-3, "u": 1e-6, "n": 1e-9}
_DEADLINE_EXCEEDED = Problem("", Code.DEADLINE_EXCEEDED, "context deadline exceeded")
_NO_CACHE: Headers = [
    (b"cache-control", b"no-store"),
    (b"pragma", b"no-cache"),
    (b"grpc-metadata-cache-control", b"no-store"),
    (b"grpc-metadata-pragma", b"no-cache"),
]


def is_native(request: HttpRequest) -> bool:
    """Whether a request is gRPC proper."""
    return request.method == "POST" and request.headers.get(b"content-type") in CONTENT_TYPES


def reached_headers() -> Headers:
    """Header metadata of every answer of a service, refusals included."""
    name, moment = expires()
    return [*_NO_CACHE, (name, moment), (b"grpc-metadata-expires", moment)]


class GrpcNative:
    """Answers unary gRPC calls."""

    def __init__(self, rpcs: Rpcs, instance_of: Callable[[HttpRequest], Instance], settings: Settings) -> None:
        self._rpcs = rpcs
        self._instance_of = instance_of
        self._settings = settings

    def respond(self, request: HttpRequest) -> Response:
        """Answer one call, before its deadline or not at all.

        What is refused before the service is reached has no header metadata. The status is in trailers all the same: a
        client takes the headers of an answer that is only one block for trailing metadata, `date` among them.
        Source: recordings/grpc.jsonl.
        """
        content_type = (b"content-type", b"application/grpc")
        metadata = metadata_of(request)
        try:
            deadline = _deadline(request.text(b"grpc-timeout"))
        except ValueError as error:
            return Response(400, [TEXT], str(error).encode())
        try:
            rpc = self._rpcs.find(request.path)
            data = unary_message(request.body, request.text(b"grpc-encoding"), self._settings.max_message_bytes)
            message = rpc.read(data)
            instance = self._instance_of(request)
            if deadline is not None and time.monotonic() >= deadline:
                raise Refused(_DEADLINE_EXCEEDED)
        except Refused as refusal:
            return Response(200, [content_type], b"", [*trailers_of(refusal.problem, DEFAULT_LANGUAGE)])
        headers = [content_type, *reached_headers()]
        try:
            answer = rpc.serve(instance, message, metadata)
        except Refused as refusal:
            return Response(200, headers, b"", [*trailers_of(refusal.problem, metadata.language)])
        return Response(200, headers, frame(answer), OK)


def _deadline(text: str) -> float | None:
    """The moment on the monotonic clock that a `grpc-timeout` means.

    Raises: ValueError.
    """
    if not text:
        return None
    match = _TIMEOUT.fullmatch(text)
    if match is None:
        raise ValueError(f"malformed grpc-timeout: {text}")
    return time.monotonic() + int(match[1]) * _UNIT_S[match[2]]
