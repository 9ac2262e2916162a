"""One operation of a service, called with JSON over HTTP."""

from __future__ import annotations

from collections.abc import Mapping

from mockserver.errors.languages import DEFAULT_LANGUAGE
from mockserver.errors.problem import Problem, Refused
from mockserver.pipeline import Metadata, ServedOperation
from mockserver.settings import Settings, Strictness
from mockserver.spec.json_values import JsonObject, first_value
from mockserver.store.instance import Instance
from mockserver.wire import responses, timeouts
from mockserver.wire.forwarded import forwarded, require_printable
from mockserver.wire.http import Answer, HttpRequest, Response
from mockserver.wire.injection import failing, may_fail
from mockserver.wire.message_size import require_size
from mockserver.wire.query import query_texts, read_query
from mockserver.wire.strictness import json_warnings, strictly

_V2 = "/v2"


def call(
    operation: ServedOperation,
    fields: Mapping[str, str],
    request: HttpRequest,
    *,
    instance: Instance,
    settings: Settings,
) -> Answer:
    """Read a request's message, have it judged and carried out, and render the answer.

    Args:
        fields: what the path says.

    Source: recordings/wire.jsonl and access.jsonl for the order: timeout, body, path, size, then the pipeline.
    """
    deadline = None
    if timeouts.HEADER in request.headers:
        try:
            deadline = timeouts.deadline_of(request.text(timeouts.HEADER))
        except Refused as refusal:
            return _unreached(operation, refusal.problem)
    if instance.strict is Strictness.OFF and not may_fail(request, instance):
        return _serve(operation, fields, request, instance, settings, deadline)

    def serve() -> Response:
        return _serve(operation, fields, request, instance, settings, deadline)

    def refuse(problem: Problem) -> Response:
        return _refuse(operation, problem, forwarded(request).language)

    answer = strictly(
        json_warnings(operation.spec, request),
        instance,
        refuse,
        lambda: failing(operation.spec, "json", request, instance, serve, refuse),
    )
    if deadline is None or isinstance(answer, Response):
        return answer
    return timeouts.within(deadline, answer, lambda problem: _unreached(operation, problem))


def _serve(
    operation: ServedOperation,
    fields: Mapping[str, str],
    request: HttpRequest,
    instance: Instance,
    settings: Settings,
    deadline: float | None,
) -> Response:
    spec = operation.spec
    metadata = forwarded(request)
    try:
        message = _read_message(operation, request, settings)
        spec.fill_in(message, fields)
        require_printable(request.path, metadata.authorization)
        if deadline is not None:
            timeouts.require_time(deadline)
    except Refused as refusal:
        return _unreached(operation, refusal.problem)
    try:
        answer = operation.serve(instance, message, metadata)
    except Refused as refusal:
        return _refuse(operation, refusal.problem, metadata.language)
    return responses.served(spec.status, answer, reached=not spec.path.startswith(_V2), operation=spec.id)


def _unreached(operation: ServedOperation, problem: Problem) -> Response:
    """The refusal of what never came to the service."""
    return responses.refused(problem, DEFAULT_LANGUAGE, reached=False, operation=operation.spec.id)


def _refuse(operation: ServedOperation, problem: Problem, language: str) -> Response:
    """Render a refusal; services of v2 never translate."""
    spec = operation.spec
    reached = not spec.path.startswith(_V2)
    language = language if reached else DEFAULT_LANGUAGE
    return responses.refused(problem, language, reached=reached, operation=spec.id, judged=True)


def metadata_of(request: HttpRequest) -> Metadata:
    """What the headers of a gRPC request say to the pipeline."""
    return Metadata(
        authorization=request.text(b"authorization") or None,
        organisation=request.text(b"x-zitadel-orgid"),
        accept_language=request.text(b"accept-language"),
    )


def _read_message(operation: ServedOperation, request: HttpRequest, settings: Settings) -> JsonObject:
    spec = operation.spec
    if spec.read_query is not None:
        return spec.read_query(query_texts(request.query)) if request.query else {}
    if spec.read_body is None:
        return read_query(request.query, spec.query_fields) if spec.query_fields else {}
    message: JsonObject = spec.read_body(first_value(request.body), "")
    if len(request.body) > settings.max_message_bytes - len(request.raw_path) and not spec.is_v2:
        require_size(spec.rpc, message, settings.max_message_bytes)
    return message
