"""The system's clock."""

from __future__ import annotations

import time

from mockserver.domain.ids import Instant
from mockserver.store.clock import SettableClock


def test_it_tells_the_present_in_microseconds() -> None:
    """An instant lies between the machine's time just before and just after."""
    before = time.time_ns() // 1000
    now = SettableClock().now()
    after = time.time_ns() // 1000

    assert before <= now <= after


def test_it_never_runs_backwards() -> None:
    """Instants that are asked for one after the other never fall."""
    clock = SettableClock()
    instants = [clock.now() for _ in range(10_000)]

    assert instants == sorted(instants)


def test_a_fixed_clock_stands_still() -> None:
    """It shows the very instant until it is moved or let go."""
    clock = SettableClock()
    clock.fix(Instant(5))

    assert (clock.now(), clock.now(), clock.fixed) == (5, 5, True)
    clock.advance(-2)
    assert clock.now() == 3
    clock.release()
    assert clock.now() > 1_000_000
    assert not clock.fixed


def test_a_moved_clock_goes_on() -> None:
    """It is ahead of the machine's clock by the sum of what it was moved."""
    clock = SettableClock()
    clock.advance(3_600_000_000)
    clock.advance(-600_000_000)

    before = time.time_ns() // 1000
    now = clock.now()

    assert clock.ahead == 3_000_000_000
    assert now >= before + 3_000_000_000
    clock.release()
    assert clock.now() < now
