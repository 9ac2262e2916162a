"""The settings of a fresh instance, which hold in all of its organisations: nothing here changes them.

Source: recordings/id-settings-v2.jsonl, id-my-self.jsonl.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


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


PASSWORD_COMPLEXITY: Final = PasswordComplexity()
BRANDING: Final = Branding()
LEGAL_AND_SUPPORT: Final = LegalAndSupport()
