"""Runs the model against one server."""

from __future__ import annotations

from hypothesis import seed
from hypothesis.stateful import run_state_machine_as_test

from .machine import Organisation
from .options import Options
from .shortest import Shortest, add_finding, bounded
from .watch import Watch
from .world import World

CHECK = "model"
STEPS = 20
"""Requests of one sequence, at most."""


def run_model(options: Options, world: World, watch: Watch, deadline: float | None = None) -> None:
    """Try sequences; the shortest one that shows a difference is a finding.

    Args:
        deadline: when no sequence is begun any more, by the monotonic clock; None: when all were tried.

    Raises: CannotFuzz.
    """
    shortest = Shortest(deadline)

    @seed(options.seed)
    class Fresh(Organisation):
        def __init__(self) -> None:
            shortest.require_time()
            super().__init__(world, watch.statistics, options.patience_s, shortest.keep)

    chosen = bounded(options.max_examples, steps=STEPS)
    shortest.search(lambda: run_state_machine_as_test(Fresh, settings=chosen))
    if shortest.difference is not None:
        add_finding(CHECK, shortest.difference, watch)
