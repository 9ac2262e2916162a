"""Servers that share a state, each a process."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from contracts.server_process import NAMES, reported_port
from contracts.target import Target
from tests.command_line import COMMAND

TOKEN = "the-administrator-of-all-replicas"


@dataclass(frozen=True)
class Replica:
    """A server, its process, and a client with the administrator's token."""

    target: Target
    process: subprocess.Popen[bytes]
    http: httpx.Client
    output: Path

    def done(self, method: str, path: str, **arguments: Any) -> Any:
        """The JSON of a request that succeeds."""
        response = self.http.request(method, path, **arguments)
        assert response.is_success, response.text
        return response.json()

    def add_action(self, name: str) -> httpx.Response:
        """Try to create an action."""
        return self.http.post("/management/v1/actions", json={"name": name, "script": f"function {name}() {{}}"})

    def actions(self) -> list[str]:
        """The names of all actions, oldest first."""
        found = self.done("POST", "/management/v1/actions/_search", json={}).get("result", [])
        return [action["name"] for action in found]

    def state(self) -> str:
        """All that it holds, with ids, dates and sequences."""
        return self.http.get("/__admin/state").raise_for_status().text


@contextmanager
def replicas(folder: Path, url: str, count: int, *options: str) -> Iterator[Sequence[Replica]]:
    """Start servers with one store at a time, and kill them at the end."""
    with ExitStack() as held:
        processes = [_started(folder, url, number, options) for number in range(count)]
        for process, _, _ in processes:
            held.callback(process.wait)
            held.callback(process.kill)
        yield [_ready(held, *process) for process in processes]


def _started(folder: Path, url: str, number: int, options: Sequence[str]) -> tuple[subprocess.Popen[bytes], Path, Path]:
    port_file, output = folder / f"port{number}", folder / f"output{number}"
    command = [*COMMAND, "serve", "--port", "0", "--port-file", str(port_file), "--admin-pat", TOKEN, "--quiet"]
    shared = ["--instances", "fixed", "--store", url, *options]
    with output.open("wb") as written:
        process = subprocess.Popen(
            [*command, *shared],
            env=os.environ | NAMES,
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=subprocess.STDOUT,
        )
    return process, port_file, output


def _ready(held: ExitStack, process: subprocess.Popen[bytes], port_file: Path, output: Path) -> Replica:
    port = reported_port(process, port_file)
    assert port is not None, output.read_text("utf-8")
    target = Target(f"http://127.0.0.1:{port}", TOKEN)
    headers = {"authorization": f"Bearer {TOKEN}"}
    client = held.enter_context(httpx.Client(base_url=target.base_url, headers=headers, timeout=60))
    return Replica(target, process, client, output)
