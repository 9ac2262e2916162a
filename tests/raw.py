"""Bytes on a socket, for what HTTP clients refuse to send."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from contracts.target import Target
from tests.server import authority

SOCKET_TIMEOUT_S = 20.0


@dataclass(frozen=True, slots=True)
class Raw:
    """One answer, as it stood on the wire."""

    status: int
    body: bytes


@contextmanager
def connection(target: Target) -> Iterator[socket.socket]:
    """A TCP connection that is closed at the end; nothing on it waits for ever."""
    with socket.create_connection(authority(target), SOCKET_TIMEOUT_S) as opened:
        yield opened


def post(target: Target, path: str, body: bytes, *headers: str, version: str = "1.1") -> bytes:
    """A POST request of the administrator, with its length."""
    lines = [
        f"POST {path} HTTP/{version}",
        "host: localhost",
        f"authorization: Bearer {target.admin_pat}",
        f"content-length: {len(body)}",
        *headers,
    ]
    return "\r\n".join([*lines, "", ""]).encode() + body


def exchange(target: Target, request: bytes) -> list[Raw]:
    """Send bytes, say that no more will come, and return all answers until the server closes."""
    with connection(target) as opened:
        opened.sendall(request)
        opened.shutdown(socket.SHUT_WR)
        return answers(received(opened))


def only_status(target: Target, request: bytes) -> int:
    """The status of the one answer to a request."""
    (answer,) = exchange(target, request)
    return answer.status


def received(opened: socket.socket) -> bytes:
    """All that comes until the server closes; a reset ends it as well."""
    chunks = bytearray()
    try:
        while chunk := opened.recv(65536):
            chunks += chunk
    except ConnectionResetError:
        pass
    return bytes(chunks)


def answers(data: bytes) -> list[Raw]:
    """Split what came into answers, by their content lengths; interim answers (1xx) have no body."""
    found = []
    while data:
        head, separator, rest = data.partition(b"\r\n\r\n")
        assert separator, f"an answer without an end of its head: {data!r}"
        status_line, *lines = head.split(b"\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(b":") for line in lines)}
        status = int(status_line.split(b" ")[1])
        length = int(headers.get(b"content-length", len(rest))) if status >= 200 else 0
        assert len(rest) >= length, f"a body that is cut off: {data!r}"
        found.append(Raw(status, rest[:length]))
        data = rest[length:]
    return found


def reset(opened: socket.socket) -> None:
    """Close a connection so that the other side gets a reset instead of an end."""
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    opened.close()
