"""The state that the events add up to. Only `fold` changes it."""

from __future__ import annotations

from dataclasses import dataclass, field
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
from mockserver.domain.text import lower_case
from mockserver.domain.things import Things


@dataclass(frozen=True, slots=True)
class Action:
    """A script that flows can run; replaced as a whole by each of its events."""

    id: ActionId
    organisation: OrganisationId
    name: str
    script: str
    timeout: Nanoseconds
    allowed_to_fail: bool
    active: bool
    sequence: int
    changed: Instant
    listed: bool = True
    """Whether reads know it: not after its organisation was removed, though it can still be written."""


class Trigger(NamedTuple):
    """The actions of one trigger as they were last set, in order."""

    actions: tuple[ActionId, ...]
    sequence: int
    changed: Instant


@dataclass(slots=True)
class Flow:
    """The triggers of one flow that were set since it was last cleared.

    A removed action stays in its triggers' lists: the real server compares a new list with the old one as it was set
    (recordings/cascade.jsonl). Reads leave removed actions out.
    """

    triggers: dict[TriggerType, Trigger] = field(default_factory=dict)


@dataclass(slots=True)
class Organisation:
    """One organisation with everything that belongs to it."""

    id: OrganisationId
    name: str
    created: Instant
    primary_domain: str = ""
    active: bool = True
    removed: bool = False
    """Whether it is one of `known_organisations` only."""
    removed_at: int = 0
    """Sequence of its last removal; reads show nothing of its flows that is older."""
    sequence: int = 0
    """Number of all events of the organisation, its flows and members included."""
    changed: Instant = Instant(0)
    own_sequence: int = 0
    """Sequence of the last event of the organisation proper: flows, members and domains that go do not count."""
    own_changed: Instant = Instant(0)
    domains: set[str] = field(default_factory=set)
    actions: dict[ActionId, Action] = field(default_factory=dict)
    action_names: dict[str, ActionId] = field(default_factory=dict)
    """Folded names (`unique_name`) of the actions."""
    flows: dict[FlowType, Flow] = field(default_factory=dict)
    members: dict[UserId, tuple[str, ...]] = field(default_factory=dict)
    """Roles, in the order in which they were given."""
    users: set[UserId] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Token:
    """An access token; its fields are those of `TokenAdded`."""

    id: TokenId
    user: UserId
    issued: Instant
    expires: Instant
    for_api: bool
    client: str
    scopes: tuple[str, ...]
    authenticated: Instant = Instant(0)
    methods: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MachineKey:
    """The public half of a service account's key."""

    id: KeyId
    public_key: bytes
    """PEM."""
    expires: Instant
    sequence: int
    added: Instant


@dataclass(slots=True)
class User:
    """A machine user (service account)."""

    id: UserId
    organisation: OrganisationId
    user_name: str
    name: str
    description: str
    access_token_type: int
    created: Instant
    sequence: int
    """Number of all events of the user, its tokens and keys included."""
    own_sequence: int
    """Sequence of the last event of the user proper: made, or given a secret."""
    own_changed: Instant
    secret: str = ""
    tokens: dict[TokenId, str] = field(default_factory=dict)
    keys: dict[KeyId, MachineKey] = field(default_factory=dict)


@dataclass(slots=True)
class InstanceState:
    """Everything that one instance knows."""

    id: str
    external_domain: str
    sequence: int = 0
    """Number of the instance's own events; only its memberships are counted here."""
    default_organisation: OrganisationId = OrganisationId("")
    organisations: dict[OrganisationId, Organisation] = field(default_factory=dict)
    """Those that exist."""
    known_organisations: dict[OrganisationId, Organisation] = field(default_factory=dict)
    """Those that ever were, removed ones included: their events are kept, and who may can read and write them."""
    organisation_names: dict[str, OrganisationId] = field(default_factory=dict)
    """Folded names (`unique_name`) of the organisations."""
    domains: dict[str, OrganisationId] = field(default_factory=dict)
    users: dict[UserId, User] = field(default_factory=dict)
    """Those that exist."""
    known_users: dict[UserId, User] = field(default_factory=dict)
    """Those that ever were, the users of removed organisations included, which can still be written."""
    user_names: dict[str, UserId] = field(default_factory=dict)
    """Folded user names (`unique_name`)."""
    tokens: dict[str, Token] = field(default_factory=dict)
    members: dict[UserId, tuple[str, ...]] = field(default_factory=dict)
    """Roles in the instance as a whole, in the order in which they were given."""
    things: Things = field(default_factory=Things)
    """What is kept of what nobody modelled."""


def unique_name(name: str) -> str:
    """What must be unique of a name: the real server keeps unique values in lower case."""
    return lower_case(name)
