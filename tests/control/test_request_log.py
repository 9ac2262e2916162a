"""The lines that a server writes of its requests."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.control.instances import REQUEST_TIMEOUT_S, fresh_instance
from tests.protocols.serving import serving

ACTIONS = "/management/v1/actions"


def lines_of(directory: Path, *options: str) -> list[str]:
    """What a server wrote of a refused call, of a path with an escape sequence, and of one that was made to fail."""
    with serving(directory, *options) as started, fresh_instance(started.target) as mock:
        mock.api.call("GET", f"{ACTIONS}/1")
        mock.api.call("GET", "/nothing/%1b[2J%0anext")
        mock.http.post(ACTIONS, headers={"prefer": "example=V3-DKcYh"})
        started.process.terminate()
        assert started.process.wait(REQUEST_TIMEOUT_S) == 0
    output = (directory / "output").read_text("utf-8").splitlines()
    return [line for line in output if re.match(r"\{|\d\d:", line)]


def test_text(tmp_path: Path) -> None:
    """One readable line a request, whatever a client puts into it; all are written before the server ends."""
    refused, hostile, injected = lines_of(tmp_path, "--log", "text")

    assert re.fullmatch(r"\d\d:\d\d:\d\d\.\d{3} 404 GetAction org=\d+ QUERY-GEfnb \d+\.\dms", refused)
    assert hostile.isprintable()
    assert re.search(r" 409 CreateAction org=\d+ V3-DKcYh \d+\.\dms injected=Prefer$", injected)


def test_json(tmp_path: Path) -> None:
    """One object a request with operation, organisation, result and milliseconds."""
    refused, hostile, _ = map(json.loads, lines_of(tmp_path, "--log", "json"))

    assert (refused["operation"], refused["status"], refused["errorId"]) == ("GetAction", 404, "QUERY-GEfnb")
    assert refused["organisation"].isdigit()
    assert refused["ms"] >= 0
    assert hostile["path"] == "/nothing/\x1b[2J\nnext"


def test_silence(tmp_path: Path) -> None:
    """Nothing is written where it is off, nor where no terminal is there to read it."""
    off, automatic = tmp_path / "off", tmp_path / "auto"
    off.mkdir()
    automatic.mkdir()

    assert lines_of(off, "--log", "off") == []
    assert lines_of(automatic) == []


def test_quiet(tmp_path: Path) -> None:
    """A quiet server says where it listens and no more."""
    with serving(tmp_path, "-q") as started:
        started.process.terminate()
        started.process.wait(REQUEST_TIMEOUT_S)

    (line,) = (tmp_path / "output").read_text("utf-8").splitlines()
    assert line.startswith("listening on http://")
