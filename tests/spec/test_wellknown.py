"""Durations, timestamps and numbers in their JSON forms."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockserver.spec.wellknown import duration, parse_duration, parse_timestamp, timestamp, uint64

BOUNDED = settings(derandomize=True, max_examples=300, deadline=None)
SECOND = 1_000_000_000
LONGEST = 315_576_000_000 * SECOND
FIRST, LAST = -62_135_596_800 * 1_000_000, 253_402_300_799_999_999
"""The first and the last microsecond of the years 1 to 9999."""


@pytest.mark.parametrize(
    ("text", "nanoseconds"),
    [
        ("0s", 0),
        ("10s", 10 * SECOND),
        ("1.5s", 1_500_000_000),
        ("1.500s", 1_500_000_000),
        ("1.10s", 1_100_000_000),
        ("0.000000001s", 1),
        ("19.999999999s", 19_999_999_999),
        ("+5s", 5 * SECOND),
        ("-1s", -SECOND),
        ("-0.5s", -SECOND // 2),
        (".5s", SECOND // 2),
        ("-.5s", -SECOND // 2),
        ("1.s", SECOND),
        ("315576000000s", LONGEST),
        ("-315576000000s", -LONGEST),
    ],
)
def test_durations_that_are_read(text: str, nanoseconds: int) -> None:
    """A duration is seconds with up to nine fractional digits, a sign and `s`; digits may miss on one side."""
    assert parse_duration(text) == nanoseconds


@pytest.mark.parametrize(
    "text",
    [
        "", "s", "5", "5m", "5 s", " 5s", "5s ", "1e1s", "0x5s", "5S", "+s", "-s", "--5s", "+-5s", "1.0000000001s",
        "1.5.5s", "1,5s", "٥s", "5s\n", "infs", "NaN", "315576000001s", "-315576000001s",
    ],
)  # fmt: skip
def test_durations_that_are_not_read(text: str) -> None:
    """Anything else, and what is longer than 10,000 years, is no duration."""
    assert parse_duration(text) is None


def test_a_duration_with_thousands_of_digits() -> None:
    """A number of seconds that is longer than Python converts is no duration."""
    assert parse_duration("9" * 5_000 + "s") is None


@pytest.mark.parametrize(
    ("nanoseconds", "text"),
    [
        (0, "0s"),
        (1, "0.000000001s"),
        (1_000, "0.000001s"),
        (1_000_000, "0.001s"),
        (100_000_000, "0.100s"),
        (1_123_456_000, "1.123456s"),
        (1_123_456_700, "1.123456700s"),
        (20 * SECOND, "20s"),
        (-SECOND // 2, "-0.500s"),
        (-SECOND, "-1s"),
    ],
)
def test_durations_that_are_written(nanoseconds: int, text: str) -> None:
    """A duration is written with 0, 3, 6 or 9 fractional digits."""
    assert duration(nanoseconds) == text


@BOUNDED
@given(st.integers(-LONGEST, LONGEST) | st.integers(-21 * SECOND, 21 * SECOND))
def test_a_written_duration_reads_as_itself(nanoseconds: int) -> None:
    """Reading what was written gives the same span, and the text has 0, 3, 6 or 9 fractional digits."""
    text = duration(nanoseconds)

    assert parse_duration(text) == nanoseconds
    assert re.fullmatch(r"-?\d+(\.(\d{3}){1,3})?s", text)


@pytest.mark.parametrize(
    ("text", "microseconds"),
    [
        ("1970-01-01T00:00:00Z", 0),
        ("1970-01-01T00:00:00.000001Z", 1),
        ("1970-01-01T00:00:00.1Z", 100_000),
        ("1970-01-01T00:00:00.123456789Z", 123_456),
        ("1970-01-01T01:00:00+01:00", 0),
        ("1969-12-31T19:30:00-04:30", 0),
        ("1970-01-01T00:00:00-00:00", 0),
        ("1969-12-31T23:59:59.999999Z", -1),
        ("2025-12-24T09:05:20.881902Z", 1_766_567_120_881_902),
        ("2024-02-29T00:00:00Z", 1_709_164_800_000_000),
        ("0001-01-01T00:00:00Z", FIRST),
        ("9999-12-31T23:59:59.999999Z", LAST),
        ("1970-01-01T00:00:00,5Z", 500_000),
        ("1970-01-01T00:00:00,12345678901Z", 123_456),
        ("1970-01-02T00:00:00+24:00", 0),
        ("1969-12-31T00:00:00-24:00", 0),
        ("1970-01-01T11:30:00+11:30", 0),
        ("0001-01-01T02:00:00+02:00", FIRST),
    ],
)
def test_timestamps_that_are_read(text: str, microseconds: int) -> None:
    """A timestamp is RFC 3339 with up to nine fractional digits and `Z` or an offset; what is finer is cut off.

    The fraction may follow a comma, and an offset may be a whole day.
    """
    assert parse_timestamp(text) == microseconds


@pytest.mark.parametrize(
    "text",
    [
        "", "soon", "0", "2030-01-31", "2030-01-31T12:00:00", "2030-01-31T12:00Z", "2030-01-31 12:00:00Z",
        "2030-1-31T12:00:00Z", "2030-02-30T12:00:00Z", "2023-02-29T12:00:00Z", "2030-13-01T12:00:00Z",
        "2030-01-31T25:00:00Z", "2030-01-31T12:60:00Z", "2030-01-31T12:00:60Z", "2030-01-31T12:00:00.Z",
        "2030-01-31T12:00:00.0000000001Z", "2030-01-31T12:00:00z", "2030-01-31t12:00:00Z", "2030-01-31T12:00:00+1:00",
        "2030-01-31T12:00:00+0100", " 2030-01-31T12:00:00Z", "2030-01-31T12:00:00Z\n", "0000-01-01T00:00:00Z",
        "2030-01-31T12:00:00,Z", "2030-01-31T12:00:00+25:00", "2030-01-31T12:00:00+24:61", "2030-01-31T12:00:00+-1:00",
        "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "10000-01-01T00:00:00Z", "٢٠٣٠-01-31T12:00:00Z",
    ],
)  # fmt: skip
def test_timestamps_that_are_not_read(text: str) -> None:
    """Anything else, and days that no calendar has, is no timestamp."""
    assert parse_timestamp(text) is None


@pytest.mark.parametrize(
    ("microseconds", "text"),
    [
        (0, "1970-01-01T00:00:00Z"),
        (1, "1970-01-01T00:00:00.000001Z"),
        (1_000, "1970-01-01T00:00:00.001Z"),
        (100_000, "1970-01-01T00:00:00.100Z"),
        (1_766_567_120_881_902, "2025-12-24T09:05:20.881902Z"),
        (253_402_300_799_000_000, "9999-12-31T23:59:59Z"),
        (-1, "1969-12-31T23:59:59.999999Z"),
    ],
)
def test_timestamps_that_are_written(microseconds: int, text: str) -> None:
    """A timestamp is written in UTC with 0, 3 or 6 fractional digits."""
    assert timestamp(microseconds) == text


@BOUNDED
@given(st.integers(0, LAST))
def test_a_written_timestamp_reads_as_itself(microseconds: int) -> None:
    """Reading what was written gives the same instant, and texts of one length sort as their instants do."""
    text = timestamp(microseconds)

    assert parse_timestamp(text) == microseconds
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.(\d{3}){1,2})?Z", text)


@pytest.mark.parametrize(("number", "text"), [(0, ""), (1, "1"), (2**64 - 1, "18446744073709551615")])
def test_numbers_that_are_written(number: int, text: str) -> None:
    """64-bit numbers are texts, and 0 is the empty one that answers leave out."""
    assert uint64(number) == text
