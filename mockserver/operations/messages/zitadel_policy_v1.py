"""Messages of zitadel.policy.v1, written by `make derived`."""

from __future__ import annotations

from typing import Final, Literal

from mockserver.operations.messages import zitadel_idp_v1, zitadel_v1
from mockserver.operations.messages.base import Message
from mockserver.spec.wellknown import Duration, Uint64

MultiFactorType = Literal["", "MULTI_FACTOR_TYPE_U2F_WITH_VERIFICATION"]
"""zitadel.policy.v1.MultiFactorType; empty stands for the zero value"""
MultiFactorTypeName = Literal["MULTI_FACTOR_TYPE_UNSPECIFIED", "MULTI_FACTOR_TYPE_U2F_WITH_VERIFICATION"]
"""zitadel.policy.v1.MultiFactorType"""
PasswordlessType = Literal["", "PASSWORDLESS_TYPE_ALLOWED"]
"""zitadel.policy.v1.PasswordlessType; empty stands for the zero value"""
SecondFactorType = Literal[
    "",
    "SECOND_FACTOR_TYPE_OTP",
    "SECOND_FACTOR_TYPE_U2F",
    "SECOND_FACTOR_TYPE_OTP_EMAIL",
    "SECOND_FACTOR_TYPE_OTP_SMS",
    "SECOND_FACTOR_TYPE_RECOVERY_CODES",
]
"""zitadel.policy.v1.SecondFactorType; empty stands for the zero value"""
SecondFactorTypeName = Literal[
    "SECOND_FACTOR_TYPE_UNSPECIFIED",
    "SECOND_FACTOR_TYPE_OTP",
    "SECOND_FACTOR_TYPE_U2F",
    "SECOND_FACTOR_TYPE_OTP_EMAIL",
    "SECOND_FACTOR_TYPE_OTP_SMS",
    "SECOND_FACTOR_TYPE_RECOVERY_CODES",
]
"""zitadel.policy.v1.SecondFactorType"""
ThemeMode = Literal["", "THEME_MODE_AUTO", "THEME_MODE_DARK", "THEME_MODE_LIGHT"]
"""zitadel.policy.v1.ThemeMode; empty stands for the zero value"""


class MultiFactorTypeNumber:
    """zitadel.policy.v1.MultiFactorType"""

    MULTI_FACTOR_TYPE_UNSPECIFIED: Final = 0
    MULTI_FACTOR_TYPE_U2F_WITH_VERIFICATION: Final = 1


class PasswordlessTypeNumber:
    """zitadel.policy.v1.PasswordlessType"""

    PASSWORDLESS_TYPE_NOT_ALLOWED: Final = 0
    PASSWORDLESS_TYPE_ALLOWED: Final = 1


class SecondFactorTypeNumber:
    """zitadel.policy.v1.SecondFactorType"""

    SECOND_FACTOR_TYPE_UNSPECIFIED: Final = 0
    SECOND_FACTOR_TYPE_OTP: Final = 1
    SECOND_FACTOR_TYPE_U2F: Final = 2
    SECOND_FACTOR_TYPE_OTP_EMAIL: Final = 3
    SECOND_FACTOR_TYPE_OTP_SMS: Final = 4
    SECOND_FACTOR_TYPE_RECOVERY_CODES: Final = 5


class LabelPolicy(Message, frozen=True):
    """zitadel.policy.v1.LabelPolicy"""

    details: zitadel_v1.ObjectDetails | None = None
    primary_color: str = ""
    is_default: bool = False
    hide_login_name_suffix: bool = False
    warn_color: str = ""
    background_color: str = ""
    font_color: str = ""
    primary_color_dark: str = ""
    background_color_dark: str = ""
    warn_color_dark: str = ""
    font_color_dark: str = ""
    disable_watermark: bool = False
    logo_url: str = ""
    icon_url: str = ""
    logo_url_dark: str = ""
    icon_url_dark: str = ""
    font_url: str = ""
    theme_mode: ThemeMode = ""


class LoginPolicy(Message, frozen=True):
    """zitadel.policy.v1.LoginPolicy"""

    details: zitadel_v1.ObjectDetails | None = None
    allow_username_password: bool = False
    allow_register: bool = False
    allow_external_idp: bool = False
    force_mfa: bool = False
    passwordless_type: PasswordlessType = ""
    is_default: bool = False
    hide_password_reset: bool = False
    ignore_unknown_usernames: bool = False
    default_redirect_uri: str = ""
    password_check_lifetime: Duration = Duration("")
    external_login_check_lifetime: Duration = Duration("")
    mfa_init_skip_lifetime: Duration = Duration("")
    second_factor_check_lifetime: Duration = Duration("")
    multi_factor_check_lifetime: Duration = Duration("")
    second_factors: tuple[SecondFactorTypeName, ...] = ()
    multi_factors: tuple[MultiFactorTypeName, ...] = ()
    idps: tuple[zitadel_idp_v1.IDPLoginPolicyLink, ...] = ()
    allow_domain_discovery: bool = False
    disable_login_with_email: bool = False
    disable_login_with_phone: bool = False
    force_mfa_local_only: bool = False


class PasswordComplexityPolicy(Message, frozen=True):
    """zitadel.policy.v1.PasswordComplexityPolicy"""

    details: zitadel_v1.ObjectDetails | None = None
    min_length: Uint64 = Uint64("")
    has_uppercase: bool = False
    has_lowercase: bool = False
    has_number: bool = False
    has_symbol: bool = False
    is_default: bool = False


class PrivacyPolicy(Message, frozen=True):
    """zitadel.policy.v1.PrivacyPolicy"""

    details: zitadel_v1.ObjectDetails | None = None
    tos_link: str = ""
    privacy_link: str = ""
    is_default: bool = False
    help_link: str = ""
    support_email: str = ""
    docs_link: str = ""
    custom_link: str = ""
    custom_link_text: str = ""
