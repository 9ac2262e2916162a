"""Runs the model against one server."""

from __future__ import annotations

import time

from hypothesis import HealthCheck, Phase, assume, seed, settings
from hypothesis.errors import Flaky, Unsatisfiable
from hypothesis.stateful import run_state_machine_as_test

from .findings import Finding
from .machine import Organisation
from .model_client import Difference
from .options import Options
from .telling import covered
from .watch import Watch
from .world import World

CHECK = "model"
SHRINK_S = 5.0
STEPS = 20
"""Requests of one sequence, at most."""


class _Shortest:
    """The difference with the fewest requests, and the time that there is to look for a shorter one."""

    def __init__(self) -> None:
        self.difference: Difference | None = None
        self._deadline = 0.0

    def keep(self, difference: Difference) -> None:
        """Keep it if it is the shortest so far."""
        if self.difference is None:
            self._deadline = time.monotonic() + SHRINK_S
        if self.difference is None or len(difference.steps) < len(self.difference.steps):
            self.difference = difference

    @property
    def is_settled(self) -> bool:
        """Whether it is time to stop."""
        return self.difference is not None and time.monotonic() > self._deadline


def run_model(options: Options, world: World, watch: Watch, deadline: float | None = None) -> None:
    """Try sequences; the shortest one that shows a difference is a finding.

    Args:
        deadline: when no sequence is begun any more, by the monotonic clock; None: when all were tried.

    Raises: CannotFuzz.
    """
    watch.phase = "model"
    shortest = _Shortest()

    @seed(options.seed)
    class Fresh(Organisation):
        def __init__(self) -> None:
            # Hypothesis has no limit of its own below minutes: what is not tried at all is over at once.
            assume(not shortest.is_settled and (deadline is None or time.monotonic() < deadline))
            super().__init__(world, watch.statistics, options.patience_s, shortest.keep)

    chosen = settings(
        max_examples=options.max_examples,
        stateful_step_count=STEPS,
        phases=(Phase.generate, Phase.shrink),
        database=None,
        deadline=None,
        report_multiple_bugs=False,
        print_blob=False,
        suppress_health_check=list(HealthCheck),
    )
    try:
        run_state_machine_as_test(Fresh, settings=chosen)
    except Unsatisfiable:
        # No sequence was begun in time.
        if deadline is None:
            raise
    except (Difference, Flaky):
        # Flaky where the shortest one could not be tried again; what was seen is kept either way.
        if shortest.difference is None:
            raise
    if shortest.difference is not None:
        _add(shortest.difference, watch)


def _add(difference: Difference, watch: Watch) -> None:
    look = difference.look
    finding = Finding(
        CHECK,
        look.operation,
        watch.phase,
        str(difference),
        difference.answer.status_code,
        covered(difference.answer.text),
        difference.steps,
        difference.shown,
        f"assert look({look.name!r}, response) == {look.expected!r}",
    )
    watch.findings.setdefault((CHECK, look.operation), finding)
