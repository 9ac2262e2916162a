"""Scripts read by the control API, for editors."""

from __future__ import annotations

import subprocess
import sys

from tests.control.mock import Mock

SCRIPT = "function run(ctx, api) {\n  return ctx.v1.getUser().state === 1;\n}"


def test_what_is_found(mock: Mock) -> None:
    """Each finding has its place and its rule."""
    told = mock.done("POST", "/scripts/lint", json={"script": SCRIPT})

    assert told["complete"] is True
    assert [(at["line"], at["column"], at["level"], at["rule"]) for at in told["findings"]] == [
        (2, 10, "error", "object-comparison"),
        (2, 10, "error", "returns"),
    ]


def test_a_trigger(mock: Mock) -> None:
    """It can be told; one that there is not is refused."""
    wanted = {"script": "function run(ctx) { ctx.v1.authError; }", "flow": "2", "trigger": "4"}
    assert [at["rule"] for at in mock.done("POST", "/scripts/lint", json=wanted)["findings"]] == ["unknown-field"]
    assert mock.done("POST", "/scripts/lint", json={**wanted, "flow": "3", "trigger": "1"})["findings"] == []
    assert mock.refused("POST", "/scripts/lint", json={**wanted, "trigger": "1"})["field"] == "trigger"
    assert mock.refused("POST", "/scripts/lint", json={"script": "x" * 40_001})["field"] == "script"


def test_without_the_parser() -> None:
    """What the engine cannot read is found all the same, and the answer says that it is not all."""
    program = """
import sys
sys.modules["tree_sitter"] = None
import asyncio
from mockserver.control.script_lint import _Wanted, _found
for script in ("function run( {", "function run() { return 1; }"):
    told = asyncio.run(_found(_Wanted(script), None))
    print(len(told["findings"]), told["complete"])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "False", "0", "False"]
