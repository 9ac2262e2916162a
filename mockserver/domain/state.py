"""The state that the events add up to. Only `fold` changes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from mockserver.domain.ids import (
    ActionId,
    FlowType,
    Instant,
    OrganisationId,
    TriggerType,
)
from mockserver.domain.rows.actions import ACTIONS, Action
from mockserver.domain.rows.apps import APP_KEYS, APPS, App, AppKey
from mockserver.domain.rows.domains import ORGANISATION_DOMAINS, OrganisationDomain
from mockserver.domain.rows.grants import PROJECT_GRANTS, USER_GRANTS, ProjectGrant, UserGrant
from mockserver.domain.rows.identity_providers import (
    IDENTITY_PROVIDERS,
    IDP_LINKS,
    INSTANCE_IDENTITY_PROVIDERS,
    IdentityProvider,
    IdpLink,
)
from mockserver.domain.rows.login_policies import INSTANCE_LOGIN_POLICIES, LOGIN_POLICIES, LoginPolicy
from mockserver.domain.rows.members import (
    INSTANCE_MEMBERS,
    ORGANISATION_MEMBERS,
    PROJECT_GRANT_MEMBERS,
    PROJECT_MEMBERS,
    Member,
)
from mockserver.domain.rows.metadata import ORGANISATION_METADATA, USER_METADATA, Metadata
from mockserver.domain.rows.organisations import ORGANISATIONS, Organisation
from mockserver.domain.rows.projects import PROJECTS, ROLES, Project, Role
from mockserver.domain.rows.sessions import SESSIONS, Session
from mockserver.domain.rows.settings import ORGANISATION_SETTINGS, OrganisationSettings
from mockserver.domain.rows.targets import EXECUTIONS, TARGETS, Execution, Target
from mockserver.domain.rows.users import MACHINE_KEYS, TOKENS, USERS, MachineKey, Token, User
from mockserver.domain.tables import History, Kind, R, Table
from mockserver.domain.text import unique_name
from mockserver.domain.things import Things

COUNTED_ELSEWHERE = frozenset({History.ORGANISATION, History.INSTANCE, History.ACTION})
"""Histories whose numbers of events stand with organisations, with the instance and with actions."""


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
class OrganisationHistory:
    """What all events of an organisation come to, those of its flows, members and domains included."""

    sequence: int = 0
    """Number of the events."""
    changed: Instant = Instant(0)
    removed_at: int = 0
    """Sequence of its last removal; reads show nothing of its flows that is older."""
    flows: dict[FlowType, Flow] = field(default_factory=dict)


@dataclass(slots=True)
class InstanceState:
    """Everything that one instance knows."""

    id: str
    external_domain: str
    sequence: int = 0
    """Number of the instance's own events, as far as they are counted here: of its memberships and its default."""
    default_organisation: OrganisationId = OrganisationId("")
    organisations: Table[Organisation] = field(default_factory=lambda: Table(ORGANISATIONS))
    """Its ghosts are those that were removed."""
    organisation_histories: dict[OrganisationId, OrganisationHistory] = field(default_factory=dict)
    """Of all organisations that ever were."""
    histories: dict[History, dict[str, int]] = field(
        default_factory=lambda: {history: {} for history in History if history not in COUNTED_ELSEWHERE}
    )
    """How many events each history has."""
    actions: Table[Action] = field(default_factory=lambda: Table(ACTIONS))
    users: Table[User] = field(default_factory=lambda: Table(USERS))
    """Its ghosts are the users of removed organisations, which can still be written."""
    tokens: Table[Token] = field(default_factory=lambda: Table(TOKENS))
    """By secret."""
    machine_keys: Table[MachineKey] = field(default_factory=lambda: Table(MACHINE_KEYS))
    organisation_domains: Table[OrganisationDomain] = field(default_factory=lambda: Table(ORGANISATION_DOMAINS))
    organisation_members: Table[Member] = field(default_factory=lambda: Table(ORGANISATION_MEMBERS))
    instance_members: Table[Member] = field(default_factory=lambda: Table(INSTANCE_MEMBERS))
    project_members: Table[Member] = field(default_factory=lambda: Table(PROJECT_MEMBERS))
    project_grant_members: Table[Member] = field(default_factory=lambda: Table(PROJECT_GRANT_MEMBERS))
    projects: Table[Project] = field(default_factory=lambda: Table(PROJECTS))
    roles: Table[Role] = field(default_factory=lambda: Table(ROLES))
    apps: Table[App] = field(default_factory=lambda: Table(APPS))
    app_keys: Table[AppKey] = field(default_factory=lambda: Table(APP_KEYS))
    project_grants: Table[ProjectGrant] = field(default_factory=lambda: Table(PROJECT_GRANTS))
    user_grants: Table[UserGrant] = field(default_factory=lambda: Table(USER_GRANTS))
    user_metadata: Table[Metadata] = field(default_factory=lambda: Table(USER_METADATA))
    organisation_metadata: Table[Metadata] = field(default_factory=lambda: Table(ORGANISATION_METADATA))
    sessions: Table[Session] = field(default_factory=lambda: Table(SESSIONS))
    organisation_settings: Table[OrganisationSettings] = field(default_factory=lambda: Table(ORGANISATION_SETTINGS))
    login_policies: Table[LoginPolicy] = field(default_factory=lambda: Table(LOGIN_POLICIES))
    instance_login_policies: Table[LoginPolicy] = field(default_factory=lambda: Table(INSTANCE_LOGIN_POLICIES))
    identity_providers: Table[IdentityProvider] = field(default_factory=lambda: Table(IDENTITY_PROVIDERS))
    instance_identity_providers: Table[IdentityProvider] = field(
        default_factory=lambda: Table(INSTANCE_IDENTITY_PROVIDERS)
    )
    idp_links: Table[IdpLink] = field(default_factory=lambda: Table(IDP_LINKS))
    targets: Table[Target] = field(default_factory=lambda: Table(TARGETS))
    executions: Table[Execution] = field(default_factory=lambda: Table(EXECUTIONS))
    """By the id of their condition; those that were emptied stay, since they have their dates."""
    things: Things = field(default_factory=Things)
    """What is kept of what nobody modelled."""

    def table(self, kind: Kind[R]) -> Table[R]:
        """The table of a kind."""
        table: Table[R] = getattr(self, kind.name)
        return table

    def organisation(self, id_: OrganisationId) -> Organisation:
        """An organisation that there is or that was removed. Raises: KeyError."""
        return self.organisations.get(id_) or self.organisations.ghosts[id_]

    def organisation_with_domain(self, domain: str) -> Organisation | None:
        """The organisation that has a domain, whose case counts."""
        holder = self.organisation_domains.holder(unique_name(domain))
        return self.organisations.get(holder.organisation) if holder is not None and holder.name == domain else None

    def user_named(self, name: str) -> User | None:
        """The user with a user name, in whatever case."""
        return self.users.holder(unique_name(name))


KINDS: tuple[Kind[Any], ...] = (
    ORGANISATIONS,
    ACTIONS,
    USERS,
    TOKENS,
    MACHINE_KEYS,
    USER_METADATA,
    ORGANISATION_METADATA,
    ORGANISATION_DOMAINS,
    ORGANISATION_MEMBERS,
    INSTANCE_MEMBERS,
    PROJECTS,
    ROLES,
    APPS,
    APP_KEYS,
    PROJECT_GRANTS,
    PROJECT_MEMBERS,
    PROJECT_GRANT_MEMBERS,
    USER_GRANTS,
    SESSIONS,
    ORGANISATION_SETTINGS,
    LOGIN_POLICIES,
    INSTANCE_LOGIN_POLICIES,
    IDENTITY_PROVIDERS,
    INSTANCE_IDENTITY_PROVIDERS,
    IDP_LINKS,
    TARGETS,
    EXECUTIONS,
)
"""All kinds of rows, parents before what goes with them."""
