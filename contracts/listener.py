"""A listener that targets of executions point at: answers as a step tells it, and keeps what came."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from .loopback import bound_to


@dataclass(frozen=True, slots=True)
class Call:
    """A call that came; names of headers in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class HookAnswer:
    """How a path answers."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("content-type", "application/json"),)
    body: bytes = b""
    delay_s: float = 0.0


class Listener:
    """A server on a port of its own; a path that was never told how answers 200, with nothing."""

    def __init__(self, host: str, port: int) -> None:
        self.authority = f"{host}:{port}"
        self.answers: dict[str, HookAnswer] = {}
        self._calls: list[Call] = []
        self._came = threading.Condition()

    def keep(self, call: Call) -> None:
        """Keep a call."""
        with self._came:
            self._calls.append(call)
            self._came.notify_all()

    def take(self, expected: int, wait_s: float, quiet_s: float) -> list[Call]:
        """The calls since the last time: once as many have come as are expected, or no more time is left.

        Args:
            quiet_s: for so long no further one may come.
        """
        end = time.monotonic() + wait_s
        with self._came:
            while len(self._calls) < expected and (left_s := end - time.monotonic()) > 0:
                self._came.wait(left_s)
        time.sleep(quiet_s)
        with self._came:
            taken, self._calls = self._calls, []
        return taken


@contextmanager
def listening(host: str = "127.0.0.1") -> Iterator[Listener]:
    """A listener that serves until the block ends, reached by this name."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            headers = {name.lower(): value for name, value in self.headers.items()}
            listener.keep(Call(self.command, self.path, headers, self.rfile.read(length)))
            answer = listener.answers.get(self.path, HookAnswer())
            time.sleep(answer.delay_s)
            try:
                self.send_response(answer.status)
                for name, value in answer.headers:
                    self.send_header(name, value)
                self.send_header("content-length", str(len(answer.body)))
                self.end_headers()
                self.wfile.write(answer.body)
            except OSError:
                # Whoever called has gone away, as it was made to.
                self.close_connection = True

        do_GET = do_PUT = do_POST

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer((bound_to(host), 0), Handler) as server:
        listener = Listener(host, server.server_port)
        serving = threading.Thread(target=server.serve_forever, daemon=True)
        serving.start()
        try:
            yield listener
        finally:
            server.shutdown()
            serving.join()
