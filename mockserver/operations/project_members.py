"""Members of projects and of their grants, in the management service."""

from __future__ import annotations

from mockserver.access.roles import role_permissions
from mockserver.domain import members as decide
from mockserver.domain.ids import GrantId, OrganisationId, ProjectId, UserId
from mockserver.operations import administering, details
from mockserver.operations.context import Context
from mockserver.operations.member_views import searched
from mockserver.operations.members import removal
from mockserver.operations.messages import zitadel_management_v1 as messages
from mockserver.operations.searching import listed


def add_project_member(
    context: Context, request: messages.AddProjectMemberRequest
) -> messages.AddProjectMemberResponse:
    """Make a user a member of a project of the organisation.

    Raises: PROJECT_MEMBER_INVALID, PROJECT_MEMBER_ROLES_INVALID, USER_CHECKED_NOT_FOUND, PARENT_PROJECT_NOT_FOUND,
        PROJECT_MEMBER_ALREADY_EXISTS.
    """
    project, user = ProjectId(request.project_id), UserId(request.user_id)
    _, stamp = administering.add_to_project(context, project, user, request.roles, context.organisation.id)
    return messages.AddProjectMemberResponse(details.created(stamp, context.organisation.id))


def update_project_member(
    context: Context, request: messages.UpdateProjectMemberRequest
) -> messages.UpdateProjectMemberResponse:
    """Replace the roles of a member of a project.

    Raises: PROJECT_MEMBER_ROLES_TO_CHANGE_INVALID, PROJECT_MEMBER_TO_CHANGE_INVALID,
        PROJECT_MEMBER_TO_CHANGE_NOT_FOUND.
    """
    organisation = context.organisation.id
    _, stamp = administering.change(
        context, decide.PROJECT, request.project_id, UserId(request.user_id), request.roles, organisation
    )
    return messages.UpdateProjectMemberResponse(details.changed(stamp, organisation))


def remove_project_member(
    context: Context, request: messages.RemoveProjectMemberRequest
) -> messages.RemoveProjectMemberResponse:
    """End a membership in a project."""
    organisation = context.organisation.id
    removed = administering.remove(context, decide.PROJECT, request.project_id, UserId(request.user_id), organisation)
    return messages.RemoveProjectMemberResponse(removal(removed, organisation))


def list_project_members(
    context: Context, request: messages.ListProjectMembersRequest
) -> messages.ListProjectMembersResponse:
    """The members of a project of the organisation for which all queries hold."""
    rows = context.state.project_members.where("scope", request.project_id)
    own = [row for row in rows if row.organisation == context.organisation.id]
    about, result = searched(context, own, request.queries, request.query)
    return messages.ListProjectMembersResponse(details=about, result=result)


def list_project_member_roles(
    _: Context, __: messages.ListProjectMemberRolesRequest
) -> messages.ListProjectMemberRolesResponse:
    """The roles that members of a project can have; the answer has no details."""
    return messages.ListProjectMemberRolesResponse(result=decide.role_names(decide.PROJECT, role_permissions()))


def add_project_grant_member(
    context: Context, request: messages.AddProjectGrantMemberRequest
) -> messages.AddProjectGrantMemberResponse:
    """Make a user a member of a grant of a project; the details name the organisation of the request.

    Raises: PROJECT_GRANT_MEMBER_INVALID, PROJECT_GRANT_MEMBER_ROLES_INVALID, USER_CHECKED_NOT_FOUND,
        PROJECT_GRANT_TO_CHANGE_NOT_FOUND, PROJECT_GRANT_MEMBER_KNOWN, PROJECT_GRANT_MEMBER_TAKEN.
    Source: recordings/id-project-grants.jsonl; what the details name is the real server's source.
    """
    grant = administering.project_grant(context, request.grant_id, request.project_id)
    organisation, user = context.organisation.id, UserId(request.user_id)
    _, stamp = administering.add_to_project_grant(context, grant, user, request.roles, organisation)
    return messages.AddProjectGrantMemberResponse(details.created(stamp, organisation))


def update_project_grant_member(
    context: Context, request: messages.UpdateProjectGrantMemberRequest
) -> messages.UpdateProjectGrantMemberResponse:
    """Replace the roles of a member of a grant of a project, whatever the organisation of the request.

    Raises: PROJECT_GRANT_MEMBER_ROLES_TO_CHANGE_INVALID, PROJECT_GRANT_MEMBER_TO_CHANGE_INVALID,
        PROJECT_GRANT_MEMBER_TO_CHANGE_NOT_FOUND.
    """
    scope = _scope(context, request.grant_id, request.project_id)
    member, stamp = administering.change(context, decide.PROJECT_GRANT, scope, UserId(request.user_id), request.roles)
    return messages.UpdateProjectGrantMemberResponse(details.changed(stamp, member.organisation))


def remove_project_grant_member(
    context: Context, request: messages.RemoveProjectGrantMemberRequest
) -> messages.RemoveProjectGrantMemberResponse:
    """End a membership in a grant of a project, whatever the organisation of the request."""
    scope = _scope(context, request.grant_id, request.project_id)
    removed = administering.remove(context, decide.PROJECT_GRANT, scope, UserId(request.user_id))
    grant = context.state.project_grants.known(GrantId(scope))
    owner = grant.organisation if grant is not None else OrganisationId("")
    return messages.RemoveProjectGrantMemberResponse(removal(removed, owner))


def list_project_grant_members(
    context: Context, request: messages.ListProjectGrantMembersRequest
) -> messages.ListProjectGrantMembersResponse:
    """The members of a grant of a project for which all queries hold, whatever the organisation of the request."""
    rows = context.state.project_grant_members.where("scope", request.grant_id)
    of_project = [row for row in rows if row.project == request.project_id]
    about, result = searched(context, of_project, request.queries, request.query)
    return messages.ListProjectGrantMembersResponse(details=about, result=result)


def list_project_grant_member_roles(
    context: Context, request: messages.ListProjectGrantMemberRolesRequest
) -> messages.ListProjectGrantMemberRolesResponse:
    """The roles that members of a grant of a project can have; that a page of them can be had is assumed."""
    about, roles = listed(context, decide.role_names(decide.PROJECT_GRANT, role_permissions()), request.query)
    return messages.ListProjectGrantMemberRolesResponse(details=about, result=tuple(roles))


def _scope(context: Context, grant: str, project: str) -> str:
    """The id of a grant, which is empty where it is not one of the project."""
    return grant if administering.project_grant(context, grant, project) is not None else ""
