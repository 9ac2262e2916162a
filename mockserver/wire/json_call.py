"""One operation of a service, called with JSON over HTTP."""

from __future__ import annotations

from collections.abc import Mapping

from mockserver.errors.codes import Code
from mockserver.errors.languages import DEFAULT_LANGUAGE
from mockserver.errors.problem import Problem, Refused
from mockserver.pipeline import Metadata, ServedOperation
from mockserver.settings import Settings
from mockserver.spec.json_values import JsonObject, first_value
from mockserver.store.instance import Instance
from mockserver.wire import responses
from mockserver.wire.body import read_query
from mockserver.wire.http import HttpRequest, Response
from mockserver.wire.message_size import require_size

_PATH_NOT_PRINTABLE = Problem(
    "", Code.INTERNAL, 'header key "zitadel-activity-path" contains value with non-printable ASCII characters'
)
"""The real server passes the path on in a header of gRPC, which takes no such character."""


def call(
    operation: ServedOperation,
    fields: Mapping[str, str],
    request: HttpRequest,
    *,
    instance: Instance,
    settings: Settings,
) -> Response:
    """Read a request's message, have it judged and carried out, and render the answer.

    Args:
        fields: what the path says.

    Source: recordings/wire.jsonl and access.jsonl for the order: body, path, size, then the pipeline.
    """
    try:
        message = _read_message(operation, request, settings)
        message.update(fields)
        for name, field in operation.spec.renamed.items():
            message[field] = message.pop(name)
        _require_printable(request.path)
    except Refused as refusal:
        return responses.refused(refusal.problem, DEFAULT_LANGUAGE, reached=False)
    metadata = metadata_of(request)
    reached = not operation.spec.path.startswith("/v2/")
    try:
        answer = operation.serve(instance, message, metadata)
    except Refused as refusal:
        return responses.refused(refusal.problem, metadata.language, reached=reached)
    return responses.served(operation.spec.status, answer, reached=reached)


def metadata_of(request: HttpRequest) -> Metadata:
    """What a request's headers say to the pipeline; the same names in every protocol."""
    return Metadata(
        authorization=request.text(b"authorization") or None,
        organisation=request.text(b"x-zitadel-orgid"),
        accept_language=request.text(b"accept-language"),
    )


def _read_message(operation: ServedOperation, request: HttpRequest, settings: Settings) -> JsonObject:
    spec = operation.spec
    if spec.read_body is None:
        return read_query(request.query, spec.query_fields) if spec.query_fields else {}
    message: JsonObject = spec.read_body(first_value(request.body), "")
    if len(request.body) > settings.max_message_bytes - len(request.raw_path):
        require_size(spec.rpc, message, settings.max_message_bytes)
    return message


def _require_printable(path: str) -> None:
    if not (path.isascii() and path.isprintable()):
        raise Refused(_PATH_NOT_PRINTABLE)
