"""Grants of a project's roles to users, which the service of v2 calls authorizations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from mockserver.access.permissions import reach_of
from mockserver.domain import user_grants as decide
from mockserver.domain.ids import GrantId, OrganisationId, ProjectId, UserId
from mockserver.domain.rows.grants import UserGrant
from mockserver.domain.state import InstanceState
from mockserver.errors.catalogue import USER_GRANT_TO_CHANGE_NOT_FOUND, USER_GRANT_TO_REACTIVATE_NOT_FOUND
from mockserver.operations.context import Context
from mockserver.operations.messages import zitadel_authorization_v2 as messages
from mockserver.operations.searching import (
    Tests,
    equal,
    narrowed,
    one_of,
    searched_filtered,
    text,
)
from mockserver.operations.user_grant_views import GrantRead, joined, of_human
from mockserver.spec.wellknown import EARLIEST_US, Timestamp, timestamp

_WRITE, _DELETE, _READ = "user.grant.write", "user.grant.delete", "user.grant.read"
_COLUMN = messages.AuthorizationFieldNameNumber


def create_authorization(
    context: Context, request: messages.CreateAuthorizationRequest
) -> messages.CreateAuthorizationResponse:
    """Grant roles of a project to a user; the grant belongs to an organisation that has or was granted the project.

    Raises: USER_TO_GRANT_NOT_FOUND, PROJECT_OF_USER_GRANT_REMOVED, PROJECT_OF_USER_GRANT_NOT_FOUND,
        USER_GRANT_ROLE_KEYS_NOT_FOUND, USER_GRANT_ALREADY_EXISTS, and what `context.require` raises.
    """
    grant = decide.judged(
        context.state,
        UserGrant(
            id=GrantId(""),
            user=UserId(request.user_id),
            project=ProjectId(request.project_id),
            organisation=OrganisationId(request.organization_id),
            roles=request.role_keys,
        ),
    )
    _require(context, _WRITE, grant)
    added = decide.with_id(grant, GrantId(context.instance.ids.next()))
    stamp = context.write((decide.add_user_grant(context.state, added),))
    return messages.CreateAuthorizationResponse(id=added.id, creation_date=timestamp(stamp.at))


def update_authorization(
    context: Context, request: messages.UpdateAuthorizationRequest
) -> messages.UpdateAuthorizationResponse:
    """Replace the roles of a grant.

    Raises: USER_GRANT_TO_CHANGE_NOT_FOUND, and what a new grant of these roles raises.
    Source: recordings/id-project-services.jsonl; that the permission comes last is the real server's source.
    """
    before, events = decide.change_roles(context.state, GrantId(request.id), request.role_keys, refuse_same=False)
    if events:
        _require(context, _WRITE, before)
    stamp = context.write(events, unchanged=before)
    return messages.UpdateAuthorizationResponse(change_date=timestamp(stamp.at))


def activate_authorization(
    context: Context, request: messages.ActivateAuthorizationRequest
) -> messages.ActivateAuthorizationResponse:
    """Switch a grant on again.

    Raises: USER_GRANT_TO_REACTIVATE_NOT_FOUND, and what `context.require` raises.
    """
    grant = decide.user_grant_of(context.state, GrantId(request.id), USER_GRANT_TO_REACTIVATE_NOT_FOUND)
    return messages.ActivateAuthorizationResponse(change_date=_switched(context, grant, active=True))


def deactivate_authorization(
    context: Context, request: messages.DeactivateAuthorizationRequest
) -> messages.DeactivateAuthorizationResponse:
    """Switch a grant off.

    Raises: USER_GRANT_TO_CHANGE_NOT_FOUND, and what `context.require` raises.
    """
    grant = decide.user_grant_of(context.state, GrantId(request.id), USER_GRANT_TO_CHANGE_NOT_FOUND)
    return messages.DeactivateAuthorizationResponse(change_date=_switched(context, grant, active=False))


def delete_authorization(
    context: Context, request: messages.DeleteAuthorizationRequest
) -> messages.DeleteAuthorizationResponse:
    """Remove a grant; tells of the first time where it was removed already, and of Go's zero where it never was.

    Source: recordings/id-project-services.jsonl.
    """
    grant = context.state.user_grants.get(GrantId(request.id))
    if grant is None:
        removed = context.state.user_grants.removed.get(GrantId(request.id))
        return messages.DeleteAuthorizationResponse(timestamp(removed.changed if removed else EARLIEST_US))
    _require(context, _DELETE, grant)
    stamp = context.write(decide.remove_user_grants([grant]))
    return messages.DeleteAuthorizationResponse(deletion_date=timestamp(stamp.at))


def list_authorizations(
    context: Context, request: messages.ListAuthorizationsRequest
) -> messages.ListAuthorizationsResponse:
    """The grants for which all filters hold; those that the caller may not read are dropped after paging.

    Raises: LIMIT_EXCEEDED.
    Source: recordings/id-project-services.jsonl.
    """
    state = context.state
    among = joined(state, _among(state, request.filters))
    about, rows = searched_filtered(among, request, _TESTS, _COLUMNS, may_see=lambda row: _may_read(context, row.grant))
    return messages.ListAuthorizationsResponse(
        pagination=about, authorizations=tuple(_view(state, row) for row in rows)
    )


_TESTS: Tests[GrantRead] = {
    "authorization_ids": one_of(lambda row: row.grant.id, "ids"),
    "organization_id": equal(lambda row: row.grant.organisation, "id"),
    "state": equal(lambda row: _state(row.grant), "state"),
    "in_user_ids": one_of(lambda row: row.grant.user, "ids"),
    "user_organization_id": equal(lambda row: row.user.organisation, "id"),
    "user_preferred_login_name": text(lambda row: row.user.user_name, "login_name"),
    "user_display_name": text(of_human("display_name"), "display_name"),
    "project_id": equal(lambda row: row.grant.project, "id"),
    "project_name": text(lambda row: row.project.name, "name"),
    "role_key": lambda row, query: query.key in row.roles,
    "project_grant_id": equal(lambda row: row.grant.project_grant, "id"),
}
"""Whatever the method, a role is asked for as it is (recordings/id-project-services.jsonl)."""

_COLUMNS: dict[int, Callable[[GrantRead], Any]] = {
    _COLUMN.AUTHORIZATION_FIELD_NAME_CREATED_DATE: lambda row: row.grant.created,
    _COLUMN.AUTHORIZATION_FIELD_NAME_CHANGED_DATE: lambda row: row.grant.changed,
    _COLUMN.AUTHORIZATION_FIELD_NAME_ID: lambda row: row.grant.id,
    _COLUMN.AUTHORIZATION_FIELD_NAME_USER_ID: lambda row: row.grant.user,
    _COLUMN.AUTHORIZATION_FIELD_NAME_PROJECT_ID: lambda row: row.grant.project,
    _COLUMN.AUTHORIZATION_FIELD_NAME_ORGANIZATION_ID: lambda row: row.grant.organisation,
    _COLUMN.AUTHORIZATION_FIELD_NAME_USER_ORGANIZATION_ID: lambda row: row.user.organisation,
}


def _among(state: InstanceState, filters: Sequence[messages.AuthorizationsSearchFilter]) -> Iterable[UserGrant]:
    """All grants, or those of a user, project or organisation that a filter names."""
    grants = state.user_grants
    return narrowed(
        grants,
        filters,
        {
            "in_user_ids": lambda asked: [
                row for user in dict.fromkeys(asked.ids) for row in grants.where("user", user)
            ],
            "project_id": lambda asked: grants.where("project", asked.id),
            "organization_id": lambda asked: grants.where("organisation", asked.id),
        },
    )


def _require(context: Context, permission: str, grant: UserGrant) -> None:
    context.require(permission, grant.organisation, grant.project_grant or grant.project)


def _switched(context: Context, grant: UserGrant, *, active: bool) -> Timestamp:
    if grant.active != active:
        _require(context, _WRITE, grant)
    events = decide.switch_user_grant(context.state, grant, active=active)
    return timestamp(context.write(events, unchanged=grant).at)


def _may_read(context: Context, grant: UserGrant) -> bool:
    """Whether the caller may read a grant: one's own always."""
    if grant.user == context.user.id:
        return True
    reach = reach_of(context.state, grant.organisation, context.user.id, _READ)
    return reach.includes(grant.project_grant or grant.project)


def _state(grant: UserGrant) -> int:
    return messages.StateNumber.STATE_ACTIVE if grant.active else messages.StateNumber.STATE_INACTIVE


def _view(state: InstanceState, row: GrantRead) -> messages.Authorization:
    grant, user = row.grant, row.user
    return messages.Authorization(
        id=grant.id,
        creation_date=timestamp(grant.created),
        change_date=timestamp(grant.changed),
        project=messages.Project(id=row.project.id, name=row.project.name, organization_id=row.project.organisation),
        organization=messages.Organization(id=row.owner.id, name=row.owner.name),
        user=messages.User(
            id=user.id,
            preferred_login_name=user.user_name,
            display_name=row.human.display_name if row.human else "",
            organization_id=user.organisation,
        ),
        state="STATE_ACTIVE" if grant.active else "STATE_INACTIVE",
        roles=tuple(_role(state, grant.project, key) for key in row.roles),
    )


def _role(state: InstanceState, project: ProjectId, key: str) -> messages.Role:
    role = state.roles.get((project, key))
    if role is None:
        return messages.Role(key=key)
    return messages.Role(key=key, display_name=role.display_name, group=role.group)
