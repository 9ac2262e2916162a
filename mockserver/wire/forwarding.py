"""Requests that a real server answers: passed on over the protocol that they came by."""

from __future__ import annotations

import asyncio
import base64
import binascii
import weakref
from typing import Any
from urllib.parse import quote, urlsplit

from grpclib.client import Channel
from grpclib.const import Cardinality, Status
from grpclib.encoding.base import CodecBase, StatusDetailsCodecBase
from grpclib.exceptions import GRPCError, StreamTerminatedError

from mockserver.errors.codes import Code
from mockserver.errors.languages import DEFAULT_LANGUAGE
from mockserver.errors.problem import Problem
from mockserver.wire.common_headers import BARE
from mockserver.wire.grpc.framing import frame
from mockserver.wire.grpc.status import trailers_of
from mockserver.wire.http import Header, HttpRequest, Response
from mockserver.wire.marks import FORWARDED, NAME
from mockserver.wire.responses import JSON, encode_json
from mockserver.wire.upstream import HOP_BY_HOP, MADE_HERE, Upstream, UpstreamFailure

_TIMEOUT_S = 60.0
_PORTS = {"http": 80, "https": 443}
_GRPC = (b"content-type", b"application/grpc")
_BIN = "-bin"
_SAFE = "".join(chr(code) for code in range(0x20, 0x7F) if chr(code) != "%")
_NOT_METADATA = HOP_BY_HOP | MADE_HERE | {b"content-type", b"user-agent"}


class _Bytes(CodecBase):
    """Messages as they come: nobody here has to read them."""

    __content_subtype__ = "proto"

    def encode(self, message: Any, message_type: Any) -> bytes:
        del message_type
        return bytes(message)

    def decode(self, data: bytes, message_type: Any) -> bytes:
        del message_type
        return data


class _Details(StatusDetailsCodecBase):
    """Details of a status as they come."""

    def encode(self, status: Status, message: str | None, details: Any) -> bytes:
        del status, message
        return bytes(details)

    def decode(self, status: Status, message: str | None, data: bytes) -> bytes:
        del status, message
        return data


_upstreams: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, dict[str, Upstream]] = weakref.WeakKeyDictionary()
"""By event loop and origin, as connections belong to their loop, and certificates take long to load."""


async def forward(url: str, request: HttpRequest) -> Response:
    """What a server answers to a request with JSON, gRPC-Web or Connect; 502 where it answers nothing.

    Args:
        url: the origin of the server.
    """
    upstreams = _upstreams.setdefault(asyncio.get_running_loop(), {})
    if url not in upstreams:
        upstreams[url] = Upstream(url, None, keep_alive=False)
    try:
        answer = await upstreams[url].answer(request)
    except UpstreamFailure as failure:
        problem = _unavailable(url, str(failure))
        body = encode_json({"code": int(problem.code), "message": problem.key})
        return Response(502, [JSON, FORWARDED], body, transport="json", problem=problem, added=BARE)
    headers = [*(header for header in answer.headers if header[0] != NAME), FORWARDED]
    return Response(answer.status, headers, answer.body, transport=_transport(request), added=BARE)


async def forward_grpc(url: str, request: HttpRequest, message: bytes) -> Response:
    """What a server answers to a unary call of gRPC proper; UNAVAILABLE where it answers nothing."""
    parts = urlsplit(url)
    channel = Channel(
        parts.hostname or "",
        parts.port or _PORTS[parts.scheme],
        ssl=True if parts.scheme == "https" else None,
        codec=_Bytes(),
        status_details_codec=_Details(),
    )
    try:
        return await _called(channel, request, message)
    except (OSError, StreamTerminatedError, TimeoutError) as error:
        problem = _unavailable(url, f"{url} gave no answer: {type(error).__name__}: {error}")
        trailers = [*trailers_of(problem, DEFAULT_LANGUAGE)]
        return Response(200, [_GRPC, FORWARDED], b"", trailers, transport="grpc", problem=problem)
    finally:
        channel.close()


async def _called(channel: Channel, request: HttpRequest, message: bytes) -> Response:
    stream: Any = channel.request(
        request.path,
        Cardinality.UNARY_UNARY,
        bytes,
        bytes,
        timeout=_TIMEOUT_S,
        metadata=_metadata(request.headers),
    )
    body = b""
    status = [(b"grpc-status", b"0")]
    try:
        async with stream:
            await stream.send_message(message, end=True)
            reply = await stream.recv_message()
            body = frame(reply) if reply is not None else b""
    except GRPCError as error:
        status = _status(error)
    leading, trailing = _lines(stream.initial_metadata), _lines(stream.trailing_metadata)
    return Response(200, [_GRPC, *leading, FORWARDED], body, [*status, *trailing], transport="grpc")


def _status(error: GRPCError) -> list[Header]:
    trailers = [
        (b"grpc-message", quote(error.message or "", safe=_SAFE).encode("ascii")),
        (b"grpc-status", b"%d" % error.status.value),
    ]
    if error.details:
        trailers.append((b"grpc-status-details-bin", base64.b64encode(error.details).rstrip(b"=")))
    return trailers


def _metadata(headers: dict[bytes, bytes]) -> list[tuple[str, str | bytes]]:
    """What of a request's headers goes on; what ends in `-bin` is sent as bytes, which are encoded anew."""
    metadata: list[tuple[str, str | bytes]] = []
    for name, value in headers.items():
        if name in _NOT_METADATA or name.startswith((b"grpc-", b":")):
            continue
        key = name.decode("ascii")
        if not key.endswith(_BIN):
            metadata.append((key, value.decode("latin-1")))
            continue
        try:
            metadata.append((key, base64.b64decode(value + b"=" * (-len(value) % 4))))
        except binascii.Error:
            continue
    return metadata


def _lines(metadata: Any) -> list[Header]:
    lines: list[Header] = []
    for name, value in metadata.items() if metadata is not None else ():
        coded = base64.b64encode(value) if isinstance(value, bytes) else value.encode("latin-1", "replace")
        if name not in {"date", NAME.decode()}:
            lines.append((name.encode("ascii"), coded))
    return lines


def _unavailable(url: str, why: str) -> Problem:
    return Problem("", Code.UNAVAILABLE, f"zitadel-mock forwards this to {url}: {why}")


def _transport(request: HttpRequest) -> str:
    kind = request.headers.get(b"content-type", b"")
    if kind.startswith(b"application/grpc-web"):
        return "grpc-web"
    return "connect" if b"connect-protocol-version" in request.headers else "json"
