"""Numbers in addresses."""

from __future__ import annotations

_MOST_DIGITS = 18
"""No number that means something here is longer."""


def whole_number(text: str, otherwise: int = 0) -> int:
    """What a text of digits says; another number where it is no such text, or too long a one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else otherwise
