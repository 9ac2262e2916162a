"""What happens to grants and memberships when what they stand on goes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from mockserver.domain.events import RowChanged
from mockserver.domain.ids import ProjectId, UserId
from mockserver.domain.rows.grants import PROJECT_GRANTS, USER_GRANTS, UserGrant
from mockserver.domain.rows.members import (
    INSTANCE_MEMBERS,
    ORGANISATION_MEMBERS,
    PROJECT_GRANT_MEMBERS,
    PROJECT_MEMBERS,
)
from mockserver.domain.state import InstanceState
from mockserver.domain.verbs import Events, remove


def without_user_grants(grants: Iterable[UserGrant]) -> Events:
    """The removal of user grants with what they were given for: an event each, in its own history.

    Source: recordings/id-user-grant-search.jsonl.
    """
    return tuple(remove(USER_GRANTS, grant, name="user.grant.cascade.removed") for grant in grants)


def without_roles(state: InstanceState, project: ProjectId, gone: Collection[str]) -> Events:
    """Roles taken out of all grants of a project.

    Source: recordings/id-project-grants.jsonl, id-user-grant-search.jsonl.
    """
    grants = tuple(
        RowChanged("project.grant.cascade.changed", PROJECT_GRANTS, replace(grant, roles=_remaining(grant.roles, gone)))
        for grant in state.project_grants.where("project", project)
        if any(role in gone for role in grant.roles)
    )
    return (*grants, *user_grants_without_roles(state.user_grants.where("project", project), gone))


def user_grants_without_roles(grants: Iterable[UserGrant], gone: Collection[str]) -> Events:
    """Roles taken out of user grants: an event for each that had one of them."""
    return tuple(
        RowChanged("user.grant.cascade.changed", USER_GRANTS, replace(grant, roles=_remaining(grant.roles, gone)))
        for grant in grants
        if any(role in gone for role in grant.roles)
    )


def without_user(state: InstanceState, user: UserId) -> Events:
    """The removal of a user's grants and memberships along with the user: an event each, in the histories of what they
    belong to. Organisation, instance, project, project grant is an order that nobody promises (assumed).

    Source: recordings/id-memberships.jsonl, id-user-grant-search.jsonl.
    """
    members = tuple(
        remove(kind, member, name=name)
        for kind, name in _MEMBERSHIPS
        for member in state.table(kind).where("user", user)
    )
    return (*without_user_grants(state.user_grants.where("user", user)), *members)


_MEMBERSHIPS = (
    (ORGANISATION_MEMBERS, "org.member.cascade.removed"),
    (INSTANCE_MEMBERS, "instance.member.cascade.removed"),
    (PROJECT_MEMBERS, "project.member.cascade.removed"),
    (PROJECT_GRANT_MEMBERS, "project.grant.member.cascade.removed"),
)


def _remaining(roles: tuple[str, ...], gone: Collection[str]) -> tuple[str, ...]:
    """The roles without those that go, but for one that stands right behind another one that goes, which stays.

    Source: the real server's, which goes on behind the gap that it has closed.
    """
    left: list[str] = []
    passed_over = False
    for role in roles:
        if role in gone and not passed_over:
            passed_over = True
        else:
            left.append(role)
            passed_over = False
    return tuple(left)
