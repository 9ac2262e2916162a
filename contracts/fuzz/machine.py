"""The model as a state machine of Hypothesis, over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from .model import STATUS, Fields, Model
from .model_client import Difference, Look, ModelClient
from .placeholders import named
from .statistics import Statistics
from .world import World

CHOSEN = st.integers(0, 7)
CELLS = st.sampled_from([("1", "1"), ("1", "2"), ("2", "4"), ("2", "5")])
FLOWS = st.sampled_from(["1", "2"])
FIELDS = st.builds(
    Fields,
    name=st.sampled_from(["a", "A", "b", "c", "C"]),
    script=st.sampled_from(["x", "y"]),
    timeout=st.sampled_from(["0s", "1.500s", "20s"]),
    allowed_to_fail=st.booleans(),
)
NAME = "made"
"""Begins the names of actions, which are numbered as they were created."""
ACTIONS = "/management/v1/actions"


class Organisation(RuleBasedStateMachine):
    """The model keeps what was asked last; the server is what it is after the same requests."""

    def __init__(
        self, world: World, statistics: Statistics, patience_s: float, keep: Callable[[Difference], None]
    ) -> None:
        super().__init__()
        organisation = world.live.made("spare")
        self._statistics = statistics
        self._client = ModelClient(world, organisation, patience_s, keep)
        own = world.api.call("GET", "/management/v1/orgs/me", organisation=organisation)
        self._model = Model(sequence=int(own["org"]["details"]["sequence"]))
        self._created = 0

    def _id(self, chosen: int) -> str:
        """Any action that there ever was, or one that never was."""
        names = [f"{NAME}{number}" for number in range(self._created)] + ["none"]
        return names[chosen % len(names)]

    def _write(self, operation: str, problem: str, request: tuple[str, str, Any], *, keep: str = "") -> None:
        method, path, body = request
        self._statistics.modelled += 1
        look = Look(operation, "answered", [STATUS[problem], problem])
        self._client.expect(look, method, path, body, keep=keep)

    @initialize()
    def some_actions(self) -> None:
        """So that lists are about something from the start."""
        for name in ("p", "q", "r"):
            self.create(Fields(name, "x", "20s", False))

    @rule(asked=FIELDS)
    def create(self, asked: Fields) -> None:
        new = f"{NAME}{self._created}"
        problem = self._model.create(new, asked)
        self._write("CreateAction", problem, ("POST", ACTIONS, _body(asked)), keep="" if problem else new)
        self._created += not problem

    @rule(chosen=CHOSEN, asked=FIELDS)
    def update(self, chosen: int, asked: Fields) -> None:
        action = self._id(chosen)
        problem = self._model.update(action, asked)
        self._write("UpdateAction", problem, ("PUT", f"{ACTIONS}/{named(action)}", _body(asked)))

    @rule(chosen=CHOSEN)
    def update_to_the_same(self, chosen: int) -> None:
        action = self._id(chosen)
        if action in self._model.actions:
            self.update(chosen, self._model.actions[action].fields)

    @rule(chosen=CHOSEN)
    def switch_off_and_on(self, chosen: int) -> None:
        for active in (False, True):
            self.switch(chosen, active)

    @rule(chosen=CHOSEN, active=st.booleans())
    def switch(self, chosen: int, active: bool) -> None:
        action = self._id(chosen)
        problem = self._model.switch(action, active=active)
        verb, operation = ("_reactivate", "ReactivateAction") if active else ("_deactivate", "DeactivateAction")
        self._write(operation, problem, ("POST", f"{ACTIONS}/{named(action)}/{verb}", {}))

    @rule(chosen=CHOSEN)
    def delete(self, chosen: int) -> None:
        action = self._id(chosen)
        problem = self._model.delete(action)
        self._write("DeleteAction", problem, ("DELETE", f"{ACTIONS}/{named(action)}", None))

    @rule(cell=CELLS)
    def delete_what_is_bound(self, cell: tuple[str, str]) -> None:
        bound = [action for action in self._model.flows[cell[0]].get(cell[1], []) if action in self._model.actions]
        if bound:
            self.delete(int(bound[0].removeprefix(NAME)))

    @rule(cell=CELLS, chosen=st.lists(CHOSEN, max_size=3))
    def bind(self, cell: tuple[str, str], chosen: list[int]) -> None:
        self._bind(cell, [self._id(number) for number in chosen])

    @rule(cell=CELLS, order=st.permutations(range(4)), length=st.integers(1, 3))
    def bind_others(self, cell: tuple[str, str], order: list[int], length: int) -> None:
        """A list of actions that there are, in any order."""
        actions = list(self._model.actions)
        self._bind(cell, [actions[place] for place in order if place < len(actions)][:length])

    @rule(cell=CELLS)
    def bind_the_same(self, cell: tuple[str, str]) -> None:
        self._bind(cell, self._model.flows[cell[0]].get(cell[1], []))

    @rule(cell=CELLS)
    def bind_what_is_left(self, cell: tuple[str, str]) -> None:
        bound = self._model.flows[cell[0]].get(cell[1], [])
        self._bind(cell, [action for action in bound if action in self._model.actions])

    def _bind(self, cell: tuple[str, str], actions: list[str]) -> None:
        flow, trigger = cell
        problem = self._model.bind(flow, trigger, list(actions))
        body = {"actionIds": [named(action) for action in actions]}
        path = f"/management/v1/flows/{flow}/trigger/{trigger}"
        self._write_to_flow("SetTriggerActions", problem, path, body)

    @rule(flow=FLOWS)
    def clear(self, flow: str) -> None:
        problem = self._model.clear(flow)
        self._write_to_flow("ClearFlow", problem, f"/management/v1/flows/{flow}/_clear", {})

    def _write_to_flow(self, operation: str, problem: str, path: str, body: Any) -> None:
        """Such an answer tells the sequence of the organisation, without a gap."""
        if problem:
            self._write(operation, problem, ("POST", path, body))
            return
        self._statistics.modelled += 1
        look = Look(operation, "sequence", [200, "", str(self._model.sequence)])
        self._client.expect(look, "POST", path, body)

    @invariant()
    def actions_are_those_of_the_model(self) -> None:
        """Fields, state and sequence of each action."""
        look = Look("ListActions", "actions", self._model.seen_actions())
        self._client.expect_read(look, "POST", f"{ACTIONS}/_search", {})

    @invariant()
    def flows_are_those_of_the_model(self) -> None:
        """Each list in its order, without removed actions."""
        for flow in ("1", "2"):
            look = Look("GetFlow", "flow", self._model.seen_flow(flow))
            self._client.expect_read(look, "GET", f"/management/v1/flows/{flow}")

    @invariant()
    def the_sequence_has_no_gap(self) -> None:
        """The organisation stands where the model says."""
        look = Look("GetMyOrg", "organisation", str(self._model.sequence))
        self._client.expect_read(look, "GET", "/management/v1/orgs/me")


def _body(fields: Fields) -> dict[str, Any]:
    return {
        "name": fields.name,
        "script": fields.script,
        "timeout": fields.timeout,
        "allowedToFail": fields.allowed_to_fail,
    }
