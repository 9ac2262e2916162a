"""Decisions on grants of a project's roles to users."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from mockserver.domain.events import RowAdded
from mockserver.domain.ids import GrantId, OrganisationId
from mockserver.domain.rows.grants import USER_GRANTS, ProjectGrant, UserGrant
from mockserver.domain.state import InstanceState
from mockserver.domain.verbs import Events, add, change, owned, remove, require, require_change
from mockserver.errors.catalogue import (
    PROJECT_OF_USER_GRANT_NOT_FOUND,
    PROJECT_OF_USER_GRANT_REMOVED,
    USER_GRANT_ALREADY_EXISTS,
    USER_GRANT_NOT_CHANGED,
    USER_GRANT_ROLE_KEYS_NOT_FOUND,
    USER_GRANT_TO_CHANGE_NOT_FOUND,
    USER_TO_GRANT_NOT_FOUND,
)
from mockserver.errors.problem import Problem, Refused


def judged(state: InstanceState, grant: UserGrant) -> UserGrant:
    """A grant that can be given, with the project grant that it is given through.

    The project belongs to the organisation of the grant, whose project grant is then not looked at, or it was granted
    to it.

    Raises: USER_TO_GRANT_NOT_FOUND, PROJECT_OF_USER_GRANT_REMOVED, PROJECT_OF_USER_GRANT_NOT_FOUND,
        USER_GRANT_ROLE_KEYS_NOT_FOUND.
    Source: recordings/id-user-grants.jsonl, id-project-grants.jsonl, id-random-grants-*.jsonl; that a removed project
        of one's own has an error of its own is the real server's source.
    """
    require(state.users.known(grant.user), USER_TO_GRANT_NOT_FOUND)
    project = state.projects.get(grant.project)
    if project is not None and project.organisation == grant.organisation:
        known = {role.key for role in state.roles.where("project", project.id)}
    else:
        removed = state.projects.removed.get(grant.project)
        if removed is not None and removed.organisation == grant.organisation:
            raise Refused(PROJECT_OF_USER_GRANT_REMOVED)
        through = _project_grant(state, grant)
        grant, known = replace(grant, project_grant=through.id), set(through.roles)
    if not known.issuperset(grant.roles):
        raise Refused(USER_GRANT_ROLE_KEYS_NOT_FOUND)
    return grant


def with_id(grant: UserGrant, id_: GrantId) -> UserGrant:
    """A grant under an id, which is made once it was judged."""
    return replace(grant, id=id_)


def add_user_grant(state: InstanceState, grant: UserGrant) -> RowAdded:
    """Grant roles to a user; what `judged` gave.

    Raises: USER_GRANT_ALREADY_EXISTS.
    """
    return add(state, USER_GRANTS, grant, name="user.grant.added", taken=USER_GRANT_ALREADY_EXISTS)


def user_grant_of(
    state: InstanceState, grant: GrantId, otherwise: Problem, organisation: OrganisationId | None = None
) -> UserGrant:
    """A grant, of an organisation where one is given.

    Raises: the problem.
    """
    return require(owned(state.user_grants.get(grant), organisation), otherwise)


def change_roles(
    state: InstanceState, grant: GrantId, roles: Sequence[str], *, refuse_same: bool
) -> tuple[UserGrant, Events]:
    """Replace the roles of a grant, whose order counts; returns it as it was, and what happens, if anything.

    Args:
        refuse_same: whether roles that are the same are a fault, as they are in the service of v1.

    Raises: USER_GRANT_TO_CHANGE_NOT_FOUND, USER_GRANT_NOT_CHANGED, and what `judged` raises.
    Source: recordings/id-user-grants.jsonl, id-project-services.jsonl.
    """
    before = user_grant_of(state, grant, USER_GRANT_TO_CHANGE_NOT_FOUND)
    after = replace(before, roles=tuple(roles))
    if refuse_same:
        require_change(before, after, USER_GRANT_NOT_CHANGED)
    if after == before:
        return before, ()
    after = replace(judged(state, after), project_grant=before.project_grant)
    return before, change(state, USER_GRANTS, before, after, name="user.grant.changed")


def switch_user_grant(state: InstanceState, grant: UserGrant, *, active: bool) -> Events:
    """Switch a grant on or off; nothing happens where it is that already."""
    name = "user.grant.reactivated" if active else "user.grant.deactivated"
    return change(state, USER_GRANTS, grant, replace(grant, active=active), name=name)


def remove_user_grants(grants: Iterable[UserGrant]) -> Events:
    """Remove grants; each has a history of its own."""
    return tuple(remove(USER_GRANTS, grant, name="user.grant.removed") for grant in grants)


def visible_roles(state: InstanceState, grant: UserGrant) -> tuple[str, ...]:
    """The roles of a grant that reads tell: of one given through a project grant, those that this has.

    Source: recordings/id-random-grants-0001.jsonl.
    """
    if not grant.project_grant:
        return grant.roles
    through = state.project_grants.get(grant.project_grant)
    return tuple(role for role in grant.roles if through is not None and role in through.roles)


def readable(state: InstanceState, grant: UserGrant) -> bool:
    """Whether reads know a grant: not one through a project grant that there is not.

    Source: recordings/id-user-grants.jsonl.
    """
    return not grant.project_grant or grant.project_grant in state.project_grants


def _project_grant(state: InstanceState, grant: UserGrant) -> ProjectGrant:
    through = state.project_grants.holder((grant.project, grant.organisation))
    if through is not None and grant.project_grant not in ("", through.id):
        through = None
    return require(through, PROJECT_OF_USER_GRANT_NOT_FOUND)
