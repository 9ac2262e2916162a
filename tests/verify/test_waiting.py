"""Politeness and patience."""

from __future__ import annotations

import itertools

from contracts.verify.pace import Pace
from contracts.verify.patience import Patience


def test_pace_spaces_requests() -> None:
    """Five requests at two a second take two seconds of waiting; time that passes anyway is not waited for."""
    now, slept = [100.0], []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    pace = Pace(2, lambda: now[0], sleep)
    for _ in range(5):
        pace.step()
    now[0] += 10
    pace.step()

    assert slept == [0.5] * 4
    assert pace.requests == 6


def test_no_pace_asked_for() -> None:
    """Without a limit nothing is waited for."""
    pace = Pace(None, lambda: 0.0, lambda _: (_ for _ in ()).throw(AssertionError))
    for _ in range(3):
        pace.step()
    assert pace.requests == 3


def test_patience_ends() -> None:
    """Waiting in vain is bounded by the budget, and told; when it is spent there is one attempt."""
    patience = Patience(0.05)
    attempts = len(list(patience.attempts()))

    assert attempts > 1
    assert len(list(patience.attempts())) == 1
    assert patience.in_vain == 2
    assert "2 waits did not help" in str(patience)


def test_patience_that_helps_costs_nothing() -> None:
    """A wait that ended well leaves the budget as it was."""
    patience = Patience(5.0)
    for _ in itertools.islice(patience.attempts(), 2):
        pass
    patience.helped(0.02)

    assert patience.budget_s == 5.0
    assert str(patience).startswith("waited 1 times for reads, 0.02 s")
