"""One operation of a service, called with JSON over HTTP."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.types import Receive, Scope

from mockserver.errors.codes import Code
from mockserver.errors.languages import DEFAULT_LANGUAGE
from mockserver.errors.problem import Problem, Refused
from mockserver.pipeline import Metadata, ServedOperation
from mockserver.settings import Settings
from mockserver.spec.json_values import JsonObject, first_value
from mockserver.store.instance import Instance
from mockserver.wire import responses
from mockserver.wire.body import read_body, read_query
from mockserver.wire.message_size import require_size
from mockserver.wire.responses import Response

_PATH_NOT_PRINTABLE = Problem(
    "", Code.INTERNAL, 'header key "zitadel-activity-path" contains value with non-printable ASCII characters'
)
"""The real server passes the path on in a header of gRPC, which takes no such character."""


async def call(
    operation: ServedOperation,
    fields: Mapping[str, str],
    scope: Scope,
    headers: Mapping[bytes, bytes],
    receive: Receive,
    *,
    instance: Instance,
    settings: Settings,
) -> Response:
    """Read a request's message, have it judged and carried out, and render the answer.

    Args:
        fields: what the path says.

    Raises: Disconnected.
    Source: recordings/wire.jsonl and access.jsonl for the order: body, path, size, then the pipeline.
    """
    try:
        message = await _read_message(operation, scope, receive, settings)
        message.update((operation.spec.path_fields[name], value) for name, value in fields.items())
        _require_printable(scope["path"])
    except Refused as refusal:
        return responses.refused(refusal.problem, DEFAULT_LANGUAGE, reached=False)
    metadata = Metadata(
        authorization=_text(headers.get(b"authorization")) or None,
        organisation=_text(headers.get(b"x-zitadel-orgid")),
        accept_language=_text(headers.get(b"accept-language")),
    )
    reached = not operation.spec.path.startswith("/v2/")
    try:
        answer = operation.serve(instance, message, metadata)
    except Refused as refusal:
        return responses.refused(refusal.problem, metadata.language, reached=reached)
    return responses.served(operation.spec.status, answer, reached=reached)


async def _read_message(operation: ServedOperation, scope: Scope, receive: Receive, settings: Settings) -> JsonObject:
    spec = operation.spec
    if spec.read_body is None:
        return read_query(scope["query_string"], spec.query_fields) if spec.query_fields else {}
    body = await read_body(receive, settings.max_body_bytes)
    message: JsonObject = spec.read_body(first_value(body), "")
    if len(body) > settings.max_message_bytes - len(scope["raw_path"]):
        require_size(spec.rpc, message, settings.max_message_bytes)
    return message


def _require_printable(path: str) -> None:
    if not (path.isascii() and path.isprintable()):
        raise Refused(_PATH_NOT_PRINTABLE)


def _text(header: bytes | None) -> str:
    return header.decode("latin-1") if header else ""
