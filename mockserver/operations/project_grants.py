"""Grants of projects to other organisations, in the management service."""

from __future__ import annotations

from mockserver.access.permissions import reach_of
from mockserver.domain import project_grants as decide
from mockserver.domain.ids import GrantId, OrganisationId, ProjectId
from mockserver.domain.projects import project_of
from mockserver.domain.rows.grants import ProjectGrant
from mockserver.domain.state import InstanceState
from mockserver.domain.verbs import Events
from mockserver.errors.catalogue import PARENT_PROJECT_NOT_FOUND, PROJECT_GRANT_NOT_FOUND
from mockserver.errors.problem import Refused
from mockserver.operations import details
from mockserver.operations.context import Context
from mockserver.operations.messages import zitadel_management_v1 as messages
from mockserver.operations.messages.zitadel_project_v1 import GrantedProject
from mockserver.operations.messages.zitadel_v1 import ObjectDetails
from mockserver.operations.projects import ROLE_TESTS, role_view
from mockserver.operations.searching import Test, Tests, equal, find, listed, text

WRITE, DELETE, READ = "project.grant.write", "project.grant.delete", "project.grant.read"


def add_project_grant(context: Context, request: messages.AddProjectGrantRequest) -> messages.AddProjectGrantResponse:
    """Grant a project of the organisation to another one.

    Raises: PROJECT_TO_GRANT_NOT_FOUND, GRANTED_ORGANISATION_NOT_FOUND, PROJECT_GRANT_ROLE_KEYS_NOT_FOUND,
        PROJECT_GRANT_INVALID, PROJECT_GRANT_ALREADY_EXISTS.
    """
    project, granted = ProjectId(request.project_id), OrganisationId(request.granted_org_id)
    found = decide.project_to_grant(context.state, project, granted, request.role_keys, context.organisation.id)
    context.require(WRITE, found.organisation, found.id)
    grant = GrantId(context.instance.ids.next())
    stamp = context.write((decide.add_project_grant(context.state, grant, found, granted, request.role_keys),))
    return messages.AddProjectGrantResponse(grant_id=grant, details=details.created(stamp, found.organisation))


def update_project_grant(
    context: Context, request: messages.UpdateProjectGrantRequest
) -> messages.UpdateProjectGrantResponse:
    """Replace the roles of a grant.

    Raises: PROJECT_GRANT_TO_CHANGE_NOT_FOUND, PROJECT_TO_GRANT_NOT_FOUND, GRANTED_ORGANISATION_NOT_FOUND,
        PROJECT_GRANT_ROLE_KEYS_NOT_FOUND.
    """
    grant = _own(context, request.project_id, request.grant_id)
    require_on_grant(context, WRITE, grant)
    events = decide.change_project_grant(context.state, grant, request.role_keys)
    return messages.UpdateProjectGrantResponse(details=_details(context, events, grant))


def deactivate_project_grant(
    context: Context, request: messages.DeactivateProjectGrantRequest
) -> messages.DeactivateProjectGrantResponse:
    """Switch a grant off.

    Raises: PARENT_PROJECT_NOT_FOUND, PROJECT_GRANT_TO_CHANGE_NOT_FOUND.
    """
    project_of(context.state, context.organisation.id, ProjectId(request.project_id), PARENT_PROJECT_NOT_FOUND)
    grant = _own(context, request.project_id, request.grant_id)
    return messages.DeactivateProjectGrantResponse(
        details=_details(context, switched(context, grant, active=False), grant)
    )


def reactivate_project_grant(
    context: Context, request: messages.ReactivateProjectGrantRequest
) -> messages.ReactivateProjectGrantResponse:
    """Switch a grant on again.

    Raises: PARENT_PROJECT_NOT_FOUND, PROJECT_GRANT_TO_CHANGE_NOT_FOUND.
    """
    project_of(context.state, context.organisation.id, ProjectId(request.project_id), PARENT_PROJECT_NOT_FOUND)
    grant = _own(context, request.project_id, request.grant_id)
    return messages.ReactivateProjectGrantResponse(
        details=_details(context, switched(context, grant, active=True), grant)
    )


def remove_project_grant(
    context: Context, request: messages.RemoveProjectGrantRequest
) -> messages.RemoveProjectGrantResponse:
    """Take a grant back, with all that users were given through it.

    Raises: PROJECT_GRANT_TO_CHANGE_NOT_FOUND.
    """
    grant = _own(context, request.project_id, request.grant_id)
    require_on_grant(context, DELETE, grant)
    recorded = context.append(*decide.remove_project_grant(context.state, grant))
    return messages.RemoveProjectGrantResponse(details=details.changed(recorded, grant.organisation))


def get_project_grant_by_id(
    context: Context, request: messages.GetProjectGrantByIDRequest
) -> messages.GetProjectGrantByIDResponse:
    """A grant, whatever project and organisation the request is about.

    Raises: PROJECT_GRANT_NOT_FOUND.
    Source: recordings/id-project-grants.jsonl.
    """
    return messages.GetProjectGrantByIDResponse(project_grant=_any(context, request.grant_id))


def list_project_grants(
    context: Context, request: messages.ListProjectGrantsRequest
) -> messages.ListProjectGrantsResponse:
    """The grants of a project of the organisation for which all queries hold."""
    rows = [
        grant
        for grant in context.state.project_grants.where("project", ProjectId(request.project_id))
        if grant.organisation == context.organisation.id
    ]
    found = find(rows, request.queries, _tests(context.state))
    about, page = listed(context, found, request.query)
    return messages.ListProjectGrantsResponse(
        details=about, result=tuple(_view(context.state, grant) for grant in page)
    )


def list_all_project_grants(
    context: Context, request: messages.ListAllProjectGrantsRequest
) -> messages.ListAllProjectGrantsResponse:
    """The grants of all projects of the organisation for which all queries hold.

    Source: recordings/id-project-grants.jsonl, id-grant-access.jsonl: who may read some projects only sees none.
    """
    reach = reach_of(context.state, context.organisation.id, context.user.id, READ)
    rows = context.state.project_grants.where("organisation", context.organisation.id)
    found = find([row for row in rows if reach.includes(row.id)], request.queries, _tests(context.state))
    about, page = listed(context, found, request.query)
    return messages.ListAllProjectGrantsResponse(
        details=about, result=tuple(_view(context.state, grant) for grant in page)
    )


def list_granted_projects(
    context: Context, request: messages.ListGrantedProjectsRequest
) -> messages.ListGrantedProjectsResponse:
    """The projects of others that are granted to the organisation, for which all queries hold."""
    reach = reach_of(context.state, context.organisation.id, context.user.id, "project.read")
    rows = context.state.project_grants.where("granted", context.organisation.id)
    found = find([row for row in rows if reach.includes(row.id)], request.queries, _tests(context.state))
    about, page = listed(context, found, request.query)
    return messages.ListGrantedProjectsResponse(
        details=about, result=tuple(_view(context.state, grant) for grant in page)
    )


def get_granted_project_by_id(
    context: Context, request: messages.GetGrantedProjectByIDRequest
) -> messages.GetGrantedProjectByIDResponse:
    """A grant, whatever project and organisation the request is about.

    Raises: PROJECT_GRANT_NOT_FOUND.
    """
    return messages.GetGrantedProjectByIDResponse(granted_project=_any(context, request.grant_id))


def list_granted_project_roles(
    context: Context, request: messages.ListGrantedProjectRolesRequest
) -> messages.ListGrantedProjectRolesResponse:
    """The roles of a project that the organisation was granted with it, for which all queries hold.

    Raises: PROJECT_GRANT_NOT_FOUND.
    """
    grant = context.state.project_grants.get(GrantId(request.grant_id))
    if grant is None or grant.granted != context.organisation.id:
        raise Refused(PROJECT_GRANT_NOT_FOUND)
    rows = context.state.roles.where("project", ProjectId(request.project_id))
    found = find([role for role in rows if role.key in grant.roles], request.queries, ROLE_TESTS)
    about, page = listed(context, found, request.query)
    return messages.ListGrantedProjectRolesResponse(details=about, result=tuple(map(role_view, page)))


def require_on_grant(context: Context, permission: str, grant: ProjectGrant) -> None:
    """Let a caller pass who has a permission on a grant or on its project, in the organisation that it belongs to.

    Raises: MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN, NO_PERMISSION_TO_READ_PROJECT.
    """
    reach = reach_of(context.state, grant.organisation, context.user.id, permission)
    if not reach.includes(grant.id):
        context.require(permission, grant.organisation, grant.project)


def switched(context: Context, grant: ProjectGrant, *, active: bool) -> Events:
    """A grant switched on or off by a caller who may; of one that is it already nothing is asked."""
    if grant.active != active:
        require_on_grant(context, WRITE, grant)
    return decide.switch_project_grant(context.state, grant, active=active)


def _tests(state: InstanceState) -> Tests[ProjectGrant]:
    """Whatever the method, a role is asked for as it is (recordings/id-project-grants.jsonl)."""
    by_name: Test[ProjectGrant] = text(lambda grant: state.projects[grant.project].name, "name")
    return {
        "project_name_query": by_name,
        "name_query": by_name,
        "project_resource_owner_query": equal(lambda grant: grant.organisation, "resource_owner"),
        "role_key_query": lambda grant, query: query.role_key in grant.roles,
        "project_id_query": equal(lambda grant: grant.project, "project_id"),
        "granted_org_id_query": equal(lambda grant: grant.granted, "granted_org_id"),
    }


def _own(context: Context, project: str, grant: str) -> ProjectGrant:
    return decide.grant_by_id(context.state, GrantId(grant), ProjectId(project), context.organisation.id)


def _any(context: Context, grant: str) -> GrantedProject:
    found = context.state.project_grants.get(GrantId(grant))
    if found is None:
        raise Refused(PROJECT_GRANT_NOT_FOUND)
    return _view(context.state, found)


def _details(context: Context, events: Events, grant: ProjectGrant) -> ObjectDetails:
    """Told of the grant's own event: those of user grants that follow it have histories of their own."""
    if not events:
        return details.read(grant.sequence, grant.changed, grant.organisation)
    return details.changed(context.append(*events), grant.organisation)


def _view(state: InstanceState, grant: ProjectGrant) -> GrantedProject:
    return GrantedProject(
        grant_id=grant.id,
        granted_org_id=grant.granted,
        granted_org_name=state.organisations[grant.granted].name,
        granted_role_keys=grant.roles,
        state="PROJECT_GRANT_STATE_ACTIVE" if grant.active else "PROJECT_GRANT_STATE_INACTIVE",
        project_id=grant.project,
        project_name=state.projects[grant.project].name,
        project_owner_id=grant.organisation,
        project_owner_name=state.organisations[grant.organisation].name,
        details=details.of_row(grant, grant.organisation),
    )
