"""A small instance, made of nothing but decisions and `fold`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields as fields_of
from dataclasses import replace

from mockserver.domain import members
from mockserver.domain.actions import add_action, change_action
from mockserver.domain.events import Event, Recorded, RowAdded, RowChanged, RowRemoved
from mockserver.domain.fold import happen
from mockserver.domain.ids import ActionId, Instant, KeyId, Nanoseconds, OrganisationId, TokenId, UserId
from mockserver.domain.organisations import add_organisation_v2
from mockserver.domain.rows.actions import ACTIONS, Action
from mockserver.domain.rows.members import INSTANCE_MEMBERS, Member
from mockserver.domain.rows.organisations import ORGANISATIONS, Organisation
from mockserver.domain.rows.users import MACHINE_KEYS, USERS, Machine, MachineKey, Token, User
from mockserver.domain.state import InstanceState, OrganisationHistory
from mockserver.domain.tables import Row, Table
from mockserver.domain.users import NEVER, add_machine, token_added

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
    def history(self) -> OrganisationHistory:
        """What all its events come to."""
        return self.state.organisation_histories[ACME]

    @property
    def now(self) -> Instant:
        """The instant of the last write."""
        return self.log[-1].at

    def record(self, *events: Event) -> list[Recorded]:
        """Make the events of one write happen, at one instant."""
        at = Instant(self.log[-1].at + 1 if self.log else 1)
        for event in events:
            self.log.append(happen(self.state, event, at))
        return self.log[-len(events) :]

    def roles(self, scope: str) -> dict[str, tuple[str, ...]]:
        """Who has which roles in an organisation or in the instance."""
        tables = (self.state.organisation_members, self.state.instance_members)
        return {member.user: member.roles for table in tables for member in table.where("scope", scope)}

    def add(self, *names: str) -> list[ActionId]:
        """Add actions to Acme whose ids are their names."""
        for name in names:
            self.record(add_action(self.state, action_row(name)))
        return [ActionId(name) for name in names]


def action_row(
    action: str,
    name: str = "",
    *,
    organisation: OrganisationId = ACME,
    script: str = "script",
    timeout: int = 0,
    allowed_to_fail: bool = False,
) -> Action:
    """An action as it is kept, whose name is its id where none is given."""
    return Action(
        id=ActionId(action),
        organisation=organisation,
        name=name or action,
        script=script,
        timeout=Nanoseconds(timeout),
        allowed_to_fail=allowed_to_fail,
    )


def action_made(action: str, organisation: OrganisationId = ACME) -> RowAdded:
    """The event that makes an action whose name is its id."""
    return RowAdded("action.added", ACTIONS, action_row(action, organisation=organisation))


def changed_action(
    world: World,
    action: ActionId,
    organisation: OrganisationId = ACME,
    *,
    name: str = "a",
    script: str = "script",
    timeout: int = 0,
    allowed_to_fail: bool = False,
) -> tuple[Event, ...]:
    """What happens when an action is changed; what is left out is as `World.add` has it of the action `a`."""
    return change_action(
        world.state,
        organisation,
        action,
        name=name,
        script=script,
        timeout=Nanoseconds(timeout),
        allowed_to_fail=allowed_to_fail,
    )


def typed(*events: Event) -> list[tuple[type[Event], Event]]:
    """Events with their classes, to compare: as tuples, two of different classes are equal where their fields are."""
    return [(type(event), event) for event in events]


def organisation_gone(organisation: OrganisationId) -> RowRemoved:
    """The event that removes an organisation, be it the default one."""
    return RowRemoved("org.removed", ORGANISATIONS, Organisation(id=organisation, name=organisation.title()))


def machine_row(
    user: str, organisation: OrganisationId, user_name: str, *, name: str = "n", access_token_type: int = 0
) -> User:
    """A machine user as it is kept."""
    machine = Machine(name=name, access_token_type=access_token_type)
    return User(id=UserId(user), organisation=organisation, user_name=user_name, machine=machine)


def machine_made(user: str, organisation: OrganisationId) -> RowAdded:
    """The event that makes a machine user whose name is its id."""
    return RowAdded("user.machine.added", USERS, machine_row(user, organisation, user))


def token_row(user: UserId, token: str, secret: str, expires: Instant = NEVER) -> Token:
    """A personal access token as it is kept."""
    return Token(id=TokenId(token), secret=secret, user=user, expires=expires)


def token_made(user: UserId, token: str, secret: str, expires: Instant = NEVER) -> RowAdded:
    """The event that makes a personal access token."""
    return token_added(token_row(user, token, secret, expires))


def key_made(user: UserId, key: str) -> RowAdded:
    """The event that makes a service account key."""
    return RowAdded(
        "user.machine.key.added", MACHINE_KEYS, MachineKey(id=KeyId(key), user=user, public_key=b"pem", expires=NEVER)
    )


def secret_made(user: User, secret: str) -> RowChanged:
    """The event that gives a machine user a secret."""
    assert user.machine is not None
    return RowChanged("user.machine.secret.set", USERS, replace(user, machine=replace(user.machine, secret=secret)))


def org_member_made(organisation: OrganisationId, user: UserId, roles: Sequence[str]) -> RowAdded:
    """The event that makes a user a member of an organisation, whatever the roles."""
    return members.member_added(organisation, user, roles)


def instance_member_made(user: UserId, *roles: str, instance: str = "instance") -> RowAdded:
    """The event that makes a user a member of the instance, whatever the roles."""
    row = Member(scope=instance, user=user, organisation=OrganisationId(instance), roles=roles)
    return RowAdded("instance.member.added", INSTANCE_MEMBERS, row)


def contents(state: InstanceState) -> list[object]:
    """All that a state holds, to compare: also what comparing rows leaves out, and tables with all that they hold."""
    return [_content(getattr(state, field.name)) for field in fields_of(state)]


def _content(value: object) -> object:
    if isinstance(value, Table):
        return [_content(getattr(value, name)) for name in Table.__slots__ if name not in ("kind", "get")]
    if isinstance(value, dict):
        return {key: _content(item) for key, item in value.items()}
    if isinstance(value, Row):
        return {field.name: getattr(value, field.name) for field in fields_of(value)}
    return value
