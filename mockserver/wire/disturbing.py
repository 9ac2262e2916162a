"""An answer as a rule of faults disturbs it, once it is made."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import msgspec

from mockserver.store.faults import Broken, Fault
from mockserver.wire.garbled import garbled
from mockserver.wire.grpc.framing import PREFIX_BYTES, prefix
from mockserver.wire.http import HttpRequest, Response

_BAD_GATEWAY = 502
_PAGE = b"<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>\r\n"
_TURNS_PER_S = 10


def disturbed(response: Response, fault: Fault, transport: str, request: HttpRequest) -> Response:
    """The answer with what the rule does to it; what a connection does is left to its protocol (`broken`)."""
    if fault.retry_after_s is not None and response.problem is not None:
        header = (b"retry-after", str(fault.retry_after_s).encode("ascii"))
        response = msgspec.structs.replace(response, headers=[*response.headers, header])
    match fault.broken:
        case Broken.BAD_GATEWAY:
            response = _of_a_proxy(response)
        case Broken.LOST_TRAILERS:
            response = msgspec.structs.replace(response, body=_without_trailers(response, transport), trailers=[])
        case Broken.MALFORMED:
            response = msgspec.structs.replace(response, body=garbled(response.body, transport))
    response = msgspec.structs.replace(response, broken=fault.broken or "")
    if fault.bytes_per_s is not None and response.body and request.method != "HEAD":
        return msgspec.structs.replace(response, stream=_slowly(response.body, fault.bytes_per_s))
    return response


def _of_a_proxy(response: Response) -> Response:
    kept = [header for header in response.headers if header[0].startswith((b"x-mock-", b"access-control-"))]
    headers = [(b"server", b"nginx"), (b"content-type", b"text/html"), *kept]
    return msgspec.structs.replace(response, status=_BAD_GATEWAY, headers=headers, body=_PAGE, trailers=[])


def _without_trailers(response: Response, transport: str) -> bytes:
    """The body without what gRPC-Web has behind its message; of gRPC proper the trailers are none of the body."""
    body = response.body
    if transport != "grpc-web" or len(body) < PREFIX_BYTES:
        return body
    flags, length = prefix(body)
    end = PREFIX_BYTES + length
    return body[:end] if not flags & 0x80 and end <= len(body) else b""


async def _slowly(body: bytes, bytes_per_s: int) -> AsyncIterator[bytes]:
    """A body in portions, ten a second, or one byte at a time where that is still too much."""
    size = max(1, bytes_per_s // _TURNS_PER_S)
    for start in range(0, len(body), size):
        yield body[start : start + size]
        if start + size < len(body):
            await asyncio.sleep(size / bytes_per_s)
