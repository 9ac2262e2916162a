"""Large states are read bit by bit, and come out as if they were read at once."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockserver.seeds import SeedError, json_portions, loads
from mockserver.seeds.json_portions import LONGEST, read_json

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
    # Lone surrogates are in no text of UTF-8.
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda below: st.lists(below) | st.dictionaries(st.text("ab\"\\ä\u2028"), below),
    max_leaves=30,
)  # fmt: skip


@given(document=VALUES, indent=st.sampled_from([None, 0, 3]), portion=st.sampled_from([0, 1, 10, 100]))
def test_json_in_portions(document: object, indent: int | None, portion: int) -> None:
    """The values are those of the document, wherever it is taken apart."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_portions, "_PORTION", portion)

        assert read_json(json.dumps(document, indent=indent).encode()) == document


@pytest.mark.parametrize("document", ["[1, 2", '{"a": [1, }', "[1] 2", '{"a": tru}', '["\\x"]', "[" * 5_000])
def test_broken_json_in_portions(monkeypatch: pytest.MonkeyPatch, document: str) -> None:
    """What is no JSON is refused as if it was read at once."""
    monkeypatch.setattr(json_portions, "_PORTION", 1)
    with pytest.raises(SeedError):
        loads(document)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"organisations": [{"name": "A", "actions": [{"name": "%s", "script": "s"}]}]}',
         r"^state: organisations\[0\]\.actions\[0\]\.name: longer than 16777216 bytes; make it shorter$"),
        ("users: []\norganisations: [{name: '%s'}]",
         r"^state:2: a line of more than 16777216 characters; break it into several$"),
    ],
)  # fmt: skip
def test_a_text_that_is_too_long(text: str, message: str) -> None:
    """A text that would hold up everybody while it is made is refused."""
    with pytest.raises(SeedError, match=message):
        loads(text % ("x" * (LONGEST + 1)))


def test_json_without_line_breaks() -> None:
    """It may be longer than a line of YAML, as other programs write it so."""
    row = {"name": "A", "script": "s" * 1_000_000}
    document = {"organisations": [{"name": "A", "actions": [{**row, "name": f"a{number}"} for number in range(18)]}]}

    assert len(loads(json.dumps(document)).seed.organisations[0].actions) == 18
