"""The log of events."""

from __future__ import annotations

import pytest

from mockserver.domain.events import InstanceRestored, Recorded
from mockserver.domain.ids import Instant
from mockserver.store.log import InMemoryEventLog


def events(count: int) -> list[Recorded]:
    """Distinct events, oldest first."""
    event = InstanceRestored("i")
    return [Recorded(event, number, Instant(number)) for number in range(1, count + 1)]


@pytest.mark.parametrize(("happened", "kept"), [(0, 0), (1, 1), (2, 2), (3, 3), (4, 3), (1_000, 3)])
def test_the_newest_are_kept_in_order(happened: int, kept: int) -> None:
    """A log of three keeps the last three events, oldest first."""
    log = InMemoryEventLog(3)
    all_events = events(happened)
    for event in all_events:
        log.append(event)

    assert list(log) == all_events[happened - kept :]
