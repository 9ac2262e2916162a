"""How each event changes the state; the only place that changes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from mockserver.domain import events as e
from mockserver.domain.events import Event, Recorded
from mockserver.domain.fold_rows import APPLY_TO_ROWS, ORGANISATIONS, drop_rows_of, next_place, place_of_row
from mockserver.domain.ids import Instant
from mockserver.domain.rows.domains import OrganisationDomain
from mockserver.domain.state import Flow, InstanceState, Organisation, Trigger
from mockserver.domain.tables import Stamp
from mockserver.domain.text import unique_name
from mockserver.domain.things import THING_EVENTS, ThingEvent, fold_thing, next_thing_sequence

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
    organisation = state.known_organisations.get(event.aggregate)
    return organisation.sequence + 1 if organisation else 1


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


def _counted(state: InstanceState, at: Recorded, event: Any) -> Organisation:
    organisation = state.known_organisations[event.aggregate]
    organisation.sequence = at.sequence
    organisation.changed = at.at
    return organisation


def _own(state: InstanceState, at: Recorded, event: Any) -> Organisation:
    organisation = _counted(state, at, event)
    organisation.own_sequence = at.sequence
    organisation.own_changed = at.at
    return organisation


def _trigger_actions_set(state: InstanceState, at: Recorded, event: e.TriggerActionsSet) -> None:
    flows = _counted(state, at, event).flows
    flow = flows.get(event.flow)
    if flow is None:
        flow = flows[event.flow] = Flow()
    flow.triggers[event.trigger] = _tuple(Trigger, (event.actions, at.sequence, at.at))


def _flow_cleared(state: InstanceState, at: Recorded, event: e.FlowCleared) -> None:
    del _counted(state, at, event).flows[event.flow]


def _organisation_added(state: InstanceState, at: Recorded, event: e.OrganisationAdded) -> None:
    known = state.known_organisations
    organisation = known.get(event.aggregate)
    if organisation is None:
        organisation = known[event.aggregate] = Organisation(id=event.aggregate, name=event.name, created=at.at)
    else:
        # The id of a removed one is used again: its history goes on.
        organisation.name, organisation.created = event.name, at.at
        organisation.active, organisation.removed = True, False
    state.organisations[event.aggregate] = organisation
    state.organisation_names[unique_name(event.name)] = event.aggregate
    _own(state, at, event)


def _organisation_renamed(state: InstanceState, at: Recorded, event: e.OrganisationRenamed) -> None:
    organisation = _own(state, at, event)
    del state.organisation_names[unique_name(organisation.name)]
    state.organisation_names[unique_name(event.name)] = event.aggregate
    organisation.name = event.name


def _organisation_deactivated(state: InstanceState, at: Recorded, event: e.OrganisationDeactivated) -> None:
    _own(state, at, event).active = False


def _organisation_reactivated(state: InstanceState, at: Recorded, event: e.OrganisationReactivated) -> None:
    _own(state, at, event).active = True


def _organisation_removed(state: InstanceState, at: Recorded, event: e.OrganisationRemoved) -> None:
    organisation = _own(state, at, event)
    organisation.removed, organisation.removed_at = True, at.sequence
    del state.organisations[event.aggregate]
    del state.organisation_names[unique_name(organisation.name)]
    drop_rows_of(state, ORGANISATIONS, event.aggregate, Stamp(at.sequence, at.at))


def _domain_added(state: InstanceState, at: Recorded, event: e.DomainAdded) -> None:
    _counted(state, at, event)
    row = OrganisationDomain(
        organisation=event.aggregate, name=event.domain, sequence=at.sequence, created=at.at, changed=at.at
    )
    state.organisation_domains.put(row)


def _domain_verified(state: InstanceState, at: Recorded, event: e.DomainVerified) -> None:
    _counted(state, at, event)
    _put_domain(state, at, state.organisation_domains[event.aggregate, event.domain])


def _primary_domain_set(state: InstanceState, at: Recorded, event: e.PrimaryDomainSet) -> None:
    organisation = _own(state, at, event)
    former = state.organisation_domains.get((event.aggregate, organisation.primary_domain))
    if former is not None:
        _put_domain(state, at, replace(former, primary=False))
    _put_domain(state, at, replace(state.organisation_domains[event.aggregate, event.domain], primary=True))
    organisation.primary_domain = event.domain


def _put_domain(state: InstanceState, at: Recorded, row: OrganisationDomain) -> None:
    state.organisation_domains.put(replace(row, sequence=at.sequence, changed=at.at))


def _domain_removed(state: InstanceState, at: Recorded, event: e.DomainRemoved) -> None:
    _counted(state, at, event)
    state.organisation_domains.drop((event.aggregate, event.domain))


def _row_restored(state: InstanceState, at: Recorded, event: e.RowRestored) -> None:
    APPLY_TO_ROWS[e.RowRestored](state, at, event)
    row = event.row
    if isinstance(row, OrganisationDomain) and row.primary:
        state.known_organisations[row.organisation].primary_domain = row.name


def _default_organisation_set(state: InstanceState, at: Recorded, event: e.DefaultOrganisationSet) -> None:
    state.sequence, state.default_organisation = at.sequence, event.organisation


def _organisation_restored(state: InstanceState, at: Recorded, event: e.OrganisationRestored) -> None:
    organisation = _counted(state, at, event)
    organisation.own_sequence = event.own_sequence
    organisation.own_changed = event.own_changed


def _instance_restored(state: InstanceState, at: Recorded, _: e.InstanceRestored) -> None:
    state.sequence = at.sequence


def _thing(state: InstanceState, at: Recorded, event: ThingEvent) -> None:
    fold_thing(state.things, event, at.sequence, at.at)


_APPLY: Mapping[type, Callable[[InstanceState, Recorded, Any], object]] = {
    e.TriggerActionsSet: _trigger_actions_set,
    e.TriggerActionsCascaded: _counted,
    e.FlowCleared: _flow_cleared,
    e.OrganisationAdded: _organisation_added,
    e.OrganisationRenamed: _organisation_renamed,
    e.OrganisationDeactivated: _organisation_deactivated,
    e.OrganisationReactivated: _organisation_reactivated,
    e.OrganisationRemoved: _organisation_removed,
    e.DomainAdded: _domain_added,
    e.DomainVerified: _domain_verified,
    e.PrimaryDomainSet: _primary_domain_set,
    e.DomainRemoved: _domain_removed,
    e.DefaultOrganisationSet: _default_organisation_set,
    **APPLY_TO_ROWS,
    e.RowRestored: _row_restored,
    e.OrganisationRestored: _organisation_restored,
    e.InstanceRestored: _instance_restored,
    **dict.fromkeys(THING_EVENTS, _thing),
}
