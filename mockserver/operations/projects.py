"""Projects and their roles."""

from __future__ import annotations

from collections.abc import Iterable

from mockserver.access.permissions import reach_of
from mockserver.domain import projects as decide
from mockserver.domain.ids import ProjectId
from mockserver.domain.rows.projects import Project, Role
from mockserver.domain.tables import Stamp
from mockserver.errors.catalogue import (
    PARENT_PROJECT_NOT_FOUND,
    PROJECT_NOT_FOUND,
    PROJECT_TO_CHANGE_NOT_FOUND,
    PROJECT_TO_DEACTIVATE_NOT_FOUND,
)
from mockserver.errors.problem import Problem, Refused
from mockserver.operations import details
from mockserver.operations.context import Context
from mockserver.operations.enum_names import enum_name
from mockserver.operations.messages import zitadel_management_v1 as messages
from mockserver.operations.messages import zitadel_project_v1
from mockserver.operations.messages.zitadel_v1 import ObjectDetails
from mockserver.operations.searching import Tests, equal, find, listed, text

_PROJECT_TESTS: Tests[Project] = {
    "name_query": text(lambda project: project.name, "name"),
    "project_resource_owner_query": equal(lambda project: project.organisation, "resource_owner"),
}
ROLE_TESTS: Tests[Role] = {
    "key_query": text(lambda role: role.key, "key"),
    "display_name_query": text(lambda role: role.display_name, "display_name"),
}


def add_project(context: Context, request: messages.AddProjectRequest) -> messages.AddProjectResponse:
    """Add a project to the organisation.

    Raises: NUL_IN_TEXT, PROJECT_ALREADY_EXISTS.
    """
    project = Project(
        id=ProjectId(context.instance.ids.next()),
        organisation=context.organisation.id,
        name=request.name,
        role_assertion=request.project_role_assertion,
        role_check=request.project_role_check,
        has_project_check=request.has_project_check,
        private_labeling=request.private_labeling_setting,
    )
    stamp = context.write((decide.add_project(context.state, project),))
    return messages.AddProjectResponse(id=project.id, details=details.created(stamp, project.organisation))


def update_project(context: Context, request: messages.UpdateProjectRequest) -> messages.UpdateProjectResponse:
    """Replace all that can be said of a project.

    Raises: PROJECT_TO_CHANGE_NOT_FOUND, NUL_IN_TEXT, PROJECT_ALREADY_EXISTS.
    """
    before = _own_project(context, request.id, PROJECT_TO_CHANGE_NOT_FOUND)
    after = Project(
        id=before.id,
        organisation=before.organisation,
        name=request.name,
        active=before.active,
        role_assertion=request.project_role_assertion,
        role_check=request.project_role_check,
        has_project_check=request.has_project_check,
        private_labeling=request.private_labeling_setting,
    )
    stamp = context.write(decide.change_project(context.state, before, after), unchanged=before)
    return messages.UpdateProjectResponse(details=details.changed(stamp, before.organisation))


def deactivate_project(
    context: Context, request: messages.DeactivateProjectRequest
) -> messages.DeactivateProjectResponse:
    """Switch a project off.

    Raises: PROJECT_TO_DEACTIVATE_NOT_FOUND, PROJECT_NOT_ACTIVE.
    """
    project = _own_project(context, request.id, PROJECT_TO_DEACTIVATE_NOT_FOUND)
    stamp = context.write((decide.deactivate_project(project),))
    return messages.DeactivateProjectResponse(details=details.changed(stamp, project.organisation))


def reactivate_project(
    context: Context, request: messages.ReactivateProjectRequest
) -> messages.ReactivateProjectResponse:
    """Switch a project on again.

    Raises: PROJECT_TO_CHANGE_NOT_FOUND, PROJECT_NOT_INACTIVE.
    """
    project = _own_project(context, request.id, PROJECT_TO_CHANGE_NOT_FOUND)
    stamp = context.write((decide.reactivate_project(project),))
    return messages.ReactivateProjectResponse(details=details.changed(stamp, project.organisation))


def remove_project(context: Context, request: messages.RemoveProjectRequest) -> messages.RemoveProjectResponse:
    """Remove a project with all that it has.

    Raises: PROJECT_TO_CHANGE_NOT_FOUND.
    """
    project = _own_project(context, request.id, PROJECT_TO_CHANGE_NOT_FOUND)
    stamp = context.write(decide.remove_project(context.state, project))
    return messages.RemoveProjectResponse(details=details.changed(stamp, project.organisation))


def get_project_by_id(context: Context, request: messages.GetProjectByIDRequest) -> messages.GetProjectByIDResponse:
    """A project of any organisation: that of the request is not looked at.

    Raises: PROJECT_NOT_FOUND.
    Source: recordings/id-projects.jsonl.
    """
    project = context.state.projects.get(ProjectId(request.id))
    if project is None:
        raise Refused(PROJECT_NOT_FOUND)
    return messages.GetProjectByIDResponse(project=_project_view(project))


def list_projects(context: Context, request: messages.ListProjectsRequest) -> messages.ListProjectsResponse:
    """The organisation's projects for which all queries hold, as far as the caller's memberships reach.

    Source: recordings/id-project-search.jsonl, id-project-access.jsonl.
    """
    found = find(own_projects(context), request.queries, _PROJECT_TESTS)
    about, rows = listed(context, found, request.query)
    return messages.ListProjectsResponse(details=about, result=tuple(map(_project_view, rows)))


def add_project_role(context: Context, request: messages.AddProjectRoleRequest) -> messages.AddProjectRoleResponse:
    """Add a role to a project.

    Raises: PARENT_PROJECT_NOT_FOUND, NUL_IN_TEXT, PROJECT_ROLE_ALREADY_EXISTS.
    """
    project = _own_project(context, request.project_id, PARENT_PROJECT_NOT_FOUND)
    role = _role(project, request.role_key, request.display_name, request.group)
    stamp = context.write((decide.add_role(context.state, role),))
    return messages.AddProjectRoleResponse(details=details.created(stamp, project.organisation))


def bulk_add_project_roles(
    context: Context, request: messages.BulkAddProjectRolesRequest
) -> messages.BulkAddProjectRolesResponse:
    """Add several roles to a project, all or none; the answer tells nothing of when.

    Raises: PARENT_PROJECT_NOT_FOUND, NUL_IN_TEXT, PROJECT_ROLE_ALREADY_EXISTS.
    """
    project = _own_project(context, request.project_id, PARENT_PROJECT_NOT_FOUND)
    roles = [_role(project, role.key, role.display_name, role.group) for role in request.roles]
    context.write(decide.add_roles(context.state, roles), unchanged=project)
    return messages.BulkAddProjectRolesResponse(details=ObjectDetails(resource_owner=project.organisation))


def update_project_role(
    context: Context, request: messages.UpdateProjectRoleRequest
) -> messages.UpdateProjectRoleResponse:
    """Replace a role's display name and group.

    Raises: PARENT_PROJECT_NOT_FOUND, PROJECT_ROLE_NOT_FOUND, NUL_IN_TEXT.
    """
    project = _own_project(context, request.project_id, PARENT_PROJECT_NOT_FOUND)
    before, events = decide.change_role(
        context.state, project.id, request.role_key, request.display_name, request.group
    )
    stamp = context.write(events, unchanged=before)
    return messages.UpdateProjectRoleResponse(details=details.changed(stamp, project.organisation))


def remove_project_role(
    context: Context, request: messages.RemoveProjectRoleRequest
) -> messages.RemoveProjectRoleResponse:
    """Remove a role from a project and from all grants; one that is gone is no error.

    What was removed before answers its removal, what never was nothing but the organisation of the request. What goes
    with the role does not count here, unlike elsewhere.

    Source: recordings/id-project-roles.jsonl.
    """
    organisation = context.organisation.id
    removed = decide.remove_role(context.state, organisation, ProjectId(request.project_id), request.role_key)
    if removed is None:
        return messages.RemoveProjectRoleResponse(details=ObjectDetails(resource_owner=organisation))
    row, events = removed
    stamp = context.append(*events) if events else Stamp(row.sequence, row.changed)
    return messages.RemoveProjectRoleResponse(details=details.changed(stamp, organisation))


def list_project_roles(
    context: Context, request: messages.ListProjectRolesRequest
) -> messages.ListProjectRolesResponse:
    """The roles of a project of the organisation; none for any other.

    Source: recordings/id-project-search.jsonl.
    """
    organisation = context.organisation.id
    held = context.state.roles.where("project", request.project_id)
    own = [role for role in held if role.organisation == organisation]
    about, rows = listed(context, find(own, request.queries, ROLE_TESTS), request.query)
    return messages.ListProjectRolesResponse(details=about, result=tuple(map(role_view, rows)))


def own_projects(context: Context) -> Iterable[Project]:
    """The projects of the organisation that the caller may read.

    Source: recordings/id-project-access.jsonl: a member of projects alone sees those, and totals tell of no others.
    """
    organisation = context.organisation.id
    reach = reach_of(context.state, organisation, context.user.id, "project.read")
    return [each for each in context.state.projects.where("organisation", organisation) if reach.includes(each.id)]


def role_view(role: Role) -> zitadel_project_v1.Role:
    """A role as lists of v1 answer it."""
    return zitadel_project_v1.Role(
        key=role.key, details=details.of_row(role, role.organisation), display_name=role.display_name, group=role.group
    )


def _project_view(project: Project) -> zitadel_project_v1.Project:
    return zitadel_project_v1.Project(
        id=project.id,
        details=details.of_row(project, project.organisation),
        name=project.name,
        state="PROJECT_STATE_ACTIVE" if project.active else "PROJECT_STATE_INACTIVE",
        project_role_assertion=project.role_assertion,
        project_role_check=project.role_check,
        has_project_check=project.has_project_check,
        private_labeling_setting=enum_name(zitadel_project_v1.PrivateLabelingSettingNumber, project.private_labeling),
    )


def _own_project(context: Context, project: str, otherwise: Problem) -> Project:
    return decide.project_of(context.state, context.organisation.id, ProjectId(project), otherwise)


def _role(project: Project, key: str, display_name: str, group: str) -> Role:
    return Role(project=project.id, organisation=project.organisation, key=key, display_name=display_name, group=group)
