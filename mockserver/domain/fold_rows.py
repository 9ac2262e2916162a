"""How events change tables of rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from mockserver.domain import events as e
from mockserver.domain.events import Recorded
from mockserver.domain.ids import Instant, OrganisationId
from mockserver.domain.rows.organisations import ORGANISATIONS
from mockserver.domain.state import KINDS, InstanceState, OrganisationHistory
from mockserver.domain.tables import History, Key, Kind, R, Stamp, Table

RowEvent = e.RowAdded | e.RowChanged | e.RowRemoved | e.RowIssued


def next_place(state: InstanceState, history: History, aggregate: str) -> int:
    """The place that the next event of a history takes, from 1."""
    counts = state.histories.get(history)
    if counts is not None:
        return counts.get(aggregate, 0) + 1
    if history is History.ACTION:
        action = state.actions.known(aggregate)
        return action.sequence + 1 if action else 1
    if history is History.INSTANCE:
        return state.sequence + 1
    organisation = state.organisation_histories.get(OrganisationId(aggregate))
    return organisation.sequence + 1 if organisation else 1


def place_of_row(state: InstanceState, event: RowEvent) -> int:
    """The place of an event about to happen to a row."""
    return next_place(state, event.kind.history, event.kind.aggregate(event.row))


def count(state: InstanceState, history: History, aggregate: str, sequence: int, at: Instant) -> None:
    """Let a history have come to a place."""
    counts = state.histories.get(history)
    if counts is not None:
        counts[aggregate] = sequence
    elif history is History.INSTANCE:
        state.sequence = sequence
    elif history is History.ORGANISATION:
        organisation = state.organisation_histories.setdefault(OrganisationId(aggregate), OrganisationHistory())
        organisation.sequence, organisation.changed = sequence, at
    # An action's row tells it itself, and nothing of it comes back once it is removed.


def drop_rows_of(state: InstanceState, parent: str, key: Key, stamp: Stamp) -> None:
    """Take out all rows that have a parent, and those that they are the parents of.

    Args:
        stamp: of the parent's removal, which is theirs.
    """
    for kind, index in _children(parent):
        table = state.table(kind)
        for row in table.where(index, key):
            row_key = kind.key(row)
            drop_rows_of(state, kind.name, row_key, stamp)
            if parent == ORGANISATIONS.name:
                table.outlive(row_key, stamp)
            else:
                table.drop(row_key, stamp)


@cache
def _children(parent: str) -> tuple[tuple[Kind[Any], str], ...]:
    """The kinds whose rows belong to rows of another, and by which index; kept, as each row that goes asks for them."""
    return tuple((kind, kind.parents[parent]) for kind in KINDS if parent in kind.parents)


def _count_row(state: InstanceState, at: Recorded, event: RowEvent) -> None:
    count(state, event.kind.history, event.kind.aggregate(event.row), at.sequence, at.at)


def _added(state: InstanceState, at: Recorded, event: e.RowAdded) -> None:
    _count_row(state, at, event)
    state.table(event.kind).put(event.kind.stamped(None, event.row, event.name, Stamp(at.sequence, at.at)))


def _changed(state: InstanceState, at: Recorded, event: e.RowChanged) -> None:
    _count_row(state, at, event)
    table, row = state.table(event.kind), event.row
    before = table.known(event.kind.key(row)) or row
    put_known(table, event.kind.stamped(before, row, event.name, Stamp(at.sequence, at.at)))


def put_known(table: Table[R], row: R) -> None:
    """Take a row in, in place of the one with its key, be that a ghost."""
    key = table.kind.key(row)
    if key in table.ghosts:
        table.put_ghost(key, row)
    else:
        table.put(row)


def _removed(state: InstanceState, at: Recorded, event: e.RowRemoved) -> None:
    _count_row(state, at, event)
    key, stamp = event.kind.key(event.row), Stamp(at.sequence, at.at)
    drop_rows_of(state, event.kind.name, key, stamp)
    table = state.table(event.kind)
    if table.drop(key, stamp) is None:
        # Its parent took it along by an event before this one.
        table.bury(event.row, stamp)


def _issued(state: InstanceState, at: Recorded, event: e.RowIssued) -> None:
    state.table(event.kind).put(event.kind.stamped(None, event.row, event.name, Stamp(at.sequence, at.at)))


def _forgotten(state: InstanceState, _: Recorded, event: e.RowForgotten) -> None:
    state.table(event.kind).drop(event.kind.key(event.row))


def _noted(state: InstanceState, at: Recorded, event: e.Noted) -> None:
    count(state, event.history, event.aggregate, at.sequence, at.at)


def _restored(state: InstanceState, _: Recorded, event: e.RowRestored) -> None:
    state.table(event.kind).put(event.row)


def _ordered(state: InstanceState, _: Recorded, event: e.RowsOrdered) -> None:
    state.table(event.kind).order()


def _history_restored(state: InstanceState, at: Recorded, event: e.HistoryRestored) -> None:
    count(state, event.history, event.aggregate, at.sequence, at.at)


APPLY_TO_ROWS: Mapping[type, Callable[[InstanceState, Recorded, Any], None]] = {
    e.RowAdded: _added,
    e.RowChanged: _changed,
    e.RowRemoved: _removed,
    e.RowIssued: _issued,
    e.RowForgotten: _forgotten,
    e.Noted: _noted,
    e.RowRestored: _restored,
    e.RowsOrdered: _ordered,
    e.HistoryRestored: _history_restored,
}
