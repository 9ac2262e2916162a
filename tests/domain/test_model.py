"""One organisation under any sequence of writes, held against a plain model of what must come out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from mockserver.domain.actions import add_action, deactivate_action, reactivate_action, remove_action
from mockserver.domain.events import Event, RowAdded, RowChanged, RowRemoved
from mockserver.domain.flows import bound_actions, clear_flow, set_trigger_actions
from mockserver.domain.ids import ActionId, FlowType, TriggerType
from mockserver.domain.rows.actions import Action
from mockserver.errors import catalogue
from mockserver.errors.problem import Problem
from tests.domain.refusals import refuses
from tests.domain.worlds import ACME, World, action_row, changed_action

CHOSEN = st.integers(0, 7)
FLOWS = st.sampled_from([FlowType("1"), FlowType("2")])
TRIGGERS = st.sampled_from([TriggerType("1"), TriggerType("2")])
ASKED = st.builds(
    action_row,
    action=st.just(""),
    name=st.sampled_from(["a", "A", "b", "c", "C"]),
    script=st.sampled_from(["x", "y"]),
    timeout=st.sampled_from([0, 20_000_000_000]),
    allowed_to_fail=st.booleans(),
)

Decision = Callable[[], Event | tuple[Event, ...]]


def _aggregate(event: Any) -> str:
    return str(
        event.kind.aggregate(event.row) if isinstance(event, (RowAdded, RowChanged, RowRemoved)) else event.aggregate
    )


class OrganisationModel(RuleBasedStateMachine):
    """The model keeps what was asked last; the world is what decisions and `fold` make of the same writes."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World()
        self.ids: list[ActionId] = []
        self.actions: dict[ActionId, Action] = {}
        self.inactive: set[ActionId] = set()
        self.action_sequence: dict[ActionId, int] = defaultdict(int)
        self.sequence = self.world.history.sequence
        self.bound: dict[FlowType, dict[TriggerType, list[ActionId]]] = defaultdict(dict)

    def _id(self, chosen: int) -> ActionId:
        """Any id that was ever given, or one that never was."""
        return [*self.ids, ActionId("none")][chosen % (len(self.ids) + 1)]

    def _attempt(self, decide: Decision, problem: Problem | None) -> bool:
        """Carry a decision out, or see it refused for this problem; tells whether it was carried out."""
        if problem is not None:
            with refuses(problem):
                decide()
            return False
        decided = decide()
        self.world.record(*(decided if type(decided) is tuple else (decided,)))
        return True

    def _name_taken(self, asked: Action, by_other_than: ActionId) -> bool:
        return any(
            other.name.lower() == asked.name.lower() for id_, other in self.actions.items() if id_ != by_other_than
        )

    @rule(asked=ASKED)
    def create(self, asked: Action) -> None:
        new = ActionId(str(len(self.ids) + 1))
        problem = catalogue.ACTION_ALREADY_EXISTS if self._name_taken(asked, new) else None
        row = replace(asked, id=new)
        if self._attempt(lambda: add_action(self.world.state, row), problem):
            self.ids.append(new)
            self.actions[new] = row
            self.action_sequence[new] += 1

    @rule(chosen=CHOSEN, asked=ASKED)
    def update(self, chosen: int, asked: Action) -> None:
        action = self._id(chosen)
        row = replace(asked, id=action)
        problem = None
        if action not in self.actions:
            problem = catalogue.ACTION_TO_CHANGE_NOT_FOUND
        elif self.actions[action] == row:
            problem = catalogue.ACTION_NOT_CHANGED
        elif self._name_taken(asked, action):
            problem = catalogue.ACTION_ALREADY_EXISTS
        said = {name: getattr(asked, name) for name in ("name", "script", "timeout", "allowed_to_fail")}
        if self._attempt(lambda: changed_action(self.world, action, **said), problem):
            self.actions[action] = row
            self.action_sequence[action] += 1

    @rule(chosen=CHOSEN)
    def deactivate(self, chosen: int) -> None:
        action = self._id(chosen)
        problem = None
        if action not in self.actions:
            problem = catalogue.ACTION_TO_DEACTIVATE_NOT_FOUND
        elif action in self.inactive:
            problem = catalogue.ACTION_NOT_ACTIVE
        if self._attempt(lambda: deactivate_action(self.world.state, ACME, action), problem):
            self.inactive.add(action)
            self.action_sequence[action] += 1

    @rule(chosen=CHOSEN)
    def reactivate(self, chosen: int) -> None:
        action = self._id(chosen)
        problem = None
        if action not in self.actions:
            problem = catalogue.ACTION_TO_REACTIVATE_NOT_FOUND
        elif action not in self.inactive:
            problem = catalogue.ACTION_NOT_INACTIVE
        if self._attempt(lambda: reactivate_action(self.world.state, ACME, action), problem):
            self.inactive.discard(action)
            self.action_sequence[action] += 1

    @rule(chosen=CHOSEN)
    def delete(self, chosen: int) -> None:
        action = self._id(chosen)
        problem = None if action in self.actions else catalogue.ACTION_TO_DELETE_NOT_FOUND
        if self._attempt(lambda: remove_action(self.world.state, ACME, action), problem):
            del self.actions[action]
            self.inactive.discard(action)
            self.action_sequence[action] += 1
            # One event a trigger; the lists themselves stay as they were set.
            self.sequence += sum(action in bound for flow in self.bound.values() for bound in flow.values())

    @rule(flow=FLOWS, trigger=TRIGGERS, chosen=st.lists(CHOSEN, max_size=3))
    def bind(self, flow: FlowType, trigger: TriggerType, chosen: list[int]) -> None:
        asked = [self._id(number) for number in chosen]
        self._bind(flow, trigger, asked)

    @rule(flow=FLOWS, trigger=TRIGGERS)
    def bind_the_same(self, flow: FlowType, trigger: TriggerType) -> None:
        self._bind(flow, trigger, self.bound[flow].get(trigger, []))

    @rule(flow=FLOWS, trigger=TRIGGERS)
    def bind_what_is_left(self, flow: FlowType, trigger: TriggerType) -> None:
        self._bind(flow, trigger, [id_ for id_ in self.bound[flow].get(trigger, []) if id_ in self.actions])

    def _bind(self, flow: FlowType, trigger: TriggerType, asked: list[ActionId]) -> None:
        problem = None
        if asked == self.bound[flow].get(trigger, []):
            problem = catalogue.NO_CHANGES
        elif len(set(asked)) < len(asked) or not self.actions.keys() >= set(asked):
            problem = catalogue.ACTION_IDS_DO_NOT_EXIST
        if self._attempt(lambda: set_trigger_actions(self.world.state, ACME, flow, trigger, asked), problem):
            self.bound[flow][trigger] = asked
            self.sequence += 1

    @rule(flow=FLOWS)
    def clear(self, flow: FlowType) -> None:
        problem = None if self.bound[flow] else catalogue.FLOW_EMPTY
        if self._attempt(lambda: clear_flow(self.world.state, ACME, flow), problem):
            self.bound[flow] = {}
            self.sequence += 1

    @invariant()
    def actions_are_those_of_the_model(self) -> None:
        """Fields, activity and sequence of each action, in the order of their creation."""
        assert [(action, action.sequence) for action in self.world.state.actions.where("organisation", ACME)] == [
            (replace(asked, active=id_ not in self.inactive), self.action_sequence[id_])
            for id_, asked in self.actions.items()
        ]

    @invariant()
    def names_are_unique(self) -> None:
        """No two actions have one name, and the index of names holds exactly those that there are."""
        actions = self.world.state.actions
        assert len({action.name.lower() for action in actions}) == len(actions)
        for name in "abc":
            assert actions.holder((ACME, name)) == next((each for each in actions if each.name.lower() == name), None)

    @invariant()
    def views_show_what_is_left_of_what_was_set(self) -> None:
        """Flows show their lists in order and without removed actions; a trigger without any is not shown."""
        for flow_type, triggers in self.bound.items():
            left = {trigger: [id_ for id_ in triggers[trigger] if id_ in self.actions] for trigger in sorted(triggers)}
            flow = self.world.history.flows.get(flow_type)
            found = bound_actions(self.world.state, flow) if flow else ()
            assert [(trigger, [action.id for action in actions]) for trigger, actions in found] == [
                (trigger, actions) for trigger, actions in left.items() if actions
            ]

    @invariant()
    def sequences_have_no_gaps(self) -> None:
        """Each aggregate's events are numbered 1, 2, 3 and so on; the organisation stands where the model says."""
        seen: dict[str, list[int]] = defaultdict(list)
        for recorded in self.world.log:
            seen[_aggregate(recorded.event)].append(recorded.sequence)
        assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in seen.values())
        assert self.world.history.sequence == self.sequence


TestOrganisation = OrganisationModel.TestCase
TestOrganisation.settings = settings(derandomize=True, max_examples=60, stateful_step_count=40, deadline=None)
