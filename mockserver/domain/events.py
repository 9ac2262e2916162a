"""What can happen: one frozen class an event, named in the past tense.

Each event belongs to one aggregate, whose events are counted by its `sequence` from 1.
"""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class ActionAdded:
    aggregate: ActionId
    organisation: OrganisationId
    name: str
    script: str
    timeout: Nanoseconds
    allowed_to_fail: bool


@dataclass(frozen=True, slots=True)
class ActionChanged:
    aggregate: ActionId
    organisation: OrganisationId
    name: str
    script: str
    timeout: Nanoseconds
    allowed_to_fail: bool


@dataclass(frozen=True, slots=True)
class ActionDeactivated:
    aggregate: ActionId
    organisation: OrganisationId


@dataclass(frozen=True, slots=True)
class ActionReactivated:
    aggregate: ActionId
    organisation: OrganisationId


@dataclass(frozen=True, slots=True)
class ActionRemoved:
    aggregate: ActionId
    organisation: OrganisationId


@dataclass(frozen=True, slots=True)
class TriggerActionsSet:
    aggregate: OrganisationId
    flow: FlowType
    trigger: TriggerType
    actions: tuple[ActionId, ...]


@dataclass(frozen=True, slots=True)
class TriggerActionsCascaded:
    """An action that the trigger is bound to was removed."""

    aggregate: OrganisationId
    flow: FlowType
    trigger: TriggerType
    action: ActionId


@dataclass(frozen=True, slots=True)
class FlowCleared:
    aggregate: OrganisationId
    flow: FlowType


@dataclass(frozen=True, slots=True)
class OrganisationAdded:
    aggregate: OrganisationId
    name: str


@dataclass(frozen=True, slots=True)
class OrganisationRenamed:
    aggregate: OrganisationId
    name: str


@dataclass(frozen=True, slots=True)
class OrganisationDeactivated:
    aggregate: OrganisationId


@dataclass(frozen=True, slots=True)
class OrganisationReactivated:
    aggregate: OrganisationId


@dataclass(frozen=True, slots=True)
class OrganisationRemoved:
    aggregate: OrganisationId


@dataclass(frozen=True, slots=True)
class DomainAdded:
    aggregate: OrganisationId
    domain: str


@dataclass(frozen=True, slots=True)
class DomainVerified:
    aggregate: OrganisationId
    domain: str


@dataclass(frozen=True, slots=True)
class PrimaryDomainSet:
    aggregate: OrganisationId
    domain: str


@dataclass(frozen=True, slots=True)
class DomainRemoved:
    aggregate: OrganisationId
    domain: str


@dataclass(frozen=True, slots=True)
class PolicyAdded:
    """A setting of an organisation that only its sequence shows here."""

    aggregate: OrganisationId
    policy: str


@dataclass(frozen=True, slots=True)
class MemberAdded:
    """A user became a member of an organisation."""

    aggregate: OrganisationId
    user: UserId
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class InstanceMemberAdded:
    """A user became a member of the whole instance."""

    aggregate: str
    user: UserId
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class MachineAdded:
    aggregate: UserId
    organisation: OrganisationId
    user_name: str
    name: str
    description: str
    access_token_type: int


@dataclass(frozen=True, slots=True)
class TokenAdded:
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


@dataclass(frozen=True, slots=True)
class TokenRemoved:
    aggregate: UserId
    token: TokenId


@dataclass(frozen=True, slots=True)
class MachineKeyAdded:
    aggregate: UserId
    key: KeyId
    public_key: bytes
    """PEM."""
    expires: Instant


@dataclass(frozen=True, slots=True)
class MachineSecretSet:
    aggregate: UserId
    secret: str


@dataclass(frozen=True, slots=True)
class OrganisationRestored:
    """An organisation was taken over with its history: its place in it is the sequence and date to go on from."""

    aggregate: OrganisationId
    own_sequence: int
    own_changed: Instant


@dataclass(frozen=True, slots=True)
class UserRestored:
    """A user was taken over with its history: its place in it is the sequence and date to go on from."""

    aggregate: UserId


@dataclass(frozen=True, slots=True)
class InstanceRestored:
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
    | MachineKeyAdded
    | MachineSecretSet
    | OrganisationRestored
    | UserRestored
    | InstanceRestored
)


class Recorded(NamedTuple):
    """An event with its place in time and in its aggregate's history."""

    event: Event
    sequence: int
    at: Instant
