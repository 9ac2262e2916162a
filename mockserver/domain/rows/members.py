"""Memberships: which user has which roles where."""

from __future__ import annotations

from mockserver.domain.ids import OrganisationId, UserId
from mockserver.domain.tables import History, Kind, Row
from mockserver.domain.values import value


@value
class Member(Row):
    """A user's roles in an organisation, the instance, a project or a project grant.

    Attributes:
        scope: the id of that.
        organisation: whom the scope belongs to; the instance's id for the instance.
        roles: in the order in which they were given.
        project: of a project grant.
        granted: the organisation that a project was granted to.
    """

    scope: str
    user: UserId
    organisation: OrganisationId
    roles: tuple[str, ...]
    project: str = ""
    granted: OrganisationId = OrganisationId("")


def _key(member: Member) -> tuple[str, str]:
    return member.scope, member.user


_INDEXES = {"scope": lambda member: member.scope, "user": lambda member: member.user}

ORGANISATION_MEMBERS: Kind[Member] = Kind(
    name="organisation_members",
    row=Member,
    key=_key,
    history=History.ORGANISATION,
    aggregate=lambda member: member.scope,
    indexes=_INDEXES,
    parents={"organisations": "scope", "users": "user"},
)
INSTANCE_MEMBERS: Kind[Member] = Kind(
    name="instance_members",
    row=Member,
    key=_key,
    history=History.INSTANCE,
    aggregate=lambda member: member.scope,
    indexes=_INDEXES,
    parents={"users": "user"},
)
PROJECT_MEMBERS: Kind[Member] = Kind(
    name="project_members",
    row=Member,
    key=_key,
    history=History.PROJECT,
    aggregate=lambda member: member.scope,
    indexes=_INDEXES,
    parents={"projects": "scope", "users": "user"},
)
PROJECT_GRANT_MEMBERS: Kind[Member] = Kind(
    name="project_grant_members",
    row=Member,
    key=_key,
    history=History.PROJECT,
    aggregate=lambda member: member.project,
    indexes=_INDEXES,
    parents={"project_grants": "scope", "users": "user"},
)
