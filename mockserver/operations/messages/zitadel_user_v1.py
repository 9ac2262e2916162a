"""Messages of zitadel.user.v1, written by `make derived`."""

from __future__ import annotations

from typing import Final, Literal

from mockserver.operations.messages import zitadel_v1
from mockserver.operations.messages.base import Message
from mockserver.spec.wellknown import Timestamp

AccessTokenType = Literal["", "ACCESS_TOKEN_TYPE_JWT"]
"""zitadel.user.v1.AccessTokenType; empty stands for the zero value"""
Gender = Literal["", "GENDER_FEMALE", "GENDER_MALE", "GENDER_DIVERSE"]
"""zitadel.user.v1.Gender; empty stands for the zero value"""
UserState = Literal[
    "",
    "USER_STATE_ACTIVE",
    "USER_STATE_INACTIVE",
    "USER_STATE_DELETED",
    "USER_STATE_LOCKED",
    "USER_STATE_SUSPEND",
    "USER_STATE_INITIAL",
]
"""zitadel.user.v1.UserState; empty stands for the zero value"""


class AccessTokenTypeNumber:
    """zitadel.user.v1.AccessTokenType"""

    ACCESS_TOKEN_TYPE_BEARER: Final = 0
    ACCESS_TOKEN_TYPE_JWT: Final = 1


class Email(Message, frozen=True):
    """zitadel.user.v1.Email"""

    email: str = ""
    is_email_verified: bool = False


class Human(Message, frozen=True):
    """zitadel.user.v1.Human"""

    profile: Profile | None = None
    email: Email | None = None
    phone: Phone | None = None
    password_changed: Timestamp = Timestamp("")


class Machine(Message, frozen=True):
    """zitadel.user.v1.Machine"""

    name: str = ""
    description: str = ""
    has_secret: bool = False
    access_token_type: AccessTokenType = ""


class Phone(Message, frozen=True):
    """zitadel.user.v1.Phone"""

    phone: str = ""
    is_phone_verified: bool = False


class Profile(Message, frozen=True):
    """zitadel.user.v1.Profile"""

    first_name: str = ""
    last_name: str = ""
    nick_name: str = ""
    display_name: str = ""
    preferred_language: str = ""
    gender: Gender = ""
    avatar_url: str = ""


class User(Message, frozen=True):
    """zitadel.user.v1.User"""

    id: str = ""
    details: zitadel_v1.ObjectDetails | None = None
    state: UserState = ""
    user_name: str = ""
    login_names: tuple[str, ...] = ()
    preferred_login_name: str = ""
    human: Human | None = None
    machine: Machine | None = None
