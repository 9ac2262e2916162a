"""What a recorded request is about: the operation that it means, and the transport that it goes over."""

from __future__ import annotations

from collections.abc import Mapping

from ..exchange import MessageContent, Request
from .spec import Spec

_RPC = "/zitadel."


def operation_of(spec: Spec, method: str, path: str) -> str:
    """The operation that a request means, by REST or by the name of its method; empty where it is none's."""
    found = spec.operation_of_rpc(path[1:]) if path.startswith(_RPC) else spec.operation_at(method, path)
    return found.id if found else ""


def transport_of(request: Request) -> str:
    """How a request travels, as one of verify's transports; `json` is all that is none of the others."""
    if isinstance(request.content, MessageContent) and request.content.over_http2:
        return "grpc"
    return transport_by(request.path, request.headers)


def transport_by(path: str, headers: Mapping[str, str]) -> str:
    """The same of a request over HTTP/1.1, by its path and its content type; header names in any case."""
    if not path.startswith(_RPC):
        return "json"
    content_type = {name.lower(): value for name, value in headers.items()}.get("content-type", "").lower()
    if content_type.startswith("application/grpc-web"):
        return "grpc-web"
    if content_type.startswith("application/grpc"):
        return "grpc"
    return "connect-proto" if content_type.startswith("application/proto") else "connect"
