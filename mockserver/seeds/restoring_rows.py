"""Rows of a state file: all that an instance holds beside organisations, machine users and what belongs to these."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mockserver.domain.events import HistoryRestored, RowForgotten, RowRestored, RowsOrdered
from mockserver.domain.rows.domains import ORGANISATION_DOMAINS
from mockserver.domain.rows.members import INSTANCE_MEMBERS, ORGANISATION_MEMBERS
from mockserver.domain.rows.organisations import ORGANISATIONS
from mockserver.domain.rows.users import MACHINE_KEYS, TOKENS, USERS
from mockserver.domain.state import COUNTED_ELSEWHERE, InstanceState
from mockserver.domain.tables import History, Kind, Row, Table
from mockserver.domain.text import require_storable
from mockserver.domain.verbs import texts_of
from mockserver.seeds import model
from mockserver.seeds.problems import Place, Unusable
from mockserver.seeds.recorder import Recorder, deciding, instant
from mockserver.seeds.row_parts import KINDS_OF_ROWS, to_row

WITH_USERS: tuple[Kind[Any], ...] = (USERS, TOKENS, MACHINE_KEYS, ORGANISATION_MEMBERS, INSTANCE_MEMBERS)
"""Kinds of which `users` of a state file tells too, machine by machine."""
HISTORIES: Mapping[str, History] = {
    history.name.lower(): history for history in History if history not in COUNTED_ELSEWHERE
}
"""By their names in a state file; those of organisations, of the instance and of actions stand with them there."""


def add_rows(recorder: Recorder, seed: model.Seed) -> None:
    """Add all rows with their history; comes after the users.

    Raises: Unusable where something that a row belongs to is not there, where it is there already, or where a history
        counts less than its rows.
    """
    _forget_domains(recorder, seed)
    reached: dict[tuple[History, str], int] = {}
    for kind in KINDS_OF_ROWS:
        for index, part in enumerate(seed.rows.get(kind.name, ())):
            row = _add_row(recorder, kind, part, ("rows", kind.name, index))
            whose = (kind.history, kind.aggregate(row))
            reached[whose] = max(reached.get(whose, 0), row.sequence)
    _restore_histories(recorder, seed, reached)
    for kind in WITH_USERS:
        if kind is not USERS or USERS.name in seed.rows:
            _order(recorder, kind)


def _forget_domains(recorder: Recorder, seed: model.Seed) -> None:
    """Let go of the domains that organisations were given when they were added, where the file says which they have."""
    table = recorder.state.table(ORGANISATION_DOMAINS)
    parts: tuple[Any, ...] = seed.rows.get(ORGANISATION_DOMAINS.name, ())
    for organisation in dict.fromkeys(part.organisation for part in parts):
        for made in table.where("organisation", organisation):
            recorder.record(RowForgotten(ORGANISATION_DOMAINS, made))


def _add_row(recorder: Recorder, kind: Kind[Any], part: model.Part, place: Place) -> Row:
    state = recorder.state
    row: Row = to_row(part, kind.row)
    with deciding(place):
        require_storable(*texts_of(row))
    _require_parents(state, kind, row, place)
    table, key = state.table(kind), kind.key(row)
    if key in table or any(table.holder(value) is not None for value in kind.unique(row)):
        raise Unusable(place, "there is one like it already", "give it another id, name or key, or leave one out")
    for own in key if isinstance(key, tuple) else (key,):
        recorder.instance.ids.reserve(str(own))
    sequence, created, changed = (getattr(part, name) for name in ("sequence", "created", "changed"))
    first = recorder.instance.clock.now() if created is None else instant(created)
    row = replace(row, created=first, changed=first if changed is None else instant(changed))
    if sequence is None:
        whose = HistoryRestored(kind.history, kind.aggregate(row))
        row = replace(row, sequence=recorder.record(whose, at=created).sequence)
    recorder.record(RowRestored(kind, row))
    return row


def _require_parents(state: InstanceState, kind: Kind[Any], row: Row, place: Place) -> None:
    fields = {field.name for field in dataclasses.fields(row)}
    for parent, index in kind.parents.items():
        key = kind.indexes[index](row)
        known: Table[Any] = getattr(state, parent)
        # What is optional is empty where it is not there, such as the grant of a project that is an organisation's own.
        if key and key not in known:
            at = (*place, index) if index in fields else place
            fix = f"add it under {parent if parent == ORGANISATIONS.name else f'rows.{parent}'}, or correct it"
            raise Unusable(at, f"{parent} hold none with the id {key}", fix)


def _restore_histories(recorder: Recorder, seed: model.Seed, reached: Mapping[tuple[History, str], int]) -> None:
    """Let each history stand where the file says, or else at the newest of its rows."""
    told = dict.fromkeys(reached, None) | dict[tuple[History, str], int | None]()
    for name, counts in seed.histories.items():
        if name not in HISTORIES:
            raise Unusable(("histories", name), "there is no such history", f"choose one of {', '.join(HISTORIES)}")
        told |= {(HISTORIES[name], aggregate): number for aggregate, number in counts.items()}
    for (history, aggregate), number in told.items():
        if history not in HISTORIES.values():
            continue
        newest = max(reached.get((history, aggregate), 0), recorder.state.histories[history].get(aggregate, 0))
        if number is not None and number < reached.get((history, aggregate), 0):
            place = ("histories", history.name.lower(), aggregate)
            raise Unusable(place, "is less than a sequence of what it counts", f"make it {newest} or more")
        recorder.record(HistoryRestored(history, aggregate), sequence=newest if number is None else number)


def _order(recorder: Recorder, kind: Kind[Any]) -> None:
    """Put rows that came from two places of a file into the order of their creation."""
    created = [row.created for row in recorder.state.table(kind)]
    if any(later < earlier for earlier, later in itertools.pairwise(created)):
        recorder.record(RowsOrdered(kind))
