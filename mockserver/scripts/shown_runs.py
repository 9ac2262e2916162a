"""Runs of scripts as the control API shows them."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from typing import Any

from mockserver.scripts.model import Claims, Run, TriggerRuns, Unwritable


def shown_runs(triggers: Iterable[TriggerRuns]) -> tuple[dict[str, Any], ...]:
    """The runs of a request, in order, ready for JSON."""
    return tuple(shown_run(run, of.flow, of.trigger) for of in triggers for run in of.runs)


def shown_run(run: Run, flow: str, trigger: str) -> dict[str, Any]:
    """One run: what it did, how long it took in milliseconds, and where in the script it failed."""
    failure = run.failure
    outcome = "succeeded" if failure is None else "allowed to fail" if run.allowed_to_fail else "failed"
    error = None
    if failure is not None:
        error = {"message": failure.message, "line": failure.line, "column": failure.column}
    return {
        "flow": flow,
        "trigger": trigger,
        "action": run.action,
        "outcome": outcome,
        "error": error,
        "durationMs": run.took_ms,
        "claims": shown_claims(run.claims),
        "logs": run.logs,
        "lines": [{"level": line.level, "text": line.text} for line in run.lines],
        "metadata": [
            {"key": entry.key, "value": base64.b64encode(entry.value).decode("ascii")} for entry in run.metadata
        ],
        "calls": [
            {"method": call.method, "url": call.url, "status": call.status, "error": call.error} for call in run.calls
        ],
    }


def shown_claims(claims: Claims) -> Claims:
    """Claims ready for JSON; of one that cannot be written it is told why."""
    return {key: _claim(value) for key, value in claims.items()}


def _claim(value: Any) -> Any:
    return {"unwritable": value.reason} if isinstance(value, Unwritable) else value
