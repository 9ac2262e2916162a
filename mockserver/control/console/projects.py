"""Projects: the list, and one of them with its roles, applications and grants."""

from __future__ import annotations

import flask

from mockserver.control.console.choosing import APP_TYPES, AUTH_METHODS, other_organisations, user_choices
from mockserver.control.console.page import page
from mockserver.control.console.paging import page_of
from mockserver.control.console.view import View, current_view
from mockserver.control.problems import ControlProblem
from mockserver.domain.ids import ProjectId
from mockserver.domain.oidc_compliance import AppType, AuthMethod
from mockserver.domain.rows.apps import App
from mockserver.domain.rows.projects import Project


def list_projects() -> flask.Response:
    """The organisation's projects, those whose name or id holds the parameter `text`."""
    view = current_view()
    state = view.target.instance.state
    text = flask.request.args.get("text", "")
    every = list(state.projects.where("organisation", view.organisation.id))
    found = [row for row in every if text.lower() in row.name.lower() or text in row.id]
    shown = page_of(found, len(found))
    counts = {
        row.id: tuple(
            sum(1 for _ in table.where("project", row.id)) for table in (state.roles, state.apps, state.user_grants)
        )
        for row in shown.rows
    }
    operations = ("AddProject", "DeactivateProject", "ReactivateProject", "RemoveProject")
    return page("projects", *operations, rows=shown, text=text, total=len(every), counts=counts)


def show_project(project_id: str) -> flask.Response:
    """One project, to change.

    Raises: ControlProblem: 404.
    """
    view = current_view()
    state = view.target.instance.state
    project = project_of(view, project_id)
    return page(
        "project",
        "AddProjectRole",
        "RemoveProjectRole",
        "AddOIDCApp",
        "AddAPIApp",
        "RemoveApp",
        "CreateAuthorization",
        "DeleteAuthorization",
        "CreateProjectGrant",
        "V2DeactivateProjectGrant",
        "ActivateProjectGrant",
        "DeleteProjectGrant",
        project=project,
        roles=list(state.roles.where("project", project.id)),
        apps=[(app, _kind(app)) for app in state.apps.where("project", project.id)],
        grants=[(grant, state.users.get(grant.user)) for grant in state.user_grants.where("project", project.id)],
        users=user_choices(state),
        granted=[
            (grant, state.organisation(grant.granted)) for grant in state.project_grants.where("project", project.id)
        ],
        others=other_organisations(state, project.organisation),
        app_types=APP_TYPES,
        auth_methods=AUTH_METHODS,
    )


def project_of(view: View, project_id: str) -> Project:
    """A project of the organisation.

    Raises: ControlProblem: 404.
    """
    project = view.target.instance.state.projects.get(ProjectId(project_id))
    if project is None or project.organisation != view.organisation.id:
        raise ControlProblem(
            404,
            f"the organisation {view.organisation.name} has no project {project_id}",
            field="id",
            fix="it may have been removed, or be another organisation's; the page Projects lists what there is",
        )
    return project


def not_of_project(project: Project, noun: str, row_id: str) -> ControlProblem:
    """What is answered where a project has no such application, or whatever else the noun says."""
    return ControlProblem(
        404,
        f"the project {project.name} has no {noun} {row_id}",
        field="id",
        fix="it may have been removed; the page of the project lists what there is",
    )


def _kind(app: App) -> str:
    """What an application is, in words."""
    if app.saml is not None:
        return f"SAML, {app.saml.entity_id}"
    if app.oidc is None:
        return "API"
    type_, method = AppType(app.oidc.app_type), AuthMethod(app.oidc.auth_method)
    return f"{type_.name.lower().replace('_', ' ')}, {'PKCE' if method is AuthMethod.NONE else method.name.lower()}"
