"""What people have, by the service of v1."""

from __future__ import annotations

from mockserver.domain import human_parts as decide
from mockserver.domain.ids import UserId
from mockserver.domain.judged import NONE
from mockserver.domain.rows.users import Human, User
from mockserver.domain.tables import Stamp
from mockserver.domain.user_states import user_of
from mockserver.domain.verbs import Events, owned, require
from mockserver.errors import catalogue as problems
from mockserver.errors.problem import Problem, Refused
from mockserver.operations import details, user_view, values
from mockserver.operations.auth_factors import factors_v1
from mockserver.operations.context import Context
from mockserver.operations.messages import zitadel_management_v1 as messages
from mockserver.operations.messages.zitadel_v1 import ObjectDetails
from mockserver.operations.new_humans import profile_v1


def get_human_profile(context: Context, request: messages.GetHumanProfileRequest) -> messages.GetHumanProfileResponse:
    """The profile of a person.

    Raises: USER_OF_PROFILE_NOT_FOUND, USER_OF_PROFILE_IS_NO_HUMAN.
    """
    user, human = _read(
        context, request.user_id, problems.USER_OF_PROFILE_NOT_FOUND, problems.USER_OF_PROFILE_IS_NO_HUMAN
    )
    return messages.GetHumanProfileResponse(details.of_row(user, user.organisation), user_view.profile_message(human))


def get_human_email(context: Context, request: messages.GetHumanEmailRequest) -> messages.GetHumanEmailResponse:
    """The address of a person.

    Raises: USER_OF_EMAIL_NOT_FOUND, USER_OF_EMAIL_IS_NO_HUMAN.
    """
    user, human = _read(context, request.user_id, problems.USER_OF_EMAIL_NOT_FOUND, problems.USER_OF_EMAIL_IS_NO_HUMAN)
    return messages.GetHumanEmailResponse(details.of_row(user, user.organisation), user_view.email_message(human))


def get_human_phone(context: Context, request: messages.GetHumanPhoneRequest) -> messages.GetHumanPhoneResponse:
    """The number of a person.

    Raises: USER_OF_PHONE_NOT_FOUND, USER_OF_PHONE_IS_NO_HUMAN.
    """
    user, human = _read(context, request.user_id, problems.USER_OF_PHONE_NOT_FOUND, problems.USER_OF_PHONE_IS_NO_HUMAN)
    return messages.GetHumanPhoneResponse(details.of_row(user, user.organisation), user_view.phone_message(human))


def update_human_profile(
    context: Context, request: messages.UpdateHumanProfileRequest
) -> messages.UpdateHumanProfileResponse:
    """Replace the profile of a person.

    Raises: PROFILE_NOT_FOUND, PROFILE_NOT_CHANGED, NUL_IN_TEXT.
    """
    events = decide.change_profile(_user(context, request.user_id), profile_v1(request))
    return messages.UpdateHumanProfileResponse(_changed(context, events))


def update_human_email(
    context: Context, request: messages.UpdateHumanEmailRequest
) -> messages.UpdateHumanEmailResponse:
    """Set the address of a person.

    Raises: as `domain.human_parts.change_email`.
    """
    events = decide.change_email(
        _user(context, request.user_id),
        values.email(request.email),
        verified=request.is_email_verified,
        code=values.code(context.instance),
        now=context.instance.clock.now(),
    )
    return messages.UpdateHumanEmailResponse(_changed(context, events))


def update_human_phone(
    context: Context, request: messages.UpdateHumanPhoneRequest
) -> messages.UpdateHumanPhoneResponse:
    """Set the number of a person.

    Raises: as `domain.human_parts.change_phone`.
    """
    events = decide.change_phone(
        _user(context, request.user_id),
        values.phone(request.phone),
        verified=request.is_phone_verified,
        code=values.code(context.instance),
        now=context.instance.clock.now(),
    )
    return messages.UpdateHumanPhoneResponse(_changed(context, events))


def remove_human_phone(
    context: Context, request: messages.RemoveHumanPhoneRequest
) -> messages.RemoveHumanPhoneResponse:
    """Remove the number of a person.

    Raises: REMOVE_HUMAN_PHONE_USER_NOT_FOUND, REMOVE_HUMAN_PHONE_PHONE_NOT_FOUND.
    """
    event = decide.remove_phone(_user(context, request.user_id))
    return messages.RemoveHumanPhoneResponse(_changed(context, (event,)))


def resend_human_initialization(
    context: Context, request: messages.ResendHumanInitializationRequest
) -> messages.ResendHumanInitializationResponse:
    """Make a new code for somebody who has yet to complete what is missing.

    Raises: as `domain.human_parts.resend_initialisation`.
    """
    events = decide.resend_initialisation(
        _user(context, request.user_id),
        values.email(request.email) if request.email else NONE,
        values.code(context.instance),
        context.instance.clock.now(),
    )
    return messages.ResendHumanInitializationResponse(_changed(context, events))


def resend_human_email_verification(
    context: Context, request: messages.ResendHumanEmailVerificationRequest
) -> messages.ResendHumanEmailVerificationResponse:
    """Make a new code for an address.

    Raises: as `domain.human_parts.resend_email`.
    """
    now = context.instance.clock.now()
    event = decide.resend_email(_user(context, request.user_id), values.code(context.instance), now)
    return messages.ResendHumanEmailVerificationResponse(_changed(context, (event,)))


def resend_human_phone_verification(
    context: Context, request: messages.ResendHumanPhoneVerificationRequest
) -> messages.ResendHumanPhoneVerificationResponse:
    """Make a new code for a number.

    Raises: as `domain.human_parts.resend_phone`.
    """
    now = context.instance.clock.now()
    event = decide.resend_phone(_user(context, request.user_id), values.code(context.instance), now)
    return messages.ResendHumanPhoneVerificationResponse(_changed(context, (event,)))


def set_human_password(
    context: Context, request: messages.SetHumanPasswordRequest
) -> messages.SetHumanPasswordResponse:
    """Set a password, which is to be changed at the next login unless that is waived.

    Raises: as `domain.human_parts.set_password`.
    """
    required = not request.no_change_required
    password = values.new_password(context.instance, request.password, change_required=required)
    event = decide.set_password(_user(context, request.user_id), password)
    return messages.SetHumanPasswordResponse(_changed(context, (event,)))


def set_human_initial_password(
    context: Context, request: messages.SetHumanInitialPasswordRequest
) -> messages.SetHumanInitialPasswordResponse:
    """Set a password that is to be changed at the next login.

    Raises: as `domain.human_parts.set_password`.
    """
    password = values.new_password(context.instance, request.password, change_required=True)
    event = decide.set_password(_user(context, request.user_id), password)
    return messages.SetHumanInitialPasswordResponse(_changed(context, (event,)))


def send_human_reset_password_notification(
    context: Context, request: messages.SendHumanResetPasswordNotificationRequest
) -> messages.SendHumanResetPasswordNotificationResponse:
    """Make a code with which a password can be set.

    Raises: as `domain.human_parts.request_password`.
    """
    now = context.instance.clock.now()
    event = decide.request_password(_user(context, request.user_id), values.code(context.instance), now)
    return messages.SendHumanResetPasswordNotificationResponse(_changed(context, (event,)))


def list_human_auth_factors(
    context: Context, request: messages.ListHumanAuthFactorsRequest
) -> messages.ListHumanAuthFactorsResponse:
    """The second factors of a person; none of a user that the organisation does not have.

    Source: recordings/id-user-parts.jsonl for those who have none.
    """
    user = _user(context, request.user_id)
    human = user.human if user is not None else None
    return messages.ListHumanAuthFactorsResponse(factors_v1(human) if human is not None else ())


def _user(context: Context, user: str) -> User | None:
    return user_of(context.state, context.organisation.id, UserId(user))


def _read(context: Context, user: str, not_found: Problem, no_human: Problem) -> tuple[User, Human]:
    found = require(owned(context.state.users.get(UserId(user)), context.organisation.id), not_found)
    if found.human is None:
        raise Refused(no_human)
    return found, found.human


def _changed(context: Context, events: Events) -> ObjectDetails:
    stamp: Stamp = context.write(events)
    return details.changed(stamp, context.organisation.id)
