"""One operation of a service, called with JSON over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mockserver.errors.languages import DEFAULT_LANGUAGE
from mockserver.errors.problem import Problem, Refused
from mockserver.pipeline import Metadata, ServedOperation, Waiting
from mockserver.settings import Settings, Strictness
from mockserver.spec.json_values import JsonObject, first_value
from mockserver.spec.operation import OperationSpec
from mockserver.spec.reader import Reader
from mockserver.store.instance import Instance
from mockserver.wire import responses, timeouts
from mockserver.wire.forwarded import forwarded, require_printable
from mockserver.wire.http import Answer, HttpRequest, Response
from mockserver.wire.injection import failing, may_fail
from mockserver.wire.message_size import require_size
from mockserver.wire.query import query_texts, read_query
from mockserver.wire.strictness import json_warnings, strictly
from mockserver.wire.waiting import once_over

_V2 = "/v2"


Serve = Callable[[ServedOperation, Mapping[str, str], HttpRequest, Instance, Settings, float | None], Answer]
"""`serve(operation, fields, request, instance, settings, deadline)` reads the message, has it judged and carried out,
and renders the answer. The deadline is a moment on the monotonic clock; None where the caller waits without end."""


def call(
    operation: ServedOperation,
    fields: Mapping[str, str],
    request: HttpRequest,
    instance: Instance,
    settings: Settings,
    serve: Serve,
) -> Answer:
    """Answer a request for an operation, or fail it as somebody asks for.

    Args:
        fields: what the path says.
        serve: answers it; `serve_at_once` does.

    Source: recordings/wire.jsonl and access.jsonl for the order: timeout, body, path, size, then the pipeline.
    """
    deadline = None
    if timeouts.HEADER in request.headers:
        try:
            deadline = timeouts.deadline_of(request.text(timeouts.HEADER))
        except Refused as refusal:
            return unreached(operation, refusal.problem)
    if instance.strict is Strictness.OFF and not may_fail(request, instance):
        answer = serve(operation, fields, request, instance, settings, deadline)
        return answer if deadline is None else _in_time(operation, answer, deadline)

    def served() -> Answer:
        return serve(operation, fields, request, instance, settings, deadline)

    def refuse(problem: Problem) -> Response:
        return refused(operation, problem, forwarded(request).language)

    answer = strictly(
        json_warnings(operation.spec, request),
        instance,
        refuse,
        lambda: failing(operation.spec, "json", request, instance, served, refuse),
    )
    return answer if deadline is None else _in_time(operation, answer, deadline)


def _in_time(operation: ServedOperation, answer: Answer, deadline: float) -> Answer:
    """An answer to wait for, if only until its caller goes away."""
    if isinstance(answer, Response):
        return answer
    return timeouts.within(deadline, answer, lambda problem: unreached(operation, problem))


def serve_at_once(
    operation: ServedOperation,
    fields: Mapping[str, str],
    request: HttpRequest,
    instance: Instance,
    settings: Settings,
    deadline: float | None,
) -> Answer:
    """Serve a request by the shortest way."""
    spec = operation.spec
    read = spec.read_body
    metadata = forwarded(request)
    try:
        if read is None:
            message = read_parameters(spec, request)
        else:
            message = read_body(spec, read, request.body, request.raw_path, settings)
        hand_over(spec, message, fields, request.path, metadata, deadline)
    except Refused as refusal:
        return unreached(operation, refusal.problem)
    try:
        answer = operation.serve(instance, message, metadata)
    except Refused as refusal:
        return refused(operation, refusal.problem, metadata.language)
    if type(answer) is Waiting:
        return once_over(
            answer,
            lambda answer: answered(spec, answer),
            lambda problem: refused(operation, problem, metadata.language),
        )
    return answered(spec, answer)


def read_parameters(spec: OperationSpec, request: HttpRequest) -> JsonObject:
    """The message of an operation that reads no body. Raises: Refused."""
    if spec.read_query is not None:
        return spec.read_query(query_texts(request.query)) if request.query else {}
    return read_query(request.query, spec.query_fields) if spec.query_fields else {}


def read_body(spec: OperationSpec, read: Reader, body: bytes, raw_path: bytes, settings: Settings) -> JsonObject:
    """The message of an operation that reads a body, by its reader, and so no query. Raises: Refused."""
    message: JsonObject = read(first_value(body), "")
    if len(body) > settings.max_message_bytes - len(raw_path) and not spec.is_v2:
        require_size(spec.rpc, message, settings.max_message_bytes)
    return message


def hand_over(
    spec: OperationSpec,
    message: JsonObject,
    fields: Mapping[str, str],
    path: str,
    metadata: Metadata,
    deadline: float | None,
) -> None:
    """What the JSON gateway does with a message that it could read, before the service judges it.

    Raises: Refused.
    """
    spec.fill_in(message, fields)
    require_printable(path, metadata.authorization)
    if deadline is not None:
        timeouts.require_time(deadline)


def unreached(operation: ServedOperation, problem: Problem) -> Response:
    """The refusal of what never came to the service."""
    return responses.complete_refusal(problem, DEFAULT_LANGUAGE, False, operation.spec.id, False)


def refused(operation: ServedOperation, problem: Problem, language: str) -> Response:
    """The service's refusal; services of v2 never translate."""
    spec = operation.spec
    reached = not spec.path.startswith(_V2)
    language = language if reached else DEFAULT_LANGUAGE
    return responses.complete_refusal(problem, language, reached, spec.id, True)


def answered(spec: OperationSpec, answer: object) -> Response:
    """The service's answer: a typed message, or proto3 JSON."""
    return responses.served(spec.status, answer, reached=not spec.path.startswith(_V2), operation=spec.id)


def metadata_of(request: HttpRequest) -> Metadata:
    """What the headers of a gRPC request say to the pipeline."""
    return Metadata(
        authorization=request.text(b"authorization") or None,
        organisation=request.text(b"x-zitadel-orgid"),
        accept_language=request.text(b"accept-language"),
        sent=request,
    )
