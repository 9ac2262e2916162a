"""Messages of zitadel.user.v2, written by `make derived`."""

from __future__ import annotations

from typing import Final

from mockserver.operations.messages import zitadel_object_v2
from mockserver.operations.messages.base import Message
from mockserver.spec.wellknown import Base64


class GenderNumber:
    """zitadel.user.v2.Gender"""

    GENDER_UNSPECIFIED: Final = 0
    GENDER_FEMALE: Final = 1
    GENDER_MALE: Final = 2
    GENDER_DIVERSE: Final = 3


class AddHumanUserRequest(Message, frozen=True):
    """zitadel.user.v2.AddHumanUserRequest"""

    user_id: str | None = None
    username: str | None = None
    organization: zitadel_object_v2.Organization | None = None
    profile: SetHumanProfile | None = None
    email: SetHumanEmail | None = None
    phone: SetHumanPhone | None = None
    metadata: tuple[SetMetadataEntry, ...] = ()
    password: Password | None = None
    hashed_password: HashedPassword | None = None
    idp_links: tuple[IDPLink, ...] = ()
    totp_secret: str | None = None


class HashedPassword(Message, frozen=True):
    """zitadel.user.v2.HashedPassword"""

    hash: str = ""
    change_required: bool = False


class IDPLink(Message, frozen=True):
    """zitadel.user.v2.IDPLink"""

    idp_id: str = ""
    user_id: str = ""
    user_name: str = ""


class Password(Message, frozen=True):
    """zitadel.user.v2.Password"""

    password: str = ""
    change_required: bool = False


class ReturnEmailVerificationCode(Message, frozen=True):
    """zitadel.user.v2.ReturnEmailVerificationCode"""


class ReturnPhoneVerificationCode(Message, frozen=True):
    """zitadel.user.v2.ReturnPhoneVerificationCode"""


class SendEmailVerificationCode(Message, frozen=True):
    """zitadel.user.v2.SendEmailVerificationCode"""

    url_template: str | None = None


class SendPhoneVerificationCode(Message, frozen=True):
    """zitadel.user.v2.SendPhoneVerificationCode"""


class SetHumanEmail(Message, frozen=True):
    """zitadel.user.v2.SetHumanEmail"""

    email: str = ""
    send_code: SendEmailVerificationCode | None = None
    return_code: ReturnEmailVerificationCode | None = None
    is_verified: bool | None = None


class SetHumanPhone(Message, frozen=True):
    """zitadel.user.v2.SetHumanPhone"""

    phone: str = ""
    send_code: SendPhoneVerificationCode | None = None
    return_code: ReturnPhoneVerificationCode | None = None
    is_verified: bool | None = None


class SetHumanProfile(Message, frozen=True):
    """zitadel.user.v2.SetHumanProfile"""

    given_name: str = ""
    family_name: str = ""
    nick_name: str | None = None
    display_name: str | None = None
    preferred_language: str | None = None
    gender: int | None = None


class SetMetadataEntry(Message, frozen=True):
    """zitadel.user.v2.SetMetadataEntry"""

    key: str = ""
    value: Base64 = Base64("")
