"""Results to test with."""

from __future__ import annotations

from benchmarks.results import Fact, Load, Ratio, Results, Server
from benchmarks.spread import Spread, spread

MACHINE = {"cpu": "A CPU", "cores": "2", "memory": "8 GB", "kernel": "6.1", "python": "3.11.7"}


def around(median: float, samples: int = 3) -> Spread:
    """Samples that lie within one part in a hundred of a value."""
    return Spread(median, median * 0.995, median * 1.005, samples)


def results(ratio: Spread | None = None, fact: Spread | None = None, machine: dict[str, str] | None = None) -> Results:
    """Results of a run with one peer, whose ratio and whose one other fact are given."""
    load = spread([40.0, 41.0, 45.0])
    return Results(
        measured_at="2025-12-24T10:00:00+00:00",
        machine=machine or MACHINE,
        settings={"rounds": 3, "seconds": 2, "connections": 8},
        servers={
            "zitadel-mock": Server("zitadel-mock", "0.1.0", spread([0.3]), spread([60.0])),
            "other": Server("An <other> server", "1.2", spread([1.5]), spread([1790.0])),
        },
        loads=[
            Load("zitadel-mock", "set_trigger_actions", load, spread([25_000.0]), spread([0.25]), spread([1.0])),
            Load("other", "canned", spread([80.0]), spread([12_000.0]), spread([0.5]), spread([2.0])),
        ],
        ratios={"set / other": Ratio("Setting / other", ratio or around(0.5), load, around(80.0), 1.0)},
        facts={"rest": Fact("memory at rest", "MB", fact or around(60.0), 70)},
        left_out={"prism": "npm is not installed"},
    )
