"""Targets that behave badly, on sockets of their own."""

from __future__ import annotations

import contextlib
import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_LENGTH = re.compile(rb"(?i)content-length: ([0-9]+)")
Behaviour = Callable[[socket.socket, bytes], None]
"""What becomes of a connection once the head of a request has come."""


@contextmanager
def target_that(behaves: Behaviour) -> Iterator[str]:
    """The URL of a target; each connection gets a thread."""
    listener = socket.create_server(("127.0.0.1", 0))
    open_ones: list[socket.socket] = []

    def serve(connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            head = b""
            while b"\r\n\r\n" not in head:
                chunk = connection.recv(65536)
                if not chunk:
                    return
                head += chunk
            head, _, body = head.partition(b"\r\n\r\n")
            length = _LENGTH.search(head)
            # What is left unread would reset the connection when it is closed.
            while length is not None and len(body) < int(length[1]):
                body += connection.recv(65536)
            behaves(connection, head)

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            open_ones.append(connection)
            threading.Thread(target=serve, args=(connection,), daemon=True).start()

    accepting = threading.Thread(target=accept, daemon=True)
    accepting.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/hook"
    finally:
        with contextlib.suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        for connection in open_ones:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        accepting.join(5)


def hangs(connection: socket.socket, _: bytes) -> None:
    """Say nothing until the other side goes away."""
    while connection.recv(65536):
        pass


def never_ends(connection: socket.socket, _: bytes) -> None:
    """Answer ten gigabytes, as far as somebody reads them."""
    connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 10737418240\r\n\r\n")
    chunk = b"x" * 65536
    for _ in range(10737418240 // len(chunk)):
        connection.sendall(chunk)


def drips(connection: socket.socket, _: bytes) -> None:
    """Answer a byte now and then, so that none is late."""
    connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n")
    stop = threading.Event()
    while not stop.wait(0.02):
        connection.sendall(b" ")


def breaks_off(connection: socket.socket, _: bytes) -> None:
    """Answer half of what is promised."""
    connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf")


def says_nothing(_: socket.socket, __: bytes) -> None:
    """Close without an answer."""


def is_no_http(connection: socket.socket, _: bytes) -> None:
    """Answer something else."""
    connection.sendall(b"220 mail.example ESMTP\r\n")


def answering(raw: bytes) -> Behaviour:
    """Answer so."""

    def answer(connection: socket.socket, _: bytes) -> None:
        connection.sendall(raw)

    return answer
