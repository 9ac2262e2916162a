"""The written receiver run by Node, and what answers the calls of its scripts meanwhile."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from pathlib import Path
from typing import IO, Any

import msgspec

from mockserver.migration import stand_in
from mockserver.migration.model import CannotMigrate
from mockserver.scripts.model import MOST_S, Fetch, HttpRequest

_START_S = 30
_API = {"ZITADEL_URL": stand_in.URL, "ZITADEL_TOKEN": "check"}
LACKING = "is not carried over"
"""What errors of the receiver say of what has no counterpart."""
_LISTENS = re.compile(r"listening on (http://\S+)")
_ANSWERING = resources.files("mockserver.migration") / "node" / "answering.js"


@dataclass(frozen=True, slots=True)
class Receiver:
    """A receiver that runs.

    Attributes:
        address: without a path.
        said: lines of its standard error output; all of them once it has ended.
    """

    address: str
    said: list[str] = field(default_factory=list)

    def lacking(self) -> list[str]:
        """What scripts asked for that has no counterpart, each once."""
        return sorted({line.strip() for line in self.said if LACKING in line})


@contextmanager
def running(folder: Path, key: str, fetch: Fetch) -> Iterator[Receiver]:
    """The receiver in a folder, with calls of its scripts answered by `fetch`.

    Raises: CannotMigrate where there is no Node, or the receiver does not start.
    """
    node = shutil.which("node")
    if node is None:
        raise CannotMigrate("--check runs the receiver by Node, and there is no `node` here; give --webhooks URL")
    with _answering(fetch) as calls, resources.as_file(_ANSWERING) as preloaded:
        told = {"PORT": "0", "HOST": "127.0.0.1", "SIGNING_KEY": key, "SIGNING_KEYS": os.devnull, **_API}
        with subprocess.Popen(  # noqa: S603 (Node, with the files that were written)
            [node, "--require", str(preloaded), str(folder / "server.js")],
            env=os.environ | told | {"ZITADEL_MOCK_CALLS": calls},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        ) as process:
            said: list[str] = []
            reading = threading.Thread(target=_follow, args=(process.stderr, said), daemon=True)
            reading.start()
            try:
                yield Receiver(_address(process, said), said)
            finally:
                process.terminate()
                process.wait()
                reading.join()


def _address(process: subprocess.Popen[str], said: list[str]) -> str:
    """Where it listens, which is the one line that it writes.

    Raises: CannotMigrate.
    """
    late = threading.Timer(_START_S, process.kill)
    late.start()
    try:
        found = _LISTENS.search(process.stdout.readline() if process.stdout is not None else "")
    finally:
        late.cancel()
    if found is None:
        process.wait()
        raise CannotMigrate(f"the receiver does not start: {''.join(said).strip()[-500:] or 'it says nothing'}")
    return found[1]


def _follow(stream: IO[str], said: list[str]) -> None:
    """Read a stream to its end, so that nobody waits for a reader."""
    said.extend(stream)


@contextmanager
def _answering(fetch: Fetch) -> Iterator[str]:
    """The address of a server that calls of scripts are passed to, as JSON."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked: Mapping[str, Any] = msgspec.json.decode(self.rfile.read(int(self.headers["content-length"])))
            headers = tuple((str(name), str(value)) for name, value in asked["headers"])
            call = fetch(
                HttpRequest(method=asked["method"], url=asked["url"], headers=headers, body=asked["body"]), MOST_S
            )
            body = msgspec.json.encode({"error": call.error, "status": call.status, "body": call.body})
            self.send_response(200)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
