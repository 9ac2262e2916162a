"""What a write costs in a full instance, after many writes, and beside many open connections."""

from __future__ import annotations

import asyncio
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from benchmarks.cases import Case, set_case
from benchmarks.duels import Bench
from benchmarks.http_client import Connection, connected, request_bytes
from benchmarks.process import RunningServer, ServerFailed, free_port, running
from benchmarks.recorder import measure
from benchmarks.servers import our_answer, ours
from benchmarks.world import TOKEN, new_organisation

NAME = "growth"
_AT_ONCE = 200
"""Connections that are opened at a time."""
_SPARE_FILES = 200
_HEALTH = request_bytes("GET", "/management/v1/flows/1", token=TOKEN)
_TIMES = 3
_Filled = tuple[RunningServer, Case, Connection]
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
    with _server(bench) as alone, _server(bench) as (server, case, connection):
        measure(server, case, 1)
        empty_mb = server.resident_mb()
        for _ in range(growth.organisations):
            new_organisation(connection).new_actions(growth.actions_each)
        full_mb = server.resident_mb()
        actions = growth.organisations * growth.actions_each
        held = f"{actions:,} actions in {growth.organisations:,} organisations"
        full = server, set_case(new_organisation(connection), server.port)
        _compare(bench, "full instance", f"a write beside {held} / in an empty instance", alone, full)
        bench.recorder.fact("full instance", f"memory for {held}", "MB", full_mb - empty_mb)


def _many_writes(bench: Bench, growth: Growth) -> None:
    with _server(bench) as young, _server(bench) as old:
        server, case, _ = old
        written, chunk_s = 0, max(1, min(10, growth.writes // 50_000))
        while written < growth.writes:
            written += measure(server, case, chunk_s).requests
        title = f"a write after {growth.writes:,} writes / in a young instance"
        _compare(bench, "many writes", title, young, (server, case))
        bench.recorder.fact("many writes", f"memory after {growth.writes:,} writes", "MB", server.resident_mb())


def _many_connections(bench: Bench, growth: Growth) -> None:
    try:
        allow_files(growth.connections)
    except ServerFailed as error:
        bench.recorder.left_out["open connections"] = str(error)
        return
    with _server(bench) as alone, _server(bench) as (server, case, _):
        measure(server, case, 1)
        empty_mb = server.resident_mb()
        held = f"{growth.connections:,} open connections"

        def compare() -> None:
            bench.recorder.fact("open connections", f"memory for {held}", "MB", server.resident_mb() - empty_mb)
            title = f"a write beside {held} / alone"
            _compare(bench, "open connections", title, alone, (server, case))

        opening_s = asyncio.run(beside_connections(server, growth.connections, compare))
        bench.recorder.fact("opening connections", f"time to open {held} and ask on each", "s", opening_s)


def _compare(bench: Bench, name: str, title: str, before: _Filled, after: tuple[RunningServer, Case]) -> None:
    """Measure both in turn, a few times. Raises: ServerFailed."""
    measure(before[0], before[1], 1)
    measure(*after, 1)
    for _ in range(_TIMES):
        reference = measure(before[0], before[1], bench.seconds)
        bench.recorder.pair(name, title, _GOAL, measure(*after, bench.seconds).cpu_us, reference.cpu_us)


def allow_files(connections: int) -> None:
    """Let this process, and those that it starts, open so many connections. Raises: ServerFailed where it may not."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = connections + _SPARE_FILES
    if wanted > hard:
        raise ServerFailed(f"needs {wanted:,} open files, the limit here is {hard:,}")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))


async def beside_connections(server: RunningServer, count: int, measured: Callable[[], None]) -> float:
    """Measure while connections are held open; returns the seconds that it took to open them.

    Raises: ServerFailed where one of them was closed or not answered.
    """
    begin_s = time.perf_counter()
    held: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []
    while len(held) < count:
        at_once = min(_AT_ONCE, count - len(held))
        held += await asyncio.gather(*(asyncio.open_connection("127.0.0.1", server.port) for _ in range(at_once)))
    await _ask_on_each(held)
    opening_s = time.perf_counter() - begin_s
    await asyncio.to_thread(measured)
    await _ask_on_each(held)
    for _, writer in held:
        writer.close()
    return opening_s


async def _ask_on_each(held: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]]) -> None:
    for start in range(0, len(held), _AT_ONCE):
        some = held[start : start + _AT_ONCE]
        for _, writer in some:
            writer.write(_HEALTH)
        for answer in await asyncio.gather(*(reader.read(1 << 16) for reader, _ in some)):
            if not answer.startswith(b"HTTP/1.1 200"):
                raise ServerFailed(f"a held connection was answered {answer[:100]!r}")


@contextmanager
def _server(bench: Bench) -> Iterator[_Filled]:
    port = free_port()
    with running(ours(port), port, bench.folder, our_answer) as server, connected(port) as connection:
        yield server, set_case(new_organisation(connection), port), connection
