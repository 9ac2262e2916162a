"""GitLab's code quality report: what is wrong, beside the changes of a merge request.

A merge request shows what is new in it against the report of the branch that it goes to, by fingerprint.
"""

from __future__ import annotations

import json

from .cases import Case, Run

_FILE = "openapi.yaml"
"""Each problem needs a file. The spec is where the rule stands that was not held."""


def code_quality(run: Run) -> str:
    """The document: a list of problems, empty where there are none."""
    return json.dumps([_issue(run, case) for case in run.failed], indent=2, ensure_ascii=False) + "\n"


def _issue(run: Run, case: Case) -> dict[str, object]:
    about = f"{case.operation}: {case.name}" if case.operation else case.name
    return {
        "description": f"{about} ({case.suite}): {case.problem}",
        "check_name": f"zitadel-mock {run.command}",
        "fingerprint": case.fingerprint,
        "severity": "major",
        "location": {"path": _FILE, "lines": {"begin": 1}},
    }
