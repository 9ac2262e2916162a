"""Collects samples while servers run, and makes results of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from benchmarks.cases import Case
from benchmarks.process import RunningServer
from benchmarks.results import Fact, Load, Ratio, Server
from benchmarks.spread import ratios, spread
from benchmarks.world import WrongAnswer


@dataclass(frozen=True, slots=True)
class Sample:
    """What one measurement gave."""

    requests: int
    cpu_us: float
    requests_per_s: float
    p50_ms: float
    p99_ms: float


@dataclass(slots=True)
class _Pairs:
    title: str
    goal: float | None
    ours_us: list[float] = field(default_factory=list)
    reference_us: list[float] = field(default_factory=list)


@dataclass(slots=True)
class _Process:
    title: str
    version: str
    first_answer_s: list[float] = field(default_factory=list)
    peak_mb: list[float] = field(default_factory=list)


@dataclass(slots=True)
class _Values:
    title: str
    unit: str
    goal: float | None
    samples: list[float] = field(default_factory=list)


class Recorder:
    """Samples by name, in the order in which the names came first."""

    def __init__(self) -> None:
        self.left_out: dict[str, str] = {}
        self._samples: defaultdict[tuple[str, str], list[Sample]] = defaultdict(list)
        self._pairs: dict[str, _Pairs] = {}
        self._processes: dict[str, _Process] = {}
        self._values: dict[str, _Values] = {}

    def load(self, server: str, case: str, sample: Sample) -> None:
        """One server under load."""
        self._samples[server, case].append(sample)

    def pair(self, name: str, title: str, goal: float | None, ours_us: float, reference_us: float) -> None:
        """Ours and what it is compared with, measured one after the other."""
        pairs = self._pairs.setdefault(name, _Pairs(title, goal))
        pairs.ours_us.append(ours_us)
        pairs.reference_us.append(reference_us)

    def process(self, name: str, title: str, version: str, server: RunningServer) -> None:
        """One life of a server, near its end."""
        process = self._processes.setdefault(name, _Process(title, version))
        process.first_answer_s.append(server.first_answer_s)
        process.peak_mb.append(server.peak_mb())

    def fact(self, name: str, title: str, unit: str, value: float, goal: float | None = None) -> None:
        """One sample of a quantity of our server alone."""
        self._values.setdefault(name, _Values(title, unit, goal)).samples.append(value)

    def loads(self) -> list[Load]:
        """All loads."""
        return [
            Load(
                server,
                case,
                spread([sample.cpu_us for sample in samples]),
                spread([sample.requests_per_s for sample in samples]),
                spread([sample.p50_ms for sample in samples]),
                spread([sample.p99_ms for sample in samples]),
            )
            for (server, case), samples in self._samples.items()
        ]

    def ratios(self) -> dict[str, Ratio]:
        """All comparisons."""
        return {
            name: Ratio(
                pairs.title,
                ratios(pairs.ours_us, pairs.reference_us),
                spread(pairs.ours_us),
                spread(pairs.reference_us),
                pairs.goal,
            )
            for name, pairs in self._pairs.items()
        }

    def servers(self) -> dict[str, Server]:
        """All servers that ran."""
        return {
            name: Server(process.title, process.version, spread(process.first_answer_s), spread(process.peak_mb))
            for name, process in self._processes.items()
        }

    def facts(self) -> dict[str, Fact]:
        """All other quantities."""
        return {
            name: Fact(values.title, values.unit, spread(values.samples), values.goal)
            for name, values in self._values.items()
        }


def measure(server: RunningServer, case: Case, seconds: int) -> Sample:
    """Check that the answer is right, put load on, and ask the system what it cost.

    Raises: WrongAnswer where one answer is, or where requests were refused, or not refused, against what they should.
    """
    case.check()
    sequence = case.sequence() if case.sequence else 0
    begin_s = server.cpu_s()
    outcome = case.load(seconds)
    cpu_s = server.cpu_s() - begin_s
    if outcome.refused != (outcome.requests if case.refused else 0):
        raise WrongAnswer(f"{case.name}: {outcome.refused} of {outcome.requests} requests were refused")
    if case.sequence and (written := case.sequence() - sequence) < outcome.requests:
        raise WrongAnswer(f"{case.name}: {outcome.requests} requests wrote {written} events")
    return Sample(
        outcome.requests,
        cpu_s / outcome.requests * 1e6,
        outcome.requests / outcome.seconds,
        outcome.p50_ms,
        outcome.p99_ms,
    )
