"""Organisations of a state file, with their actions and flows."""

from __future__ import annotations

from mockserver.domain import actions as decide_actions
from mockserver.domain import flows as decide_flows
from mockserver.domain import organisations as decide
from mockserver.domain.events import HistoryRestored, RowRestored, TriggerActionsSet
from mockserver.domain.ids import ActionId, FlowType, Nanoseconds, OrganisationId, TriggerType
from mockserver.domain.rows.actions import Action
from mockserver.domain.rows.organisations import ORGANISATIONS
from mockserver.domain.tables import History
from mockserver.domain.text import unique_name
from mockserver.domain.values import replaced
from mockserver.seeds import model
from mockserver.seeds.contract import Contract, word
from mockserver.seeds.problems import Place, Unusable
from mockserver.seeds.recorder import Recorder, deciding, instant
from mockserver.spec.wellknown import parse_duration


def add_organisation(recorder: Recorder, contract: Contract, seed: model.Organisation, place: Place) -> None:
    """Add an organisation with its actions and flows.

    Raises: Unusable.
    """
    fields = {"name": ("name", seed.name)}
    contract.check("zitadel.org.v2.AddOrganizationRequest", place, fields)
    id_ = OrganisationId(recorder.id_of(seed.id, "organisation", place))
    with deciding((*place, "name")):
        events = decide.add_organisation_v2(recorder.state, id_, seed.name)
    recorder.record(*events, at=seed.created)
    if seed.default:
        recorder.state.default_organisation = id_
    if not seed.active:
        with deciding((*place, "active")):
            recorder.record(decide.deactivate_organisation(recorder.state, recorder.state.organisations[id_]))
    for index, action in enumerate(seed.actions):
        _add_action(recorder, contract, id_, action, (*place, "actions", index))
    for flow_name, triggers in seed.flows.items():
        at = (*place, "flows", flow_name)
        flow = contract.flow(flow_name)
        if flow is None:
            names = ", ".join(map(word, contract.matrix.flows))
            raise Unusable(at, "there is no such flow", f"choose one of {names}")
        for trigger_name, bound in triggers.items():
            trigger = contract.trigger(flow, trigger_name)
            if trigger is None:
                names = ", ".join(map(word, flow.triggers))
                raise Unusable((*at, trigger_name), "the flow has no such trigger", f"choose one of {names}")
            types = (FlowType(flow.id), TriggerType(trigger.id))
            _bind(recorder, id_, types, bound, (*at, trigger_name))


def restore_history(recorder: Recorder, seed: model.Organisation, place: Place) -> None:
    """Set the numbers and dates that an export holds; comes after all that counts on the organisation.

    Raises: Unusable where one of its triggers counts further.
    """
    if (seed.sequence, seed.changed, seed.own_sequence, seed.own_changed) == (None, None, None, None):
        return
    organisation = recorder.state.organisations.holder(unique_name(seed.name.strip()))
    assert organisation is not None, "it was added before"  # noqa: S101 (the caller's mistake)
    history = recorder.state.organisation_histories[organisation.id]
    triggers = (trigger for flow in history.flows.values() for trigger in flow.triggers.values())
    last = max((trigger.sequence for trigger in triggers), default=0)
    sequence = seed.sequence or history.sequence
    own = seed.own_sequence or organisation.sequence
    if sequence < max(last, own):
        fix = f"make it {max(last, own)} or more"
        raise Unusable((*place, "sequence"), "is less than a sequence of what it counts", fix)
    own_changed = organisation.changed if seed.own_changed is None else instant(seed.own_changed)
    recorder.record(RowRestored(ORGANISATIONS, replaced(organisation, sequence=own, changed=own_changed)))
    recorder.record(HistoryRestored(History.ORGANISATION, organisation.id), sequence=sequence, at=seed.changed)


def _add_action(
    recorder: Recorder, contract: Contract, organisation: OrganisationId, seed: model.Action, place: Place
) -> None:
    script = seed.script or ""
    fields = {"name": ("name", seed.name), "script": ("script", script), "timeout": ("timeout", seed.timeout)}
    timeout = parse_duration(seed.timeout)
    if timeout is None:
        raise Unusable((*place, "timeout"), "is no span of time", 'write seconds with an s, such as "10s"')
    contract.check("zitadel.management.v1.CreateActionRequest", place, fields)
    id_ = ActionId(recorder.id_of(seed.id, "action", place))
    with deciding((*place, "name")):
        action = Action(
            id=id_,
            organisation=organisation,
            name=seed.name,
            script=script,
            timeout=Nanoseconds(timeout),
            allowed_to_fail=seed.allowed_to_fail,
        )
        added = decide_actions.add_action(recorder.state, action)
    if seed.active:
        recorder.record(added, sequence=seed.sequence, at=seed.changed)
        return
    recorder.record(added, at=seed.changed)
    deactivated = decide_actions.deactivate_action(recorder.state, organisation, id_)
    recorder.record(deactivated, sequence=seed.sequence, at=seed.changed)


def _bind(
    recorder: Recorder,
    organisation: OrganisationId,
    types: tuple[FlowType, TriggerType],
    bound: tuple[str, ...] | model.Trigger,
    place: Place,
) -> None:
    if isinstance(bound, tuple):
        bound, place_of_actions = model.Trigger(actions=bound), place
    else:
        place_of_actions = (*place, "actions")
    ids = [
        _action_id(recorder, organisation, item, (*place_of_actions, index)) for index, item in enumerate(bound.actions)
    ]
    existing = [id_ for id_ in ids if id_ in recorder.state.actions]
    event = TriggerActionsSet(organisation, *types, tuple(ids))
    # A trigger whose history is given may have been emptied, or have lost actions, since it was set.
    if existing or bound.sequence is None:
        with deciding(place):
            decide_flows.set_trigger_actions(recorder.state, organisation, *types, existing)
    recorder.record(event, sequence=bound.sequence, at=bound.changed)


def _action_id(
    recorder: Recorder, organisation: OrganisationId, item: str | model.RemovedAction, place: Place
) -> ActionId:
    if isinstance(item, model.RemovedAction):
        recorder.instance.ids.reserve(item.removed)
        return ActionId(item.removed)
    found = recorder.state.actions.holder((organisation, unique_name(item)))
    if found is None:
        name = recorder.state.organisations[organisation].name
        raise Unusable(place, f"{name} has no action named {item}", "add it under actions, or correct it")
    return found.id
