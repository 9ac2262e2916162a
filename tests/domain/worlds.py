"""A small instance, made of nothing but decisions and `fold`."""

from __future__ import annotations

from mockserver.domain.actions import ActionFields, add_action
from mockserver.domain.events import Event, Recorded
from mockserver.domain.fold import fold, next_sequence
from mockserver.domain.ids import ActionId, Instant, Nanoseconds, OrganisationId, UserId
from mockserver.domain.organisations import add_organisation_v2
from mockserver.domain.state import InstanceState, Organisation
from mockserver.domain.users import add_machine

ACME = OrganisationId("acme")
OTHER = OrganisationId("other")
ROBOT = UserId("robot")
STRANGER = UserId("stranger")


class World:
    """One instance with the organisations Acme and Other, a user in each; every write happens one microsecond later."""

    def __init__(self) -> None:
        self.state = InstanceState(id="instance", external_domain="localhost")
        self.log: list[Recorded] = []
        for organisation, user in ((ACME, ROBOT), (OTHER, STRANGER)):
            self.record(*add_organisation_v2(self.state, organisation, organisation.title()))
            self.record(
                add_machine(
                    self.state, organisation, user, user_name=user, name="Name", description="", access_token_type=0
                )
            )
        self.state.default_organisation = ACME

    @property
    def acme(self) -> Organisation:
        """The organisation that most tests change."""
        return self.state.organisations[ACME]

    @property
    def now(self) -> Instant:
        """The instant of the last write."""
        return self.log[-1].at

    def record(self, *events: Event) -> list[Recorded]:
        """Make the events of one write happen, at one instant."""
        at = Instant(self.log[-1].at + 1 if self.log else 1)
        for event in events:
            recorded = Recorded(event, next_sequence(self.state, event), at)
            fold(self.state, recorded)
            self.log.append(recorded)
        return self.log[-len(events) :]

    def add(self, *names: str) -> list[ActionId]:
        """Add actions to Acme whose ids are their names."""
        for name in names:
            self.record(add_action(self.acme, ActionId(name), fields(name)))
        return [ActionId(name) for name in names]


def fields(name: str = "name", script: str = "script", timeout: int = 0, allowed_to_fail: bool = False) -> ActionFields:
    """What a caller says of an action, the unsaid left at its usual value."""
    return ActionFields(name, script, Nanoseconds(timeout), allowed_to_fail)


def typed(*events: Event) -> list[tuple[type[Event], Event]]:
    """Events with their classes, to compare: as tuples, two of different classes are equal where their fields are."""
    return [(type(event), event) for event in events]
