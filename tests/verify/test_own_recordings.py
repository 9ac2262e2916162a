"""`verify --recordings` replays any folder of traces, with the exit codes of `verify`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from contracts.target import Target
from contracts.test_recordings import RECORDINGS
from tests.command_line import run_against

ASKED = {"method": "GET", "path": "/management/v1/orgs/me", "headers": {"authorization": "Bearer {{token:iam_owner}}"}}
GOOD = {"request": {"method": "GET", "path": "/debug/healthz"}, "response": {"status": 200, "headers": {}, "raw": "ok"}}


def answered(body: Any) -> str:
    """A line with this answer."""
    return json.dumps({"request": ASKED, "response": {"status": 200, "headers": {}, "body": body}})


def test_what_agrees(server: Target, tmp_path: Path) -> None:
    """Nothing but the folder is run."""
    shutil.copy(RECORDINGS / "flows.jsonl", tmp_path / "mine.jsonl")
    ended = run_against(server, "verify", "--quiet", "--json", "--recordings", str(tmp_path))

    assert ended.returncode == 0, ended.stdout
    assert {row["check"] for row in json.loads(ended.stdout)["checks"]} == {"as recorded in mine.jsonl"}


def test_what_differs(server: Target, tmp_path: Path) -> None:
    """A difference is told with its line, even where the contract has something pending under the same name."""
    (tmp_path / "edges-parameters-1.jsonl").write_text(f"{json.dumps(GOOD)}\n" * 88 + answered({"org": 7}), "utf-8")
    ended = run_against(server, "verify", "--quiet", "--json", "--wait", "0.1", "--recordings", str(tmp_path))

    assert ended.returncode == 1, ended.stderr
    assert "line 89: body.org" in ended.stdout


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{", "Expecting"),
        (b"\xff", "UTF-8"),
        (b'{"request": {}}', "lacks response"),
        (answered({"id": "{{nonsense}}"}).encode(), "{{nonsense}} is no known placeholder"),
        (answered([{"token": {"$jwt": {}}}]).encode(), "$jwt needs name, header and claims"),
    ],
)
def test_no_trace(server: Target, tmp_path: Path, line: bytes, said: str) -> None:
    """A file that is none is told by name and line, in one line."""
    path = tmp_path / "mine.jsonl"
    path.write_bytes(json.dumps(GOOD).encode() + b"\n" + line + b"\n")
    ended = run_against(server, "verify", "--quiet", "--recordings", str(tmp_path))

    assert ended.returncode == 2
    assert ended.stderr.startswith(f"zitadel-mock: {path}:2: ")
    assert said in ended.stderr
    assert ended.stderr.count("\n") == 1


@pytest.mark.parametrize(("name", "said"), [(".", "holds no trace"), ("nowhere", "is no folder")])
def test_no_folder(server: Target, tmp_path: Path, name: str, said: str) -> None:
    """A run that has nothing to replay is no success."""
    ended = run_against(server, "verify", "--quiet", "--recordings", str(tmp_path / name))

    assert ended.returncode == 2
    assert said in ended.stderr
