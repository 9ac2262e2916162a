"""What a write costs in a full instance, after many writes, and beside many open connections."""

from __future__ import annotations

import asyncio
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from benchmarks import cases
from benchmarks.cases import set_case
from benchmarks.duels import Bench
from benchmarks.http_client import connected, request_bytes
from benchmarks.process import RunningServer, ServerFailed, free_port, running
from benchmarks.recorder import measure
from benchmarks.servers import our_answer, ours
from benchmarks.world import TOKEN, new_organisation

NAME = "growth"
_AT_ONCE = 200
"""Connections that are opened at a time."""
_SPARE_FILES = 200
_HEALTH = request_bytes("GET", "/management/v1/flows/1", token=TOKEN)
_GOAL = 1.1
"""What a write may cost at most after growth, as a multiple of before: nothing, but for what measuring is off by."""


class Growth:
    """How far things grow."""

    def __init__(self, organisations: int, actions_each: int, writes: int, connections: int) -> None:
        self.organisations = organisations
        self.actions_each = actions_each
        self.writes = writes
        self.connections = connections


FULL = Growth(organisations=1_000, actions_each=100, writes=1_000_000, connections=10_000)
SMALL = Growth(organisations=50, actions_each=100, writes=50_000, connections=1_000)


def grow(bench: Bench, growth: Growth, say: Callable[[str], None]) -> None:
    """Measure all of it, and say what is next. Raises: ServerFailed."""
    for measured in (_full_instance, _many_writes, _many_connections):
        say(measured.__name__.strip("_").replace("_", " "))
        measured(bench, growth)


def _full_instance(bench: Bench, growth: Growth) -> None:
    with _server(bench) as server, connected(server.port) as connection:
        case = set_case(new_organisation(connection), server.port)
        measure(server, case, 1)
        before = measure(server, case, bench.seconds)
        empty_mb = server.resident_mb()
        for _ in range(growth.organisations):
            new_organisation(connection).new_actions(growth.actions_each)
        case = set_case(new_organisation(connection), server.port)
        after = measure(server, case, bench.seconds)
        actions = growth.organisations * growth.actions_each
        held = f"{actions:,} actions in {growth.organisations:,} organisations"
        bench.recorder.pair(
            "full instance", f"a write beside {held} / in an empty instance", _GOAL, after.cpu_us, before.cpu_us
        )
        bench.recorder.fact("full instance", f"memory for {held}", "MB", server.resident_mb() - empty_mb)


def _many_writes(bench: Bench, growth: Growth) -> None:
    with _server(bench) as server, connected(server.port) as connection:
        case = set_case(new_organisation(connection), server.port)
        measure(server, case, 1)
        before = measure(server, case, bench.seconds)
        written, chunk_s = before.requests, max(1, min(10, growth.writes // 50_000))
        while written < growth.writes:
            written += measure(server, case, chunk_s).requests
        after = measure(server, case, bench.seconds)
        title = f"a write after {growth.writes:,} writes / before them"
        bench.recorder.pair("many writes", title, _GOAL, after.cpu_us, before.cpu_us)
        bench.recorder.fact("many writes", f"memory after {growth.writes:,} writes", "MB", server.resident_mb())


def _many_connections(bench: Bench, growth: Growth) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = growth.connections + _SPARE_FILES
    if wanted > hard:
        bench.recorder.left_out["open connections"] = f"needs {wanted:,} open files, the limit here is {hard:,}"
        return
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))
    with _server(bench) as server, connected(server.port) as connection:
        case = set_case(new_organisation(connection), server.port)
        measure(server, case, 1)
        before = measure(server, case, bench.seconds)
        empty_mb = server.resident_mb()
        after, opening_s = asyncio.run(_beside_connections(server, case, bench.seconds, growth.connections))
        held = f"{growth.connections:,} open connections"
        bench.recorder.pair("open connections", f"a write beside {held} / alone", _GOAL, after, before.cpu_us)
        bench.recorder.fact("open connections", f"memory for {held}", "MB", server.resident_mb() - empty_mb)
        bench.recorder.fact("opening connections", f"time to open {held} and ask on each", "s", opening_s)


async def _beside_connections(server: RunningServer, case: cases.Case, seconds: int, count: int) -> tuple[float, float]:
    """CPU time of a write in µs while connections are held open, and seconds that it took to open them.

    Raises: ServerFailed where one of them was closed or not answered.
    """
    begin_s = time.perf_counter()
    held: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []
    while len(held) < count:
        at_once = min(_AT_ONCE, count - len(held))
        held += await asyncio.gather(*(asyncio.open_connection("127.0.0.1", server.port) for _ in range(at_once)))
    await _ask_on_each(held)
    opening_s = time.perf_counter() - begin_s
    sample = await asyncio.to_thread(measure, server, case, seconds)
    await _ask_on_each(held)
    for _, writer in held:
        writer.close()
    return sample.cpu_us, opening_s


async def _ask_on_each(held: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]]) -> None:
    for start in range(0, len(held), _AT_ONCE):
        some = held[start : start + _AT_ONCE]
        for _, writer in some:
            writer.write(_HEALTH)
        for answer in await asyncio.gather(*(reader.read(1 << 16) for reader, _ in some)):
            if not answer.startswith(b"HTTP/1.1 200"):
                raise ServerFailed(f"a held connection was answered {answer[:100]!r}")


@contextmanager
def _server(bench: Bench) -> Iterator[RunningServer]:
    port = free_port()
    with running(ours(port), port, bench.folder, our_answer) as server:
        yield server
