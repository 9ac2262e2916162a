"""A call as each transport sends it: the request that a trace holds of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..exchange import Framing, Json, JsonContent, MessageContent, Request

RPC_TRANSPORTS = ("grpc", "grpc-web", "connect", "connect-proto")
_OF_HTTP = frozenset({"content-type", "accept", "content-length"})
"""Headers of a request by REST that no call of the same has."""
_CONNECT = {"connect-protocol-version": "1"}
_HEADERS: Mapping[str, Mapping[str, str]] = {
    "grpc": {},
    "grpc-web": {"content-type": "application/grpc-web+proto", "x-grpc-web": "1"},
    "connect": {"content-type": "application/json", **_CONNECT},
    "connect-proto": {"content-type": "application/proto", **_CONNECT},
}


def speaks(transport: str, rpc: str) -> bool:
    """Whether a method can be called over a transport: Connect is spoken by services of v2 alone."""
    if not transport.startswith("connect"):
        return True
    package = rpc.partition("/")[0].split(".")[:-1]
    return bool(package) and package[-1].startswith("v2")


def as_call(transport: str, request: Request, rpc: str, message: dict[str, Json]) -> Request:
    """The call of a method in the place of a request, over one of RPC_TRANSPORTS."""
    kept = {name: value for name, value in request.headers.items() if name.lower() not in _OF_HTTP}
    content: JsonContent | MessageContent
    match transport:
        case "grpc":
            content = MessageContent(message, framing=Framing.GRPC, over_http2=True)
        case "grpc-web":
            content = MessageContent(message, framing=Framing.GRPC)
        case "connect-proto":
            content = MessageContent(message)
        case _:
            content = JsonContent(message)
    headers = {**kept, **_HEADERS[transport]}
    return replace(request, method="POST", path=f"/{rpc}", headers=headers, content=content, query={})
