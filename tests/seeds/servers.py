"""Servers as processes of their own, with what they say."""

from __future__ import annotations

import queue
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

import httpx

from mockserver.settings import DEFAULT_ADMIN_PAT
from tests.command_line import COMMAND, WAIT_S, environment


@dataclass(frozen=True, slots=True)
class Server:
    """A server that listens."""

    http: httpx.Client
    said: queue.Queue[str]

    def says(self, part: str) -> str:
        """Wait for a line that has this part."""
        while True:
            line = self.said.get(timeout=WAIT_S)
            if part in line:
                return line

    def call(self, method: str, path: str, body: object = None, token: str = DEFAULT_ADMIN_PAT) -> httpx.Response:
        """Any request, whatever is answered."""
        return self.http.request(method, path, json=body, headers={"authorization": f"Bearer {token}"})

    def organisations(self) -> list[str]:
        """Names of all organisations."""
        return [row["name"] for row in self.call("POST", "/v2/organizations/_search", {}).json()["result"]]


@contextmanager
def serving(*arguments: str, **variables: str) -> Iterator[Server]:
    """Serve on a free port, with these variables of the environment, until the block ends."""
    process = subprocess.Popen(
        [*COMMAND, "serve", "--port", "0", *arguments],
        env=environment(**variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    with process:
        try:
            assert process.stdout is not None
            first = process.stdout.readline()
            assert first.startswith("listening on "), first + process.stdout.read()
            said: queue.Queue[str] = queue.Queue()
            reader = threading.Thread(target=_read, args=(process.stdout, said))
            reader.start()
            url = first.removeprefix("listening on ").strip()
            with httpx.Client(base_url=url, timeout=WAIT_S, trust_env=False) as http:
                yield Server(http, said)
        finally:
            process.kill()
            reader.join()


def _read(stream: IO[str], said: queue.Queue[str]) -> None:
    for line in stream:
        said.put(line)
