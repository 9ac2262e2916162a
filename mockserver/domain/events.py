"""What can happen: one class an event, named in the past tense.

Each event belongs to one aggregate, whose events are counted by its `sequence` from 1.
They are named tuples, since a frozen dataclass takes seven times as long to define and three times as long to make.
"""

from __future__ import annotations

from typing import NamedTuple

from mockserver.domain.ids import (
    ActionId,
    FlowType,
    Instant,
    KeyId,
    Nanoseconds,
    OrganisationId,
    TokenId,
    TriggerType,
    UserId,
)
from mockserver.domain.things import ThingAdded, ThingChanged, ThingRemoved, ThingRestored


class ActionAdded(NamedTuple):
    aggregate: ActionId
    organisation: OrganisationId
    name: str
    script: str
    timeout: Nanoseconds
    allowed_to_fail: bool


class ActionChanged(NamedTuple):
    aggregate: ActionId
    organisation: OrganisationId
    name: str
    script: str
    timeout: Nanoseconds
    allowed_to_fail: bool


class ActionDeactivated(NamedTuple):
    aggregate: ActionId
    organisation: OrganisationId


class ActionReactivated(NamedTuple):
    aggregate: ActionId
    organisation: OrganisationId


class ActionRemoved(NamedTuple):
    aggregate: ActionId
    organisation: OrganisationId


class TriggerActionsSet(NamedTuple):
    aggregate: OrganisationId
    flow: FlowType
    trigger: TriggerType
    actions: tuple[ActionId, ...]


class TriggerActionsCascaded(NamedTuple):
    """An action that the trigger is bound to was removed."""

    aggregate: OrganisationId
    flow: FlowType
    trigger: TriggerType
    action: ActionId


class FlowCleared(NamedTuple):
    aggregate: OrganisationId
    flow: FlowType


class OrganisationAdded(NamedTuple):
    aggregate: OrganisationId
    name: str


class OrganisationRenamed(NamedTuple):
    aggregate: OrganisationId
    name: str


class OrganisationDeactivated(NamedTuple):
    aggregate: OrganisationId


class OrganisationReactivated(NamedTuple):
    aggregate: OrganisationId


class OrganisationRemoved(NamedTuple):
    aggregate: OrganisationId


class DomainAdded(NamedTuple):
    aggregate: OrganisationId
    domain: str


class DomainVerified(NamedTuple):
    aggregate: OrganisationId
    domain: str


class PrimaryDomainSet(NamedTuple):
    aggregate: OrganisationId
    domain: str


class DomainRemoved(NamedTuple):
    aggregate: OrganisationId
    domain: str


class PolicyAdded(NamedTuple):
    """A setting of an organisation that only its sequence shows here."""

    aggregate: OrganisationId
    policy: str


class MemberAdded(NamedTuple):
    """A user became a member of an organisation."""

    aggregate: OrganisationId
    user: UserId
    roles: tuple[str, ...]


class InstanceMemberAdded(NamedTuple):
    """A user became a member of the whole instance."""

    aggregate: str
    user: UserId
    roles: tuple[str, ...]


class MachineAdded(NamedTuple):
    aggregate: UserId
    organisation: OrganisationId
    user_name: str
    name: str
    description: str
    access_token_type: int


class TokenAdded(NamedTuple):
    """A personal access token, or an access token that the token endpoint issued."""

    aggregate: UserId
    token: TokenId
    secret: str
    expires: Instant
    for_api: bool = True
    """Whether the API takes it, beside the endpoints of OAuth."""
    client: str = ""
    """The client that it was issued to; empty for a personal access token."""
    scopes: tuple[str, ...] = ()
    """What the client asked for."""
    authenticated: Instant = Instant(0)
    """When the user logged in; 0 for a personal access token."""
    methods: tuple[str, ...] = ()
    """How, as values of the claim `amr`."""


class TokenRemoved(NamedTuple):
    aggregate: UserId
    token: TokenId


class TokenForgotten(NamedTuple):
    """An expired token is no longer remembered; nothing that can be asked for changes by it."""

    aggregate: UserId
    token: TokenId


class MachineKeyAdded(NamedTuple):
    aggregate: UserId
    key: KeyId
    public_key: bytes
    """PEM."""
    expires: Instant


class MachineSecretSet(NamedTuple):
    aggregate: UserId
    secret: str


class OrganisationRestored(NamedTuple):
    """An organisation was taken over with its history: its place in it is the sequence and date to go on from."""

    aggregate: OrganisationId
    own_sequence: int
    own_changed: Instant


class UserRestored(NamedTuple):
    """A user was taken over with its history: its place in it is the sequence and date to go on from."""

    aggregate: UserId
    own_sequence: int
    own_changed: Instant


class InstanceRestored(NamedTuple):
    """An instance was taken over with its history: its place in it is the sequence to go on from."""

    aggregate: str


Event = (
    ActionAdded
    | ActionChanged
    | ActionDeactivated
    | ActionReactivated
    | ActionRemoved
    | TriggerActionsSet
    | TriggerActionsCascaded
    | FlowCleared
    | OrganisationAdded
    | OrganisationRenamed
    | OrganisationDeactivated
    | OrganisationReactivated
    | OrganisationRemoved
    | DomainAdded
    | DomainVerified
    | PrimaryDomainSet
    | DomainRemoved
    | PolicyAdded
    | MemberAdded
    | InstanceMemberAdded
    | MachineAdded
    | TokenAdded
    | TokenRemoved
    | TokenForgotten
    | MachineKeyAdded
    | MachineSecretSet
    | OrganisationRestored
    | UserRestored
    | InstanceRestored
    | ThingAdded
    | ThingChanged
    | ThingRemoved
    | ThingRestored
)


class Recorded(NamedTuple):
    """An event with its place in time and in its aggregate's history."""

    event: Event
    sequence: int
    at: Instant
