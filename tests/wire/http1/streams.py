"""Streams of bytes that hold requests: whole ones, and ones with a flaw that our reader refuses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from hypothesis import strategies as st

from tests.wire.http1.reference import MAX_BODY_BYTES

HOST = b"host: localhost"
CHUNKED = b"transfer-encoding: chunked"
METHODS = (b"GET", b"POST", b"PUT", b"DELETE", b"HEAD", b"OPTIONS", b"PATCH", b"TRACE")
UPGRADES = (
    (b"connection: Upgrade", b"upgrade: websocket", b"sec-websocket-key: x"),
    (b"Connection: Upgrade, HTTP2-Settings", b"Upgrade: h2c", b"HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA"),
    (b"connection: keep-alive, upgrade", b"upgrade: tls/1.0, h2c"),
    (b"connection: upgrade", b"connection: http2-settings", b"upgrade: h2c", b"http2-settings: AAMAAABk"),
)


class Flaw(NamedTuple):
    """A request that is not as it should be.

    Attributes:
        ours: status of our refusal, 0 where it is read.
        reference: the same of h11.
        reason: why they differ; empty where they do not.
    """

    data: bytes
    ours: int
    reference: int
    reason: str = ""


def _post(*headers: bytes, body: bytes = b"", line: bytes = b"POST /flaw HTTP/1.1", host: bytes = HOST) -> bytes:
    return b"\r\n".join([line, *([host] if host else []), *headers, b"", b""]) + body


_STRICT = "Go's net/http refuses it, and what one server refuses and another reads is how requests are smuggled"
FLAWS: dict[str, Flaw] = {
    "garbage": Flaw(b"garbage\r\n\r\n", 400, 400),
    "control byte in front": Flaw(b"\x16\x03\x01\x02\x00\x01\r\n\r\n", 400, 400),
    "no version": Flaw(_post(line=b"GET /flaw"), 505, 400, "the parser knows it as HTTP/0.9; both refuse"),
    "no host": Flaw(_post(host=b""), 400, 400),
    "two hosts": Flaw(_post(b"Host: other"), 400, 400),
    "host with blanks": Flaw(_post(host=b"host: a b"), 400, 0, "h11 does not look at it; Go refuses it"),
    "blank before colon": Flaw(_post(b"x : 1"), 400, 400),
    "blank in name": Flaw(_post(b"x y: 1"), 400, 400),
    "no name": Flaw(_post(b": 1"), 400, 400),
    "NUL in value": Flaw(_post(b"x: a\0b"), 400, 400),
    "CR in value": Flaw(_post(b"x: a\rb"), 400, 400),
    "folded header": Flaw(_post(b"x: a\r\n b"), 400, 0, "RFC 9112, 5.2 lets a server choose; ours is the strict one"),
    "bare LF": Flaw(b"GET /flaw HTTP/1.1\nhost: localhost\n\n", 400, 0, _STRICT),
    "raw byte in path": Flaw(_post(line=b"GET /\xff HTTP/1.1"), 400, 400),
    "endless method": Flaw(b"a" * (2 << 20), 400, 431, "a limit of ours: no method is so long"),
    "connect": Flaw(_post(line=b"CONNECT localhost:80 HTTP/1.1"), 400, 0, "no tunnels are offered"),
    "target without slash": Flaw(_post(line=b"GET flaw HTTP/1.1"), 400, 0, "h11 leaves the target to the application"),
    "HTTP/2 in words": Flaw(_post(line=b"GET /flaw HTTP/2.0"), 505, 0, "h11 leaves it to the application"),
    "HTTP/1.2": Flaw(_post(line=b"GET /flaw HTTP/1.2"), 400, 0, "h11 leaves it to the application"),
    "length that is none": Flaw(_post(b"content-length: x"), 400, 400),
    "negative length": Flaw(_post(b"content-length: -1"), 400, 400),
    "signed length": Flaw(_post(b"content-length: +1", body=b"a"), 400, 400),
    "two lengths": Flaw(_post(b"content-length: 1", b"content-length: 2", body=b"ab"), 400, 400),
    "one length twice": Flaw(_post(b"content-length: 1", b"content-length: 1", body=b"a"), 400, 0, _STRICT),
    "list of lengths": Flaw(_post(b"content-length: 1, 1", body=b"a"), 400, 0, _STRICT),
    "length and chunks": Flaw(_post(b"content-length: 5", CHUNKED, body=b"0\r\n\r\n"), 400, 0, _STRICT),
    "body too large": Flaw(
        _post(b"content-length: %d" % (MAX_BODY_BYTES + 1)), 429, 0, "a limit of ours, which h11 leaves to others"
    ),
    "chunks too large": Flaw(
        _post(CHUNKED, body=b"%x\r\n" % (MAX_BODY_BYTES + 1) + bytes(MAX_BODY_BYTES + 1) + b"\r\n0\r\n\r\n"),
        429,
        0,
        "a limit of ours, which h11 leaves to others",
    ),
    "gzip": Flaw(_post(b"transfer-encoding: gzip, chunked", body=b"0\r\n\r\n"), 501, 501),
    "gzip alone": Flaw(_post(b"transfer-encoding: gzip"), 501, 501),
    "encodings twice": Flaw(
        _post(CHUNKED, CHUNKED, body=b"0\r\n\r\n"), 400, 501, "the parser refuses it before we see it"
    ),
    "chunk size that is none": Flaw(_post(CHUNKED, body=b"zz\r\n{}\r\n0\r\n\r\n"), 400, 400),
    "chunk size with sign": Flaw(_post(CHUNKED, body=b"-2\r\n{}\r\n0\r\n\r\n"), 400, 400),
    "chunk size with prefix": Flaw(_post(CHUNKED, body=b"0x2\r\n{}\r\n0\r\n\r\n"), 400, 400),
    "chunk longer than said": Flaw(_post(CHUNKED, body=b"2\r\n{}X\r\n0\r\n\r\n"), 400, 400),
    "expectation that nobody knows": Flaw(_post(b"expect: a-miracle"), 417, 0, "Go's net/http refuses it"),
    "endless head": Flaw(_post(b"x: " + b"a" * (2 << 20))[:-4], 431, 431),
    "endless target": Flaw(b"GET /" + b"a" * (2 << 20), 431, 431),
    "endless trailer": Flaw(_post(CHUNKED, body=b"0\r\nx: " + b"a" * (2 << 20)), 431, 431),
    "endless chunk extension": Flaw(_post(CHUNKED, body=b"1;" + b"a" * (2 << 20)), 431, 431),
}

_token = st.text(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-.^_`|~", min_size=1, max_size=12
)
_value = st.binary(max_size=20).map(
    lambda data: bytes(byte if byte >= 0x20 and byte != 0x7F else 0x21 for byte in data)
)
_blanks = st.sampled_from((b"", b" ", b"\t", b"  \t"))
_RESERVED = ("host", "content-length", "transfer-encoding", "connection", "upgrade", "expect", "http2-settings")


@st.composite
def _headers(draw: st.DrawFn) -> list[bytes]:
    names = [name.encode() for name in draw(st.lists(_token, max_size=4)) if name.lower() not in _RESERVED]
    return [b"".join((name, b":", draw(_blanks), draw(_value), draw(_blanks))) for name in names]


@st.composite
def _chunks(draw: st.DrawFn, body: bytes) -> bytes:
    """A body in chunks, with extensions and trailers now and then, which both readers read over."""
    data = b""
    while body:
        size = draw(st.integers(1, len(body)))
        data += b"%x%b\r\n%b\r\n" % (size, draw(st.sampled_from((b"", b";a=b", b';a="b c"'))), body[:size])
        body = body[size:]
    trailers = draw(st.sampled_from((b"", b"x-trailer: 1\r\n", b"host: other\r\nauthorization: Bearer x\r\n")))
    return data + b"0\r\n" + trailers + b"\r\n"


@st.composite
def request(draw: st.DrawFn) -> bytes:
    """A request that nobody objects to."""
    headers = [HOST, *draw(_headers())]
    path = draw(st.sampled_from((b"/", b"/a/b", b"/a?b=c&d", b"/a%20b", b"//a/../b", b"/a?b?c", b"/a#b", b"*")))
    body = draw(st.one_of(st.just(b""), st.binary(max_size=60), st.just(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n")))
    headers += draw(st.one_of(st.just(()), st.sampled_from(UPGRADES)))
    if draw(st.integers(0, 9)) == 0:
        headers.append(b"connection: close")
    if draw(st.integers(0, 4)) == 0:
        headers.append(b"expect: 100-continue")
    version = b"1.0" if draw(st.integers(0, 19)) == 0 else b"1.1"
    if draw(st.booleans()):
        headers.append(CHUNKED)
        body = draw(_chunks(body))
    elif body or draw(st.booleans()):
        headers.append(b"content-length: %d" % len(body))
    head = b"%b %b HTTP/%b" % (draw(st.sampled_from(METHODS)), path, version)
    return b"\r\n".join([head, *draw(st.permutations(headers)), b"", b""]) + body


_SMALL_FLAWS = [name for name, flaw in FLAWS.items() if len(flaw.data) < 1000]


@dataclass(frozen=True, slots=True)
class Stream:
    """Requests, the last of which may have a flaw, in pieces."""

    pieces: list[bytes]
    flaw: str = ""


def cut(data: bytes) -> st.SearchStrategy[list[bytes]]:
    """The same bytes in pieces, single bytes now and then."""
    if len(data) < 2:
        return st.just([data])
    places = st.lists(st.integers(1, len(data) - 1), max_size=12, unique=True).map(sorted)
    single = st.just(list(range(1, min(len(data), 2000))))
    return st.one_of(places, single).map(
        lambda at: [data[i:j] for i, j in zip([0, *at], [*at, len(data)], strict=True)]
    )


@st.composite
def stream(draw: st.DrawFn) -> Stream:
    """Up to four requests, and one with a flaw, if not a large one, behind them in every other stream."""
    data = b"".join(draw(st.lists(request(), max_size=4)))
    flaw = draw(st.one_of(st.just(""), st.sampled_from(_SMALL_FLAWS)))
    return Stream(draw(cut(data + (FLAWS[flaw].data if flaw else b""))), flaw)


@st.composite
def mangled(draw: st.DrawFn) -> Stream:
    """Requests of which some bytes were changed, dropped, or said twice."""
    data = bytearray(b"".join(draw(st.lists(request(), min_size=1, max_size=3))))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        kind = draw(st.sampled_from(("change", "drop", "insert", "double")))
        odd = draw(st.sampled_from((*b"\r\n\0 \t:;,/0aZ\x7f\x80\xff", *range(33, 127))))
        if kind == "change" and data:
            data[at] = odd
        elif kind == "drop":
            del data[at : at + draw(st.integers(1, 3))]
        elif kind == "insert":
            data.insert(at, odd)
        else:
            data[at:at] = data[at : at + draw(st.integers(1, 20))]
    return Stream(draw(cut(bytes(data))))
