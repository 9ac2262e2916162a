"""A server that gives prepared answers, one after the other: it stands for servers that are wrong in a known way."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer

from .answer import Answer


@dataclass(slots=True)
class ScriptedServer:
    """Where it listens, and what it was asked so far: `METHOD path body`, and the headers of each request."""

    base_url: str
    requests: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


@contextmanager
def scripted_server(answers: Sequence[Answer]) -> Iterator[ScriptedServer]:
    """Serve the answers on loopback; when they are used up, connections are closed without one."""
    remaining = list(answers)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_one_request(self) -> None:
            self.raw_requestline = self.rfile.readline()
            if not self.raw_requestline or not self.parse_request() or not remaining:
                self.close_connection = True
                return
            body = self.rfile.read(int(self.headers.get("content-length", "0")))
            served.requests.append(f"{self.command} {self.path} {body.decode()}")
            served.headers.append({name.lower(): value for name, value in self.headers.items()})
            answer = remaining.pop(0)
            self.send_response_only(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        served = ScriptedServer(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield served
        finally:
            server.shutdown()
            thread.join()
