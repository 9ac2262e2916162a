"""Users as the user service of v2 shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from mockserver.domain.rows.users import Human, User
from mockserver.operations import details_v2
from mockserver.operations.messages import zitadel_user_v2 as messages
from mockserver.spec.wellknown import Timestamp, timestamp

if TYPE_CHECKING:
    from mockserver.operations.messages.zitadel_user_v2 import GenderName, UserState

GENDERS = ("GENDER_UNSPECIFIED", "GENDER_FEMALE", "GENDER_MALE", "GENDER_DIVERSE")


def user_message_v2(user: User) -> messages.User:
    """A user with all that reads tell of it."""
    return messages.User(
        user_id=user.id,
        details=details_v2.of_row(user, user.organisation),
        state=cast("UserState", f"USER_STATE_{user.state.name}"),
        username=user.user_name,
        login_names=(user.user_name,),
        preferred_login_name=user.user_name,
        human=_human(user, user.human) if user.human is not None else None,
        machine=_machine(user) if user.machine is not None else None,
    )


def _human(user: User, human: Human) -> messages.HumanUser:
    return messages.HumanUser(
        profile=messages.HumanProfile(
            given_name=human.first_name,
            family_name=human.last_name,
            nick_name=human.nick_name,
            display_name=human.display_name,
            preferred_language=human.language,
            gender=cast("GenderName", GENDERS[human.gender]),
        ),
        email=messages.HumanEmail(email=human.email, is_verified=human.email_verified),
        phone=messages.HumanPhone(phone=human.phone, is_verified=human.phone_verified),
        password_change_required=human.password_change_required,
        password_changed=timestamp(user.password_changed) if user.password_changed else Timestamp(""),
        mfa_init_skipped=timestamp(user.mfa_skipped) if user.mfa_skipped else Timestamp(""),
    )


def _machine(user: User) -> messages.MachineUser:
    return messages.MachineUser(
        name=user.name,
        description=user.machine.description if user.machine is not None else "",
        has_secret=bool(user.secret),
        access_token_type="ACCESS_TOKEN_TYPE_JWT" if user.access_token_type else "",
    )
