"""Answers as bytes of HTTP/1.1."""

from __future__ import annotations

from http import HTTPStatus

from mockserver.wire.http import Header, Headers, Response
from mockserver.wire.responses import http_date

_STATUS_LINES = {status.value: f"HTTP/1.1 {status.value} {status.phrase}\r\n".encode("ascii") for status in HTTPStatus}
_STATUS_LINES[499] = b"HTTP/1.1 499 Client Closed Request\r\n"  # grpc-gateway's status for CANCELLED
_CLOSE = (b"connection", b"close")
_NO_BODY = frozenset({204, 304})
_BREAKS = bytes.maketrans(b"\r\n\0", b"   ")
_MAX_KEPT_BYTES = 2048
_MAX_KEPT = 256


def serialised(response: Response, *, head_only: bool, close: bool) -> tuple[bytes, bool]:
    """A whole answer; without its body where only the head was asked for. And whether it ends the connection, which
    it may by itself."""
    headers = response.headers
    if close and _CLOSE not in headers:
        headers = [*headers, _CLOSE]
    head, closing = _HEADS.of(response.status, headers, http_date())
    if response.trailers:
        return b"%b%b" % (head, b"" if head_only else _chunked(response)), closing
    if response.status not in _NO_BODY:
        head += b"content-length: %d\r\n" % len(response.body)
    return b"%b\r\n%b" % (head, b"" if head_only else response.body), closing


def _chunked(response: Response) -> bytes:
    """What follows the head of an answer with trailers, which only chunks can have."""
    body = chunk(response.body) if response.body else b""
    trailers = b"".join(b"%b: %b\r\n" % trailer for trailer in response.trailers)
    return b"transfer-encoding: chunked\r\n\r\n%b0\r\n%b\r\n" % (body, trailers)


def head_of_stream(response: Response) -> bytes:
    """The head of an answer whose body comes in chunks, and ends the connection."""
    head, _ = _HEADS.of(response.status, (*response.headers, _CLOSE), http_date())
    return head + b"transfer-encoding: chunked\r\n\r\n"


def chunk(data: bytes) -> bytes:
    """A chunk of a body; the empty one ends it."""
    return b"%x\r\n%b\r\n" % (len(data), data)


class _Heads:
    """Status lines with headers; within a second the same ones come again for most answers. None of them is large."""

    def __init__(self) -> None:
        self._date = b""
        self._kept: dict[tuple[int, tuple[Header, ...]], tuple[bytes, bool]] = {}
        self._shared: dict[tuple[int, int], tuple[tuple[bytes, bool], Headers]] = {}
        """Those of headers that many answers share, by status and identity: to hash them all costs more than the rest.
        They are held, so that no others can get their identity."""

    def of(self, status: int, headers: Headers, date: bytes) -> tuple[bytes, bool]:
        """The bytes of a head, without its end, and whether it says that the connection ends."""
        if date is not self._date or len(self._kept) > _MAX_KEPT or len(self._shared) > _MAX_KEPT:
            self._kept.clear()
            self._shared.clear()
            self._date = date
        known = self._shared.get((status, id(headers)))
        if known is not None:
            return known[0]
        each = tuple(headers)
        found = self._kept.get((status, each))
        if found is None:
            found = _head(status, each, date), _CLOSE in each
            if len(found[0]) > _MAX_KEPT_BYTES:
                return found
            self._kept[status, each] = found
        if each is headers:
            self._shared[status, id(headers)] = found, headers
        return found


_HEADS = _Heads()


def _head(status: int, headers: tuple[Header, ...], date: bytes) -> bytes:
    """No header can end itself and begin another one, or the body: what would do that becomes a space."""
    lines = [b"%b: %b\r\n" % (name.translate(_BREAKS), value.translate(_BREAKS)) for name, value in headers]
    return b"".join((_STATUS_LINES[status], b"date: ", date, b"\r\n", *lines))
