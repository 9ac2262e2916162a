"""Instructions a request, which hardly depend on what else the machine does: `python -m benchmarks.instructions`.

Our server runs under callgrind, which counts what its threads execute outside the kernel. It takes some fifty times as
long there, so that all of this takes about ten minutes; `--only` chooses what is counted.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks import cases, growth
from benchmarks.cases import TITLES, Case, our_cases, set_case
from benchmarks.growth import FULL, SMALL, Growth, beside_connections
from benchmarks.http_client import Connection, connected
from benchmarks.process import RunningServer, ServerFailed, free_port, output_of, running
from benchmarks.servers import our_answer, ours
from benchmarks.world import new_organisation

_CASES = (cases.SET, cases.GET_FLOW, cases.UNAUTHENTICATED, cases.NO_ROUTE, cases.REFUSED, cases.GRPC_WEB)
_START_TIMEOUT_S = 300.0
_CONTROL_TIMEOUT_S = 120.0
_TIMES = 3
_WARM_UP = 20
_CONNECTIONS = SMALL.connections
"""With more of them the first are closed as idle before the count is over, so slow is the server under callgrind."""
_OUTPUT = "callgrind.out"


@dataclass(frozen=True, slots=True)
class Counted:
    """Our server under callgrind, and a connection to it."""

    server: RunningServer
    connection: Connection
    folder: Path

    def a_request(self, case: Case, seconds: int) -> list[int]:
        """Instructions that the server takes for each of many requests, counted a few times.

        Raises: ServerFailed.
        """
        case.check()
        # From here on: switched off and on again, callgrind counts wrongly.
        self._control("--instr=on")
        for _ in range(_WARM_UP):
            our_answer(self.server.port)  # waits, however long the first ones take
        case.load(1)
        return [self._count(case, seconds) for _ in range(_TIMES)]

    def a_write(self, seconds: int) -> list[int]:
        """As `a_request`, for SetTriggerActions in an organisation of its own."""
        return self.a_request(set_case(new_organisation(self.connection), self.server.port), seconds)

    def _count(self, case: Case, seconds: int) -> int:
        self._control("--zero")
        requests = case.load(seconds).requests
        self._control("--dump")
        newest = max(self.folder.glob(f"{_OUTPUT}.*.*"), key=lambda file: int(file.suffix[1:]))
        with newest.open(encoding="utf-8") as lines:
            total = next(int(line.split()[1]) for line in lines if line.startswith("summary:"))
        return round(total / requests)

    def _control(self, command: str) -> None:
        output_of(["callgrind_control", command, str(self.server.pid)], _CONTROL_TIMEOUT_S)


@contextmanager
def counted(*flags: str) -> Iterator[Counted]:
    """Our server under callgrind. Raises: ServerFailed."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="zitadel-mock-instructions-") as name:
        folder = Path(name)
        callgrind = [
            "valgrind",
            "--tool=callgrind",
            "--instr-atstart=no",
            f"--callgrind-out-file={folder}/{_OUTPUT}.%p",
        ]
        with (
            running([*callgrind, *ours(port, *flags)], port, folder, our_answer, _START_TIMEOUT_S) as server,
            connected(port) as connection,
        ):
            yield Counted(server, connection, folder)


def requests(_: Growth, seconds: int) -> None:
    """Count each kind of request in an instance that holds little."""
    with counted() as on:
        for case in our_cases(on.connection, on.server.port, set(_CASES), None):
            _say(TITLES[case.name], on.a_request(case, seconds))


def actions(size: Growth, seconds: int) -> None:
    """Count a write in an empty instance, and in one that holds many actions."""
    with counted() as on:
        _say("a write in an empty instance", on.a_write(seconds))
    with counted() as on:
        for _ in range(size.organisations):
            new_organisation(on.connection).new_actions(size.actions_each)
        held = f"{size.organisations * size.actions_each:,} actions in {size.organisations:,} organisations"
        _say(f"the same beside {held}", on.a_write(seconds))


def connections(_: Growth, seconds: int) -> None:
    """Count a write alone, and beside many open connections."""
    growth.allow_files(_CONNECTIONS)
    with counted() as on:
        _say("a write alone", on.a_write(seconds))
    with counted() as on:

        def beside() -> None:
            _say(f"the same beside {_CONNECTIONS:,} open connections", on.a_write(seconds))

        asyncio.run(beside_connections(on.server, _CONNECTIONS, beside))


def journal(_: Growth, seconds: int) -> None:
    """Count a write without a journal, with one that fills, and with a full one."""
    for title, *flags in (
        ("a write without a journal", "--max-journal-entries", "0"),
        ("the same with a full journal", "--max-journal-entries", "100"),
        ("the same with one that is not full yet", "--max-journal-entries", "1000000"),
    ):
        with counted(*flags) as on:
            _say(title, on.a_write(seconds))


PARTS: dict[str, Callable[[Growth, int], None]] = {
    part.__name__: part for part in (requests, actions, connections, journal)
}


def main() -> int:
    """Count what was asked for; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.instructions", description=__doc__)
    parser.add_argument("--only", action="append", choices=PARTS, help="count this alone; may be repeated")
    parser.add_argument("--quick", action="store_true", help="with a twentieth of the actions")
    parser.add_argument("--seconds", type=int, default=3, help="length of one load (default: %(default)s)")
    options = parser.parse_args()
    missing = [name for name in ("valgrind", "callgrind_control", "wrk") if shutil.which(name) is None]
    if missing:
        print(f"not installed: {', '.join(missing)}; on Debian: apt-get install valgrind wrk", file=sys.stderr)
        return 2
    try:
        for name in options.only or PARTS:
            PARTS[name](SMALL if options.quick else FULL, options.seconds)
    except (ServerFailed, OSError) as error:
        print(f"our server failed: {error}", file=sys.stderr)
        return 1
    return 0


def _say(what: str, counts: list[int]) -> None:
    middle = sorted(counts)[len(counts) // 2]
    print(f"{middle:>9,} ({min(counts):,}-{max(counts):,})  {what}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
