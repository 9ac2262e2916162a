"""What the auth service tells callers of themselves."""

from __future__ import annotations

from mockserver.access.roles import role_permissions
from mockserver.operations.context import Context
from mockserver.operations.messages import zitadel_auth_v1 as messages
from mockserver.operations.messages.zitadel_user_v1 import Machine, User
from mockserver.operations.messages.zitadel_v1 import ObjectDetails
from mockserver.spec.wellknown import timestamp, uint64


def get_my_user(context: Context, _: messages.GetMyUserRequest) -> messages.GetMyUserResponse:
    """The caller's user. A machine's access token type is left out where it is the default, as is its secret."""
    user = context.user
    return messages.GetMyUserResponse(
        User(
            id=user.id,
            details=ObjectDetails(
                sequence=uint64(user.sequence),
                creation_date=timestamp(user.created),
                change_date=timestamp(user.changed),
                resource_owner=user.organisation,
            ),
            state="USER_STATE_ACTIVE",
            user_name=user.user_name,
            login_names=(user.user_name,),
            preferred_login_name=user.user_name,
            machine=Machine(
                name=user.name,
                description=user.machine.description if user.machine is not None else "",
                has_secret=bool(user.secret),
                access_token_type="ACCESS_TOKEN_TYPE_JWT" if user.access_token_type else "",
            ),
        )
    )


def list_my_zitadel_permissions(
    context: Context, _: messages.ListMyZitadelPermissionsRequest
) -> messages.ListMyZitadelPermissionsResponse:
    """The permissions of the caller's roles in the organisation and then in the instance, role by role, each once.

    Source: recordings/edges-callers-*.jsonl; that roles come as they were given, not by name, is assumed.
    """
    state, user = context.state, context.user.id
    members = (
        state.organisation_members.get((context.organisation.id, user)),
        state.instance_members.get((state.id, user)),
    )
    mine = (role for member in members if member is not None for role in member.roles)
    permissions = (permission for role in mine for permission in role_permissions()[role])
    return messages.ListMyZitadelPermissionsResponse(tuple(dict.fromkeys(permissions)))
