"""What is carried over: an organisation's actions, where they are bound, and its users."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from mockserver.scripts.model import Script
from mockserver.scripts.tables import TRIGGERS, Trigger
from mockserver.scripts.trial import Person


class CannotMigrate(Exception):
    """Something that is needed cannot be read, or written; the message says what, and what to do."""


def condition_message(condition: str) -> dict[str, Any]:
    """A condition of one function, event or method, given by its id, as JSON."""
    kind, _, name = condition.partition("/")
    if kind in {"request", "response"}:
        return {kind: {"method": f"/{name}"}}
    return {kind: {"name" if kind == "function" else "event": name}}


def condition_id(message: dict[str, Any]) -> str:
    """The id of such a condition; of any other something that is none's."""
    ((kind, told),) = message.items()
    name = told.get("method") or told.get("name") or told.get("event") or "*"
    return f"{kind}/{name.removeprefix('/')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """An action of v1.

    Attributes:
        timeout_s: seconds; 0 is as much as there is.
    """

    id: str
    name: str
    script: str
    timeout_s: float
    allowed_to_fail: bool
    active: bool

    @property
    def as_run(self) -> Script:
        """As the engine runs it."""
        return Script(
            name=self.name, source=self.script, timeout_s=self.timeout_s, allowed_to_fail=self.allowed_to_fail
        )


@dataclass(slots=True, kw_only=True)
class Organisation:
    """An organisation with what is bound in it.

    Attributes:
        bound: by flow and trigger, the ids of actions in the order in which they run.
        people: users, whom scripts can be tried for.
        unread: of its users, how many more there are than were read.
    """

    id: str
    name: str
    domain: str = ""
    actions: dict[str, Action] = field(default_factory=dict)
    bound: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)
    unread: int = 0

    def running(self) -> list[tuple[Trigger, list[Action]]]:
        """By trigger, the actions that run: in order, each once, without those that are switched off."""
        found = []
        for key, trigger in TRIGGERS.items():
            bound = dict.fromkeys(self.bound.get(key, ()))
            actions = [self.actions[each] for each in bound if self.actions[each].active]
            if actions:
                found.append((trigger, actions))
        return found
