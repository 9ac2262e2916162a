"""One operation of a service, called with JSON over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from mockserver.errors.languages import DEFAULT_LANGUAGE
from mockserver.errors.problem import Problem, Refused
from mockserver.operations.messages.base import Message
from mockserver.pipeline import Metadata, ServedOperation
from mockserver.settings import Settings, Strictness
from mockserver.spec.json_values import JsonObject, first_value
from mockserver.spec.reader import Reader
from mockserver.store.instance import Instance
from mockserver.wire import responses, timeouts
from mockserver.wire.forwarded import forwarded, require_printable
from mockserver.wire.http import Answer, HttpRequest, Response
from mockserver.wire.injection import failing, may_fail
from mockserver.wire.message_size import require_size
from mockserver.wire.query import read_query
from mockserver.wire.strictness import json_warnings, strictly

_V2 = "/v2"


class JsonCall(msgspec.Struct, gc=False):
    """A request for an operation, whose instance is known."""

    operation: ServedOperation
    fields: Mapping[str, str]
    """What the path says."""
    request: HttpRequest
    instance: Instance
    settings: Settings
    deadline: float | None = None
    """When its caller goes away, on the monotonic clock."""


def call(asked: JsonCall, serve: Callable[[JsonCall], Answer]) -> Answer:
    """Answer a request, or fail it as somebody asks for.

    Args:
        serve: reads the message, has it judged and carried out, and renders the answer; `serve_at_once` does.

    Source: recordings/wire.jsonl and access.jsonl for the order: timeout, body, path, size, then the pipeline.
    """
    request, instance, operation = asked.request, asked.instance, asked.operation
    if timeouts.HEADER in request.headers:
        try:
            asked.deadline = timeouts.deadline_of(request.text(timeouts.HEADER))
        except Refused as refusal:
            return unreached(operation, refusal.problem)
    if instance.strict is Strictness.OFF and not may_fail(request, instance):
        return serve(asked)

    def refuse(problem: Problem) -> Response:
        return refused(operation, problem, forwarded(request).language)

    answer = strictly(
        json_warnings(operation.spec, request),
        instance,
        refuse,
        lambda: failing(operation.spec, "json", request, instance, lambda: serve(asked), refuse),
    )
    if asked.deadline is None or isinstance(answer, Response):
        return answer
    return timeouts.within(asked.deadline, answer, lambda problem: unreached(operation, problem))


def serve_at_once(asked: JsonCall) -> Response:
    """Serve a call by the shortest way."""
    operation = asked.operation
    read = operation.spec.read_body
    metadata = forwarded(asked.request)
    try:
        message = read_parameters(asked) if read is None else read_body(asked, read, asked.request.body)
        hand_over(asked, message, metadata)
    except Refused as refusal:
        return unreached(operation, refusal.problem)
    try:
        answer = operation.serve(asked.instance, message, metadata)
    except Refused as refusal:
        return refused(operation, refusal.problem, metadata.language)
    return served(operation, answer)


def read_parameters(asked: JsonCall) -> JsonObject:
    """The message of an operation that reads no body. Raises: Refused."""
    fields = asked.operation.spec.query_fields
    return read_query(asked.request.query, fields) if fields else {}


def read_body(asked: JsonCall, read: Reader, body: bytes) -> JsonObject:
    """The message of an operation that reads a body, and so no query. Raises: Refused."""
    spec = asked.operation.spec
    message: JsonObject = read(first_value(body), "")
    limit = asked.settings.max_message_bytes
    if len(body) > limit - len(asked.request.raw_path) and not spec.is_v2:
        require_size(spec.rpc, message, limit)
    return message


def hand_over(asked: JsonCall, message: JsonObject, metadata: Metadata) -> None:
    """What the JSON gateway does with a message that it could read, before the service judges it.

    Raises: Refused.
    """
    asked.operation.spec.fill_in(message, asked.fields)
    require_printable(asked.request.path, metadata.authorization)
    if asked.deadline is not None:
        timeouts.require_time(asked.deadline)


def unreached(operation: ServedOperation, problem: Problem) -> Response:
    """The refusal of what never came to the service."""
    return responses.refused(problem, DEFAULT_LANGUAGE, reached=False, operation=operation.spec.id)


def refused(operation: ServedOperation, problem: Problem, language: str) -> Response:
    """The service's refusal; services of v2 never translate."""
    spec = operation.spec
    reached = not spec.path.startswith(_V2)
    language = language if reached else DEFAULT_LANGUAGE
    return responses.refused(problem, language, reached=reached, operation=spec.id, judged=True)


def served(operation: ServedOperation, answer: Message) -> Response:
    """The service's answer."""
    spec = operation.spec
    return responses.served(spec.status, answer, reached=not spec.path.startswith(_V2), operation=spec.id)


def metadata_of(request: HttpRequest) -> Metadata:
    """What the headers of a gRPC request say to the pipeline."""
    return Metadata(
        authorization=request.text(b"authorization") or None,
        organisation=request.text(b"x-zitadel-orgid"),
        accept_language=request.text(b"accept-language"),
    )
