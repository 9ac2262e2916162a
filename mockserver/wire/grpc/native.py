"""Unary gRPC over HTTP/2."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from mockserver.errors.languages import DEFAULT_LANGUAGE
from mockserver.errors.problem import Problem, Refused
from mockserver.later import Later
from mockserver.pipeline import Metadata
from mockserver.settings import Settings, Strictness, UnmodelledMode
from mockserver.spec.json_values import JsonObject
from mockserver.store.instance import Instance
from mockserver.wire import timeouts
from mockserver.wire.grpc.framing import frame, unary_message
from mockserver.wire.grpc.status import OK, trailers_of
from mockserver.wire.grpc.timeout import MalformedTimeout, deadline
from mockserver.wire.grpc.unary import Rpc, Rpcs, UnmodelledRpc
from mockserver.wire.http import Answer, Headers, HttpRequest, Response
from mockserver.wire.injection import failing, may_fail
from mockserver.wire.json_call import metadata_of
from mockserver.wire.responses import NO_CACHE, TEXT, http_date
from mockserver.wire.strictness import rpc_warnings, strictly
from mockserver.wire.waiting import once_over

if TYPE_CHECKING:
    from mockserver.wire import forwarding, unmodelled
else:
    forwarding = Later("mockserver.wire.forwarding")
    unmodelled = Later("mockserver.wire.unmodelled")

TRANSPORT = "grpc"
CONTENT_TYPES = frozenset({b"application/grpc", b"application/grpc+proto", b"application/grpc+json"})

_CONTENT_TYPE = (b"content-type", b"application/grpc")
_NO_CACHE: Headers = [
    *NO_CACHE,
    (b"grpc-metadata-cache-control", b"no-store"),
    (b"grpc-metadata-pragma", b"no-cache"),
]


def is_native(request: HttpRequest) -> bool:
    """Whether a request is gRPC proper."""
    return request.method == "POST" and request.headers.get(b"content-type") in CONTENT_TYPES


def reached_headers(moment: bytes) -> Headers:
    """Header metadata of every answer of a service, refusals included.

    Args:
        moment: the present one, as HTTP writes it.
    """
    return [*_NO_CACHE, (b"expires", moment), (b"grpc-metadata-expires", moment)]


class GrpcNative:
    """Answers unary gRPC calls."""

    def __init__(self, rpcs: Rpcs, instance_of: Callable[[HttpRequest], Instance], settings: Settings) -> None:
        self._rpcs = rpcs
        self._instance_of = instance_of
        self._settings = settings

    def respond(self, request: HttpRequest) -> Answer:
        """Answer one call, before its deadline or not at all.

        What is refused before the service is reached has no header metadata. The status is in trailers all the same: a
        client takes the headers of an answer that is only one block for trailing metadata, `date` among them.
        Source: recordings/grpc.jsonl.
        """
        metadata = metadata_of(request)
        try:
            ends = deadline(request.text(timeouts.HEADER))
        except MalformedTimeout as error:
            return Response(400, [TEXT], str(error).encode())
        operation = ""
        try:
            rpc = self._rpcs.find(request.path)
            operation = rpc.operation.spec.id
            data = unary_message(request.body, request.text(b"grpc-encoding"), self._settings.max_message_bytes)
            message = rpc.read(data)
            instance = self._instance_of(request)
            if ends is not None:
                timeouts.require_time(ends)
            how = unmodelled.wanted(request, instance) if isinstance(rpc, UnmodelledRpc) else None
        except Refused as refusal:
            return _refused(refusal.problem, DEFAULT_LANGUAGE, [_CONTENT_TYPE], operation)
        if how is None or not isinstance(rpc, UnmodelledRpc):
            return _judged(rpc, request, instance, data, message, metadata)
        if how.mode is UnmodelledMode.FORWARD:
            return forwarding.forward_grpc(how.url, request, data)
        answer = _judged(rpc.answered(how.mode), request, instance, data, message, metadata)
        return unmodelled.marked(answer, how.mode)


def _judged(
    rpc: Rpc, request: HttpRequest, instance: Instance, data: bytes, message: JsonObject, metadata: Metadata
) -> Answer:
    if instance.strict is Strictness.OFF and not may_fail(request, instance):
        return _serve(rpc, instance, message, metadata)

    def serve() -> Answer:
        return _serve(rpc, instance, message, metadata)

    def refuse(problem: Problem) -> Response:
        return _refused(problem, metadata.language, _judged_headers(), rpc.operation.spec.id, judged=True)

    return strictly(
        rpc_warnings(rpc.request, data, request),
        instance,
        refuse,
        lambda: failing(rpc.operation.spec, TRANSPORT, request, instance, serve, refuse),
    )


def _serve(rpc: Rpc, instance: Instance, message: JsonObject, metadata: Metadata) -> Answer:
    operation = rpc.operation.spec.id
    headers = _judged_headers()
    try:
        answer = rpc.serve(instance, message, metadata)
    except Refused as refusal:
        return _refused(refusal.problem, metadata.language, headers, operation, judged=True)
    if isinstance(answer, bytes):
        return Response(200, headers, frame(answer), OK, operation=operation, transport=TRANSPORT, reached=True)

    def answered(answer: object) -> Response:
        body = frame(rpc.write(answer))
        return Response(200, _judged_headers(), body, OK, operation=operation, transport=TRANSPORT, reached=True)

    def refused(problem: Problem) -> Response:
        return _refused(problem, metadata.language, _judged_headers(), operation, judged=True)

    return once_over(answer, answered, refused)


def _refused(problem: Problem, language: str, headers: Headers, operation: str, *, judged: bool = False) -> Response:
    return Response(
        200,
        headers,
        b"",
        [*trailers_of(problem, language)],
        operation=operation,
        transport=TRANSPORT,
        problem=problem,
        reached=judged,
    )


def _judged_headers() -> Headers:
    return [_CONTENT_TYPE, *reached_headers(http_date())]
