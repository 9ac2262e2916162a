"""Spans of time as people write them: `500ms`, `30s`, `15m`, `1h`, `7d`."""

from __future__ import annotations

import re

_SPAN = re.compile(r"(-?)(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h|d)")
_MICROSECONDS = {"ms": 1_000, "s": 1_000_000, "m": 60_000_000, "h": 3_600_000_000, "d": 86_400_000_000}


def microseconds(text: str) -> int | None:
    """What a span means; None where it means none."""
    match = _SPAN.fullmatch(text)
    if match is None:
        return None
    span = round(float(match[2]) * _MICROSECONDS[match[3]])
    return -span if match[1] else span
