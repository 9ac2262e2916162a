"""Roles of projects, in the service of v2; see `projects_v2` of who may what."""

from __future__ import annotations

from mockserver.domain import projects as decide
from mockserver.domain.ids import ProjectId
from mockserver.domain.rows.projects import Role
from mockserver.errors.catalogue import PARENT_PROJECT_NOT_FOUND
from mockserver.operations.context import Context
from mockserver.operations.messages import zitadel_project_v2 as messages
from mockserver.operations.searching import Tests, searched_filtered, text
from mockserver.spec.wellknown import timestamp

_WRITE, _DELETE = "project.role.write", "project.role.delete"


def v2_add_project_role(context: Context, request: messages.AddProjectRoleRequest) -> messages.AddProjectRoleResponse:
    """Add a role to a project.

    Raises: PARENT_PROJECT_NOT_FOUND, MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN, NO_PERMISSION_TO_READ_PROJECT,
        NUL_IN_TEXT, PROJECT_ROLE_ALREADY_EXISTS.
    """
    project = decide.project_of(context.state, None, ProjectId(request.project_id), PARENT_PROJECT_NOT_FOUND)
    context.require(_WRITE, project.organisation, project.id)
    role = Role(
        project=project.id,
        organisation=project.organisation,
        key=request.role_key,
        display_name=request.display_name,
        group=request.group or "",
    )
    stamp = context.write((decide.add_role(context.state, role),))
    return messages.AddProjectRoleResponse(creation_date=timestamp(stamp.at))


def v2_update_project_role(
    context: Context, request: messages.UpdateProjectRoleRequest
) -> messages.UpdateProjectRoleResponse:
    """Replace a role's display name and group; what is left out becomes empty.

    Raises: PARENT_PROJECT_NOT_FOUND, MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN, NO_PERMISSION_TO_READ_PROJECT,
        PROJECT_ROLE_NOT_FOUND, NUL_IN_TEXT.
    Source: recordings/id-project-services.jsonl; that the permission comes before the role's existence is assumed.
    """
    project = decide.project_of(context.state, None, ProjectId(request.project_id), PARENT_PROJECT_NOT_FOUND)
    context.require(_WRITE, project.organisation, project.id)
    before, events = decide.change_role(
        context.state, project.id, request.role_key, request.display_name or "", request.group or ""
    )
    stamp = context.write(events, unchanged=before)
    return messages.UpdateProjectRoleResponse(change_date=timestamp(stamp.at))


def v2_remove_project_role(
    context: Context, request: messages.RemoveProjectRoleRequest
) -> messages.RemoveProjectRoleResponse:
    """Remove a role from a project and from all grants; one that is gone is no error, whoever asks.

    Raises: MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN, NO_PERMISSION_TO_READ_PROJECT.
    Source: recordings/id-project-services.jsonl.
    """
    removed = decide.remove_role(context.state, None, ProjectId(request.project_id), request.role_key)
    if removed is None:
        return messages.RemoveProjectRoleResponse()
    row, events = removed
    if not events:
        return messages.RemoveProjectRoleResponse(removal_date=timestamp(row.changed))
    context.require(_DELETE, row.organisation, row.project)
    return messages.RemoveProjectRoleResponse(removal_date=timestamp(context.append(*events).at))


_TESTS: Tests[Role] = {
    "role_key_filter": text(lambda role: role.key, "key"),
    "display_name_filter": text(lambda role: role.display_name, "display_name"),
}
_COLUMNS = {
    1: lambda role: role.key,
    2: lambda role: role.created,
    3: lambda role: role.changed,
}
"""By the number of zitadel.project.v2.ProjectRoleFieldName."""


def v2_list_project_roles(
    context: Context, request: messages.ListProjectRolesRequest
) -> messages.ListProjectRolesResponse:
    """The roles of a project, as far as the caller may read grants of all projects of its organisation.

    That is what the real server asks: members of the project alone see none of its roles here. What may not be seen is
    dropped after paging.

    Raises: LIMIT_EXCEEDED.
    Source: recordings/id-project-services.jsonl; which of several permissions it is that was seen is assumed.
    """
    pagination, seen = searched_filtered(
        context.state.roles.where("project", request.project_id),
        request,
        _TESTS,
        _COLUMNS,
        may_see=lambda role: context.may("project.grant.read", role.organisation, role.key),
    )
    return messages.ListProjectRolesResponse(pagination=pagination, project_roles=tuple(map(_view, seen)))


def _view(role: Role) -> messages.ProjectRole:
    return messages.ProjectRole(
        project_id=role.project,
        key=role.key,
        creation_date=timestamp(role.created),
        change_date=timestamp(role.changed),
        display_name=role.display_name,
        group=role.group,
    )
