"""Recordings are evidence: what is replayed is what was recorded."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from contracts.exchange import JsonContent, TraceError
from contracts.logins.case import CASES
from contracts.placeholders import REFERENCE
from contracts.reading import read_trace
from contracts.test_recordings import RECORDINGS, TRACES

NAMED = re.compile(r"'\$jwt': \{'name': '(\w+)'")
"""A JWT in an answer, under the name that the trace gives it."""
SUM_LINE = re.compile(r"([0-9a-f]{64})  (\S+)")


FOLDERS = [RECORDINGS, CASES.parent]
"""Traces, and cases of logins."""


def read_sums(folder: Path) -> dict[str, str]:
    """SHA-256 by file name, from the table beside recordings; in the format of sha256sum."""
    lines = (folder / "SHA256SUMS").read_text(encoding="ascii").splitlines()
    entries = [SUM_LINE.fullmatch(line) for line in lines]
    assert None not in entries
    return {entry[2]: entry[1] for entry in entries if entry}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.name))
def test_every_recording_is_listed_once(folder: Path) -> None:
    """The table of checksums names every recording and nothing else."""
    assert sorted(read_sums(folder)) == sorted(path.name for path in folder.glob("*.jsonl"))
    assert len(read_sums(folder)) == len((folder / "SHA256SUMS").read_text(encoding="ascii").splitlines())


@pytest.mark.parametrize(
    "path", sorted(path for folder in FOLDERS for path in folder.glob("*.jsonl")), ids=lambda path: path.stem
)
def test_recording_is_unchanged(path: Path) -> None:
    """Each recording has the checksum that it had when it was made."""
    assert hashlib.sha256(path.read_bytes()).hexdigest() == read_sums(path.parent)[path.name]


@pytest.mark.parametrize("path", TRACES, ids=lambda path: path.stem)
def test_placeholders_are_answered_before_they_are_sent(path: Path) -> None:
    """A trace stands alone: each value that a request repeats was in an answer of the same trace before."""
    known = {"token:iam_owner", "nonce", "issuer"}
    for exchange in read_trace(path):
        assert set(REFERENCE.findall(repr(exchange.request))) <= known, f"{exchange.file}:{exchange.line}"
        if isinstance(exchange.response.content, JsonContent):
            answered = repr(exchange.response.content.value)
            known |= {*REFERENCE.findall(answered), *NAMED.findall(answered)}


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "Expecting"),
        ("[]", "exchange is no object"),
        ('{"request": {"method": "GET", "path": "/"}}', "exchange lacks response"),
        ('{"request": {"method": "GET"}, "response": {}}', "request lacks path"),
        ('{"request": {"method": "GET", "path": "/", "cookies": {}}, "response": {}}', "unknown members: cookies"),
        ('{"request": {"method": "GET", "path": "/", "query": []}, "response": {}}', "request.query is no object"),
        ('{"request": {"method": "GET", "path": "/", "basic": ["x"]}, "response": {}}', "request.basic is no pair"),
        ('{"request": {"method": "GET", "path": "/", "ignore": "x"}, "response": {}}', "request.ignore is no list"),
        ('{"request": {"method": "GET", "path": "/", "form": {"a": 1}}, "response": {}}', "request.form.a is no text"),
        ('{"request": {"method": "GET", "path": "/", "form": {"a": {}}}, "response": {}}', "lacks $assertion"),
        ('{"request": {"method": "GET", "path": "/", "form": {}, "raw": ""}, "response": {}}', "both raw and form"),
        (
            '{"request": {"method": "GET", "path": "/"}, "response": {"status": 200, "headers": {}}}',
            "neither body nor raw",
        ),
        (
            '{"request": {"method": "GET", "path": "/"}, "response": {"status": "200", "headers": {}, "raw": ""}}',
            "response.status is no integer",
        ),
    ],
)
def test_broken_trace_names_file_and_line(tmp_path: Path, line: str, complaint: str) -> None:
    """A trace that cannot be read says where and why."""
    path = tmp_path / "broken.jsonl"
    good = '{"request": {"method": "GET", "path": "/"}, "response": {"status": 200, "headers": {}, "raw": ""}}'
    path.write_text(f"{good}\n{line}\n", encoding="utf-8")
    with pytest.raises(TraceError, match=re.escape(complaint)) as caught:
        read_trace(path)
    assert str(caught.value).startswith(f"{path}:2: ")
