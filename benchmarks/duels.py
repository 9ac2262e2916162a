"""Ours against others: both run at once and are measured in turn, A B A B, so that what disturbs one disturbs both."""

from __future__ import annotations

import importlib.metadata
import json
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks import cases
from benchmarks.cases import TITLES, Case, our_cases, peer_case
from benchmarks.http_client import connected
from benchmarks.process import RunningServer, ServerFailed, free_port, running
from benchmarks.recorder import Recorder, Sample, measure
from benchmarks.servers import OURS, Peer, our_answer, ours

_ENCODINGS = 20


class PeerFailed(ServerFailed):
    """A server that ours is compared with did not start or did not answer rightly."""


@dataclass(frozen=True, slots=True)
class Duel:
    """What of ours is held against a peer, each with the ratio that is to be reached, None where it is only told."""

    peer: str
    goals: dict[str, float | None]


AGAINST_PEERS = (
    Duel(
        "uvicorn-echo",
        {
            cases.SET: 1.4,
            cases.GET_FLOW: 1.6,
            cases.UNAUTHENTICATED: 1.2,
            cases.NO_ROUTE: 1.2,
            cases.REFUSED: 1.2,
        },
    ),
    Duel("wiremock", {cases.SET: 1.0}),
    Duel("mockserver", {cases.SET: 1.0}),
    Duel("prism", {cases.SET: 1.0}),
    Duel("connexion", {cases.SET: 1.0}),
    Duel("grpc-aio", {cases.GRPC: 1.5}),
    Duel("grpclib", {cases.GRPC: None}),
)
OWN = "own"
"""Name of the comparisons of ours with itself."""
_WEB_GOAL = 1.3
_LIST_GOAL = 2.0
_TIMES = 2


@dataclass(frozen=True, slots=True)
class Bench:
    """What every measurement needs.

    Attributes:
        seconds: length of one measurement.
        most_warm_up_s: longest load that is not measured.
        folder: receives the servers' output.
    """

    recorder: Recorder
    seconds: int
    most_warm_up_s: int
    folder: Path
    ghz: Path | None


def against(bench: Bench, duel: Duel, peer: Peer, rounds: int) -> None:
    """Rounds of a duel in one life of both servers.

    Raises: PeerFailed; ServerFailed where ours failed.
    """
    with ExitStack() as stack:
        try:
            port = free_port()
            other = stack.enter_context(running(peer.command(port, bench.folder), port, bench.folder, peer.answers))
        except ServerFailed as error:
            raise PeerFailed(str(error)) from error
        own = stack.enter_context(our_server(bench, set(duel.goals)))
        reference = peer_case(peer, other.port, bench.ghz)
        _peer_sample(other, reference, min(peer.warm_up_s, bench.most_warm_up_s))
        measure(own.server, own.cases[0], 1)
        for _ in range(rounds):
            for case in own.cases:
                theirs = _peer_sample(other, reference, bench.seconds)
                sample = measure(own.server, case, bench.seconds)
                bench.recorder.load(peer.name, reference.name, theirs)
                bench.recorder.load(OURS, case.name, sample)
                title = f"{TITLES[case.name]} / {peer.title}"
                name, goal = f"{case.name} / {peer.name}", duel.goals[case.name]
                bench.recorder.pair(name, title, goal, sample.cpu_us, theirs.cpu_us)
        bench.recorder.process(peer.name, peer.title, peer.version, other)


def among_ourselves(bench: Bench) -> None:
    """One round of gRPC-Web against JSON, and of a long list against the encoding of its JSON.

    Raises: ServerFailed.
    """
    with our_server(bench, {cases.SET, cases.GRPC_WEB, cases.LIST}) as own:
        by_name = {case.name: case for case in own.cases}
        for name in (cases.SET, cases.GRPC_WEB):
            measure(own.server, by_name[name], 1)
        for _ in range(_TIMES):
            plain, web, listing = (
                measure(own.server, by_name[name], bench.seconds) for name in (cases.SET, cases.GRPC_WEB, cases.LIST)
            )
            for name, sample in ((cases.SET, plain), (cases.GRPC_WEB, web), (cases.LIST, listing)):
                bench.recorder.load(OURS, name, sample)
            title = f"{TITLES[cases.GRPC_WEB]} / the same over JSON"
            bench.recorder.pair(cases.GRPC_WEB, title, _WEB_GOAL, web.cpu_us, plain.cpu_us)
            title = f"{TITLES[cases.LIST]} / json.dumps of the answer"
            bench.recorder.pair(cases.LIST, title, _LIST_GOAL, listing.cpu_us, _encoding_us(own))


@dataclass(frozen=True, slots=True)
class Own:
    """Our server while it runs, and what it was filled for."""

    server: RunningServer
    cases: Sequence[Case]


@contextmanager
def our_server(bench: Bench, wanted: set[str]) -> Iterator[Own]:
    """Our server, filled; its start and memory are recorded. Raises: ServerFailed."""
    port = free_port()
    with running(ours(port), port, bench.folder, our_answer) as server, connected(port) as connection:
        yield Own(server, our_cases(connection, port, wanted, bench.ghz))
        bench.recorder.process(OURS, OURS, importlib.metadata.version(OURS), server)


def _peer_sample(server: RunningServer, case: Case, seconds: int) -> Sample:
    try:
        return measure(server, case, seconds)
    except ServerFailed as error:
        raise PeerFailed(str(error)) from error


def _encoding_us(own: Own) -> float:
    """CPU time of encoding the listed actions as JSON once, with the standard module, in this process."""
    answer = next(case for case in own.cases if case.name == cases.LIST).check()
    begin_s = time.process_time()
    for _ in range(_ENCODINGS):
        json.dumps(answer)
    return (time.process_time() - begin_s) / _ENCODINGS * 1e6
