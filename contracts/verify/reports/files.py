"""Reports as files, by the names that `--report` takes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ...ci.code_quality import code_quality
from ...ci.ctrf import ctrf
from .cases import as_run, markdown
from .github import github
from .junit import junit
from .page import page
from .summary import Summary


def as_json(summary: Summary) -> str:
    """Everything, for programs."""
    return json.dumps(summary.data(), indent=2, ensure_ascii=False) + "\n"


def _ctrf(summary: Summary) -> str:
    return ctrf(as_run(summary))


def _code_quality(summary: Summary) -> str:
    return code_quality(as_run(summary))


@dataclass(frozen=True, slots=True)
class Format:
    """A form of report, and the name of its file."""

    file: str
    render: Callable[[Summary], str]


FORMATS: Mapping[str, Format] = {
    "junit": Format("junit.xml", junit),
    "json": Format("report.json", as_json),
    "html": Format("report.html", page),
    "github": Format("github.txt", github),
    "markdown": Format("summary.md", markdown),
    "ctrf": Format("ctrf.json", _ctrf),
    "codequality": Format("gl-code-quality-report.json", _code_quality),
}


def write_reports(summary: Summary, names: Iterable[str], directory: Path) -> list[Path]:
    """Write reports; returns where they are. Raises: OSError."""
    directory.mkdir(parents=True, exist_ok=True)
    written = []
    for name in names:
        path = directory / FORMATS[name].file
        path.write_text(FORMATS[name].render(summary), encoding="utf-8", errors="backslashreplace")
        written.append(path)
    return written
