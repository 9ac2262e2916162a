"""Time that passes with writes."""

from __future__ import annotations

import time

from mockserver.domain.events import InstanceRestored, Recorded
from mockserver.domain.ids import Instant
from mockserver.store.clock import SettableClock
from mockserver.store.stepping import START, STEP, SteppingClock, SteppingLog, client_time


def write(log: SteppingLog, at: int) -> None:
    """Log an event of an instant."""
    log.append(Recorded(InstanceRestored("i"), 1, Instant(at)))


def test_reading_moves_nothing() -> None:
    """Time stands still however often it is asked for."""
    clock = SteppingClock()

    assert [clock.now(), clock.now()] == [START, START]


def test_a_write_is_a_second() -> None:
    """The events of one write, all at one instant, move time once."""
    clock = SteppingClock()
    log = SteppingLog(10, clock)

    write(log, START)
    write(log, START)

    assert clock.now() == START + STEP


def test_time_goes_on_after_what_was_restored() -> None:
    """An event from later moves time behind it, one from earlier does not move it back."""
    clock = SteppingClock()
    log = SteppingLog(10, clock)

    write(log, START + 100 * STEP)
    write(log, START - 100 * STEP)

    assert clock.now() == START + 101 * STEP


def test_it_can_be_set() -> None:
    """A fixed clock does not move with writes; an advanced one goes on from where it is; released it is as it was."""
    clock = SteppingClock()
    log = SteppingLog(10, clock)
    clock.advance(5 * STEP)
    write(log, clock.now())
    assert clock.now() == START + 6 * STEP

    clock.fix(Instant(1))
    write(log, 1)
    assert clock.now() == 1

    clock.release()
    assert clock.now() == START + STEP


def test_clients_go_by_the_real_time() -> None:
    """Dates of clients are compared with the machine's clock where time is made up, with the instance's elsewhere."""
    before = time.time_ns() // 1000
    settable = SettableClock()
    settable.fix(Instant(1))

    assert client_time(SteppingClock()) >= before
    assert client_time(settable) == 1
