"""The Common Test Report Format (https://ctrf.io), which many dashboards and actions of CI read.

No package for Python writes it outside of pytest, so its few members are written here; a test holds them against the
schema that its authors publish.
"""

from __future__ import annotations

import json
import uuid
from datetime import UTC, datetime
from typing import Any

from .cases import Case, Run

_VERSION = "0.0.0"
"""Of the specification; its authors have published no other."""
_TOOL = "zitadel-mock"


def ctrf(run: Run, ended: datetime | None = None) -> str:
    """The document.

    Args:
        ended: when the run was over; now, if it is not given.
    """
    stop = ended or datetime.now(UTC)
    failed = len(run.failed)
    stop_ms = _milliseconds(stop.timestamp())
    document = {
        "reportFormat": "CTRF",
        "specVersion": _VERSION,
        "reportId": str(uuid.uuid4()),
        "timestamp": stop.isoformat(),
        "generatedBy": _TOOL,
        "results": {
            "tool": {"name": f"{_TOOL} {run.command}"},
            "summary": {
                "tests": len(run.cases),
                "passed": len(run.cases) - failed,
                "failed": failed,
                "pending": 0,
                "skipped": 0,
                "other": 0,
                "start": stop_ms - _milliseconds(run.seconds),
                "stop": stop_ms,
            },
            "tests": [_test(case) for case in run.cases],
        },
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _test(case: Case) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": f"{case.operation}: {case.name}" if case.operation else case.name,
        "status": "passed" if case.passed else "failed",
        "duration": _milliseconds(case.seconds),
        "suite": [case.suite],
    }
    if not case.passed:
        told["message"] = case.problem
    if case.details:
        told["trace"] = case.details
    return told


def _milliseconds(seconds: float) -> int:
    return round(seconds * 1000)
