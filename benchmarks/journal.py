"""What keeping a journal adds to a write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.cases import TITLES, Case, set_case
from benchmarks.duels import Bench
from benchmarks.http_client import connected
from benchmarks.process import RunningServer, free_port, running
from benchmarks.recorder import measure
from benchmarks.servers import our_answer, ours
from benchmarks.world import new_organisation

NAME = "journal"
_GOAL = 1.15
USUAL = 10_000
"""Entries that are kept where no flag says otherwise."""
_MANY = 100_000


def journal(bench: Bench) -> None:
    """One round of servers with a full journal against one without. Raises: ServerFailed."""
    with _server(bench, 0) as off:
        # As many events are kept on both sides, so that the journal is all that differs.
        fill(*off, _MANY)
        for entries in (USUAL, _MANY):
            with _server(bench, entries) as on:
                fill(*on, _MANY)
                without = measure(*off, bench.seconds)
                kept = measure(*on, bench.seconds)
            title = f"{TITLES[on[1].name]} with a full journal of {entries:,} entries / without a journal"
            bench.recorder.pair(f"journal of {entries}", title, _GOAL, kept.cpu_us, without.cpu_us)


@contextmanager
def _server(bench: Bench, entries: int) -> Iterator[tuple[RunningServer, Case]]:
    """Ours with a journal of that many entries, and a write on it that was warmed up."""
    port = free_port()
    command = ours(port, "--max-journal-entries", str(entries))
    with running(command, port, bench.folder, our_answer) as server, connected(port) as connection:
        case = set_case(new_organisation(connection), port)
        measure(server, case, 1)
        yield server, case


def fill(server: RunningServer, case: Case, writes: int) -> None:
    """Write at least so many times. Raises: ServerFailed."""
    asked = 0
    while asked < writes:
        asked += measure(server, case, 1).requests
