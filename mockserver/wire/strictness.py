"""What the real server silently accepts and a developer most likely got wrong."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Coroutine, Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import msgspec

from mockserver.errors.problem import Problem, Refused, invalid_argument
from mockserver.later import Later
from mockserver.settings import Strictness
from mockserver.spec.field_names import unknown_fields
from mockserver.spec.json_values import first_value
from mockserver.spec.operation import OperationSpec
from mockserver.store.instance import Instance
from mockserver.wire.http import Answer, HttpRequest, Response

if TYPE_CHECKING:
    from google.protobuf import message as protobuf
    from google.protobuf import unknown_fields as protobuf_unknown

    from mockserver.protos import pool
else:
    protobuf = Later("google.protobuf.message")
    protobuf_unknown = Later("google.protobuf.unknown_fields")
    pool = Later("mockserver.protos.pool")

HEADER = b"x-mock-warning"

_MOST = 10
_LONGEST = 200
_LONGEST_NAME = 64
_LOOKED_AT = 10_000
"""Unknown fields of a message in protobuf, which may have millions."""
_JSON = "application/json"
_ORGANISATION = b"x-zitadel-orgid"


def strictly(
    warnings: Iterator[str], instance: Instance, refuse: Callable[[Problem], Response], answer: Callable[[], Answer]
) -> Answer:
    """The answer with its warnings, or in its place a refusal that names them.

    Args:
        refuse: renders a refusal.
        answer: answers as if nothing was wrong.
    """
    found = list(itertools.islice(warnings, _MOST)) if instance.strict is not Strictness.OFF else []
    if not found:
        return answer()
    if instance.strict is Strictness.ERROR:
        refused = refuse(invalid_argument(f"refused by --strict=error: {'; '.join(found)}").problem)
        return msgspec.structs.replace(refused, reached=False)
    given = answer()
    return _marked(given, found) if isinstance(given, Response) else _marked_later(given, found)


def json_warnings(spec: OperationSpec, request: HttpRequest) -> Iterator[str]:
    """What is ignored of a JSON request, each with what to do; nothing is known of operations that nobody modelled."""
    if not spec.id:
        return
    yield from header_warnings(request)
    yield from _query_warnings(spec, request)
    if spec.read_body is None:
        if request.body:
            yield f"{spec.id} reads no body; leave it out"
        return
    if not request.body:
        return
    content_type = request.text(b"content-type").partition(";")[0].strip().lower()
    if content_type != _JSON:
        yield f"content type {_cut(content_type) or 'missing'}: the body is read as JSON all the same; send {_JSON}"
    try:
        body = first_value(request.body)
    except Refused:
        return
    for path, names in unknown_fields(body, spec.names):
        yield unknown_field(path, list(names))


def rpc_warnings(request_type: str, data: bytes, request: HttpRequest) -> Iterator[str]:
    """What is ignored of a gRPC request."""
    yield from header_warnings(request)
    try:
        unknown = protobuf_unknown.UnknownFieldSet(pool.message_class(request_type).FromString(data))
    except protobuf.DecodeError:
        return
    for number in sorted({unknown[index].field_number for index in range(min(len(unknown), _LOOKED_AT))}):
        yield f"unknown field number {number} in {request_type}; generate the client from the definitions served here"


def header_warnings(request: HttpRequest) -> Iterator[str]:
    """What is ignored of the headers, whatever the protocol."""
    if request.headers.get(_ORGANISATION) == b"":
        yield "x-zitadel-orgid is empty, so the caller's own organisation is used; send an id or leave it out"


def _query_warnings(spec: OperationSpec, request: HttpRequest) -> Iterator[str]:
    if not request.query:
        return
    read = spec.query_fields if spec.read_body is None else ()
    for name in parse_qs(request.query.decode("latin-1"), keep_blank_values=True):
        if name not in read:
            where = f"it reads {', '.join(read)}" if read else "send it in the body" if spec.read_body else "drop it"
            yield f"query parameter {_cut(name)} is ignored; {where}"


def unknown_field(path: str, names: list[str]) -> str:
    """Say that nothing reads a field, and which one may have been meant."""
    name = path.rpartition(".")[2]
    # To look for what is like a name takes longer the longer it is.
    close = get_close_matches(name, names, 1) if len(name) <= _LONGEST_NAME else []
    return f"unknown field {_cut(path)}; " + (f"did you mean {close[0]}?" if close else f"known are {', '.join(names)}")


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."


def _marked(response: Response, warnings: list[str]) -> Response:
    headers = [*response.headers, *((HEADER, _header_value(warning)) for warning in warnings)]
    return msgspec.structs.replace(response, headers=headers)


async def _marked_later(answer: Coroutine[Any, Any, Response], warnings: list[str]) -> Response:
    return _marked(await answer, warnings)


def _header_value(text: str) -> bytes:
    """A text that names of the client's choice stand in, as a header may hold it."""
    plain = "".join(character if character.isprintable() else "?" for character in text)
    return plain.encode("ascii", "backslashreplace")[:_LONGEST]
