"""Ids."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from mockserver.store.clock import SettableClock
from mockserver.store.snowflake import Snowflakes
from tests.store.clocks import StandingClock

RECORDED = datetime(2025, 12, 24, 9, 5, 20, 881902, tzinfo=UTC)


def test_ids_are_unique_and_grow() -> None:
    """Of 100,000 ids each is larger than the one before, as a number and, at 18 digits, as a text."""
    ids = Snowflakes(SettableClock())

    made = [ids.next() for _ in range(100_000)]

    numbers = [int(text) for text in made]
    assert all(later > earlier for earlier, later in pairwise(numbers))
    assert {len(text) for text in made} == {18}
    assert made == sorted(made)


def test_ids_grow_with_the_clock_after_a_burst() -> None:
    """Ids go on growing while the clock stands still, and when it moves on after more than 256 in one step."""
    clock = StandingClock(RECORDED)
    ids = Snowflakes(clock)
    burst = [int(ids.next()) for _ in range(1_000)]

    clock.at += timedelta(milliseconds=10)
    after = int(ids.next())

    assert burst == sorted(set(burst))
    assert after > burst[-1]


def test_an_id_tells_when_it_was_made() -> None:
    """The upper bits count steps of 10 ms since 2014-09-01, as in ids of the real server."""
    made = int(Snowflakes(StandingClock(RECORDED)).next())

    since = timedelta(milliseconds=10 * (made >> 24))
    assert RECORDED - (datetime(2014, 9, 1, tzinfo=UTC) + since) < timedelta(milliseconds=10)


@pytest.mark.parametrize("machine", [0, 1, 65_535])
def test_the_lower_bits_name_the_machine(machine: int) -> None:
    """The 16 lowest bits of every id are the machine's number."""
    ids = Snowflakes(StandingClock(RECORDED), machine)

    assert {int(ids.next()) & 0xFFFF for _ in range(300)} == {machine}


@pytest.mark.parametrize("year", [2020, 2026, 2032])
def test_ids_have_18_digits_for_years_to_come(year: int) -> None:
    """Clients that expect 18 digits find them whatever the machine's date."""
    assert len(Snowflakes(StandingClock(datetime(year, 12, 31, tzinfo=UTC))).next()) == 18
