"""What is compared of answers: plain values that say the same on every server."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .answers import Answer, body_of, error_id


def answered(answer: Answer) -> Any:
    """`[status, error ID]`."""
    return [answer.status_code, error_id(body_of(answer))]


def sequence(answer: Answer) -> Any:
    """`[status, error ID, sequence]` of a write's answer."""
    details = (body_of(answer) or {}).get("details", {})
    return [*answered(answer), str(details.get("sequence", "")) if isinstance(details, dict) else ""]


def actions(answer: Answer) -> Any:
    """Of each action by name: its fields, its state and its sequence."""
    return {
        action.get("name"): [
            action.get("script"),
            action.get("timeout"),
            action.get("allowedToFail", False),
            action.get("state"),
            action.get("details", {}).get("sequence"),
        ]
        for action in (body_of(answer) or {}).get("result", [])
    }


def flow(answer: Answer) -> Any:
    """The names of the actions of each trigger type, in their order."""
    triggers = (body_of(answer) or {}).get("flow", {}).get("triggerActions", [])
    return {
        trigger.get("triggerType", {}).get("id"): [action.get("name") for action in trigger.get("actions", [])]
        for trigger in triggers
    }


def organisation(answer: Answer) -> Any:
    """The sequence of the organisation."""
    return (body_of(answer) or {}).get("org", {}).get("details", {}).get("sequence")


LOOKS: Mapping[str, Callable[[Answer], Any]] = {
    look.__name__: look for look in (answered, sequence, actions, flow, organisation)
}
