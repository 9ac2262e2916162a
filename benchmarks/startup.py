"""What our server costs before it is asked for much: its start and its memory at rest."""

from __future__ import annotations

import time

from benchmarks.duels import Bench
from benchmarks.process import environment, free_port, output_of, running
from benchmarks.servers import our_answer, our_program, ours

NAME = "startup"
_REST_S = 1.0
_HELP_TIMEOUT_S = 30.0


def start_up(bench: Bench, times: int) -> None:
    """Measure all of it that many times. Raises: ServerFailed."""
    record = bench.recorder.fact
    for _ in range(times):
        port = free_port()
        with running(ours(port), port, bench.folder, our_answer) as server:
            record("first answer", "start to first answer", "s", server.first_answer_s, 0.35)
            time.sleep(_REST_S)
            record("rest", "memory at rest", "MB", server.resident_mb(), 70)
        begin_s = time.perf_counter()
        output_of([our_program(), "--help"], _HELP_TIMEOUT_S, env=environment())
        record("help", "zitadel-mock --help", "s", time.perf_counter() - begin_s, 0.2)
