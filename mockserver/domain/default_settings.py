"""The settings of a fresh instance, which hold in all of its organisations: nothing here changes them.

Source: recordings/id-settings-v2.jsonl, id-my-self.jsonl.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mockserver.domain.ids import Nanoseconds

_HOUR: Final = 3_600 * 1_000_000_000
_TWELVE_HOURS: Final = Nanoseconds(12 * _HOUR)
_EIGHTEEN_HOURS: Final = Nanoseconds(18 * _HOUR)
_TEN_DAYS: Final = Nanoseconds(240 * _HOUR)
_THIRTY_DAYS: Final = Nanoseconds(720 * _HOUR)


@dataclass(frozen=True, slots=True)
class Login:
    """How people log in; lifetimes tell how long a check holds."""

    allow_username_password: bool = True
    allow_register: bool = True
    allow_external_idp: bool = True
    allow_passkeys: bool = True
    allow_domain_discovery: bool = True
    password_check: Nanoseconds = _TEN_DAYS
    external_login_check: Nanoseconds = _TEN_DAYS
    mfa_init_skip: Nanoseconds = _THIRTY_DAYS
    second_factor_check: Nanoseconds = _EIGHTEEN_HOURS
    multi_factor_check: Nanoseconds = _TWELVE_HOURS


@dataclass(frozen=True, slots=True)
class PasswordComplexity:
    """What a password must hold."""

    min_length: int = 8
    uppercase: bool = True
    lowercase: bool = True
    number: bool = True
    symbol: bool = True


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours of the login page."""

    primary: str
    background: str
    warn: str
    font: str


@dataclass(frozen=True, slots=True)
class Branding:
    """How the login looks."""

    light: Theme = Theme("#5469d4", "#fafafa", "#cd3d56", "#000000")
    dark: Theme = Theme("#2073c4", "#111827", "#ff3b5b", "#ffffff")


@dataclass(frozen=True, slots=True)
class LegalAndSupport:
    """Links that the login shows."""

    docs_link: str = "https://zitadel.com/docs"


LOGIN: Final = Login()
PASSWORD_COMPLEXITY: Final = PasswordComplexity()
BRANDING: Final = Branding()
LEGAL_AND_SUPPORT: Final = LegalAndSupport()
