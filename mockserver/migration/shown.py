"""A plan for people, and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mockserver.migration.calls import target_message
from mockserver.migration.model import condition_message
from mockserver.migration.planning import Plan, PlannedExecution, PlannedTarget
from mockserver.migration.uses import Use
from mockserver.scripts.counterparts import Way
from mockserver.scripts.tables import Trigger


def as_text(plan: Plan) -> Iterator[str]:
    """Lines for people."""
    if not plan.targets:
        yield "no action is bound and switched on: nothing to carry over"
    for execution in plan.executions:
        yield f"{execution.condition}  (for {', '.join(map(_trigger, execution.triggers))})"
        for successor in execution.successors[:1]:
            yield from (f"    differs: {note}" for note in successor.notes)
            if successor.others:
                yield f"    or: {', '.join(successor.others)}"
        for number, target in enumerate(execution.targets, 1):
            yield f"    {number}. {_target(target)}"
            for use in _told(target, execution):
                yield f"       {target.action.name}.js:{use.line}: {use.what}: {_way(use)}"
            for found in target.wrong:
                yield f"       {target.action.name}.js:{found.line}: wrong in v1 already: {found.message}"
        yield from (f"    then, as now: target {each}" for each in execution.kept)
    if plan.dropped:
        yield "left out:"
        yield from (f"    {each}" for each in plan.dropped)
    if plan.notes:
        yield "what is different:"
        yield from (f"    - {each}" for each in plan.notes)


def as_json(plan: Plan, endpoint: str) -> dict[str, Any]:
    """The same for programs; messages are those of CreateTarget and SetExecution.

    Args:
        endpoint: the address of the receiver, without a path.
    """
    return {
        "organisations": [{"id": each.id, "name": each.name} for each in plan.organisations],
        "targets": [
            {
                "organisation": target.organisation.id,
                "action": {"id": target.action.id, "name": target.action.name},
                "triggers": [{"flow": of.flow, "trigger": of.trigger} for of in target.triggers],
                "createTarget": target_message(target, endpoint),
                "carriedOver": not target.left,
                "callsApi": bool(target.by_api),
                "wrong": [finding._asdict() for finding in target.wrong],
                "uses": [
                    {
                        "flow": flow,
                        "trigger": trigger,
                        "line": use.line,
                        "what": use.what,
                        "way": use.counterpart.way,
                        "note": use.counterpart.note,
                    }
                    for (flow, trigger), uses in target.uses.items()
                    for use in uses
                ],
            }
            for target in plan.targets
        ],
        "executions": [
            {
                "condition": condition_message(execution.condition),
                "targets": [target.name for target in execution.targets],
                "kept": list(execution.kept),
                "triggers": [{"flow": of.flow, "trigger": of.trigger} for of in execution.triggers],
                "others": list(execution.successors[0].others),
                "notes": list(execution.successors[0].notes),
            }
            for execution in plan.executions
        ],
        "leftOut": list(plan.dropped),
        "notes": list(plan.notes),
    }


def _trigger(of: Trigger) -> str:
    return f"flow {of.flow}, trigger {of.trigger}: {of.name}"


def _target(target: PlannedTarget) -> str:
    interrupts = "interruptOnError" if target.interrupt_on_error else "failures pass"
    verdict = "runs as it is"
    if target.left:
        verdict = "to be continued by hand"
    elif target.by_api:
        verdict = "runs with ZITADEL_URL and ZITADEL_TOKEN"
    return f"{target.name}  ({target.timeout_s:g}s, {interrupts}): {verdict}"


def _told(target: PlannedTarget, execution: PlannedExecution) -> list[Use]:
    """What an author should know of, each once."""
    found = {
        use.what: use
        for of in execution.triggers
        for use in target.uses.get((of.flow, of.trigger), ())
        if use.counterpart.note
    }
    return sorted(found.values())


def _way(use: Use) -> str:
    way = use.counterpart.way
    return use.counterpart.note if way is Way.OTHERWISE else f"{way}: {use.counterpart.note}"
