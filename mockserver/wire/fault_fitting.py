"""Whether a request is one that a rule of faults is for: what its headers and its message say."""

from __future__ import annotations

import fnmatch
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import msgspec

from mockserver.errors.problem import Refused
from mockserver.later import Later
from mockserver.store.delivery_faults import holds
from mockserver.store.faults import Fault
from mockserver.wire.http import HttpRequest

if TYPE_CHECKING:
    from google.protobuf import message as protobuf

    from mockserver.protos import pool
    from mockserver.wire.connect import compression
    from mockserver.wire.grpc import codec, framing, web
else:
    protobuf, pool = Later("google.protobuf.message"), Later("mockserver.protos.pool")
    compression = Later("mockserver.wire.connect.compression")
    codec, framing, web = (Later(f"mockserver.wire.grpc.{name}") for name in ("codec", "framing", "web"))

_FORM = "application/x-www-form-urlencoded"
_GRPC, _WEB_TEXT, _PROTO = "application/grpc", "application/grpc-web-text", "application/proto"
_NO_LIMIT = 1 << 31


def fits(fault: Fault, request: HttpRequest, rpc: str) -> bool:
    """Whether headers and message are as a rule wants them.

    Args:
        rpc: `package.Service/Method` of the operation, by which protobuf is read; empty where it has none.
    """
    for name, pattern in fault.headers:
        if not fnmatch.fnmatchcase(request.text(name.encode("ascii")).lower(), pattern.lower()):
            return False
    return fault.body is None or holds(fault.body, _message(request, rpc))


def _message(request: HttpRequest, rpc: str) -> Any:
    """The message of a request: JSON, a form's fields, protobuf as the JSON that it stands for; None for all else."""
    kind = request.text(b"content-type")
    try:
        if kind.startswith((_GRPC, _PROTO)) and not kind.endswith("json"):
            return _of_protobuf(request, rpc, kind)
        body = framing.unary_message(request.body, "", _NO_LIMIT) if kind.startswith(_GRPC) else request.body
        if kind.startswith(_FORM) and not body.lstrip().startswith((b"{", b"[")):
            return dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True))
        return msgspec.json.decode(body)
    except (Refused, ValueError, RecursionError, protobuf.DecodeError):
        return None


def _of_protobuf(request: HttpRequest, rpc: str, kind: str) -> Any:
    service, _, method = rpc.partition("/")
    if not method:
        return None
    if kind.startswith(_PROTO):
        packed = request.text(b"content-encoding") == "gzip"
        data = compression.decompressed(request.body, _NO_LIMIT) if packed else request.body
    else:
        body = web.from_text(request.body) if kind.startswith(_WEB_TEXT) else request.body
        data = framing.unary_message(body, request.text(b"grpc-encoding"), _NO_LIMIT)
    return codec.decode(pool.service(service).methods_by_name[method].input_type.full_name, data)
