"""proto3 JSON forms of what JSON has no type for: 64-bit integers, instants, durations, bytes."""

from __future__ import annotations

import base64
import functools
import re
from datetime import UTC, datetime, timedelta
from typing import NewType

Uint64 = NewType("Uint64", str)
"""A decimal number; empty stands for 0, which proto3 JSON leaves out."""
Timestamp = NewType("Timestamp", str)
"""RFC 3339 in UTC with 0, 3 or 6 fractional digits; empty stands for unset."""
Duration = NewType("Duration", str)
"""Seconds with 0, 3, 6 or 9 fractional digits and `s`; empty stands for unset."""
Base64 = NewType("Base64", str)

EARLIEST_US, LATEST_US = -62_135_596_800_000_000, 253_402_300_799_999_999
"""The first and the last microsecond since 1970 that an RFC 3339 text can tell: those of the years 1 to 9999."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NANOS = 1_000_000_000
_MAX_DURATION_S = 315_576_000_000
_DURATION = re.compile(r"([+-]?)(0|[1-9]\d{0,11})?(?:\.(\d{0,9}))?s", re.ASCII)
_TIMESTAMP = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9})|,(\d+))?(?:Z|([+-])(\d\d):(\d\d))", re.ASCII)
_FURTHEST_OFFSET = (24, 60)
"""Hours and minutes that Go accepts in an offset."""
_FIRST_S, _LAST_S = -62_135_596_800, 253_402_300_799
"""The years 1 to 9999, which is what a timestamp can hold; seconds since 1970."""


def uint64(number: int) -> Uint64:
    """The text of a 64-bit integer."""
    return Uint64(str(number) if number else "")


def timestamp(instant: int) -> Timestamp:
    """The text of an instant, given in microseconds since 1970; outside the years 1 to 9999 that of the nearest end.

    It is shown on pages and in lists beside others, which one odd instant must not keep from being read.
    """
    if not EARLIEST_US <= instant <= LATEST_US:
        instant = EARLIEST_US if instant < EARLIEST_US else LATEST_US
    seconds, micros = divmod(instant, 1_000_000)
    if micros % 1000:
        return Timestamp(f"{_second(seconds)}.{micros:06d}Z")
    return Timestamp(f"{_second(seconds)}{_fraction(micros * 1000)}Z")


@functools.lru_cache(maxsize=1024)
def _second(seconds: int) -> str:
    return (_EPOCH + timedelta(seconds=seconds)).replace(tzinfo=None).isoformat()


def base64_text(data: bytes) -> Base64:
    """The text of bytes: the standard alphabet, padded."""
    return Base64(base64.b64encode(data).decode("ascii"))


def parse_base64(text: str) -> bytes:
    """The bytes of such a text. Raises: ValueError."""
    return base64.b64decode(text, validate=True)


def duration(span: int) -> Duration:
    """The text of a span of time, given in nanoseconds."""
    seconds, nanos = divmod(abs(span), _NANOS)
    sign = "-" if span < 0 else ""
    return Duration(f"{sign}{seconds}{_fraction(nanos)}s")


def parse_duration(text: str) -> int | None:
    """The nanoseconds that a text such as `1.5s`, `+5s` or `-0.5s` means; None where it means none.

    Source: recordings/actions.jsonl (`5`, `5m`, `1e1s`, ` 5s`, `s` and more than 315576000000 s mean none).
    """
    match = _DURATION.fullmatch(text)
    if match is None or not (match[2] or match[3]):
        return None
    seconds = int(match[2] or 0)
    if seconds > _MAX_DURATION_S:
        return None
    span = seconds * _NANOS + int((match[3] or "").ljust(9, "0"))
    return -span if match[1] == "-" else span


def parse_timestamp(text: str) -> int | None:
    """The microseconds since 1970 that an RFC 3339 text means; None where it means none.

    A comma may stand before the fraction, and an offset may be a whole day (recordings/edges-expirations-*.jsonl). That
    a fraction after a comma may have any number of digits, and an offset 60 minutes, is assumed from Go's source.
    """
    match = _TIMESTAMP.fullmatch(text)
    if match is None:
        return None
    date, fraction, after_comma, sign, hours, minutes = match.groups()
    try:
        seconds = int((datetime.fromisoformat(f"{date}+00:00") - _EPOCH).total_seconds())
    except ValueError:
        return None
    if sign is not None:
        offset = (int(hours), int(minutes))
        if offset[0] > _FURTHEST_OFFSET[0] or offset[1] > _FURTHEST_OFFSET[1]:
            return None
        ahead = offset[0] * 3600 + offset[1] * 60
        seconds += ahead if sign == "-" else -ahead
    if not _FIRST_S <= seconds <= _LAST_S:
        return None
    return seconds * 1_000_000 + int((fraction or after_comma or "").ljust(6, "0")[:6])


def _fraction(nanos: int) -> str:
    if nanos == 0:
        return ""
    digits = f"{nanos:09d}"
    while digits.endswith("000"):
        digits = digits[:-3]
    return f".{digits}"
