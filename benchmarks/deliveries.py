"""Many events told to one webhook: `python -m benchmarks.deliveries [COUNT]`.

Metadata of a user is written much faster than it is told, as the real server tells one event after the other. It prints
how many were told a second, the server's CPU for each, its memory at the most, and what was lost or came out of order.
"""

from __future__ import annotations

import base64
import http.server
import json
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from benchmarks.process import free_port, running
from benchmarks.servers import our_answer, ours
from benchmarks.world import TOKEN

COUNT = 100_000
_AT_ONCE = 500
"""Entries that are written at a time."""
_PATIENCE_S = 30.0
"""How long nothing may come."""


class _Receiver:
    """A webhook of our own, in a thread.

    Attributes:
        keys: of the metadata that was told, as it came.
    """

    def __init__(self) -> None:
        self.keys: list[str] = []
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                told = json.loads(self.rfile.read(int(self.headers["content-length"])))
                receiver.keys.append(told["event_payload"]["key"])
                self.wfile.write(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")

            def log_message(self, *_: object) -> None:
                """Quietly."""

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/"

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Listen meanwhile."""
        thread = threading.Thread(target=self._server.serve_forever)
        thread.start()
        try:
            yield
        finally:
            self._server.shutdown()
            self._server.server_close()
            thread.join()


def main() -> int:
    """Measure, and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    receiver = _Receiver()
    port = free_port()
    with (
        tempfile.TemporaryDirectory() as folder,
        receiver.listening(),
        running(ours(port, "-q"), port, Path(folder), our_answer) as server,
    ):
        base = f"http://127.0.0.1:{port}"
        with httpx.Client(base_url=base, headers={"authorization": f"Bearer {TOKEN}"}, timeout=120) as client:
            user = _prepare(client, receiver.url)
            begun, cpu_s = time.monotonic(), server.cpu_s()
            _write(client, user, count)
            written_s = time.monotonic() - begun
            _wait(receiver, count)
            took_s, cpu_s = time.monotonic() - begun, server.cpu_s() - cpu_s
        peak_mb = server.peak_mb()
    lost, disordered = count - len(set(receiver.keys)), receiver.keys != sorted(receiver.keys)
    sys.stdout.write(
        f"{count:,} events: written in {written_s:.1f} s, told in {took_s:.1f} s ({count / took_s:,.0f} a second), "
        f"{cpu_s / count * 1e6:.0f} us of CPU each, {peak_mb:.0f} MB at the most; {lost} lost, "
        f"{len(receiver.keys) - len(set(receiver.keys))} told twice, {'out of' if disordered else 'in'} order\n"
    )
    return int(lost > 0 or disordered)


def _prepare(client: httpx.Client, url: str) -> str:
    """Have metadata told to a webhook; returns the id of a user to write it to."""
    asked = {"name": "hook", "restWebhook": {"interruptOnError": False}, "endpoint": url, "timeout": "10s"}
    target = client.post("/v2/actions/targets", json=asked).raise_for_status().json()["id"]
    execution = {"condition": {"event": {"event": "user.metadata.set"}}, "targets": [target]}
    client.put("/v2/actions/executions", json=execution).raise_for_status()
    user = client.post("/management/v1/users/machine", json={"userName": "m", "name": "M"}).raise_for_status()
    return str(user.json()["userId"])


def _write(client: httpx.Client, user: str, count: int) -> None:
    value = base64.b64encode(b"value").decode()
    for first in range(0, count, _AT_ONCE):
        entries = [{"key": f"k{number:09d}", "value": value} for number in range(first, min(first + _AT_ONCE, count))]
        client.post(f"/management/v1/users/{user}/metadata/_bulk", json={"metadata": entries}).raise_for_status()


def _wait(receiver: _Receiver, count: int) -> None:
    """Wait for all, or until nothing comes any more."""
    seen, since = -1, time.monotonic()
    while len(receiver.keys) < count and time.monotonic() - since < _PATIENCE_S:
        if len(receiver.keys) != seen:
            seen, since = len(receiver.keys), time.monotonic()
        time.sleep(0.05)


if __name__ == "__main__":
    sys.exit(main())
