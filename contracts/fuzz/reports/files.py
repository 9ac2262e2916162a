"""All reports as files of one folder."""

from __future__ import annotations

import json
from pathlib import Path

from ..findings import pytest_file
from ..outcome import Outcome
from .junit import junit
from .page import page


def as_json(outcome: Outcome) -> str:
    """Everything, for programs."""
    return json.dumps(outcome.data(), indent=2) + "\n"


def write_reports(outcome: Outcome, directory: Path) -> list[Path]:
    """Write junit.xml, report.json, report.html and, where something was found, test_findings.py.

    Returns: their paths. Raises: OSError.
    """
    texts = {"junit.xml": junit(outcome), "report.json": as_json(outcome), "report.html": page(outcome)}
    if outcome.findings:
        texts["test_findings.py"] = pytest_file(outcome.findings, outcome.imports)
    directory.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (directory / name).write_text(text, encoding="utf-8", errors="backslashreplace")
    return [directory / name for name in texts]
