"""One organisation under any sequence of requests, held against a plain model of what must come out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

FLOW_EMPTY = "COMMAND-DgGh3"
NO_CHANGES = "COMMAND-Nfh52"
IDS_DO_NOT_EXIST = "COMMAND-dg422"
NAME_TAKEN = "V3-DKcYh"
NOT_CHANGED = "ACTION-dg4t2"
NOT_ACTIVE = "COMMAND-Dgj92"
NOT_INACTIVE = "COMMAND-J53zh"
NOT_FOUND = {
    "update": "COMMAND-Sfg2t",
    "deactivate": "COMMAND-NRmhu",
    "reactivate": "COMMAND-Aa22g",
    "delete": "COMMAND-Dgh4h",
}

STATUS = defaultdict(lambda: 400, {NAME_TAKEN: 409, "": 200} | dict.fromkeys(NOT_FOUND.values(), 404))
"""The HTTP status of an error ID."""


@dataclass(frozen=True, slots=True)
class Fields:
    """What a client may set of an action; `timeout` as in requests."""

    name: str
    script: str
    timeout: str
    allowed_to_fail: bool

    @property
    def shown_timeout(self) -> str:
        """As it is read: none stands for the longest. Source: recordings/actions.jsonl."""
        return "20s" if self.timeout == "0s" else self.timeout


@dataclass(slots=True)
class Action:
    """An action with the number of its events."""

    fields: Fields
    active: bool = True
    sequence: int = 1


@dataclass(slots=True)
class Model:
    """What the server must hold. Methods tell the error ID of a request, empty for one that is done.

    Source: recordings/flows.jsonl, actions.jsonl, cascade.jsonl.
    """

    sequence: int
    """Events of the organisation."""
    actions: dict[str, Action] = field(default_factory=dict)
    """By the name that stands for the id."""
    flows: dict[str, dict[str, list[str]]] = field(default_factory=lambda: defaultdict(dict))
    """The list that was set, of each trigger of each flow; removed actions stay in it."""

    def _is_taken(self, name: str, but: str) -> bool:
        return any(action.fields.name.lower() == name.lower() for other, action in self.actions.items() if other != but)

    def create(self, action: str, fields: Fields) -> str:
        """Names are unique whatever their case."""
        if self._is_taken(fields.name, action):
            return NAME_TAKEN
        self.actions[action] = Action(fields)
        return ""

    def update(self, action: str, fields: Fields) -> str:
        """Replaces all fields."""
        if action not in self.actions:
            return NOT_FOUND["update"]
        if self.actions[action].fields == fields:
            return NOT_CHANGED
        if self._is_taken(fields.name, action):
            return NAME_TAKEN
        self.actions[action].fields = fields
        self.actions[action].sequence += 1
        return ""

    def switch(self, action: str, *, active: bool) -> str:
        """Activate or deactivate."""
        if action not in self.actions:
            return NOT_FOUND["reactivate" if active else "deactivate"]
        if self.actions[action].active is active:
            return NOT_INACTIVE if active else NOT_ACTIVE
        self.actions[action].active = active
        self.actions[action].sequence += 1
        return ""

    def delete(self, action: str) -> str:
        """One event of the organisation for each trigger; the lists themselves stay as they were set."""
        if action not in self.actions:
            return NOT_FOUND["delete"]
        del self.actions[action]
        self.sequence += sum(action in bound for flow in self.flows.values() for bound in flow.values())
        return ""

    def bind(self, flow: str, trigger: str, actions: list[str]) -> str:
        """Whether anything changes is judged before whether every action exists."""
        if actions == self.flows[flow].get(trigger, []):
            return NO_CHANGES
        if len(set(actions)) < len(actions) or not self.actions.keys() >= set(actions):
            return IDS_DO_NOT_EXIST
        self.flows[flow][trigger] = actions
        self.sequence += 1
        return ""

    def clear(self, flow: str) -> str:
        """A trigger that was set to an empty list counts as set."""
        if not self.flows[flow]:
            return FLOW_EMPTY
        self.flows[flow] = {}
        self.sequence += 1
        return ""

    def seen_actions(self) -> dict[str, list[object]]:
        """As `looks.actions` tells them."""
        return {
            action.fields.name: [
                action.fields.script,
                action.fields.shown_timeout,
                action.fields.allowed_to_fail,
                "ACTION_STATE_ACTIVE" if action.active else "ACTION_STATE_INACTIVE",
                str(action.sequence),
            ]
            for action in self.actions.values()
        }

    def seen_flow(self, flow: str) -> dict[str, list[str]]:
        """As `looks.flow` tells it: without removed actions, and without triggers that have none left."""
        left = {
            trigger: [self.actions[action].fields.name for action in bound if action in self.actions]
            for trigger, bound in self.flows[flow].items()
        }
        return {trigger: names for trigger, names in left.items() if names}
