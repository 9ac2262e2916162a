"""The command `zitadel-mock lint`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.command_line import run

GOOD = "function good(ctx, api) { api.v1.claims.setClaim('a', 1); }\n"
BAD = "function bad(ctx, api) {\n  api.v1.claims.setClaim('sub', 1);\n  return 1;\n}\n"


def _written(folder: Path, name: str, script: str) -> str:
    path = folder / name
    path.write_text(script)
    return str(path)


def test_lines(tmp_path: Path) -> None:
    """A line a finding, as editors read them; exit code 1."""
    good, bad = _written(tmp_path, "good.js", GOOD), _written(tmp_path, "bad.js", BAD)

    done = run("lint", good, bad)

    lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr, len(lines)) == (1, "", 2)
    assert lines[0].startswith(f"{bad}:2:26: warning: ")
    assert lines[0].endswith(" [reserved-claim]")
    assert lines[1].startswith(f"{bad}:3:10: error: ")


def test_nothing_found(tmp_path: Path) -> None:
    """Exit code 0, and no word."""
    done = run("lint", _written(tmp_path, "good.js", GOOD), "--flow", "2", "--trigger", "4")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_as_json(tmp_path: Path) -> None:
    """For programs."""
    bad = _written(tmp_path, "other.js", BAD)

    done = run("lint", bad, "--name", "bad", "--json")

    found = json.loads(done.stdout)
    assert done.returncode == 1
    assert [(at["file"], at["line"], at["column"], at["level"], at["rule"]) for at in found] == [
        (bad, 2, 26, "warning", "reserved-claim"),
        (bad, 3, 10, "error", "returns"),
    ]


def test_what_cannot_be_done(tmp_path: Path) -> None:
    """A flow that has not this trigger, a file that is not there, one name for two scripts: exit code 2."""
    good = _written(tmp_path, "good.js", GOOD)
    for arguments, said in [
        ([good, "--flow", "2", "--trigger", "1"], "there is no flow 2 with a trigger 1"),
        ([good, "--flow", "2"], "with a trigger (none given)"),
        ([str(tmp_path / "none.js")], "none.js cannot be read"),
        ([good, good, "--name", "a"], "--name is that of one script"),
    ]:
        done = run("lint", *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr
