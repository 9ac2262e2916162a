"""Looks for the smallest example that shows a difference, in bounded time; what the phases of our own share."""

from __future__ import annotations

import time
from collections.abc import Callable

from hypothesis import HealthCheck, Phase, assume, settings
from hypothesis.errors import Flaky, Unsatisfiable

from .findings import Finding
from .model_client import Difference
from .telling import covered
from .watch import Watch

SHRINK_S = 5.0


class Shortest:
    """The smallest difference so far, and the time that there is to look for a smaller one."""

    def __init__(self, deadline: float | None) -> None:
        """Begin no example behind a deadline, by the monotonic clock; None: try all."""
        self.difference: Difference | None = None
        self._deadline = deadline
        self._settled_at = 0.0

    def keep(self, difference: Difference) -> None:
        """Keep it if it is the smallest so far."""
        if self.difference is None:
            self._settled_at = time.monotonic() + SHRINK_S
        if self.difference is None or difference.size < self.difference.size:
            self.difference = difference

    def require_time(self) -> None:
        """Let Hypothesis pass over an example that there is no time for.

        It has no limit of its own below minutes: what is not tried at all is over at once.
        """
        now = time.monotonic()
        settled = self.difference is not None and now > self._settled_at
        assume(not settled and (self._deadline is None or now < self._deadline))

    def search(self, run: Callable[[], None]) -> None:
        """Have Hypothesis run; the smallest difference is in `difference` behind it. Raises: CannotFuzz."""
        try:
            run()
        except Unsatisfiable:
            # No example was begun in time.
            if self._deadline is None:
                raise
        except (Difference, Flaky):
            # Flaky where the smallest one could not be tried again; what was seen is kept either way.
            if self.difference is None:
                raise


def bounded(max_examples: int, steps: int = 50) -> settings:
    """How examples are drawn: the same for the same seed, with nothing kept between runs.

    Args:
        steps: of one example, where it is a sequence.
    """
    return settings(
        max_examples=max_examples,
        phases=(Phase.generate, Phase.shrink),
        database=None,
        deadline=None,
        report_multiple_bugs=False,
        print_blob=False,
        suppress_health_check=list(HealthCheck),
        stateful_step_count=steps,
    )


def add_finding(check: str, difference: Difference, watch: Watch) -> None:
    """Tell a difference as the other phases tell theirs."""
    look = difference.look
    finding = Finding(
        check,
        look.operation,
        watch.phase,
        str(difference),
        difference.answer.status_code,
        covered(difference.answer.text),
        difference.steps,
        difference.shown,
        f"assert look({look.name!r}, response) == {look.expected!r}",
    )
    watch.findings.setdefault((check, look.operation), finding)
