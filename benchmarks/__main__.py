"""The command `python -m benchmarks`: measures, prints, compares, writes; see docs/performance.md."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from benchmarks import fresh, growth, install, journal, machine, startup
from benchmarks.duels import AGAINST_PEERS, OWN, Bench, Duel, PeerFailed, against, among_ourselves
from benchmarks.guard import committed, judge
from benchmarks.load import CONNECTIONS
from benchmarks.plot import plot
from benchmarks.process import ROOT, ServerFailed
from benchmarks.recorder import Recorder
from benchmarks.results import FOLDER, LATEST, Results, encode
from benchmarks.servers import PEERS, Peer
from benchmarks.table import illustrated, inserted, tables

_DOCUMENT, _PLOT = ROOT / "docs/performance.md", ROOT / "docs/performance.svg"
_BEGIN_S = time.perf_counter()
_Made = TypeVar("_Made")
_NAMES = (*PEERS, OWN, journal.NAME, startup.NAME, fresh.NAME, growth.NAME)


def main() -> int:
    """Run what was asked for; returns the exit code."""
    options = _options()
    if shutil.which("wrk") is None:
        print("wrk is not installed; on Debian: apt-get install wrk", file=sys.stderr)
        return 2
    before = committed()
    recorder = Recorder()
    rounds, seconds = (1, 1) if options.quick else (options.rounds, options.seconds)
    try:
        _run(recorder, options.only, rounds, seconds, quick=options.quick)
    except ServerFailed as error:
        print(f"our server failed: {error}", file=sys.stderr)
        return 1
    results = Results(
        measured_at=datetime.now(UTC).isoformat(timespec="seconds"),
        machine=machine.facts(),
        settings={"rounds": rounds, "seconds": seconds, "connections": CONNECTIONS},
        servers=recorder.servers(),
        loads=recorder.loads(),
        ratios=recorder.ratios(),
        facts=recorder.facts(),
        left_out=recorder.left_out,
    )
    print(tables(results))
    complete = not options.quick and set(options.only) == set(_NAMES)
    _write(results, complete=complete)
    return judge(before, results, fail=options.fail_on_regression)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure our server beside others.")
    parser.add_argument(
        "--quick",
        action="store_true",
        help="one short round, under two minutes, in which servers on a JVM do not get warm; nothing is published",
    )
    parser.add_argument("--only", action="append", choices=_NAMES, help="measure this alone; may be repeated")
    parser.add_argument("--rounds", type=int, default=3, help="how often all is measured (default: %(default)s)")
    parser.add_argument("--seconds", type=int, default=2, help="length of one measurement (default: %(default)s)")
    parser.add_argument("--fail-on-regression", action="store_true", help="exit with 1 where something got worse")
    options = parser.parse_args()
    options.only = options.only or list(_NAMES)
    return options


def _run(recorder: Recorder, only: list[str], rounds: int, seconds: int, *, quick: bool) -> None:
    with tempfile.TemporaryDirectory(prefix="zitadel-mock-bench-") as folder:
        peers = {name: peer for name in PEERS if name in only and (peer := _prepared(recorder, name, PEERS[name]))}
        ghz = None
        if any(peer.protocol == "grpc" for peer in peers.values()):
            ghz = _prepared(recorder, "ghz", install.ghz)
        if ghz is None:
            peers = {name: peer for name, peer in peers.items() if peer.protocol == "http"}
        bench = Bench(recorder, seconds, 2 if quick else 60, Path(folder), ghz)
        for number in range(1, rounds + 1):
            for duel in AGAINST_PEERS:
                peer = peers.get(duel.peer)
                if peer is not None and (number == 1 or not peer.one_life):
                    _say(f"round {number} of {rounds}: {peer.title}")
                    if not _fought(bench, duel, peer, rounds if peer.one_life else 1):
                        del peers[duel.peer]
            if OWN in only:
                _say(f"round {number} of {rounds}: ours")
                among_ourselves(bench)
            if journal.NAME in only:
                _say(f"round {number} of {rounds}: journal")
                journal.journal(bench)
        if startup.NAME in only:
            _say("start-up")
            startup.start_up(bench, times=3 if quick else 5)
        if fresh.NAME in only:
            _say("fresh instances")
            fresh.fresh_instances(bench, times=1 if quick else 3)
        if growth.NAME in only:
            growth.grow(bench, growth.SMALL if quick else growth.FULL, _say)


def _prepared(recorder: Recorder, name: str, make: Callable[[], _Made]) -> _Made | None:
    _say(f"preparing {name}")
    try:
        return make()
    except ServerFailed as error:
        recorder.left_out[name] = str(error)
        return None


def _fought(bench: Bench, duel: Duel, peer: Peer, rounds: int) -> bool:
    try:
        against(bench, duel, peer, rounds)
    except PeerFailed as error:
        bench.recorder.left_out[peer.name] = str(error)
        return False
    return True


def _say(what: str) -> None:
    print(f"{time.perf_counter() - _BEGIN_S:4.0f} s  {what}", file=sys.stderr, flush=True)


def _write(results: Results, *, complete: bool) -> None:
    """Keep the results; those of a complete run are published in the documentation."""
    FOLDER.mkdir(exist_ok=True)
    file = LATEST if complete else FOLDER / f"{results.measured_at.replace(':', '')}.json"
    file.write_bytes(encode(results))
    _say(f"written: {file.relative_to(ROOT)}")
    if complete:
        _PLOT.write_text(plot(results), "utf-8")
        shown = illustrated(tables(results), _PLOT.name)
        _DOCUMENT.write_text(inserted(_DOCUMENT.read_text("utf-8"), shown), "utf-8")
        _say(f"written: {_DOCUMENT.relative_to(ROOT)}, {_PLOT.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main())
