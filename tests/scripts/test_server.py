"""What scripts cannot do to a server that runs: held by one of its own, as a process."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from contracts.server_process import server_process
from contracts.target import Target

HARMFUL = {
    "loop": "function run() { for (;;); }",
    "allocation": "function run() { const a = []; for (;;) a.push(new Array(10000).fill(1)); }",
    "recursion": "function run() { const f = (n) => f(n + 1) + 1; f(0); }",
    "promises": "function run() { const next = () => Promise.resolve().then(next); next(); }",
}
MOST_LEFT_KB = 64 << 10
"""How much more than before a server may hold afterwards."""
WAIT_S = 60.0


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server writes."""
    return tmp_path_factory.mktemp("scripts")


@pytest.fixture(scope="module")
def target(folder: Path) -> Iterator[Target]:
    """A server whose memory nobody else uses."""
    with server_process(folder) as running:
        yield running


def _run(target: Target, source: str) -> dict[str, Any]:
    answer = httpx.post(
        f"{target.base_url}/__admin/flows/2/triggers/4/run", json={"script": source, "timeout": "200ms"}, timeout=WAIT_S
    )
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()["runs"][0]
    return told


def _held_kb(process: int) -> int:
    status = Path(f"/proc/{process}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))


def _process(folder: Path) -> int:
    """The number of the process that was told to write there."""
    for each in Path("/proc").glob("[0-9]*"):
        try:
            if str(folder).encode() in (each / "cmdline").read_bytes():
                return int(each.name)
        except OSError:
            continue
    pytest.skip("processes are not told of in /proc here")


@pytest.mark.parametrize("at_once", [4, pytest.param(50, marks=pytest.mark.thorough)])
def test_others_are_answered_and_memory_comes_back(target: Target, folder: Path, at_once: int) -> None:
    """While harmful scripts run, requests of others are answered; each script ends, and what it took goes back."""
    process = _process(folder)
    _run(target, "function run() {}")
    before = _held_kb(process)
    sources = [list(HARMFUL.values())[number % len(HARMFUL)] for number in range(at_once)]
    answered = 0
    with ThreadPoolExecutor(at_once) as pool, httpx.Client(base_url=target.base_url, timeout=WAIT_S) as client:
        runs: list[Future[dict[str, Any]]] = [pool.submit(_run, target, source) for source in sources]
        while not all(run.done() for run in runs):
            assert client.get("/debug/healthz").status_code == 200
            answered += not all(run.done() for run in runs)
    assert answered > at_once
    for source, run in zip(sources, runs, strict=True):
        assert (run.result()["error"] is not None) == (source != HARMFUL["promises"])

    end = time.monotonic() + WAIT_S
    while _held_kb(process) > before + MOST_LEFT_KB and time.monotonic() < end:
        time.sleep(0.1)
    assert _held_kb(process) <= before + MOST_LEFT_KB


ESCAPES = """
function run(ctx, api) {
  const found = [];
  const tried = (name, deed) => {
    try { if (deed() !== undefined) found.push(name); } catch {}
  };
  const global = Function('return this')();
  const globals = ['process', 'std', 'os', 'Deno', 'Bun', 'python', '__import__', 'load', 'read', 'WebAssembly'];
  for (const name of globals)
    tried(name, () => global[name]);
  for (const name of ['fs', 'os', 'std', 'child_process', 'net', '/etc/passwd', '../engine.py', 'quickjs', 'builtins'])
    tried(name, () => require(name));
  tried('import', () => (0, eval)('import("/etc/passwd")'));
  tried('constructor', () => ctx.constructor.constructor('return process')());
  const host = [ctx, api, ctx.v1, ctx.v1.getUser(), ctx.v1.getUser().human, ctx.v1.getUser().creationDate, require];
  host.push(require('zitadel/log'), require('zitadel/http'), require('zitadel/uuid'), api.v1.claims.setClaim);
  for (const each of host) {
    for (const name of ['__class__', '__dict__', '__globals__', '__init__', '__subclasses__', 'gi_frame', 'mro'])
      tried(name, () => each[name]);
    const kind = each.constructor?.constructor?.('return typeof process')?.();
    tried('function', () => kind === 'undefined' ? undefined : kind);
  }
  for (const url of ['file:///etc/passwd', 'http://localhost/', 'http://169.254.169.254/'])
    tried(url, () => require('zitadel/http').fetch(url));
  api.v1.claims.setClaim('found', found);
}
"""


def test_nothing_of_the_host_can_be_reached(target: Target) -> None:
    """No file, no process, no network, no object of Python."""
    told = _run(
        target, ESCAPES.replace("    tried(url, () => require('zitadel/http').fetch(url));", "    found.pop();")
    )
    assert (told["error"], told["claims"]["found"]) == (None, [])
    told = _run(target, ESCAPES)
    assert told["error"]["message"] == "host is denied"
    assert [call["status"] for call in told["calls"]] == [0]
