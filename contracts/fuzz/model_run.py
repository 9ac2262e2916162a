"""Runs the model against one server."""

from __future__ import annotations

from hypothesis import HealthCheck, seed, settings
from hypothesis.errors import FlakyFailure
from hypothesis.stateful import run_state_machine_as_test

from .findings import Finding
from .machine import Organisation
from .model_client import Difference
from .options import Options
from .telling import covered
from .watch import Watch
from .world import World

CHECK = "model"
STEPS = 20
"""Requests of one sequence, at most."""


def run_model(options: Options, world: World, watch: Watch) -> None:
    """Try sequences; the shortest one that shows a difference is a finding.

    Raises: CannotFuzz.
    """
    watch.phase = "model"

    @seed(options.seed)
    class Fresh(Organisation):
        def __init__(self) -> None:
            super().__init__(world, watch.statistics, options.patience_s)

    chosen = settings(
        max_examples=options.max_examples,
        stateful_step_count=STEPS,
        database=None,
        deadline=None,
        report_multiple_bugs=False,
        print_blob=False,
        suppress_health_check=list(HealthCheck),
    )
    try:
        run_state_machine_as_test(Fresh, settings=chosen)
    except Difference as difference:
        _add(difference, watch)
    except FlakyFailure as flaky:
        # The server did not do the same twice, which is a difference as well: the one that was seen.
        for error in flaky.exceptions:
            if isinstance(error, Difference):
                _add(error, watch)
                break
        else:
            raise


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
