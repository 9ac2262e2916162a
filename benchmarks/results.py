"""What one run of the benchmark found, and its form as JSON."""

from __future__ import annotations

from pathlib import Path

import msgspec

from benchmarks.spread import Spread

FOLDER = Path(__file__).parent / "results"
LATEST = FOLDER / "latest.json"
"""The results that the documentation shows; the one file of its folder that is committed."""


class Load(msgspec.Struct, frozen=True):
    """One server under one kind of request."""

    server: str
    case: str
    cpu_us: Spread
    """CPU time of the server's processes for one request."""
    requests_per_s: Spread
    p50_ms: Spread
    p99_ms: Spread


class Server(msgspec.Struct, frozen=True):
    """One server, whatever it is asked."""

    title: str
    version: str
    first_answer_s: Spread
    """From the start of the process to the end of its first answer."""
    peak_mb: Spread
    """Most memory that was resident at once, in 10^6 bytes."""


class Ratio(msgspec.Struct, frozen=True):
    """Cost of ours divided by the cost of something else, measured in pairs."""

    title: str
    ratio: Spread
    ours_us: Spread
    reference_us: Spread
    goal: float | None
    """The ratio is to be at most this; None where it is only told."""


class Fact(msgspec.Struct, frozen=True):
    """One quantity of our server alone; less is better."""

    title: str
    unit: str
    value: Spread
    goal: float | None = None


class Results(msgspec.Struct, frozen=True):
    """All of a run, each part by name."""

    measured_at: str
    """ISO 8601, UTC."""
    machine: dict[str, str]
    settings: dict[str, float]
    """How it was measured: rounds, seconds a measurement, connections."""
    servers: dict[str, Server]
    loads: list[Load]
    ratios: dict[str, Ratio]
    facts: dict[str, Fact]
    left_out: dict[str, str]
    """Why something was not measured, by its name."""


def encode(results: Results) -> bytes:
    """JSON for people to read and git to compare, rounded to what was measured."""
    return msgspec.json.format(msgspec.json.encode(_rounded(results)), indent=1) + b"\n"


def decode(data: bytes) -> Results:
    """Read what `encode` wrote. Raises: msgspec.DecodeError."""
    return msgspec.json.decode(data, type=Results)


def _rounded(results: Results) -> object:
    return _significant(msgspec.to_builtins(results))


def _significant(value: object) -> object:
    if isinstance(value, float):
        return float(f"{value:.5g}")
    if isinstance(value, dict):
        return {key: _significant(part) for key, part in value.items()}
    return [_significant(part) for part in value] if isinstance(value, list) else value
