"""The system's clock."""

from __future__ import annotations

import time

from mockserver.store.clock import SystemClock


def test_it_tells_the_present_in_microseconds() -> None:
    """An instant lies between the machine's time just before and just after."""
    before = time.time_ns() // 1000
    now = SystemClock().now()
    after = time.time_ns() // 1000

    assert before <= now <= after


def test_it_never_runs_backwards() -> None:
    """Instants that are asked for one after the other never fall."""
    clock = SystemClock()
    instants = [clock.now() for _ in range(10_000)]

    assert instants == sorted(instants)
