"""Politeness and patience."""

from __future__ import annotations

from contracts.verify.lag import Lag
from contracts.verify.pace import Pace
from contracts.verify.patience import Late, Patience


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
    """Waiting for one read is bounded, and a wait in vain is told; each read is waited for anew."""
    patience = Patience(0.05)

    assert len(list(patience.attempts())) > 1
    assert len(list(patience.attempts())) > 1
    assert patience.in_vain == 2
    assert "2 waits of up to 0.05 s did not help" in str(patience)


def test_patience_grows_with_the_lag() -> None:
    """What was measured, and what came late since, says how long a read is waited for, up to the bound."""
    patience = Patience(5.0)
    least = patience.allowed_s
    patience.lag = Lag(longest_s=0.2, reads=15, late=1)
    measured = patience.allowed_s
    patience.came_late(Late("GetFlow", "a check", "json", "GetFlow", 0.5))
    later = patience.allowed_s
    patience.came_late(Late("GetFlow", "a check", "json", "GetFlow", 4.0))

    assert 0 < least < measured < later < patience.allowed_s == 5.0
    assert "2 reads came late, at most 4.00 s" in str(patience)


def test_no_wait_asked_for() -> None:
    """Without time to wait there is one attempt."""
    assert len(list(Patience(0.0).attempts())) == 1
