"""The parts that make requests and lines of them."""

from __future__ import annotations

import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.fuzz.curl import curl
from contracts.fuzz.placeholders import fill, unfill
from contracts.fuzz.spec import UNKNOWN_FLOW, UNKNOWN_TRIGGER, read_spec
from contracts.fuzz.steps import Step
from contracts.fuzz.strategies import pairs
from mockserver.spec.description import description_file

MATRIX = read_spec(description_file()).matrix


@pytest.mark.parametrize(
    ("flow", "trigger", "expected"),
    [
        ("1", "TRIGGER_TYPE_PRE_CREATION", ""),
        ("FLOW_TYPE_EXTERNAL_AUTHENTICATION", "3", ""),
        ("4", "6", ""),
        ("4", "5", UNKNOWN_TRIGGER),
        ("2", "1", UNKNOWN_TRIGGER),
        ("1", "01", UNKNOWN_TRIGGER),
        ("5", "1", UNKNOWN_FLOW),
        ("5", "9", UNKNOWN_FLOW),
    ],
)
def test_matrix(flow: str, trigger: str, expected: str) -> None:
    """Ids and older names are cells where the document has them; the flow is judged first."""
    assert MATRIX.refusal(flow, trigger) == expected


def test_pairs_are_of_all_kinds() -> None:
    """Cells, pairs outside of the matrix and unknown flows are all generated."""
    seen = set()

    @given(pairs(MATRIX))
    def collect(pair: tuple[str, str]) -> None:
        seen.add(MATRIX.refusal(*pair))

    collect()
    assert seen == {"", UNKNOWN_FLOW, UNKNOWN_TRIGGER}


def test_placeholders() -> None:
    """Names within any text of a value are replaced, and values by names again."""
    filled = fill({"ids": ["{{action0}}", 1, "x{{user1}}"], "none": None}, {"action0": "17", "user1": "18"}.__getitem__)
    assert filled == {"ids": ["17", 1, "x18"], "none": None}
    assert unfill("/a/17/18", {"17": "action0", "18": "user1"}) == "/a/{{action0}}/{{user1}}"


@given(
    body=st.text(st.characters(codec="utf-8", exclude_characters="\0")),
    value=st.text(st.characters(codec="ascii", categories=["L", "P"])),
)
def test_curl_is_quoted(body: str, value: str) -> None:
    """A shell takes the line apart into the header and the body as they are."""
    line = curl(Step("POST", "/p'q", {"x-a": value}, body, caller=""), "http://h")
    script = f"set -- {line.removeprefix('curl ')}; printf '%s\\0' \"$@\""
    words = subprocess.run(["bash", "-c", script], capture_output=True, check=True).stdout.split(b"\0")[:-1]
    header = f"x-a: {value}" if value else "x-a;"
    assert words[4:] == [b"-H", header.encode(), b"--data-raw", body.encode(), b"http://h/p'q"]
