"""The flow/trigger matrix."""

from __future__ import annotations

from typing import Any

import pytest

from mockserver.spec.matrix import FlowMatrix
from tests.spec.documents import document

MATRIX = FlowMatrix(document())
TRIGGERS = {"1": "123", "2": "45", "3": "123", "4": "6"}
"""The triggers of each flow."""


@pytest.mark.parametrize(
    ("name", "id_", "key"),
    [
        ("1", "1", "Action.Flow.Type.ExternalAuthentication"),
        ("FLOW_TYPE_EXTERNAL_AUTHENTICATION", "1", "Action.Flow.Type.ExternalAuthentication"),
        ("2", "2", "Action.Flow.Type.CustomiseToken"),
        ("3", "3", "Action.Flow.Type.InternalAuthentication"),
        ("4", "4", "Action.Flow.Type.CustomizeSAMLResponse"),
    ],
)
def test_flows(name: str, id_: str, key: str) -> None:
    """A flow is found by its id; the first one has a legacy name too."""
    flow = MATRIX.flow(name)

    assert flow is not None
    assert (flow.id, flow.key) == (id_, key)
    assert "".join(trigger.id for trigger in flow.triggers) == TRIGGERS[id_]


UNKNOWN = [
    "",
    "0",
    "01",
    " 1",
    "1 ",
    "7",
    "-1",
    "1.0",
    "x",
    "FLOW_TYPE_CUSTOMISE_TOKEN",
    "flow_type_external_authentication",
]


@pytest.mark.parametrize("name", [*UNKNOWN, "5", "6", "TRIGGER_TYPE_PRE_CREATION"])
def test_unknown_flows(name: str) -> None:
    """Nothing else is the name of a flow."""
    assert MATRIX.flow(name) is None


@pytest.mark.parametrize(
    "trigger",
    [*"123456", "TRIGGER_TYPE_POST_AUTHENTICATION", "TRIGGER_TYPE_PRE_CREATION", "TRIGGER_TYPE_POST_CREATION"],
)
@pytest.mark.parametrize("flow", TRIGGERS)
def test_triggers_of_flows(flow: str, trigger: str) -> None:
    """A flow has exactly its triggers, by id or legacy name."""
    legacy = {
        "TRIGGER_TYPE_POST_AUTHENTICATION": "1",
        "TRIGGER_TYPE_PRE_CREATION": "2",
        "TRIGGER_TYPE_POST_CREATION": "3",
    }
    row = MATRIX.flow(flow)
    assert row is not None

    found = MATRIX.trigger(row, trigger)

    id_ = legacy.get(trigger, trigger)
    assert (found and found.id) == (id_ if id_ in TRIGGERS[flow] else None)


@pytest.mark.parametrize("name", [*UNKNOWN, "FLOW_TYPE_EXTERNAL_AUTHENTICATION", "TRIGGER_TYPE_PRE_USERINFO_CREATION"])
@pytest.mark.parametrize("flow", TRIGGERS)
def test_unknown_triggers(flow: str, name: str) -> None:
    """Nothing else is the name of a trigger of any flow."""
    row = MATRIX.flow(flow)
    assert row is not None

    assert MATRIX.trigger(row, name) is None


def test_flows_come_in_order() -> None:
    """Flows are listed by ascending id, each once."""
    assert [flow.id for flow in MATRIX.flows] == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("id_", "key"),
    [
        ("1", "Action.TriggerType.PostAuthentication"),
        ("2", "Action.TriggerType.PreCreation"),
        ("3", "Action.TriggerType.PostCreation"),
        ("4", "Action.TriggerType.PreUserinfoCreation"),
        ("5", "Action.TriggerType.PreAccessTokenCreation"),
        ("6", "Action.TriggerType.PreSAMLResponseCreation"),
    ],
)
def test_trigger_keys(id_: str, key: str) -> None:
    """Each trigger names the key of its text."""
    assert MATRIX.trigger_of_id(id_).key == key


def test_a_new_row_is_all_that_a_new_flow_needs() -> None:
    """The matrix is the spec's: a flow and a trigger that it gains are known at once."""
    spec: dict[str, Any] = {
        "x-trigger-types": [{"id": "9", "alias": "NINE", "key": "Trigger.Nine"}],
        "x-flow-types": [{"id": "8", "alias": "EIGHT", "key": "Flow.Eight", "triggers": ["9"]}],
    }
    matrix = FlowMatrix(spec)
    flow = matrix.flow("EIGHT")

    assert flow is not None
    assert matrix.trigger(flow, "NINE") == matrix.trigger_of_id("9")


def test_a_flow_with_an_unknown_trigger_is_an_error() -> None:
    """A spec whose flow names a trigger that there is not is refused at start."""
    spec: dict[str, Any] = {"x-trigger-types": [], "x-flow-types": [{"id": "8", "key": "k", "triggers": ["9"]}]}

    with pytest.raises(KeyError, match="9"):
        FlowMatrix(spec)
