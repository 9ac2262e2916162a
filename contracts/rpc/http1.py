"""One request over HTTP/1.1 on a connection of its own, with nothing added: trailers are kept, which clients drop."""

from __future__ import annotations

import socket
from collections.abc import Iterable

import httptools

from ..answer import Answer
from .peer import RECEIVED_BYTES, LostConnection, Peer

_INTERIM = range(100, 200)


class _Reader:
    """Collects what httptools reads of an answer."""

    def __init__(self) -> None:
        self.parser = httptools.HttpResponseParser(self)
        self.over = False
        self.headers: dict[str, str] = {}
        self.trailers: dict[str, str] = {}
        self.body = bytearray()
        self._fields = self.headers

    def on_header(self, name: bytes, value: bytes) -> None:
        self._fields[name.decode("latin-1").lower()] = value.decode("latin-1").strip()

    def on_headers_complete(self) -> None:
        self._fields = self.trailers

    def on_body(self, piece: bytes) -> None:
        self.body += piece

    def on_message_complete(self) -> None:
        self.over = self.parser.get_status_code() not in _INTERIM
        if not self.over:
            self.headers.clear()
            self._fields = self.headers


def exchanged(
    peer: Peer, method: str, path: str, headers: Iterable[tuple[str, str]], body: bytes, *, chunked: bool = False
) -> Answer:
    """Send a request and read its answer; of several headers of one name the last is kept.

    Raises: OSError, as LostConnection where no whole answer came.
    """
    if chunked:
        length = ("transfer-encoding", "chunked")
        body = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
    else:
        length = ("content-length", str(len(body)))
    fields = [*headers, ("host", peer.authority), ("connection", "close"), length]
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields)
    peer.step()
    with peer.connected("http/1.1") as opened:
        opened.sendall(f"{method} {path} HTTP/1.1\r\n{lines}\r\n".encode() + body)
        return _answer(opened)


def _answer(opened: socket.socket) -> Answer:
    reader = _Reader()
    try:
        while not reader.over and (data := opened.recv(RECEIVED_BYTES)):
            reader.parser.feed_data(data)
    except httptools.HttpParserError as error:
        raise LostConnection(f"no answer of HTTP/1.1: {error}") from error
    by_its_end = not {"content-length", "transfer-encoding"} & reader.headers.keys()
    if not reader.over and not (by_its_end and reader.headers):
        raise LostConnection("the connection was closed before the answer was whole")
    return Answer(reader.parser.get_status_code(), reader.headers, bytes(reader.body), reader.trailers)
