"""Unary gRPC-Web, over any version of HTTP."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable

from mockserver.errors.codes import Code
from mockserver.errors.languages import DEFAULT_LANGUAGE
from mockserver.errors.problem import Problem, Refused
from mockserver.pipeline import Metadata
from mockserver.settings import Settings, Strictness
from mockserver.short_cache import ShortCache
from mockserver.spec.json_values import JsonObject
from mockserver.store.instance import Instance
from mockserver.wire.grpc.framing import frame, unary_message
from mockserver.wire.grpc.native import reached_headers
from mockserver.wire.grpc.status import OK, trailers_of
from mockserver.wire.grpc.unary import Rpc, Rpcs
from mockserver.wire.http import Answer, Header, Headers, HttpRequest, Response
from mockserver.wire.injection import failing, may_fail
from mockserver.wire.json_call import metadata_of
from mockserver.wire.responses import http_date
from mockserver.wire.strictness import rpc_warnings, strictly

TRANSPORT = "grpc-web"

_CONTENT_TYPE = b"application/grpc-web"
_TEXT = b"application/grpc-web-text"
_TRAILER_FLAG = 0x80
_OK = tuple(OK)


def is_web(request: HttpRequest) -> bool:
    """Whether a request is gRPC-Web: by its content type; what follows `+` does not matter."""
    return request.method == "POST" and request.headers.get(b"content-type", b"").startswith(_CONTENT_TYPE)


class GrpcWeb:
    """Answers unary gRPC-Web calls."""

    def __init__(self, rpcs: Rpcs, instance_of: Callable[[HttpRequest], Instance], settings: Settings) -> None:
        self._rpcs = rpcs
        self._instance_of = instance_of
        self._settings = settings

    def respond(self, request: HttpRequest) -> Answer:
        """Answer one call. The content type of the answer is the request's.

        What is refused before the service is reached has its status in the headers and no body; all else has it in a
        trailer frame behind the message.
        Source: recordings/grpc_web.jsonl.
        """
        content_type = request.headers[b"content-type"]
        metadata = metadata_of(request)
        operation = ""
        try:
            rpc = self._rpcs.find(request.path)
            operation = rpc.operation.spec.id
            body = from_text(request.body) if content_type.startswith(_TEXT) else request.body
            data = unary_message(body, request.text(b"grpc-encoding"), self._settings.max_message_bytes)
            message = rpc.read(data)
            instance = self._instance_of(request)
        except Refused as refusal:
            problem = refusal.problem
            headers = _exposed([(b"content-type", content_type), *trailers_of(problem, DEFAULT_LANGUAGE)])
            return Response(200, headers, b"", operation=operation, transport=TRANSPORT, problem=problem)

        if (instance.strict is Strictness.OFF and not may_fail(request, instance)) or not operation:
            return _serve(rpc, instance, message, metadata, content_type)

        def serve() -> Response:
            return _serve(rpc, instance, message, metadata, content_type)

        def refuse(problem: Problem) -> Response:
            return _refused(problem, metadata, content_type, operation)

        return strictly(
            rpc_warnings(rpc.request, data, request),
            instance,
            refuse,
            lambda: failing(rpc.operation.spec, TRANSPORT, request, instance, serve, refuse),
        )


def _serve(rpc: Rpc, instance: Instance, message: JsonObject, metadata: Metadata, content_type: bytes) -> Response:
    operation = rpc.operation.spec.id
    try:
        answer = rpc.serve(instance, message, metadata)
    except Refused as refusal:
        return _refused(refusal.problem, metadata, content_type, operation)
    return _judged(content_type, [frame(answer)], _OK, operation, None)


def _refused(problem: Problem, metadata: Metadata, content_type: bytes, operation: str) -> Response:
    return _judged(content_type, [], trailers_of(problem, metadata.language), operation, problem)


def _judged(
    content_type: bytes, frames: list[bytes], trailers: tuple[Header, ...], operation: str, problem: Problem | None
) -> Response:
    """The answer of a service, whatever it is."""
    parts = [*frames, _TRAILER_FRAMES[trailers,]]
    # Each flush of the real server ends a run of base64, so padding may stand in the middle.
    as_text = content_type.startswith(_TEXT)
    return Response(
        200,
        _JUDGED_HEADERS[content_type, http_date()],
        b"".join(map(base64.b64encode, parts) if as_text else parts),
        operation=operation,
        transport=TRANSPORT,
        problem=problem,
        reached=True,
    )


def _trailer_frame(trailers: tuple[Header, ...]) -> bytes:
    return frame(b"".join(b"%b: %b\r\n" % trailer for trailer in trailers), _TRAILER_FLAG)


def _judged_headers(content_type: bytes, moment: bytes) -> Headers:
    """The same within a second; never to be changed by who gets them."""
    return _exposed([(b"content-type", content_type), *reached_headers(moment)])


def from_text(body: bytes) -> bytes:
    """Decode base64 that may have been padded in several places.

    Raises: Refused with UNKNOWN.
    """
    try:
        runs = body.replace(b"=", b"= ").replace(b"= =", b"==").split()
        return b"".join(base64.b64decode(run, validate=True) for run in runs)
    except binascii.Error as error:
        raise Refused(Problem("", Code.UNKNOWN, f"illegal base64 data: {error}")) from None


def _exposed(headers: Headers) -> Headers:
    """Let a page of another origin read all headers of the answer, as the real server does."""
    names = [name.title() for name, _ in headers]
    exposed = b", ".join([*names, b"Vary", b"Date", b"X-Robots-Tag", b"grpc-status", b"grpc-message"])
    return [*headers, (b"access-control-expose-headers", exposed)]


_TRAILER_FRAMES = ShortCache(_trailer_frame, 256, lambda _, framed: 2 * len(framed))
_JUDGED_HEADERS = ShortCache(_judged_headers, 16, lambda arguments, _: len(arguments[0]))
