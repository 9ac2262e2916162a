"""A small client that sends raw requests, many at once where asked, and checks what comes back."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httptools

_TIMEOUT_S = 60.0
_AT_ONCE = 100
"""Requests that are written before their answers are read."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Status and body of a response."""

    status: int
    body: bytes

    def json(self) -> Any:
        """The body, read. Raises: ValueError where it is no JSON."""
        return json.loads(self.body)


def request_bytes(
    method: str,
    path: str,
    body: bytes = b"",
    token: str = "",
    content_type: str = "",
    organisation: str = "",
    host: str = "localhost",
) -> bytes:
    """One HTTP/1.1 request. Its host has no port, so that all servers get the same bytes."""
    headers = {
        "host": host,
        "authorization": f"Bearer {token}" if token else "",
        "content-type": content_type or ("application/json" if body else ""),
        "x-zitadel-orgid": organisation,
        "content-length": str(len(body)) if body or method == "POST" else "",
    }
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items() if value)]
    return "\r\n".join([*lines, "", ""]).encode("ascii") + body


class Connection:
    """A connection on which requests are answered in order. The methods named `on_...` are the parser's callbacks."""

    def __init__(self, connected: socket.socket) -> None:
        self._socket = connected
        self._parser = httptools.HttpResponseParser(self)
        self._body: list[bytes] = []
        self._answers: list[Answer] = []

    def on_message_begin(self) -> None:
        self._body = []

    def on_body(self, body: bytes) -> None:
        self._body.append(body)

    def on_message_complete(self) -> None:
        self._answers.append(Answer(self._parser.get_status_code(), b"".join(self._body)))

    def ask(self, request: bytes) -> Answer:
        """Send one request. Raises: OSError."""
        return self.ask_all([request])[0]

    def ask_all(self, requests: Sequence[bytes]) -> list[Answer]:
        """Send requests without waiting for each answer. Raises: OSError."""
        self._answers = []
        for start in range(0, len(requests), _AT_ONCE):
            batch = requests[start : start + _AT_ONCE]
            self._socket.sendall(b"".join(batch))
            while len(self._answers) < start + len(batch):
                data = self._socket.recv(1 << 18)
                if not data:
                    raise ConnectionError("the server closed the connection")
                self._parser.feed_data(data)
        return self._answers


@contextmanager
def connected(port: int) -> Iterator[Connection]:
    """A connection to a port of 127.0.0.1. Raises: OSError."""
    with socket.create_connection(("127.0.0.1", port), timeout=_TIMEOUT_S) as connection:
        yield Connection(connection)
