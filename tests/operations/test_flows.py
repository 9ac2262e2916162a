"""Operations on flows, called as the pipeline calls them."""

from __future__ import annotations

import pytest

from mockserver.domain.ids import FlowType
from mockserver.errors.catalogue import (
    ACTION_IDS_DO_NOT_EXIST,
    FLOW_EMPTY,
    FLOW_TO_CLEAR_MISSING,
    FLOW_TYPE_MISSING,
    FLOW_TYPE_UNKNOWN,
    NO_CHANGES,
    TRIGGER_TYPE_INVALID,
)
from mockserver.errors.problem import Problem
from mockserver.operations import actions, flows
from mockserver.operations.context import Context
from mockserver.operations.first_instance import first_instance
from mockserver.operations.messages.zitadel_management_v1 import (
    ClearFlowRequest,
    CreateActionRequest,
    GetFlowRequest,
    ListFlowTriggerTypesRequest,
    ListFlowTypesRequest,
    SetTriggerActionsRequest,
)
from mockserver.operations.messages.zitadel_v1 import ObjectDetails
from mockserver.settings import Settings
from mockserver.spec.matrix import FlowMatrix
from tests.domain.refusals import refuses
from tests.spec.documents import document


@pytest.fixture
def context() -> Context:
    """A call of the administrator for a fresh instance's organisation."""
    instance = first_instance(Settings())
    (organisation,) = instance.state.organisations
    (admin,) = instance.state.users
    return Context(instance, instance.state, admin, organisation, "en", FlowMatrix(document()))


def create(context: Context, name: str) -> str:
    """Create an action; returns its id."""
    return actions.create_action(context, CreateActionRequest(name=name, script="s")).id


def bind(context: Context, flow: str, trigger: str, *action_ids: str) -> ObjectDetails:
    """Set the actions of a trigger; returns the details of the answer."""
    return flows.set_trigger_actions(context, SetTriggerActionsRequest(flow, trigger, action_ids)).details


@pytest.mark.parametrize(
    ("flow", "trigger", "asked", "problem"),
    [
        ("9", "9", ["none"], FLOW_TYPE_MISSING),
        ("", "1", [], FLOW_TYPE_MISSING),
        ("1", "4", ["none"], TRIGGER_TYPE_INVALID),
        ("1", "", [], TRIGGER_TYPE_INVALID),
        ("1", "1", [], NO_CHANGES),
        ("1", "1", ["none"], ACTION_IDS_DO_NOT_EXIST),
    ],
)
def test_the_order_of_judgement(context: Context, flow: str, trigger: str, asked: list[str], problem: Problem) -> None:
    """First the flow is judged, then the trigger, then whether anything changes, then the actions."""
    with refuses(problem):
        bind(context, flow, trigger, *asked)


def test_legacy_names_mean_the_same_flow(context: Context) -> None:
    """What is set by legacy names is set by ids, and the other way round."""
    action = create(context, "a")
    bind(context, "FLOW_TYPE_EXTERNAL_AUTHENTICATION", "TRIGGER_TYPE_POST_AUTHENTICATION", action)

    with refuses(NO_CHANGES):
        bind(context, "1", "1", action)
    assert list(context.state.organisation_histories[context.organisation.id].flows) == [FlowType("1")]


def test_details_of_writes_and_reads(context: Context) -> None:
    """Setting answers a creation date, clearing and reading a change date; each is the event's instant."""
    action = create(context, "a")
    before = context.state.organisation_histories[context.organisation.id].sequence

    written = bind(context, "1", "1", action)
    read = flows.get_flow(context, GetFlowRequest("1")).flow
    cleared = flows.clear_flow(context, ClearFlowRequest("1")).details

    owner = context.organisation.id
    assert written == ObjectDetails(
        sequence=written.sequence, creation_date=written.creation_date, resource_owner=owner
    )
    assert read.details == ObjectDetails(
        sequence=written.sequence, change_date=written.creation_date, resource_owner=owner
    )
    assert cleared == ObjectDetails(sequence=cleared.sequence, change_date=cleared.change_date, resource_owner=owner)
    assert (written.sequence, cleared.sequence) == (str(before + 1), str(before + 2))
    assert flows.get_flow(context, GetFlowRequest("1")).flow.details == ObjectDetails()


@pytest.mark.parametrize(
    ("asked", "id_", "key"),
    [
        ("2", "2", "Action.Flow.Type.CustomiseToken"),
        ("9", "0", "Action.Flow.Type.Unspecified"),
        ("", "0", "Action.Flow.Type.Unspecified"),
        ("FLOW_TYPE_CUSTOMISE_TOKEN", "0", "Action.Flow.Type.Unspecified"),
    ],
)
def test_reading_never_fails(context: Context, asked: str, id_: str, key: str) -> None:
    """A flow that was never set has empty details; an unknown one is the unspecified one. Both are active."""
    flow = flows.get_flow(context, GetFlowRequest(asked)).flow

    assert (flow.type.id, flow.type.name.key) == (id_, key)
    assert (flow.details, flow.state, flow.trigger_actions) == (ObjectDetails(), "FLOW_STATE_ACTIVE", ())


@pytest.mark.parametrize(("asked", "problem"), [("9", FLOW_TO_CLEAR_MISSING), ("1", FLOW_EMPTY)])
def test_clearing_what_is_not_there(context: Context, asked: str, problem: Problem) -> None:
    """Clearing tells an unknown flow from one that has nothing set."""
    with refuses(problem):
        flows.clear_flow(context, ClearFlowRequest(asked))


def test_triggers_of_an_unknown_flow(context: Context) -> None:
    """Listing the triggers of an unknown flow is refused."""
    with refuses(FLOW_TYPE_UNKNOWN):
        flows.list_flow_trigger_types(context, ListFlowTriggerTypesRequest("9"))


@pytest.mark.parametrize(("flow", "triggers"), [("1", "123"), ("2", "45"), ("3", "123"), ("4", "6")])
def test_types(context: Context, flow: str, triggers: str) -> None:
    """Flows and their triggers are listed by ascending id, with the English texts of their keys."""
    listed = flows.list_flow_trigger_types(context, ListFlowTriggerTypesRequest(flow)).result

    assert "".join(row.id for row in listed) == triggers
    assert all(row.name.localized_message not in ("", row.name.key) for row in listed)
    assert [row.id for row in flows.list_flow_types(context, ListFlowTypesRequest()).result] == ["1", "2", "3", "4"]
