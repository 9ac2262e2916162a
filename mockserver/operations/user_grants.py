"""Grants of a project's roles to users, in the management service."""

from __future__ import annotations

from collections.abc import Iterable

from mockserver.access.permissions import reach_of
from mockserver.domain import user_grants as decide
from mockserver.domain.ids import GrantId, ProjectId, UserId
from mockserver.domain.rows.grants import UserGrant
from mockserver.domain.verbs import Events
from mockserver.errors.catalogue import (
    USER_GRANT_IDS_MISSING,
    USER_GRANT_NOT_FOUND,
    USER_GRANT_PROJECT_DENIED,
    USER_GRANT_TO_CHANGE_NOT_FOUND,
    USER_GRANT_TO_REACTIVATE_NOT_FOUND,
    USER_GRANT_TO_REMOVE_NOT_FOUND,
)
from mockserver.errors.problem import Refused
from mockserver.operations import details
from mockserver.operations.context import Context
from mockserver.operations.messages import zitadel_management_v1 as messages
from mockserver.operations.searching import find, listed
from mockserver.operations.user_grant_views import TESTS, joined, view

_WRITE, _DELETE = "user.grant.write", "user.grant.delete"


def add_user_grant(context: Context, request: messages.AddUserGrantRequest) -> messages.AddUserGrantResponse:
    """Grant roles of a project to a user; the grant belongs to the organisation of the request.

    Raises: USER_TO_GRANT_NOT_FOUND, PROJECT_OF_USER_GRANT_REMOVED, PROJECT_OF_USER_GRANT_NOT_FOUND,
        USER_GRANT_ROLE_KEYS_NOT_FOUND, USER_GRANT_PROJECT_DENIED, USER_GRANT_ALREADY_EXISTS.
    """
    grant = decide.judged(
        context.state,
        UserGrant(
            id=GrantId(""),
            user=UserId(request.user_id),
            project=ProjectId(request.project_id),
            organisation=context.organisation.id,
            project_grant=request.project_grant_id,
            roles=request.role_keys,
        ),
    )
    _require_reach(context, _WRITE, grant)
    added = decide.with_id(grant, GrantId(context.instance.ids.next()))
    stamp = context.write((decide.add_user_grant(context.state, added),))
    return messages.AddUserGrantResponse(user_grant_id=added.id, details=details.created(stamp, added.organisation))


def update_user_grant(context: Context, request: messages.UpdateUserGrantRequest) -> messages.UpdateUserGrantResponse:
    """Replace the roles of a grant, of whatever organisation.

    Raises: USER_GRANT_PROJECT_DENIED, USER_GRANT_TO_CHANGE_NOT_FOUND, USER_GRANT_NOT_CHANGED, and what a new grant of
        these roles raises.
    Source: recordings/id-user-grants.jsonl.
    """
    _require_reach(context, _WRITE, context.state.user_grants.get(GrantId(request.grant_id)))
    before, events = decide.change_roles(context.state, GrantId(request.grant_id), request.role_keys, refuse_same=True)
    stamp = context.write(events, unchanged=before)
    return messages.UpdateUserGrantResponse(details=details.changed(stamp, before.organisation))


def deactivate_user_grant(
    context: Context, request: messages.DeactivateUserGrantRequest
) -> messages.DeactivateUserGrantResponse:
    """Switch a grant off.

    Raises: USER_GRANT_TO_CHANGE_NOT_FOUND, USER_GRANT_PROJECT_DENIED.
    """
    grant = decide.user_grant_of(
        context.state, GrantId(request.grant_id), USER_GRANT_TO_CHANGE_NOT_FOUND, context.organisation.id
    )
    stamp = context.write(_switched(context, grant, active=False), unchanged=grant)
    return messages.DeactivateUserGrantResponse(details=details.changed(stamp, grant.organisation))


def reactivate_user_grant(
    context: Context, request: messages.ReactivateUserGrantRequest
) -> messages.ReactivateUserGrantResponse:
    """Switch a grant on again.

    Raises: USER_GRANT_TO_REACTIVATE_NOT_FOUND, USER_GRANT_PROJECT_DENIED.
    """
    grant = decide.user_grant_of(
        context.state, GrantId(request.grant_id), USER_GRANT_TO_REACTIVATE_NOT_FOUND, context.organisation.id
    )
    stamp = context.write(_switched(context, grant, active=True), unchanged=grant)
    return messages.ReactivateUserGrantResponse(details=details.changed(stamp, grant.organisation))


def remove_user_grant(context: Context, request: messages.RemoveUserGrantRequest) -> messages.RemoveUserGrantResponse:
    """Remove a grant.

    Raises: USER_GRANT_TO_REMOVE_NOT_FOUND, USER_GRANT_PROJECT_DENIED.
    """
    grant = _to_remove(context, request.grant_id)
    stamp = context.write(decide.remove_user_grants([grant]))
    return messages.RemoveUserGrantResponse(details=details.changed(stamp, grant.organisation))


def bulk_remove_user_grant(
    context: Context, request: messages.BulkRemoveUserGrantRequest
) -> messages.BulkRemoveUserGrantResponse:
    """Remove several grants, all or none.

    Raises: USER_GRANT_IDS_MISSING, USER_GRANT_TO_REMOVE_NOT_FOUND, USER_GRANT_PROJECT_DENIED.
    """
    if not request.grant_id:
        raise Refused(USER_GRANT_IDS_MISSING)
    grants = [_to_remove(context, grant) for grant in request.grant_id]
    context.write(decide.remove_user_grants(grants))
    return messages.BulkRemoveUserGrantResponse()


def get_user_grant_by_id(
    context: Context, request: messages.GetUserGrantByIDRequest
) -> messages.GetUserGrantByIDResponse:
    """A grant of the organisation; the user of the path is not looked at.

    Raises: USER_GRANT_NOT_FOUND.
    Source: recordings/id-user-grants.jsonl.
    """
    grant = decide.user_grant_of(
        context.state, GrantId(request.grant_id), USER_GRANT_NOT_FOUND, context.organisation.id
    )
    found = next(joined(context.state, [grant]), None)
    if found is None:
        raise Refused(USER_GRANT_NOT_FOUND)
    return messages.GetUserGrantByIDResponse(user_grant=view(found))


def list_user_grants(context: Context, request: messages.ListUserGrantRequest) -> messages.ListUserGrantResponse:
    """The grants of the organisation for which all queries hold; on demand with those that others gave on its projects.

    Source: recordings/id-user-grant-search.jsonl, id-project-grants.jsonl; that the first `withGrantedQuery` decides is
        the real server's source.
    """
    wanted = (query.with_granted_query for query in request.queries if query.with_granted_query is not None)
    first = next(wanted, None)
    grants = _own_and_granted(context) if first is not None and first.with_granted else _own(context)
    found = find(joined(context.state, grants), request.queries, TESTS)
    about, rows = listed(context, found, request.query)
    return messages.ListUserGrantResponse(details=about, result=tuple(map(view, rows)))


def _own(context: Context) -> Iterable[UserGrant]:
    return context.state.user_grants.where("organisation", context.organisation.id)


def _own_and_granted(context: Context) -> Iterable[UserGrant]:
    state, organisation = context.state, context.organisation.id
    yield from _own(context)
    for project in state.projects.where("organisation", organisation):
        for grant in state.user_grants.where("project", project.id):
            if grant.organisation != organisation:
                yield grant


def _to_remove(context: Context, grant: str) -> UserGrant:
    found = decide.user_grant_of(context.state, GrantId(grant), USER_GRANT_TO_REMOVE_NOT_FOUND, context.organisation.id)
    _require_reach(context, _DELETE, found)
    return found


def _switched(context: Context, grant: UserGrant, *, active: bool) -> Events:
    if grant.active != active:
        _require_reach(context, _WRITE, grant)
    return decide.switch_user_grant(context.state, grant, active=active)


def _require_reach(context: Context, permission: str, grant: UserGrant | None) -> None:
    """Let a caller whose permission is limited to some projects pass for their grants only.

    Raises: USER_GRANT_PROJECT_DENIED.
    Source: the real server's; recordings/id-grant-access.jsonl for callers who pass.
    """
    reach = reach_of(context.state, context.organisation.id, context.user.id, permission)
    resource = "" if grant is None else grant.project_grant or grant.project
    if not reach.includes(resource):
        raise Refused(USER_GRANT_PROJECT_DENIED)
