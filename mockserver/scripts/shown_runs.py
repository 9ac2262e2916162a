"""Runs of scripts as the control API shows them."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from mockserver.scripts.model import Claims, Run, TriggerRuns, Unwritable

_MOST_LEVELS = 200
"""Of a claim that is shown: far from where writing or reading JSON gives up, wherever that is done."""


def encoded_runs(triggers: Iterable[TriggerRuns]) -> bytes:
    """The runs of a request, in order, as the JSON that a journal keeps: its length tells what it holds."""
    return msgspec.json.encode([shown_run(run, of.flow, of.trigger) for of in triggers for run in of.runs])


def shown_run(run: Run, flow: str, trigger: str) -> dict[str, Any]:
    """One run: what it did, how long it took in milliseconds, and where in the script it failed."""
    failure = run.failure
    outcome = "succeeded" if failure is None else "allowed to fail" if run.allowed_to_fail else "failed"
    error = None
    if failure is not None:
        error = {
            "message": failure.message,
            "line": failure.line,
            "column": failure.column,
            "words": failure.words,
        }
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
            *({"key": entry.key, "value": base64.b64encode(entry.value).decode("ascii")} for entry in run.metadata),
            *_listed_metadata(run),
        ],
        "sets": [{"name": each.name, "value": each.value} for each in run.sets],
        "grants": [
            {"projectId": grant.project, "projectGrantId": grant.through, "roles": list(grant.roles)}
            for grant in run.grants
        ],
        "attributes": [
            {"name": each.name, "format": each.format, "values": list(each.values)} for each in run.attributes
        ],
        "calls": [
            {
                "method": call.method,
                "url": call.url,
                "status": call.status,
                "error": call.error,
                "reason": call.reason,
            }
            for call in run.calls
        ],
    }


def _listed_metadata(run: Run) -> Iterator[dict[str, str]]:
    """What is in `api.metadata` behind a run; an entry that cannot be written has no value, and says why."""
    for entry in run.listed:
        if entry.json is None:
            yield {"key": entry.key, "unwritable": entry.unwritable}
        else:
            yield {"key": entry.key, "value": base64.b64encode(entry.json.encode()).decode("ascii")}


def shown_claims(claims: Claims) -> Claims:
    """Claims ready for JSON; of one that cannot be written it is told why."""
    return {key: _claim(value) for key, value in claims.items()}


def _claim(value: Any) -> Any:
    if isinstance(value, Unwritable):
        return {"unwritable": value.reason}
    return {"unwritable": "nested too deeply to be shown"} if _is_deeper(value, _MOST_LEVELS) else value


def _is_deeper(value: Any, levels: int) -> bool:
    if not isinstance(value, dict | list):
        return False
    inner = value.values() if isinstance(value, dict) else value
    return levels == 0 or any(_is_deeper(each, levels - 1) for each in inner)
