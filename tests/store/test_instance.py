"""One instance: events go to the log and into the state at once."""

from __future__ import annotations

from datetime import UTC, datetime

from mockserver.domain.events import Event, RowChanged
from mockserver.domain.ids import OrganisationId
from mockserver.domain.organisations import add_organisation_v2, deactivate_organisation
from mockserver.domain.rows.organisations import ORGANISATIONS
from mockserver.domain.state import InstanceState
from mockserver.store.instance import Instance
from mockserver.store.log import InMemoryEventLog
from mockserver.store.snowflake import Snowflakes
from tests.domain.worlds import contents
from tests.store.clocks import StandingClock

ORG = OrganisationId("org")
AT = datetime(2025, 12, 24, 9, 5, 20, 881902, tzinfo=UTC)


def instance(max_kept_events: int = 100) -> Instance:
    """An instance with one organisation, made at a known instant."""
    clock = StandingClock(AT)
    made = Instance(InstanceState("i", "localhost"), InMemoryEventLog(max_kept_events), clock, Snowflakes(clock))
    made.append_all(add_organisation_v2(made.state, ORG, "Org"))
    return made


def off_and_on(made: Instance) -> list[Event]:
    """The events that switch the organisation off and on again."""
    off = deactivate_organisation(made.state, made.state.organisations[ORG])
    return [off, RowChanged("org.reactivated", ORGANISATIONS, made.state.organisations[ORG])]


def test_the_events_of_one_write_share_an_instant() -> None:
    """Each event of a write has the next sequence and the same instant, and is logged as recorded."""
    made = instance()

    recorded = made.append_all(off_and_on(made))

    assert [event.sequence for event in recorded] == [5, 6]
    assert {event.at for event in recorded} == {1_766_567_120_881_902}
    assert list(made.log)[-2:] == recorded
    assert made.state.organisations[ORG].sequence == 6


def test_a_write_is_answered_from_its_first_event() -> None:
    """`append` returns the first of the events."""
    made = instance()

    events = off_and_on(made)

    first = made.append(*events)

    assert (first.event, first.sequence) == (events[0], 5)


def test_dropped_events_lose_no_state() -> None:
    """State is as full with a log of one event as with one of all."""
    short, full = instance(1), instance()
    for made in (short, full):
        made.append(off_and_on(made)[0])

    assert len(list(short.log)) == 1
    assert contents(short.state) == contents(full.state)
