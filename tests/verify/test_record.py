"""A recording of our own server is the committed one, and a replay of it finds no difference."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from contracts.replayer import replay
from contracts.scenario import SCENARIOS
from contracts.target import Target
from contracts.test_recordings import RECORDINGS, TRACES
from tests.command_line import run_against

_NUMBERED = re.compile(r"\{\{([a-z]+)[0-9]+\}\}")
_PARSE_ERROR = re.compile(r"proto:|invalid character |unexpected EOF")


def lines(path: Path) -> list[Any]:
    """The exchanges of a recording, its placeholders numbered anew as they appear."""
    numbers: dict[str, str] = {}
    counts: dict[str, int] = {}

    def renumbered(found: re.Match[str]) -> str:
        if found[0] not in numbers:
            counts[found[1]] = counts.get(found[1], 0) + 1
            numbers[found[0]] = f"{{{{{found[1]}{counts[found[1]]}}}}}"
        return numbers[found[0]]

    text = path.read_text("utf-8").removesuffix("\n")
    return [_comparable(json.loads(_NUMBERED.sub(renumbered, line))) for line in text.split("\n")]


def _comparable(exchange: Any) -> Any:
    exchange["request"].setdefault("headers", {})
    return exchange


def _unworded(exchange: Any, other: Any) -> None:
    """The wording of a parse error is each server's own."""
    body = exchange["response"].get("body")
    if isinstance(body, dict) and _PARSE_ERROR.match(str(body.get("message", ""))):
        body["message"] = other["response"]["body"]["message"] = "a parse error"


def test_each_scenario_has_its_recording() -> None:
    """No scenario is for nothing, and no recording is without one, but those of kinds that have none."""
    recorded = {
        path.name for path in TRACES if not path.name.startswith(("edges-", "connect-", "id-", "runs-", "actions-v2-"))
    }
    assert {path.name for path in SCENARIOS.glob("*.jsonl")} == recorded


def test_as_committed(server: Target, tmp_path: Path) -> None:
    """Each recording is the one that was made of the real server, holds no token, and replays without a difference."""
    ended = run_against(server, "record", "--out", str(tmp_path))
    assert ended.returncode == 0, ended.stderr

    for made in sorted(tmp_path.iterdir()):
        trace = RECORDINGS / made.name
        assert server.admin_pat not in made.read_text("utf-8")
        expected, seen = lines(RECORDINGS / trace.name), lines(made)
        assert len(seen) == len(expected)
        for number, (wanted, found) in enumerate(zip(expected, seen, strict=True), start=1):
            _unworded(wanted, found)
            assert found == wanted, f"{trace.name}:{number}"
        assert [str(deviation) for deviation in replay(made, server)] == []


def test_only_some(server: Target, tmp_path: Path) -> None:
    """Scenarios are chosen by name; an unknown name is refused."""
    out = tmp_path / "out"
    flags = ("record", "--out", str(out))

    assert run_against(server, *flags, "--only", "orgs", "--only", "cascade").returncode == 0
    assert sorted(path.name for path in out.iterdir()) == ["cascade.jsonl", "orgs.jsonl"]
    assert run_against(server, *flags, "--only", "nope").returncode == 2
