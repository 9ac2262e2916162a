"""The scripts that were recorded on the real server, carried over: they differ where Node does, and nowhere else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.migration.organisations import checked, organisation
from tests.migration.test_agreement import PEOPLE, STUBS

_RECORDINGS = Path(__file__).parents[2] / "contracts" / "recordings"
_OF_LANGUAGE = {"runs-language", "runs-error-messages"}
"""What the engine itself is like."""
_DIFFER = {
    "new Proxy(": "proxies are told of as they are",
    "function types(o)": "texts of errors, what hosts' objects take, and which methods JSON sees",
    "{ function run(": "a function in a block is seen outside of it",
    "<!-- old": "comments of HTML are some",
    "attempt(api": "texts of errors, and namespaces as texts",
    "uuid.v2()": "texts of errors",
    "new String(uuid": "namespaces are texts",
    "[].leaked": "built-in objects are shared",
    "depth(100000)": "the stack is smaller",
}
"""What stands in scripts that differ, and why they do."""
_AT_ONCE = 60


def _scripts() -> Iterator[tuple[str, str]]:
    found = set()
    for path in sorted(_RECORDINGS.glob("runs-*.jsonl")):
        for line in path.read_text("utf-8").strip().split("\n") if path.stem not in _OF_LANGUAGE else ():
            body = (json.loads(line).get("request") or {}).get("body")
            if not isinstance(body, dict) or not isinstance(body.get("script"), str) or "{{" in body.get("name", "{{"):
                continue
            # What never ends is ended by the engine, and not by the receiver.
            if not any(loop in body["script"] for loop in ("while (true)", "while(true)", "for (;;)", "for(;;)")):
                found.add((body["name"], body["script"]))
    yield from sorted(found)


@pytest.mark.thorough
@pytest.mark.timeout(600)
def test_recorded_scripts_agree(tmp_path: Path) -> None:
    """Claims, logs, metadata and failures of all of them, for two users."""
    scripts = list(_scripts())
    assert len(scripts) > 150
    organisations = [organisation(str(number), {name: script}) for number, (name, script) in enumerate(scripts)]
    differ: dict[str, list[str]] = {}
    for begin in range(0, len(organisations), _AT_ONCE):
        part = organisations[begin : begin + _AT_ONCE]
        for name, found in checked(tmp_path / str(begin), part, PEOPLE, {"before": 1}, STUBS).items():
            lines = [difference for each in found for difference in each.differences]
            script = scripts[int(name)][1]
            if lines and not any(mark in script for mark in _DIFFER):
                differ[script] = lines
    assert differ == {}
