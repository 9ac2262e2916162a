"""What a fresh instance costs the server: for a host that it did not know, and by a reset."""

from __future__ import annotations

import time
from collections.abc import Sequence

from benchmarks.cases import set_case
from benchmarks.duels import Bench
from benchmarks.http_client import Connection, connected, request_bytes
from benchmarks.journal import USUAL, fill
from benchmarks.process import RunningServer, free_port, running
from benchmarks.servers import our_answer, ours
from benchmarks.world import FLOW_PATH, TOKEN, done, new_organisation
from mockserver.operations.first_instance import first_instance
from mockserver.settings import Settings

NAME = "fresh"
_GOAL_MS = 1.0
_HOSTS = 500
_RESETS = 50
_ACTIONS = 50
"""Created before each reset: about as much as a test does."""
_IN_PROCESS = 200
_RESET = request_bytes("POST", "/__admin/reset", token=TOKEN)


def fresh_instances(bench: Bench, times: int) -> None:
    """Measure all of it that many times. Raises: ServerFailed."""
    record = bench.recorder.fact
    for _ in range(times):
        record("fresh instance", "a fresh instance, in process", "ms CPU", _in_process_ms(), _GOAL_MS)
        port = free_port()
        with running(ours(port), port, bench.folder, our_answer) as server, connected(port) as connection:
            _cpu_ms(server, connection, [_RESET])  # imports Flask, once a process
            hosts = [request_bytes("GET", FLOW_PATH, token=TOKEN, host=f"test{n}.localhost") for n in range(_HOSTS)]
            new_host_ms = _cpu_ms(server, connection, hosts)
            record("new host", "the first request of a new host", "ms CPU", new_host_ms, _GOAL_MS)
            resets_ms = [_reset_ms(server, connection) for _ in range(_RESETS)]
            title = f"POST /__admin/reset after {_ACTIONS} writes"
            record("reset", title, "ms CPU", sum(resets_ms) / _RESETS, _GOAL_MS)
            fill(server, set_case(new_organisation(connection), port), USUAL)
            full_ms = _cpu_ms(server, connection, [_RESET])
            record("full reset", f"the same with a full journal of {USUAL:,} entries", "ms CPU", full_ms, _GOAL_MS)


def _in_process_ms() -> float:
    settings = Settings()
    first_instance(settings)  # reads the table of roles, once a process
    begin_s = time.process_time()
    for _ in range(_IN_PROCESS):
        first_instance(settings)
    return (time.process_time() - begin_s) / _IN_PROCESS * 1e3


def _reset_ms(server: RunningServer, connection: Connection) -> float:
    new_organisation(connection).new_actions(_ACTIONS)
    return _cpu_ms(server, connection, [_RESET])


def _cpu_ms(server: RunningServer, connection: Connection, requests: Sequence[bytes]) -> float:
    """CPU time of the server for each of the requests, which must succeed. Raises: WrongAnswer."""
    begin_s = server.cpu_s()
    answers = connection.ask_all(requests)
    cpu_s = server.cpu_s() - begin_s
    for answer in answers:
        done(answer)
    return cpu_s / len(requests) * 1e3
