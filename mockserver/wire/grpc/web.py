"""Unary gRPC-Web, over any version of HTTP."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable

from mockserver.errors.codes import Code
from mockserver.errors.languages import DEFAULT_LANGUAGE
from mockserver.errors.problem import Problem, Refused
from mockserver.settings import Settings
from mockserver.store.instance import Instance
from mockserver.wire.grpc.framing import frame, unary_message
from mockserver.wire.grpc.native import reached_headers
from mockserver.wire.grpc.status import OK, trailers_of
from mockserver.wire.grpc.unary import Rpcs
from mockserver.wire.http import Headers, HttpRequest, Response
from mockserver.wire.json_call import metadata_of

_CONTENT_TYPE = b"application/grpc-web"
_TEXT = b"application/grpc-web-text"
_TRAILER_FLAG = 0x80


def is_web(request: HttpRequest) -> bool:
    """Whether a request is gRPC-Web: by its content type; what follows `+` does not matter."""
    return request.method == "POST" and request.headers.get(b"content-type", b"").startswith(_CONTENT_TYPE)


class GrpcWeb:
    """Answers unary gRPC-Web calls."""

    def __init__(self, rpcs: Rpcs, instance_of: Callable[[HttpRequest], Instance], settings: Settings) -> None:
        self._rpcs = rpcs
        self._instance_of = instance_of
        self._settings = settings

    def respond(self, request: HttpRequest) -> Response:
        """Answer one call. The content type of the answer is the request's.

        What is refused before the service is reached has its status in the headers and no body; all else has it in a
        trailer frame behind the message.
        Source: recordings/grpc_web.jsonl.
        """
        content_type = request.headers[b"content-type"]
        as_text = content_type.startswith(_TEXT)
        metadata = metadata_of(request)
        try:
            rpc = self._rpcs.find(request.path)
            body = _from_text(request.body) if as_text else request.body
            data = unary_message(body, request.text(b"grpc-encoding"), self._settings.max_message_bytes)
            message = rpc.read(data)
            instance = self._instance_of(request)
        except Refused as refusal:
            status = trailers_of(refusal.problem, DEFAULT_LANGUAGE)
            return Response(200, _exposed([(b"content-type", content_type), *status]), b"")
        parts: list[bytes] = []
        trailers: Headers | tuple[tuple[bytes, bytes], ...] = OK
        try:
            parts.append(frame(rpc.serve(instance, message, metadata)))
        except Refused as refusal:
            trailers = trailers_of(refusal.problem, metadata.language)
        parts.append(frame(b"".join(b"%b: %b\r\n" % trailer for trailer in trailers), _TRAILER_FLAG))
        headers = _exposed([(b"content-type", content_type), *reached_headers()])
        # Each flush of the real server ends a run of base64, so padding may stand in the middle.
        return Response(200, headers, b"".join(map(base64.b64encode, parts) if as_text else parts))


def _from_text(body: bytes) -> bytes:
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
