"""What keeping a journal adds to a write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from benchmarks.cases import TITLES, Case, set_case
from benchmarks.duels import Bench
from benchmarks.http_client import connected
from benchmarks.process import RunningServer, free_port, running
from benchmarks.recorder import measure
from benchmarks.servers import our_answer, ours
from benchmarks.world import new_organisation

NAME = "journal"
USUAL = 10_000
"""Entries that are kept where no flag says otherwise."""
_MANY = 100_000
_GOAL = 1.15
_TIMES = 2


def journal(bench: Bench) -> None:
    """One round of servers with a full journal against one without. Raises: ServerFailed."""
    with ExitStack() as stack:
        off, *kept = (stack.enter_context(_server(bench, entries)) for entries in (0, USUAL, _MANY))
        # As many events are kept on all sides, so that the journal is all that differs.
        for server, case in (off, *kept):
            fill(server, case, _MANY)
        for _ in range(_TIMES):
            for entries, on in zip((USUAL, _MANY), kept, strict=True):
                without, with_it = measure(*off, bench.seconds), measure(*on, bench.seconds)
                title = f"{TITLES[on[1].name]}, with a full journal of {entries:,} / without one"
                bench.recorder.pair(f"journal of {entries}", title, _GOAL, with_it.cpu_us, without.cpu_us)


def fill(server: RunningServer, case: Case, writes: int) -> None:
    """Write at least so many times. Raises: ServerFailed."""
    asked = 0
    while asked < writes:
        asked += measure(server, case, 1).requests


@contextmanager
def _server(bench: Bench, entries: int) -> Iterator[tuple[RunningServer, Case]]:
    """Ours with a journal of that many entries, and a write on it."""
    port = free_port()
    command = ours(port, "--max-journal-entries", str(entries))
    with running(command, port, bench.folder, our_answer) as server, connected(port) as connection:
        yield server, set_case(new_organisation(connection), port)
