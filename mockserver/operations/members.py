"""Memberships in an organisation and in the instance."""

from __future__ import annotations

from mockserver.access.roles import role_permissions
from mockserver.domain import members as decide
from mockserver.domain.ids import UserId
from mockserver.operations import details
from mockserver.operations.context import Context
from mockserver.operations.messages.zitadel_admin_v1 import AddIAMMemberRequest, AddIAMMemberResponse
from mockserver.operations.messages.zitadel_management_v1 import AddOrgMemberRequest, AddOrgMemberResponse


def add_org_member(context: Context, request: AddOrgMemberRequest) -> AddOrgMemberResponse:
    """Make a user a member of the organisation.

    Raises: MEMBER_ROLES_MISSING, MEMBER_ROLES_INVALID, MEMBER_USER_NOT_FOUND, MEMBER_ALREADY_EXISTS.
    """
    recorded = context.append(
        decide.add_member(
            context.state, context.organisation, UserId(request.user_id), request.roles, role_permissions()
        )
    )
    return AddOrgMemberResponse(details.created(recorded, context.organisation.id))


def add_iam_member(context: Context, request: AddIAMMemberRequest) -> AddIAMMemberResponse:
    """Make a user a member of the whole instance.

    Raises: INSTANCE_MEMBER_ROLES_INVALID, INSTANCE_MEMBER_USER_NOT_FOUND, INSTANCE_MEMBER_ALREADY_EXISTS.
    """
    recorded = context.append(
        decide.add_instance_member(context.state, UserId(request.user_id), request.roles, role_permissions())
    )
    return AddIAMMemberResponse(details.created(recorded, context.state.id))
