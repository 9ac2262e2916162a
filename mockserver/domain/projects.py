"""Decisions on projects and their roles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from mockserver.domain.cascades import without_roles, without_user_grants
from mockserver.domain.events import RowAdded, RowChanged
from mockserver.domain.ids import OrganisationId, ProjectId
from mockserver.domain.rows.projects import PROJECTS, ROLES, Project, Role
from mockserver.domain.state import InstanceState
from mockserver.domain.verbs import Events, add, change, owned, remove, require
from mockserver.errors.catalogue import (
    PROJECT_ALREADY_EXISTS,
    PROJECT_ID_TAKEN,
    PROJECT_NOT_ACTIVE,
    PROJECT_NOT_INACTIVE,
    PROJECT_ROLE_ALREADY_EXISTS,
    PROJECT_ROLE_NOT_FOUND,
)
from mockserver.errors.problem import Problem, Refused


def require_free_id(state: InstanceState, project: ProjectId) -> None:
    """Refuse an id that a project has, of whatever organisation (assumed for others than the caller's own).

    Raises: PROJECT_ID_TAKEN.
    Source: recordings/id-project-services.jsonl.
    """
    if project in state.projects:
        raise Refused(PROJECT_ID_TAKEN)


def add_project(state: InstanceState, project: Project) -> RowAdded:
    """Add a project under a name that is free in its organisation, whatever its case.

    Raises: NUL_IN_TEXT, PROJECT_ALREADY_EXISTS.
    Source: recordings/id-projects.jsonl.
    """
    return add(state, PROJECTS, project, name="project.added", taken=PROJECT_ALREADY_EXISTS)


def change_project(state: InstanceState, before: Project, after: Project) -> Events:
    """Replace what can be said of a project; nothing happens where that is what it is.

    Raises: NUL_IN_TEXT, PROJECT_ALREADY_EXISTS.
    Source: recordings/id-projects.jsonl.
    """
    return change(state, PROJECTS, before, after, name="project.changed", taken=PROJECT_ALREADY_EXISTS)


def deactivate_project(project: Project) -> RowChanged:
    """Switch a project off; it takes every write all the same.

    Raises: PROJECT_NOT_ACTIVE.
    """
    if not project.active:
        raise Refused(PROJECT_NOT_ACTIVE)
    return RowChanged("project.deactivated", PROJECTS, replace(project, active=False))


def reactivate_project(project: Project) -> RowChanged:
    """Switch a project on again.

    Raises: PROJECT_NOT_INACTIVE.
    """
    if project.active:
        raise Refused(PROJECT_NOT_INACTIVE)
    return RowChanged("project.reactivated", PROJECTS, replace(project, active=True))


def remove_project(state: InstanceState, project: Project) -> Events:
    """Remove a project with all that it has; its name is free again."""
    grants = without_user_grants(state.user_grants.where("project", project.id))
    return (remove(PROJECTS, project, name="project.removed"), *grants)


def project_of(
    state: InstanceState, organisation: OrganisationId | None, project: ProjectId, otherwise: Problem
) -> Project:
    """A project of an organisation; of any where none is given.

    Raises: the problem, where there is none of this id.
    """
    return require(owned(state.projects.get(project), organisation), otherwise)


def add_role(state: InstanceState, role: Role) -> RowAdded:
    """Add a role to a project that exists; its key is free there, whatever its case.

    Raises: NUL_IN_TEXT, PROJECT_ROLE_ALREADY_EXISTS.
    Source: recordings/id-project-roles.jsonl.
    """
    return add(state, ROLES, role, name="project.role.added", taken=PROJECT_ROLE_ALREADY_EXISTS)


def add_roles(state: InstanceState, roles: Sequence[Role]) -> Events:
    """Add several roles to a project, all or none.

    Raises: NUL_IN_TEXT, PROJECT_ROLE_ALREADY_EXISTS (a key that comes twice included).
    Source: recordings/id-project-roles.jsonl.
    """
    events = tuple(add_role(state, role) for role in roles)
    values = [value for role in roles for value in ROLES.unique(role)]
    if len(set(values)) != len(values):
        raise Refused(PROJECT_ROLE_ALREADY_EXISTS)
    return events


def change_role(
    state: InstanceState, project: ProjectId, key: str, display_name: str, group: str
) -> tuple[Role, Events]:
    """Replace a role's display name and group; returns the role as it was, and what happens, if anything.

    Raises: PROJECT_ROLE_NOT_FOUND, NUL_IN_TEXT.
    Source: recordings/id-project-roles.jsonl (the case of the key counts here).
    """
    before = require(state.roles.get((project, key)), PROJECT_ROLE_NOT_FOUND)
    after = replace(before, display_name=display_name, group=group)
    return before, change(state, ROLES, before, after, name="project.role.changed")


class Removed(NamedTuple):
    """A role that is to be removed, or that was: as it was last, and what happens now, if anything."""

    row: Role
    events: Events


def remove_role(
    state: InstanceState, organisation: OrganisationId | None, project: ProjectId, key: str
) -> Removed | None:
    """Remove a role from a project, and from all that it was granted by.

    A role that was removed before is no error, nor is one that never was, of which there is nothing to tell.

    Args:
        organisation: which alone may have the project; None for any.

    Source: recordings/id-project-roles.jsonl, id-project-services.jsonl.
    """
    role = state.roles.get((project, key))
    if role is not None and organisation in (None, role.organisation):
        gone = without_roles(state, project, {key})
        return Removed(role, (remove(ROLES, role, name="project.role.removed"), *gone))
    before = state.roles.removed.get((project, key))
    return Removed(before, ()) if before is not None and organisation in (None, before.organisation) else None
