"""The guard against getting slower: results are held against those of the last commit."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from benchmarks.comparison import worse
from benchmarks.process import ROOT
from benchmarks.results import LATEST, Results, decode


def committed(root: Path = ROOT) -> Results | None:
    """The results in the last commit of a repository; None where it has none."""
    git = shutil.which("git")
    if git is None:
        return None
    command = [git, "show", f"HEAD:{LATEST.relative_to(ROOT).as_posix()}"]
    shown = subprocess.run(command, cwd=root, capture_output=True, check=False)  # noqa: S603 (a fixed command)
    return decode(shown.stdout) if shown.returncode == 0 else None


def judge(before: Results | None, now: Results, *, fail: bool) -> int:
    """Tell what got worse; returns the exit code, which is 1 where something did and that is to count as failure."""
    if before is None:
        print("No committed results to compare with.")
        return 0
    lines = worse(before, now)
    print("\n".join(["Worse than the committed results:", *lines]) if lines else "Nothing got worse than committed.")
    return 1 if lines and fail else 0
