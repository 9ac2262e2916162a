"""Answers as bytes of HTTP/1.1."""

from __future__ import annotations

from http import HTTPStatus

from mockserver.short_cache import ShortCache
from mockserver.wire.http import Header, Response
from mockserver.wire.responses import http_date

_STATUS_LINES = {status.value: f"HTTP/1.1 {status.value} {status.phrase}\r\n".encode("ascii") for status in HTTPStatus}
_STATUS_LINES[499] = b"HTTP/1.1 499 Client Closed Request\r\n"  # grpc-gateway's status for CANCELLED
_STATUS_LINES[499] = b"HTTP/1.1 499 Client Closed Request\r\n"
_CLOSE = (b"connection", b"close")
_NO_BODY = frozenset({204, 304})


def serialised(response: Response, *, head_only: bool, close: bool) -> bytes:
    """A whole answer; without its body where only the head was asked for."""
    headers = (*response.headers, _CLOSE) if close and _CLOSE not in response.headers else tuple(response.headers)
    head = _HEADS[response.status, headers, http_date()]
    if response.status not in _NO_BODY:
        head += b"content-length: %d\r\n" % len(response.body)
    return b"%b\r\n%b" % (head, b"" if head_only else response.body)


def head_of_stream(response: Response) -> bytes:
    """The head of an answer whose body comes in chunks, and ends the connection."""
    head = _head(response.status, (*response.headers, _CLOSE), http_date())
    return head + b"transfer-encoding: chunked\r\n\r\n"


def chunk(data: bytes) -> bytes:
    """A chunk of a body; the empty one ends it."""
    return b"%x\r\n%b\r\n" % (len(data), data)


def _head(status: int, headers: tuple[Header, ...], date: bytes) -> bytes:
    """Status line and headers; the same ones within a second, for most answers."""
    lines = (b"%b: %b\r\n" % header for header in ((b"date", date), *headers))
    return _STATUS_LINES[status] + b"".join(lines)


_HEADS = ShortCache(_head, 256, lambda _, head: len(head))
