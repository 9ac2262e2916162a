"""Users as the services of v1 show them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from mockserver.domain.rows.users import Human, User
from mockserver.operations import details
from mockserver.operations.messages import zitadel_user_v1 as messages
from mockserver.spec.wellknown import Timestamp, timestamp

if TYPE_CHECKING:
    from mockserver.operations.messages.zitadel_user_v1 import Gender, UserState

_GENDERS = ("", "GENDER_FEMALE", "GENDER_MALE", "GENDER_DIVERSE")


def user_message(user: User) -> messages.User:
    """A user with all that reads tell of it."""
    return messages.User(
        id=user.id,
        details=details.of_row(user, user.organisation),
        state=cast("UserState", f"USER_STATE_{user.state.name}"),
        user_name=user.user_name,
        login_names=(user.user_name,),
        preferred_login_name=user.user_name,
        human=human_message(user, user.human) if user.human is not None else None,
        machine=machine_message(user) if user.machine is not None else None,
    )


def human_message(user: User, human: Human) -> messages.Human:
    """What only people have."""
    return messages.Human(
        profile=profile_message(human),
        email=email_message(human),
        phone=phone_message(human),
        password_changed=timestamp(user.password_changed) if user.password_changed else Timestamp(""),
    )


def machine_message(user: User) -> messages.Machine:
    """What only machines have; the type of its access tokens is left out where it is the default."""
    return messages.Machine(
        name=user.name,
        description=user.machine.description if user.machine is not None else "",
        has_secret=bool(user.secret),
        access_token_type="ACCESS_TOKEN_TYPE_JWT" if user.access_token_type else "",
    )


def profile_message(human: Human) -> messages.Profile:
    """A person's profile."""
    return messages.Profile(
        first_name=human.first_name,
        last_name=human.last_name,
        nick_name=human.nick_name,
        display_name=human.display_name,
        preferred_language=human.language,
        gender=cast("Gender", _GENDERS[human.gender]),
    )


def email_message(human: Human) -> messages.Email:
    """A person's address."""
    return messages.Email(email=human.email, is_email_verified=human.email_verified)


def phone_message(human: Human) -> messages.Phone:
    """A person's number; without fields where there is none."""
    return messages.Phone(phone=human.phone, is_phone_verified=human.phone_verified)
