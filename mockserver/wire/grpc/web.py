"""Unary gRPC-Web, over any version of HTTP."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from mockserver.errors.codes import Code
from mockserver.errors.languages import DEFAULT_LANGUAGE
from mockserver.errors.problem import Problem, Refused
from mockserver.later import Later
from mockserver.pipeline import Metadata
from mockserver.settings import Settings, Strictness, UnmodelledMode
from mockserver.short_cache import ShortCache
from mockserver.spec.json_values import JsonObject
from mockserver.store.instance import Instance
from mockserver.wire.grpc.framing import COMPRESSED, compressed, frame, unary_message
from mockserver.wire.grpc.native import reached_headers
from mockserver.wire.grpc.status import OK, trailers_of
from mockserver.wire.grpc.timeout import MalformedTimeout, deadline
from mockserver.wire.grpc.unary import Rpc, Rpcs, UnmodelledRpc
from mockserver.wire.http import Answer, Header, Headers, HttpRequest, Response
from mockserver.wire.injection import failing, may_fail
from mockserver.wire.json_call import metadata_of
from mockserver.wire.responses import NO_SNIFFING, TEXT, http_date
from mockserver.wire.strictness import rpc_warnings, strictly
from mockserver.wire.waiting import once_over

if TYPE_CHECKING:
    from mockserver.wire import forwarding, unmodelled
else:
    forwarding = Later("mockserver.wire.forwarding")
    unmodelled = Later("mockserver.wire.unmodelled")

TRANSPORT = "grpc-web"

_CONTENT_TYPE = b"application/grpc-web"
_TEXT = b"application/grpc-web-text"
TRAILER_FLAG = 0x80
_OK = tuple(OK)
_TIMEOUT = b"grpc-timeout"
_ENCODING = b"grpc-encoding"
_GZIP = b"gzip"
_EXPOSE = b"access-control-expose-headers"
_Asked = tuple[bytes, bool, bool]
"""Content type, whether the message came in gzip and so goes out in it, and whether a page of an origin asks."""


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
        asked = (
            content_type,
            _ENCODING in request.headers and request.headers[_ENCODING] == _GZIP,
            b"origin" in request.headers,
        )
        if _TIMEOUT in request.headers:
            try:
                deadline(request.text(_TIMEOUT))
            except MalformedTimeout as error:
                return _malformed(str(error))
        try:
            rpc = self._rpcs.find(request.path)
            operation = rpc.operation.spec.id
            body = from_text(request.body) if content_type.startswith(_TEXT) else request.body
            data = unary_message(body, request.text(b"grpc-encoding"), self._settings.max_message_bytes)
            message = rpc.read(data)
            instance = self._instance_of(request)
            how = unmodelled.wanted(request, instance) if isinstance(rpc, UnmodelledRpc) else None
        except Refused as refusal:
            problem = refusal.problem
            refused = [(b"content-type", content_type), *trailers_of(problem, DEFAULT_LANGUAGE)]
            headers = _exposed(refused, page=asked[2])
            return Response(200, headers, b"", operation=operation, transport=TRANSPORT, problem=problem)
        if how is None or not isinstance(rpc, UnmodelledRpc):
            return _judged_answer(rpc, request, instance, (data, message), metadata, asked)
        if how.mode is UnmodelledMode.FORWARD:
            return forwarding.forward(how.url, request)
        answer = _judged_answer(rpc.answered(how.mode), request, instance, (data, message), metadata, asked)
        return unmodelled.marked(answer, how.mode)


def _judged_answer(
    rpc: Rpc,
    request: HttpRequest,
    instance: Instance,
    sent: tuple[bytes, JsonObject],
    metadata: Metadata,
    asked: _Asked,
) -> Answer:
    data, message = sent
    if instance.strict is Strictness.OFF and not may_fail(request, instance):
        return _serve(rpc, instance, message, metadata, asked)

    def serve() -> Answer:
        return _serve(rpc, instance, message, metadata, asked)

    def refuse(problem: Problem) -> Response:
        return _refused(problem, metadata, asked, rpc.operation.spec.id)

    return strictly(
        rpc_warnings(rpc.request, data, request),
        instance,
        refuse,
        lambda: failing(rpc.operation.spec, TRANSPORT, request, instance, serve, refuse),
    )


def _serve(rpc: Rpc, instance: Instance, message: JsonObject, metadata: Metadata, asked: _Asked) -> Answer:
    operation = rpc.operation.spec.id
    try:
        answer = rpc.serve(instance, message, metadata)
    except Refused as refusal:
        return _refused(refusal.problem, metadata, asked, operation)
    if isinstance(answer, bytes):
        message_frame = frame(compressed(answer), COMPRESSED) if asked[1] else frame(answer)
        return _judged(asked, [message_frame], _OK, operation, None)

    def answered(answer: object) -> Response:
        data = rpc.write(answer)
        return _judged(asked, [frame(compressed(data), COMPRESSED) if asked[1] else frame(data)], _OK, operation, None)

    return once_over(answer, answered, lambda problem: _refused(problem, metadata, asked, operation))


def _refused(problem: Problem, metadata: Metadata, asked: _Asked, operation: str) -> Response:
    return _judged(asked, [], trailers_of(problem, metadata.language), operation, problem)


def _judged(
    asked: _Asked, frames: list[bytes], trailers: tuple[Header, ...], operation: str, problem: Problem | None
) -> Response:
    """The answer of a service, whatever it is."""
    parts = [*frames, _TRAILER_FRAMES[trailers,]]
    # Each flush of the real server ends a run of base64, so padding may stand in the middle.
    as_text = asked[0].startswith(_TEXT)
    return Response(
        200,
        _JUDGED_HEADERS[asked, http_date()],
        b"".join(map(base64.b64encode, parts) if as_text else parts),
        operation=operation,
        transport=TRANSPORT,
        problem=problem,
        reached=True,
    )


def _trailer_frame(trailers: tuple[Header, ...]) -> bytes:
    return frame(trailer_block(trailers), TRAILER_FLAG)


def trailer_block(trailers: Iterable[Header]) -> bytes:
    """Trailers as a frame holds them."""
    return b"".join(b"%b: %b\r\n" % trailer for trailer in trailers)


def _judged_headers(asked: _Asked, moment: bytes) -> Headers:
    """The same within a second; never to be changed by who gets them."""
    content_type, gzip, page = asked
    encoding = [(_ENCODING, _GZIP)] if gzip else []
    return _exposed([(b"content-type", content_type), *encoding, *reached_headers(moment)], page=page)


def _malformed(text: str) -> Response:
    """The answer to a timeout that cannot be read: text, with the trailers of no call behind it."""
    body = f"{text}\n".encode() + frame(b"", TRAILER_FLAG)
    names = b"Content-Type, X-Content-Type-Options, X-Robots-Tag, Vary, grpc-status, grpc-message"
    return Response(400, [TEXT, NO_SNIFFING, (_EXPOSE, names)], body, transport=TRANSPORT)


def from_text(body: bytes) -> bytes:
    """Decode base64 that may have been padded in several places.

    Raises: Refused with UNKNOWN.
    """
    if len(body) % 4:
        raise Refused(Problem("", Code.UNKNOWN, "unexpected EOF"))
    try:
        runs = body.replace(b"=", b"= ").replace(b"= =", b"==").split()
        return b"".join(base64.b64decode(run, validate=True) for run in runs)
    except binascii.Error as error:
        raise Refused(Problem("", Code.UNKNOWN, f"illegal base64 data: {error}")) from None


def _exposed(headers: Headers, *, page: bool) -> Headers:
    """Let a page of another origin read all headers of the answer, as the real server does.

    Args:
        page: whether a page asks, whose answer has headers of CORS too.
    """
    names = [name.title() for name, _ in headers]
    if page:
        names += [b"Access-Control-Allow-Origin", b"Access-Control-Allow-Credentials"]
    exposed = b", ".join([*names, b"Vary", b"Date", b"X-Robots-Tag", b"grpc-status", b"grpc-message"])
    return [*headers, (_EXPOSE, exposed)]


_TRAILER_FRAMES = ShortCache(_trailer_frame, 256, lambda _, framed: 2 * len(framed))
_JUDGED_HEADERS = ShortCache(_judged_headers, 64, lambda arguments, _: len(arguments[0][0]))
