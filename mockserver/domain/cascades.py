"""What happens to grants when what they stand on goes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from mockserver.domain.events import RowChanged
from mockserver.domain.ids import ProjectId
from mockserver.domain.rows.grants import PROJECT_GRANTS, USER_GRANTS, UserGrant
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


def _remaining(roles: tuple[str, ...], gone: Collection[str]) -> tuple[str, ...]:
    return tuple(role for role in roles if role not in gone)
