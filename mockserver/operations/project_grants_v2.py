"""Grants of projects to other organisations, in the service of v2."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mockserver.access.permissions import reach_of
from mockserver.domain import project_grants as decide
from mockserver.domain.ids import GrantId, OrganisationId, ProjectId
from mockserver.domain.projects import project_of
from mockserver.domain.rows.grants import ProjectGrant
from mockserver.domain.state import InstanceState
from mockserver.domain.verbs import Events, require
from mockserver.errors.catalogue import PARENT_PROJECT_NOT_FOUND, PROJECT_GRANT_TO_CHANGE_NOT_FOUND
from mockserver.operations.context import Context
from mockserver.operations.messages import zitadel_project_v2 as messages
from mockserver.operations.project_grants import DELETE, READ, WRITE, require_on_grant, switched
from mockserver.operations.searching import (
    Tests,
    equal,
    narrowed,
    one_of,
    searched_filtered,
    text,
)
from mockserver.spec.wellknown import Timestamp, timestamp

_COLUMN = messages.ProjectGrantFieldNameNumber


def create_project_grant(
    context: Context, request: messages.CreateProjectGrantRequest
) -> messages.CreateProjectGrantResponse:
    """Grant a project to another organisation than its own.

    Raises: PROJECT_TO_GRANT_NOT_FOUND, GRANTED_ORGANISATION_NOT_FOUND, PROJECT_GRANT_ROLE_KEYS_NOT_FOUND,
        PROJECT_GRANT_INVALID, PROJECT_GRANT_ALREADY_EXISTS, and what `context.require` raises.
    """
    granted = OrganisationId(request.granted_organization_id)
    project = decide.project_to_grant(context.state, ProjectId(request.project_id), granted, request.role_keys)
    context.require(WRITE, project.organisation, project.id)
    grant = GrantId(context.instance.ids.next())
    stamp = context.write((decide.add_project_grant(context.state, grant, project, granted, request.role_keys),))
    return messages.CreateProjectGrantResponse(creation_date=timestamp(stamp.at))


def v2_update_project_grant(
    context: Context, request: messages.UpdateProjectGrantRequest
) -> messages.UpdateProjectGrantResponse:
    """Replace the roles of a grant.

    Raises: PROJECT_GRANT_TO_CHANGE_NOT_FOUND, PROJECT_TO_GRANT_NOT_FOUND, GRANTED_ORGANISATION_NOT_FOUND,
        PROJECT_GRANT_ROLE_KEYS_NOT_FOUND, and what `context.require` raises.
    """
    grant = _grant(context, request.project_id, request.granted_organization_id)
    require_on_grant(context, WRITE, grant)
    events = decide.change_project_grant(context.state, grant, request.role_keys)
    return messages.UpdateProjectGrantResponse(change_date=_written(context, events, grant))


def v2_deactivate_project_grant(
    context: Context, request: messages.DeactivateProjectGrantRequest
) -> messages.DeactivateProjectGrantResponse:
    """Switch a grant off.

    Raises: PARENT_PROJECT_NOT_FOUND, PROJECT_GRANT_TO_CHANGE_NOT_FOUND, and what `context.require` raises.
    """
    project_of(context.state, None, ProjectId(request.project_id), PARENT_PROJECT_NOT_FOUND)
    grant = _grant(context, request.project_id, request.granted_organization_id)
    events = switched(context, grant, active=False)
    return messages.DeactivateProjectGrantResponse(change_date=_written(context, events, grant))


def activate_project_grant(
    context: Context, request: messages.ActivateProjectGrantRequest
) -> messages.ActivateProjectGrantResponse:
    """Switch a grant on again.

    Raises: PARENT_PROJECT_NOT_FOUND, PROJECT_GRANT_TO_CHANGE_NOT_FOUND, and what `context.require` raises.
    """
    project_of(context.state, None, ProjectId(request.project_id), PARENT_PROJECT_NOT_FOUND)
    grant = _grant(context, request.project_id, request.granted_organization_id)
    events = switched(context, grant, active=True)
    return messages.ActivateProjectGrantResponse(change_date=_written(context, events, grant))


def delete_project_grant(
    context: Context, request: messages.DeleteProjectGrantRequest
) -> messages.DeleteProjectGrantResponse:
    """Take a grant back; tells of the first time where it was taken back already, and nothing where it never was.

    Source: recordings/id-project-services.jsonl.
    """
    project, granted = ProjectId(request.project_id), OrganisationId(request.granted_organization_id)
    grant = decide.grant_to(context.state, project, granted)
    if grant is None:
        removed = decide.removed_grant_to(context.state, project, granted)
        return messages.DeleteProjectGrantResponse(timestamp(removed.changed) if removed else Timestamp(""))
    require_on_grant(context, DELETE, grant)
    recorded = context.append(*decide.remove_project_grant(context.state, grant))
    return messages.DeleteProjectGrantResponse(deletion_date=timestamp(recorded.at))


def v2_list_project_grants(
    context: Context, request: messages.ListProjectGrantsRequest
) -> messages.ListProjectGrantsResponse:
    """The grants for which all filters hold; those that the caller may not read are dropped after paging.

    Raises: LIMIT_EXCEEDED.
    Source: recordings/id-project-services.jsonl.
    """
    state = context.state
    about, rows = searched_filtered(
        _among(state, request.filters),
        request,
        _tests(state),
        _COLUMNS,
        by_default=_COLUMN.PROJECT_GRANT_FIELD_NAME_CREATION_DATE,
        may_see=lambda grant: _may_read(context, grant),
    )
    return messages.ListProjectGrantsResponse(
        pagination=about, project_grants=tuple(_view(state, grant) for grant in rows)
    )


_COLUMNS = {
    _COLUMN.PROJECT_GRANT_FIELD_NAME_PROJECT_ID: lambda grant: grant.project,
    _COLUMN.PROJECT_GRANT_FIELD_NAME_CREATION_DATE: lambda grant: grant.created,
    _COLUMN.PROJECT_GRANT_FIELD_NAME_CHANGE_DATE: lambda grant: grant.changed,
}


def _among(state: InstanceState, filters: Sequence[messages.ProjectGrantSearchFilter]) -> Iterable[ProjectGrant]:
    """All grants, or those of an organisation that a filter names, or to one."""
    grants = state.project_grants
    return narrowed(
        grants,
        filters,
        {
            "organization_id_filter": lambda asked: grants.where("organisation", asked.id),
            "granted_organization_id_filter": lambda asked: grants.where("granted", asked.id),
        },
    )


def _tests(state: InstanceState) -> Tests[ProjectGrant]:
    """Whatever the method, a role is asked for as it is (recordings/id-project-services.jsonl)."""
    return {
        "project_name_filter": text(lambda grant: state.projects[grant.project].name, "project_name"),
        "role_key_filter": lambda grant, query: query.key in grant.roles,
        "in_project_ids_filter": one_of(lambda grant: grant.project, "ids"),
        "organization_id_filter": equal(lambda grant: grant.organisation, "id"),
        "granted_organization_id_filter": equal(lambda grant: grant.granted, "id"),
    }


def _may_read(context: Context, grant: ProjectGrant) -> bool:
    state, user = context.state, context.user.id
    owner = reach_of(state, grant.organisation, user, READ)
    if owner.includes(grant.id) or owner.includes(grant.project):
        return True
    return reach_of(state, grant.granted, user, READ).includes(grant.id)


def _grant(context: Context, project: str, granted: str) -> ProjectGrant:
    found = decide.grant_to(context.state, ProjectId(project), OrganisationId(granted))
    return require(found, PROJECT_GRANT_TO_CHANGE_NOT_FOUND)


def _written(context: Context, events: Events, grant: ProjectGrant) -> Timestamp:
    return timestamp(context.append(*events).at if events else grant.changed)


def _view(state: InstanceState, grant: ProjectGrant) -> messages.ProjectGrant:
    return messages.ProjectGrant(
        organization_id=grant.organisation,
        creation_date=timestamp(grant.created),
        change_date=timestamp(grant.changed),
        granted_organization_id=grant.granted,
        granted_organization_name=state.organisations[grant.granted].name,
        granted_role_keys=grant.roles,
        project_id=grant.project,
        project_name=state.projects[grant.project].name,
        state="PROJECT_GRANT_STATE_ACTIVE" if grant.active else "PROJECT_GRANT_STATE_INACTIVE",
    )
