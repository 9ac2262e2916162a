"""Decisions on grants of projects to other organisations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mockserver.domain.cascades import user_grants_without_roles, without_user_grants
from mockserver.domain.events import RowAdded
from mockserver.domain.ids import GrantId, OrganisationId, ProjectId
from mockserver.domain.projects import project_of
from mockserver.domain.rows.grants import PROJECT_GRANTS, ProjectGrant
from mockserver.domain.rows.projects import Project
from mockserver.domain.state import InstanceState
from mockserver.domain.verbs import Events, add, change, owned, remove, require
from mockserver.errors.catalogue import (
    GRANTED_ORGANISATION_NOT_FOUND,
    PROJECT_GRANT_ALREADY_EXISTS,
    PROJECT_GRANT_INVALID,
    PROJECT_GRANT_ROLE_KEYS_NOT_FOUND,
    PROJECT_GRANT_TO_CHANGE_NOT_FOUND,
    PROJECT_TO_GRANT_NOT_FOUND,
)
from mockserver.errors.problem import Problem, Refused


def project_to_grant(
    state: InstanceState,
    project: ProjectId,
    granted: OrganisationId,
    roles: Sequence[str],
    organisation: OrganisationId | None = None,
) -> Project:
    """A project that can be granted with some of its roles.

    Args:
        organisation: that the project must belong to, where one is given.

    Raises: PROJECT_TO_GRANT_NOT_FOUND, GRANTED_ORGANISATION_NOT_FOUND, PROJECT_GRANT_ROLE_KEYS_NOT_FOUND.
    Source: recordings/id-project-grants.jsonl, id-random-grants-*.jsonl.
    """
    found = project_of(state, organisation, project, PROJECT_TO_GRANT_NOT_FOUND)
    if granted not in state.organisations:
        raise Refused(GRANTED_ORGANISATION_NOT_FOUND)
    known = {role.key for role in state.roles.where("project", project)}
    if not known.issuperset(roles):
        raise Refused(PROJECT_GRANT_ROLE_KEYS_NOT_FOUND)
    return found


def add_project_grant(
    state: InstanceState, grant: GrantId, project: Project, granted: OrganisationId, roles: Sequence[str]
) -> RowAdded:
    """Grant a project to another organisation than its own, which has no grant of it yet.

    Raises: PROJECT_GRANT_INVALID, PROJECT_GRANT_ALREADY_EXISTS.
    Source: recordings/id-project-grants.jsonl.
    """
    if granted == project.organisation:
        raise Refused(PROJECT_GRANT_INVALID)
    row = ProjectGrant(
        id=grant, project=project.id, organisation=project.organisation, granted=granted, roles=tuple(roles)
    )
    return add(state, PROJECT_GRANTS, row, name="project.grant.added", taken=PROJECT_GRANT_ALREADY_EXISTS)


def grant_of(state: InstanceState, grant: GrantId, project: ProjectId) -> ProjectGrant | None:
    """A grant of a project as writes know it: also to an organisation that was removed."""
    found = state.project_grants.known(grant)
    return found if found is not None and found.project == project else None


def grant_by_id(
    state: InstanceState,
    grant: GrantId,
    project: ProjectId,
    organisation: OrganisationId | None = None,
    otherwise: Problem = PROJECT_GRANT_TO_CHANGE_NOT_FOUND,
) -> ProjectGrant:
    """The same, which must be there, and be the organisation's where one is given.

    Raises: the problem, PROJECT_GRANT_TO_CHANGE_NOT_FOUND where none is given.
    Source: recordings/id-project-grants.jsonl.
    """
    return require(owned(grant_of(state, grant, project), organisation), otherwise)


def grant_to(state: InstanceState, project: ProjectId, granted: OrganisationId) -> ProjectGrant | None:
    """The grant of a project to an organisation; also to one that was removed."""
    found = state.project_grants.holder((project, granted))
    if found is not None:
        return found
    ghosts = state.project_grants.ghosts.values()
    return next((each for each in ghosts if each.project == project and each.granted == granted), None)


def removed_grant_to(state: InstanceState, project: ProjectId, granted: OrganisationId) -> ProjectGrant | None:
    """The last grant of a project to an organisation that was taken back, as far as that is remembered."""
    removed = reversed(state.project_grants.removed.values())
    return next((each for each in removed if each.project == project and each.granted == granted), None)


def change_project_grant(state: InstanceState, before: ProjectGrant, roles: Sequence[str]) -> Events:
    """Replace the roles of a grant, whose order counts; what it loses is taken out of the user grants through it.

    Raises: what `project_to_grant` raises.
    Source: recordings/id-project-grants.jsonl.
    """
    project_to_grant(state, before.project, before.granted, roles, before.organisation)
    after = replace(before, roles=tuple(roles))
    changed = change(state, PROJECT_GRANTS, before, after, name="project.grant.changed")
    gone = [role for role in before.roles if role not in roles]
    if not changed or not gone:
        return changed
    through = state.user_grants.where("project_grant", before.id)
    return (*changed, *user_grants_without_roles(through, gone))


def switch_project_grant(state: InstanceState, grant: ProjectGrant, *, active: bool) -> Events:
    """Switch a grant on or off; nothing happens where it is that already."""
    name = "project.grant.reactivated" if active else "project.grant.deactivated"
    return change(state, PROJECT_GRANTS, grant, replace(grant, active=active), name=name)


def remove_project_grant(state: InstanceState, grant: ProjectGrant) -> Events:
    """Take a grant back, and all that users were given through it."""
    through = state.user_grants.where("project_grant", grant.id)
    return (remove(PROJECT_GRANTS, grant, name="project.grant.removed"), *without_user_grants(through))
