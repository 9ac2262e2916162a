"""Numbers, spans of time and switches that a setting could well have, by a field's name."""

from __future__ import annotations

import re
from collections.abc import Mapping

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_SPANS: tuple[tuple[str, int], ...] = (
    ("timeout", 10),
    ("expiry", _HOUR),
    ("password_check|external_login", 10 * _DAY),
    ("mfa_init_skip", 30 * _DAY),
    ("second_factor", 18 * _HOUR),
    ("multi_factor", 12 * _HOUR),
    ("(access|id)_token", 12 * _HOUR),
    ("refresh_token_idle", 30 * _DAY),
    ("refresh_token", 90 * _DAY),
    ("max_age", 365 * _DAY),
    ("lifetime|expiration", _DAY),
)
"""Parts of names with seconds; the first that fits. Those of tokens and logins are assumed to be ZITADEL's defaults."""
_AMOUNTS: Mapping[str, int] = {"length": 8, "attempts": 5, "days": 30, "limit": 100, "port": 587, "sequence": 1}
"""Numbers by the last word of a name."""
_ON = re.compile(
    r"^(allow|is_?active|password_change$|(has|requires)_(upper|lower|number|symbol)|include_(digits|lower|upper)|tls$|start_tls|use_pkce|user_verified|(is_)?(email_|phone_)?verified$)"
)


def span_of(name: str) -> str | None:
    """A span of time, in seconds as JSON has it; None where none is believable, as of a clock's skew."""
    return next((f"{seconds}s" for part, seconds in _SPANS if re.search(part, name)), None)


def amount_of(name: str) -> int | None:
    """A number; None where 0 is as believable as any."""
    return _AMOUNTS.get(name.rpartition("_")[2])


def is_on(name: str) -> bool:
    """Whether a switch is on with most."""
    return bool(_ON.match(name))
