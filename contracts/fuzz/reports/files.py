"""All reports as files of one folder, by the names that `--formats` takes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from ...ci.code_quality import code_quality
from ...ci.ctrf import ctrf
from ..findings import pytest_file
from ..outcome import Outcome
from .cases import as_run, markdown
from .junit import junit
from .page import page

HAR = "traffic.har"
TESTS = "tests"


class Format(NamedTuple):
    """The name of a file, and what is in it; None where it is written while the run goes on."""

    file: str
    render: Callable[[Outcome], str] | None


def as_json(outcome: Outcome) -> str:
    """Everything, for programs."""
    return json.dumps(outcome.data(), indent=2) + "\n"


def _ctrf(outcome: Outcome) -> str:
    return ctrf(as_run(outcome))


def _code_quality(outcome: Outcome) -> str:
    return code_quality(as_run(outcome))


def _tests(outcome: Outcome) -> str:
    return pytest_file(outcome.findings, outcome.imports)


FORMATS: Mapping[str, Format] = {
    "junit": Format("junit.xml", junit),
    "json": Format("report.json", as_json),
    "html": Format("report.html", page),
    TESTS: Format("test_findings.py", _tests),
    "markdown": Format("summary.md", markdown),
    "ctrf": Format("ctrf.json", _ctrf),
    "codequality": Format("gl-code-quality-report.json", _code_quality),
    "har": Format(HAR, None),
}


def write_reports(outcome: Outcome, directory: Path, names: Iterable[str]) -> list[Path]:
    """Write reports; tests only where something was found.

    Returns: their paths. Raises: OSError.
    """
    directory.mkdir(parents=True, exist_ok=True)
    written = []
    for name in names:
        file, render = FORMATS[name]
        path = directory / file
        if render is not None and (name != TESTS or outcome.findings):
            path.write_text(render(outcome), encoding="utf-8", errors="backslashreplace")
        if path.exists():
            written.append(path)
    return written
