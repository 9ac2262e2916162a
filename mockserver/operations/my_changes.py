"""What callers change of themselves, in the auth service."""

from __future__ import annotations

from mockserver.access import passwords
from mockserver.domain import human_parts, user_changes, user_states
from mockserver.domain.user_changes import ChangedPassword, Proof
from mockserver.domain.verbs import Events
from mockserver.errors.catalogue import REMOVE_USER_USER_NOT_FOUND
from mockserver.operations import details, values
from mockserver.operations.context import Context
from mockserver.operations.messages import zitadel_auth_v1 as messages
from mockserver.operations.messages.zitadel_v1 import ObjectDetails
from mockserver.operations.new_humans import profile_v1


def update_my_profile(context: Context, request: messages.UpdateMyProfileRequest) -> messages.UpdateMyProfileResponse:
    """Replace the caller's profile.

    Raises: PROFILE_NOT_FOUND, PROFILE_NOT_CHANGED, NUL_IN_TEXT.
    """
    return messages.UpdateMyProfileResponse(
        _changed(context, human_parts.change_profile(context.user, profile_v1(request)))
    )


def set_my_email(context: Context, request: messages.SetMyEmailRequest) -> messages.SetMyEmailResponse:
    """Set the caller's address, which is not verified then.

    Raises: as `domain.human_parts.change_email`.
    """
    events = human_parts.change_email(
        context.user,
        values.email(request.email),
        verified=False,
        code=values.code(context.instance),
        now=context.instance.clock.now(),
    )
    return messages.SetMyEmailResponse(_changed(context, events))


def set_my_phone(context: Context, request: messages.SetMyPhoneRequest) -> messages.SetMyPhoneResponse:
    """Set the caller's number, which is not verified then.

    Raises: as `domain.human_parts.change_phone`.
    """
    events = human_parts.change_phone(
        context.user,
        values.phone(request.phone),
        verified=False,
        code=values.code(context.instance),
        now=context.instance.clock.now(),
    )
    return messages.SetMyPhoneResponse(_changed(context, events))


def remove_my_phone(context: Context, _: messages.RemoveMyPhoneRequest) -> messages.RemoveMyPhoneResponse:
    """Remove the caller's number.

    Raises: REMOVE_HUMAN_PHONE_USER_NOT_FOUND, REMOVE_HUMAN_PHONE_PHONE_NOT_FOUND.
    """
    return messages.RemoveMyPhoneResponse(_changed(context, (human_parts.remove_phone(context.user),)))


def update_my_user_name(
    context: Context, request: messages.UpdateMyUserNameRequest
) -> messages.UpdateMyUserNameResponse:
    """Give the caller another user name.

    Raises: as `domain.user_states.change_user_name`.
    """
    user = context.user
    events = user_states.change_user_name(context.state, user.organisation, user.id, request.user_name)
    return messages.UpdateMyUserNameResponse(_changed(context, events))


def update_my_password(
    context: Context, request: messages.UpdateMyPasswordRequest
) -> messages.UpdateMyPasswordResponse:
    """Set the caller's password, which shows the one that it has; a wrong one is an event too.

    Raises: as `domain.user_changes.set_password`.
    """
    password = values.new_password(context.instance, request.new_password, change_required=False)
    change = ChangedPassword(password=password, proof=Proof(current=request.old_password))
    with context.recording_failures():
        event = user_changes.set_password(context.user, change, context.instance.clock.now(), passwords.matches)
    return messages.UpdateMyPasswordResponse(_changed(context, (event,)))


def remove_my_user(context: Context, _: messages.RemoveMyUserRequest) -> messages.RemoveMyUserResponse:
    """Remove the caller, with its grants and memberships."""
    events = user_states.remove_user(context.state, context.user, REMOVE_USER_USER_NOT_FOUND)
    return messages.RemoveMyUserResponse(_changed(context, events))


def _changed(context: Context, events: Events) -> ObjectDetails:
    return details.changed(context.write(events), context.user.organisation)
