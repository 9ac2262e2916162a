"""Members of the organisation and of the instance, in the management and admin services."""

from __future__ import annotations

from mockserver.access.roles import role_permissions
from mockserver.domain import members as decide
from mockserver.domain.ids import OrganisationId, UserId
from mockserver.domain.rows.members import Member
from mockserver.domain.tables import Stamp
from mockserver.operations import administering, details
from mockserver.operations.context import Context
from mockserver.operations.member_views import searched
from mockserver.operations.messages import zitadel_admin_v1 as admin
from mockserver.operations.messages import zitadel_management_v1 as messages
from mockserver.operations.messages.zitadel_v1 import ObjectDetails
from mockserver.operations.searching import listed


def add_org_member(context: Context, request: messages.AddOrgMemberRequest) -> messages.AddOrgMemberResponse:
    """Make a user a member of the organisation.

    Raises: MEMBER_ORGANISATION_REMOVED, MEMBER_ROLES_MISSING, MEMBER_ROLES_INVALID, MEMBER_USER_NOT_FOUND,
        MEMBER_ALREADY_EXISTS.
    """
    organisation = context.organisation.id
    stamp = administering.add_to_organisation(context, organisation, UserId(request.user_id), request.roles)
    return messages.AddOrgMemberResponse(details.created(stamp, organisation))


def update_org_member(context: Context, request: messages.UpdateOrgMemberRequest) -> messages.UpdateOrgMemberResponse:
    """Replace the roles of a member of the organisation.

    Raises: MEMBER_ROLES_TO_CHANGE_INVALID, MEMBER_TO_CHANGE_INVALID, MEMBER_TO_CHANGE_NOT_FOUND.
    """
    organisation, user = context.organisation.id, UserId(request.user_id)
    _, stamp = administering.change(context, decide.ORGANISATION, organisation, user, request.roles)
    return messages.UpdateOrgMemberResponse(details.changed(stamp, organisation))


def remove_org_member(context: Context, request: messages.RemoveOrgMemberRequest) -> messages.RemoveOrgMemberResponse:
    """End a membership in the organisation."""
    organisation = context.organisation.id
    removed = administering.remove(context, decide.ORGANISATION, organisation, UserId(request.user_id))
    return messages.RemoveOrgMemberResponse(removal(removed, organisation))


def list_org_members(context: Context, request: messages.ListOrgMembersRequest) -> messages.ListOrgMembersResponse:
    """The members of the organisation for which all queries hold."""
    rows = context.state.organisation_members.where("scope", context.organisation.id)
    about, result = searched(context, rows, request.queries, request.query)
    return messages.ListOrgMembersResponse(details=about, result=result)


def list_org_member_roles(_: Context, __: messages.ListOrgMemberRolesRequest) -> messages.ListOrgMemberRolesResponse:
    """The roles that members of an organisation can have; the answer has no details."""
    return messages.ListOrgMemberRolesResponse(result=decide.role_names(decide.ORGANISATION, role_permissions()))


def add_iam_member(context: Context, request: admin.AddIAMMemberRequest) -> admin.AddIAMMemberResponse:
    """Make a user a member of the whole instance.

    Raises: INSTANCE_MEMBER_ROLES_INVALID, INSTANCE_MEMBER_USER_NOT_FOUND, INSTANCE_MEMBER_ALREADY_EXISTS.
    """
    stamp = administering.add_to_instance(context, UserId(request.user_id), request.roles)
    return admin.AddIAMMemberResponse(details.created(stamp, context.state.id))


def update_iam_member(context: Context, request: admin.UpdateIAMMemberRequest) -> admin.UpdateIAMMemberResponse:
    """Replace the roles of a member of the instance.

    Raises: INSTANCE_MEMBER_ROLES_TO_CHANGE_INVALID, INSTANCE_MEMBER_TO_CHANGE_INVALID,
        INSTANCE_MEMBER_TO_CHANGE_NOT_FOUND.
    """
    scope, user = context.state.id, UserId(request.user_id)
    _, stamp = administering.change(context, decide.INSTANCE, scope, user, request.roles)
    return admin.UpdateIAMMemberResponse(details.changed(stamp, scope))


def remove_iam_member(context: Context, request: admin.RemoveIAMMemberRequest) -> admin.RemoveIAMMemberResponse:
    """End a membership in the instance."""
    scope = context.state.id
    removed = administering.remove(context, decide.INSTANCE, scope, UserId(request.user_id))
    return admin.RemoveIAMMemberResponse(removal(removed, OrganisationId(scope)))


def list_iam_members(context: Context, request: admin.ListIAMMembersRequest) -> admin.ListIAMMembersResponse:
    """The members of the instance for which all queries hold.

    The column to sort by is not looked at, as no recording tells what the real server makes of it.
    """
    about, result = searched(context, context.state.instance_members, request.queries, request.query)
    return admin.ListIAMMembersResponse(details=about, result=result)


def list_iam_member_roles(context: Context, _: admin.ListIAMMemberRolesRequest) -> admin.ListIAMMemberRolesResponse:
    """The roles that members of the instance can have."""
    about, roles = listed(context, decide.role_names(decide.INSTANCE, role_permissions()), None)
    return admin.ListIAMMemberRolesResponse(details=about, roles=tuple(roles))


def removal(removed: tuple[Member, Stamp] | None, organisation: OrganisationId) -> ObjectDetails:
    """What the end of a membership is answered with; of one that never was the organisation of the request alone."""
    if removed is None:
        return ObjectDetails(resource_owner=organisation)
    member, stamp = removed
    return details.changed(stamp, member.organisation)
