"""How each event changes the state; the only place that changes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mockserver.domain import events as e
from mockserver.domain.events import Event, Recorded
from mockserver.domain.fold_rows import APPLY_TO_ROWS, next_place, place_of_row, put_known
from mockserver.domain.ids import Instant
from mockserver.domain.rows.domains import OrganisationDomain
from mockserver.domain.rows.organisations import Organisation
from mockserver.domain.state import Flow, InstanceState, OrganisationHistory, Trigger
from mockserver.domain.things import THING_EVENTS, ThingEvent, fold_thing, next_thing_sequence
from mockserver.domain.values import replaced

_tuple = tuple.__new__
"""What the constructors of named tuples call: two calls of Python less for each write."""


def happen(state: InstanceState, event: Event, at: Instant, sequence: int | None = None) -> Recorded:
    """Let an event happen at an instant: number it, and apply it to the state.

    Args:
        sequence: its place, where that is not the next one.
    """
    of = type(event)
    if sequence is None:
        sequence = _PLACES.get(of, _place_in_organisation)(state, event)
    recorded = _tuple(Recorded, (event, sequence, at))
    _APPLY[of](state, recorded, event)
    return recorded


def fold(state: InstanceState, recorded: Recorded) -> None:
    """Apply one event to the state, in place."""
    _APPLY[type(recorded.event)](state, recorded, recorded.event)


def next_sequence(state: InstanceState, event: Event) -> int:
    """The place that an event about to happen takes in its aggregate's history, from 1."""
    return _PLACES.get(type(event), _place_in_organisation)(state, event)


def _place_in_organisation(state: InstanceState, event: Any) -> int:
    return state.organisation_histories[event.aggregate].sequence + 1


def _place_in_instance(state: InstanceState, _: Any) -> int:
    return state.sequence + 1


def _place_of_thing(state: InstanceState, event: ThingEvent) -> int:
    return next_thing_sequence(state.things, event)


def _place_in_history(state: InstanceState, event: e.Noted | e.HistoryRestored) -> int:
    return next_place(state, event.history, event.aggregate)


def _place_reached(state: InstanceState, event: e.RowIssued) -> int:
    return place_of_row(state, event) - 1


def _no_place(_: InstanceState, event: e.RowForgotten | e.RowRestored) -> int:
    return event.row.sequence


def _no_history(_: InstanceState, __: e.RowsOrdered) -> int:
    return 0


_PLACES: Mapping[type, Callable[[InstanceState, Any], int]] = {
    **dict.fromkeys((e.RowAdded, e.RowChanged, e.RowRemoved), place_of_row),
    **dict.fromkeys((e.Noted, e.HistoryRestored), _place_in_history),
    e.RowIssued: _place_reached,
    **dict.fromkeys((e.RowForgotten, e.RowRestored), _no_place),
    e.RowsOrdered: _no_history,
    **dict.fromkeys((e.InstanceRestored, e.DefaultOrganisationSet), _place_in_instance),
    **dict.fromkeys(THING_EVENTS, _place_of_thing),
}
"""Whose history an event is a part of, where that is not the organisation that is its aggregate."""


def _counted(state: InstanceState, at: Recorded, event: Any) -> OrganisationHistory:
    history = state.organisation_histories[event.aggregate]
    history.sequence = at.sequence
    history.changed = at.at
    return history


def _trigger_actions_set(state: InstanceState, at: Recorded, event: e.TriggerActionsSet) -> None:
    flows = _counted(state, at, event).flows
    flow = flows.get(event.flow)
    if flow is None:
        flow = flows[event.flow] = Flow()
    flow.triggers[event.trigger] = _tuple(Trigger, (event.actions, at.sequence, at.at))


def _flow_cleared(state: InstanceState, at: Recorded, event: e.FlowCleared) -> None:
    del _counted(state, at, event).flows[event.flow]


def _primary_domain_set(state: InstanceState, at: Recorded, event: e.PrimaryDomainSet) -> None:
    """An event of the organisation proper, of the domain, and of the one that was the primary one."""
    _counted(state, at, event)
    organisation, domains = state.organisation(event.aggregate), state.organisation_domains
    former = domains.get((event.aggregate, organisation.primary_domain))
    if former is not None:
        domains.put(replaced(former, primary=False, sequence=at.sequence, changed=at.at))
    domain = domains[event.aggregate, event.domain]
    domains.put(replaced(domain, primary=True, sequence=at.sequence, changed=at.at))
    after = replaced(organisation, primary_domain=event.domain, sequence=at.sequence, changed=at.at)
    put_known(state.organisations, after)


def _row_removed(state: InstanceState, at: Recorded, event: e.RowRemoved) -> None:
    APPLY_TO_ROWS[e.RowRemoved](state, at, event)
    row = event.row
    if isinstance(row, Organisation):
        state.organisations.put_ghost(row.id, row)
        state.organisation_histories[row.id].removed_at = at.sequence


def _row_restored(state: InstanceState, at: Recorded, event: e.RowRestored) -> None:
    APPLY_TO_ROWS[e.RowRestored](state, at, event)
    row = event.row
    if isinstance(row, OrganisationDomain) and row.primary:
        organisation = state.organisations[row.organisation]
        state.organisations.put(replaced(organisation, primary_domain=row.name))


def _default_organisation_set(state: InstanceState, at: Recorded, event: e.DefaultOrganisationSet) -> None:
    state.sequence, state.default_organisation = at.sequence, event.organisation


def _instance_restored(state: InstanceState, at: Recorded, _: e.InstanceRestored) -> None:
    state.sequence = at.sequence


def _thing(state: InstanceState, at: Recorded, event: ThingEvent) -> None:
    fold_thing(state.things, event, at.sequence, at.at)


_APPLY: Mapping[type, Callable[[InstanceState, Recorded, Any], object]] = {
    e.TriggerActionsSet: _trigger_actions_set,
    e.TriggerActionsCascaded: _counted,
    e.FlowCleared: _flow_cleared,
    e.PrimaryDomainSet: _primary_domain_set,
    e.DefaultOrganisationSet: _default_organisation_set,
    **APPLY_TO_ROWS,
    e.RowRemoved: _row_removed,
    e.RowRestored: _row_restored,
    e.InstanceRestored: _instance_restored,
    **dict.fromkeys(THING_EVENTS, _thing),
}
