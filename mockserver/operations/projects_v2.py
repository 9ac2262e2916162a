"""Projects, in the service of v2.

The organisation of the request is not looked at; who may what is asked of the organisation that has the project.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import msgspec

from mockserver.domain import projects as decide
from mockserver.domain.ids import OrganisationId, ProjectId
from mockserver.domain.rows.grants import ProjectGrant
from mockserver.domain.rows.projects import Project
from mockserver.errors.catalogue import (
    PROJECT_NOT_FOUND,
    PROJECT_TO_CHANGE_NOT_FOUND,
    PROJECT_TO_DEACTIVATE_NOT_FOUND,
)
from mockserver.errors.problem import Problem
from mockserver.operations.context import Context
from mockserver.operations.enum_names import enum_name
from mockserver.operations.messages import zitadel_project_v2 as messages
from mockserver.operations.searching import Test, Tests, one_of, searched_filtered, text
from mockserver.spec.wellknown import timestamp

_WRITE, _DELETE = "project.write", "project.delete"


class _Listed(NamedTuple):
    """A project in a list, or what it is to an organisation that it was granted to."""

    project: Project
    grant: ProjectGrant | None

    @property
    def row(self) -> Project | ProjectGrant:
        """That whose dates are told."""
        return self.grant or self.project


def create_project(context: Context, request: messages.CreateProjectRequest) -> messages.CreateProjectResponse:
    """Add a project, under an id of the caller's choice if there is one; nobody asks whether its organisation exists.

    Raises: PROJECT_ID_TAKEN, MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN, NUL_IN_TEXT, PROJECT_ALREADY_EXISTS.
    Source: recordings/id-project-services.jsonl; that the id comes before the permission is assumed.
    """
    if request.project_id:
        decide.require_free_id(context.state, ProjectId(request.project_id))
    context.require("project.create", request.organization_id)
    project = Project(
        id=ProjectId(request.project_id or context.instance.ids.next()),
        organisation=OrganisationId(request.organization_id),
        name=request.name,
        role_assertion=request.project_role_assertion,
        role_check=request.authorization_required,
        has_project_check=request.project_access_required,
        private_labeling=request.private_labeling_setting,
    )
    stamp = context.write((decide.add_project(context.state, project),))
    return messages.CreateProjectResponse(project_id=project.id, creation_date=timestamp(stamp.at))


def v2_update_project(context: Context, request: messages.UpdateProjectRequest) -> messages.UpdateProjectResponse:
    """Change what the request speaks of; what it leaves out stays.

    Raises: PROJECT_TO_CHANGE_NOT_FOUND, MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN, NO_PERMISSION_TO_READ_PROJECT,
        NUL_IN_TEXT, PROJECT_ALREADY_EXISTS.
    Source: recordings/id-project-services.jsonl.
    """
    before = _project(context, request.project_id, PROJECT_TO_CHANGE_NOT_FOUND)
    context.require(_WRITE, before.organisation, before.id)
    said: dict[str, Any] = {
        "name": request.name,
        "role_assertion": request.project_role_assertion,
        "role_check": request.authorization_required,
        "has_project_check": request.project_access_required,
        "private_labeling": request.private_labeling_setting,
    }
    after = replace(before, **{field: value for field, value in said.items() if value is not None})
    stamp = context.write(decide.change_project(context.state, before, after), unchanged=before)
    return messages.UpdateProjectResponse(change_date=timestamp(stamp.at))


def v2_deactivate_project(
    context: Context, request: messages.DeactivateProjectRequest
) -> messages.DeactivateProjectResponse:
    """Switch a project off; its state is judged before the caller (assumed).

    Raises: PROJECT_TO_DEACTIVATE_NOT_FOUND, PROJECT_NOT_ACTIVE, MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN,
        NO_PERMISSION_TO_READ_PROJECT.
    """
    project = _project(context, request.project_id, PROJECT_TO_DEACTIVATE_NOT_FOUND)
    event = decide.deactivate_project(project)
    context.require(_WRITE, project.organisation, project.id)
    return messages.DeactivateProjectResponse(change_date=timestamp(context.write((event,)).at))


def activate_project(context: Context, request: messages.ActivateProjectRequest) -> messages.ActivateProjectResponse:
    """Switch a project on again; its state is judged before the caller (assumed).

    Raises: PROJECT_TO_CHANGE_NOT_FOUND, PROJECT_NOT_INACTIVE, MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN,
        NO_PERMISSION_TO_READ_PROJECT.
    """
    project = _project(context, request.project_id, PROJECT_TO_CHANGE_NOT_FOUND)
    event = decide.reactivate_project(project)
    context.require(_WRITE, project.organisation, project.id)
    return messages.ActivateProjectResponse(change_date=timestamp(context.write((event,)).at))


def delete_project(context: Context, request: messages.DeleteProjectRequest) -> messages.DeleteProjectResponse:
    """Remove a project with all that it has; one that is gone is no error, whoever asks.

    Raises: MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN, NO_PERMISSION_TO_READ_PROJECT.
    Source: recordings/id-project-services.jsonl.
    """
    project = context.state.projects.get(ProjectId(request.project_id))
    if project is None:
        before = context.state.projects.removed.get(request.project_id)
        return messages.DeleteProjectResponse(**({"deletion_date": timestamp(before.changed)} if before else {}))
    context.require(_DELETE, project.organisation, project.id)
    stamp = context.write(decide.remove_project(context.state, project))
    return messages.DeleteProjectResponse(deletion_date=timestamp(stamp.at))


def get_project(context: Context, request: messages.GetProjectRequest) -> messages.GetProjectResponse:
    """A project that the caller may read.

    Raises: PROJECT_NOT_FOUND, MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN, NO_PERMISSION_TO_READ_PROJECT.
    Source: recordings/id-project-services.jsonl.
    """
    project = _project(context, request.project_id, PROJECT_NOT_FOUND)
    context.require("project.read", project.organisation, project.id)
    return messages.GetProjectResponse(project=_project_view(context, _Listed(project, None)))


def _is_of_organisation(listed: _Listed, query: messages.ProjectOrganizationIDFilter) -> bool:
    owned = listed.project.organisation == query.organization_id
    granted = listed.grant is not None and listed.grant.granted == query.organization_id
    types = messages.ProjectOrganizationIDFilterTypeNumber
    if query.type == types.OWNED:
        return owned
    return granted or (query.type != types.GRANTED and owned)


_is_of: Test[_Listed] = _is_of_organisation
_TESTS: Tests[_Listed] = {
    "project_name_filter": text(lambda listed: listed.project.name, "project_name"),
    "in_project_ids_filter": one_of(lambda listed: listed.project.id, "ids"),
    "organization_id_filter": _is_of,
}
_COLUMNS = {
    1: lambda listed: listed.project.id,
    2: lambda listed: listed.row.created,
    3: lambda listed: listed.row.changed,
    4: lambda listed: listed.project.name,
}
"""By the number of zitadel.project.v2.ProjectFieldName."""


def v2_list_projects(context: Context, request: messages.ListProjectsRequest) -> messages.ListProjectsResponse:
    """Projects of all organisations, and once more for each organisation that they were granted to.

    What the caller may not see is dropped after paging, so that the total tells of it.

    Raises: LIMIT_EXCEEDED.
    Source: recordings/id-project-services.jsonl. That OWNED leaves grants to others in is assumed.
    """
    pagination, seen = searched_filtered(
        _all_listed(context),
        request,
        _TESTS,
        _COLUMNS,
        may_see=lambda listed: _may_see(context, listed),
    )
    return messages.ListProjectsResponse(
        pagination=pagination, projects=tuple(_project_view(context, listed) for listed in seen)
    )


def _all_listed(context: Context) -> Iterator[_Listed]:
    """Grants first, as the real server has them (recordings/id-project-services.jsonl)."""
    for grant in context.state.project_grants:
        yield _Listed(context.state.projects[grant.project], grant)
    for project in context.state.projects:
        yield _Listed(project, None)


def _may_see(context: Context, listed: _Listed) -> bool:
    project, grant = listed
    if grant is None:
        return context.may("project.read", project.organisation, project.id)
    read = "project.grant.read"
    return (
        context.may(read, grant.organisation, grant.id)
        or context.may(read, grant.granted, grant.id)
        or context.may(read, grant.organisation, project.id)
    )


def _project(context: Context, project: str, otherwise: Problem) -> Project:
    return decide.project_of(context.state, None, ProjectId(project), otherwise)


def _project_view(context: Context, listed: _Listed) -> messages.Project:
    project, grant = listed
    view = messages.Project(
        project_id=project.id,
        organization_id=project.organisation,
        creation_date=timestamp(listed.row.created),
        change_date=timestamp(listed.row.changed),
        name=project.name,
        state="PROJECT_STATE_ACTIVE" if project.active else "PROJECT_STATE_INACTIVE",
        project_role_assertion=project.role_assertion,
        authorization_required=project.role_check,
        project_access_required=project.has_project_check,
        private_labeling_setting=enum_name(messages.PrivateLabelingSettingNumber, project.private_labeling),
    )
    if grant is None:
        return view
    return msgspec.structs.replace(
        view,
        granted_organization_id=grant.granted,
        granted_organization_name=context.state.organisations[grant.granted].name,
        granted_state="GRANTED_PROJECT_STATE_ACTIVE" if grant.active else "GRANTED_PROJECT_STATE_INACTIVE",
    )
