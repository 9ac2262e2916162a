"""What the auth service tells callers of themselves, whatever the organisation of the request."""

from __future__ import annotations

from mockserver.access.permissions import limited_memberships
from mockserver.access.roles import role_permissions
from mockserver.domain.rows.users import Human
from mockserver.domain.verbs import require
from mockserver.errors.catalogue import (
    USER_GRANT_NOT_FOUND,
    USER_METADATA_NOT_FOUND,
    USER_OF_EMAIL_IS_NO_HUMAN,
    USER_OF_PHONE_IS_NO_HUMAN,
    USER_OF_PROFILE_IS_NO_HUMAN,
)
from mockserver.errors.problem import Problem, Refused
from mockserver.operations import details, metadata, user_view
from mockserver.operations.auth_factors import factors_v1
from mockserver.operations.context import Context
from mockserver.operations.memberships import TESTS as MEMBERSHIP_TESTS
from mockserver.operations.memberships import memberships_of
from mockserver.operations.memberships import view as membership_view
from mockserver.operations.messages import zitadel_auth_v1 as messages
from mockserver.operations.searching import find, listed
from mockserver.operations.user_grant_views import GrantRead, joined


def get_my_user(context: Context, _: messages.GetMyUserRequest) -> messages.GetMyUserResponse:
    """The caller's user; when it last logged in is not told, as on the real server before a login on its pages."""
    return messages.GetMyUserResponse(user_view.user_message(context.user))


def get_my_profile(context: Context, _: messages.GetMyProfileRequest) -> messages.GetMyProfileResponse:
    """The caller's profile.

    Raises: USER_OF_PROFILE_IS_NO_HUMAN.
    """
    human = _human(context, USER_OF_PROFILE_IS_NO_HUMAN)
    return messages.GetMyProfileResponse(
        details.of_row(context.user, context.user.organisation), user_view.profile_message(human)
    )


def get_my_email(context: Context, _: messages.GetMyEmailRequest) -> messages.GetMyEmailResponse:
    """The caller's address.

    Raises: USER_OF_EMAIL_IS_NO_HUMAN.
    """
    human = _human(context, USER_OF_EMAIL_IS_NO_HUMAN)
    return messages.GetMyEmailResponse(
        details.of_row(context.user, context.user.organisation), user_view.email_message(human)
    )


def get_my_phone(context: Context, _: messages.GetMyPhoneRequest) -> messages.GetMyPhoneResponse:
    """The caller's number.

    Raises: USER_OF_PHONE_IS_NO_HUMAN.
    """
    human = _human(context, USER_OF_PHONE_IS_NO_HUMAN)
    return messages.GetMyPhoneResponse(
        details.of_row(context.user, context.user.organisation), user_view.phone_message(human)
    )


def list_my_metadata(context: Context, request: messages.ListMyMetadataRequest) -> messages.ListMyMetadataResponse:
    """The caller's metadata."""
    held = metadata.by_key(context.state.user_metadata, context.user.id)
    told, result = metadata.page_of(context, held, request.query, request.queries)
    return messages.ListMyMetadataResponse(details=told, result=result)


def get_my_metadata(context: Context, request: messages.GetMyMetadataRequest) -> messages.GetMyMetadataResponse:
    """A value of the caller's metadata.

    Raises: USER_METADATA_NOT_FOUND.
    """
    found = require(context.state.user_metadata.get((context.user.id, request.key)), USER_METADATA_NOT_FOUND)
    return messages.GetMyMetadataResponse(metadata.view(found))


def list_my_user_grants(
    context: Context, request: messages.ListMyUserGrantsRequest
) -> messages.ListMyUserGrantsResponse:
    """The caller's grants, in whatever organisation."""
    found = list(joined(context.state, context.state.user_grants.where("user", context.user.id)))
    told, rows = listed(context, found, request.query)
    return messages.ListMyUserGrantsResponse(details=told, result=tuple(map(_grant, rows)))


def list_my_project_orgs(
    context: Context, request: messages.ListMyProjectOrgsRequest
) -> messages.ListMyProjectOrgsResponse:
    """Organisations in which the caller has grants on the project that its token is of: none, since no caller's is.

    Source: recordings/id-my-self.jsonl; of tokens of an application it is assumed.
    """
    nothing: tuple[str, ...] = ()
    told, _ = listed(context, nothing, request.query)
    return messages.ListMyProjectOrgsResponse(details=told)


def list_my_project_permissions(
    _: Context, __: messages.ListMyProjectPermissionsRequest
) -> messages.ListMyProjectPermissionsResponse:
    """The roles of the caller on the project that its token is of.

    Raises: USER_GRANT_NOT_FOUND.
    Source: recordings/id-my-self.jsonl; of tokens of an application it is assumed.
    """
    raise Refused(USER_GRANT_NOT_FOUND)


def list_my_memberships(
    context: Context, request: messages.ListMyMembershipsRequest
) -> messages.ListMyMembershipsResponse:
    """All that the caller is a member of."""
    state = context.state
    found = find(memberships_of(state, context.user.id), request.queries, MEMBERSHIP_TESTS)
    told, rows = listed(context, found, request.query)
    result = tuple(membership_view(state, row) for row in rows)
    return messages.ListMyMembershipsResponse(details=told, result=result)


def list_my_user_sessions(_: Context, __: messages.ListMyUserSessionsRequest) -> messages.ListMyUserSessionsResponse:
    """Sessions of the browser that the caller's token was made for: none, since no token tells of a browser.

    Source: recordings/id-my-self.jsonl; of tokens of logins on the pages of this server it is assumed.
    """
    return messages.ListMyUserSessionsResponse()


def list_my_refresh_tokens(
    context: Context, __: messages.ListMyRefreshTokensRequest
) -> messages.ListMyRefreshTokensResponse:
    """Refresh tokens of a kind that logins are no longer given: none (the real server's source)."""
    nothing: tuple[str, ...] = ()
    told, _ = listed(context, nothing, None)
    return messages.ListMyRefreshTokensResponse(details=told)


def list_my_auth_factors(context: Context, _: messages.ListMyAuthFactorsRequest) -> messages.ListMyAuthFactorsResponse:
    """The caller's second factors; a machine has none."""
    human = context.user.human
    return messages.ListMyAuthFactorsResponse(factors_v1(human) if human is not None else ())


def list_my_zitadel_permissions(
    context: Context, _: messages.ListMyZitadelPermissionsRequest
) -> messages.ListMyZitadelPermissionsResponse:
    """The permissions of the caller's roles in the organisation and then in the instance, role by role, each once.

    Those on a project or a project grant come last, each with its id.

    Source: recordings/edges-callers-*.jsonl, id-my-self.jsonl; that roles come as they were given, not by name, is
        assumed.
    """
    state, user = context.state, context.user.id
    members = (
        state.organisation_members.get((context.organisation.id, user)),
        state.instance_members.get((state.id, user)),
    )
    mine = (role for member in members if member is not None for role in member.roles)
    permissions = [permission for role in mine for permission in role_permissions()[role]]
    for member in limited_memberships(state, context.organisation.id, user):
        held = (permission for role in member.roles for permission in role_permissions()[role])
        permissions += (f"{permission}:{member.scope}" for permission in held)
    return messages.ListMyZitadelPermissionsResponse(tuple(dict.fromkeys(permissions)))


def _human(context: Context, otherwise: Problem) -> Human:
    return require(context.user.human, otherwise)


def _grant(row: GrantRead) -> messages.UserGrant:
    """A grant as its user is told of it."""
    grant = row.grant
    return messages.UserGrant(
        org_id=row.owner.id,
        project_id=row.project.id,
        user_id=row.user.id,
        roles=row.roles,
        org_name=row.owner.name,
        grant_id=grant.id,
        details=details.of_row(grant, grant.organisation),
        org_domain=row.owner.primary_domain,
        project_name=row.project.name,
        project_grant_id=grant.project_grant,
        role_keys=row.roles,
        user_type="TYPE_HUMAN" if row.human is not None else "TYPE_MACHINE",
        state="USER_GRANT_STATE_ACTIVE" if grant.active else "USER_GRANT_STATE_INACTIVE",
    )
