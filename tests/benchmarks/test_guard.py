"""Results held against those of the last commit."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from benchmarks.guard import committed, judge
from benchmarks.process import ROOT
from benchmarks.results import LATEST, encode
from tests.benchmarks.made import around, results
from tests.clients.missing import need_program


def commit(folder: Path) -> None:
    """Make a repository of a folder with all that is in it."""
    author = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "."], [*author, "commit", "-q", "--allow-empty", "-m", "first"]):
        subprocess.run([need_program("git"), *command], cwd=folder, check=True, timeout=30)


@pytest.mark.parametrize(("fail", "code"), [(True, 1), (False, 0)])
def test_worse_than_committed(tmp_path: Path, capsys: pytest.CaptureFixture[str], fail: bool, code: int) -> None:
    """What got worse than the commit is told, and ends the run with 1 where that was asked for."""
    file = tmp_path / LATEST.relative_to(ROOT)
    file.parent.mkdir(parents=True)
    file.write_bytes(encode(results(ratio=around(0.5))))
    commit(tmp_path)
    file.write_bytes(encode(results(ratio=around(9.0))))
    assert judge(committed(tmp_path), results(ratio=around(0.6)), fail=fail) == code
    assert "Setting / other: 0.5 → 0.6 ×" in capsys.readouterr().out


def test_as_committed(capsys: pytest.CaptureFixture[str]) -> None:
    """Where nothing got worse, that is said."""
    assert judge(results(), results(), fail=True) == 0
    assert "Nothing got worse" in capsys.readouterr().out


def test_nothing_committed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A repository without results is no failure."""
    commit(tmp_path)
    assert judge(committed(tmp_path), results(), fail=True) == 0
    assert "No committed results" in capsys.readouterr().out
