"""Members: who has which roles in an organisation, the instance, a project, or a project's grant to an organisation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import flask

from mockserver.access.roles import role_permissions
from mockserver.control.console.choosing import user_choices
from mockserver.control.console.page import page
from mockserver.control.console.projects import not_of_project, project_of
from mockserver.control.console.view import View, current_view
from mockserver.domain import members as decide
from mockserver.domain.ids import GrantId
from mockserver.domain.rows.grants import ProjectGrant
from mockserver.domain.rows.members import Member
from mockserver.domain.tables import Table


@dataclass(frozen=True, slots=True)
class _Operations:
    """The calls that add, change and remove members of a kind, and which roles those can have."""

    rules: decide.MemberRules
    add: str
    update: str
    remove: str


_ORGANISATION = _Operations(decide.ORGANISATION, "AddOrgMember", "UpdateOrgMember", "RemoveOrgMember")
_INSTANCE = _Operations(decide.INSTANCE, "AddIAMMember", "UpdateIAMMember", "RemoveIAMMember")
_PROJECT = _Operations(decide.PROJECT, "AddProjectMember", "UpdateProjectMember", "RemoveProjectMember")
_GRANT = _Operations(
    decide.PROJECT_GRANT, "AddProjectGrantMember", "UpdateProjectGrantMember", "RemoveProjectGrantMember"
)


def list_members() -> flask.Response:
    """The members of the organisation."""
    view = current_view()
    rows = view.target.instance.state.organisation_members
    return _members(view, _ORGANISATION, rows, view.organisation.id, {}, f"Members of {view.organisation.name}")


def list_instance_members() -> flask.Response:
    """The members of the instance, whose roles reach every organisation."""
    view = current_view()
    state = view.target.instance.state
    return _members(view, _INSTANCE, state.instance_members, state.id, {}, "Members of the instance")


def list_project_members(project_id: str) -> flask.Response:
    """The members of a project.

    Raises: ControlProblem: 404.
    """
    view = current_view()
    project = project_of(view, project_id)
    within = {"projectId": project.id}
    rows = view.target.instance.state.project_members
    return _members(view, _PROJECT, rows, project.id, within, f"Members of {project.name}", project=project)


def show_project_grant(project_id: str, grant_id: str) -> flask.Response:
    """A grant of a project to another organisation: the roles that it may give on, and its members.

    Raises: ControlProblem: 404.
    """
    view = current_view()
    state = view.target.instance.state
    project = project_of(view, project_id)
    grant: ProjectGrant | None = state.project_grants.get(GrantId(grant_id))
    if grant is None or grant.project != project.id:
        raise not_of_project(project, "grant", grant_id)
    name = state.organisation(grant.granted).name
    return _members(
        view,
        _GRANT,
        state.project_grant_members,
        grant.id,
        {"projectId": project.id, "grantId": grant.id},
        f"{project.name}, granted to {name}",
        "V2UpdateProjectGrant",
        project=project,
        grant=grant,
        keys=[role.key for role in state.roles.where("project", project.id)],
    )


def _members(
    view: View,
    operations: _Operations,
    rows: Table[Member],
    scope: str,
    within: Mapping[str, str],
    title: str,
    *more: str,
    **values: Any,
) -> flask.Response:
    """A page of members.

    Args:
        scope: of whom.
        within: what the message of each call says of that.
        more: operations that the page calls beside those of members.
        values: what the page shows beside them.
    """
    state = view.target.instance.state
    return page(
        "members",
        operations.add,
        operations.update,
        operations.remove,
        *more,
        members=[(member, state.users.get(member.user)) for member in rows.where("scope", scope)],
        calls_of=operations,
        within=within,
        title=title,
        roles=decide.role_names(operations.rules, role_permissions()),
        users=user_choices(state),
        **values,
    )
