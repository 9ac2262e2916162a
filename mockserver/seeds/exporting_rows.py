"""What a state's tables hold, as parts of a state file."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import fields
from typing import Any

from mockserver.domain.rows.organisations import ORGANISATIONS
from mockserver.domain.rows.users import USERS, User
from mockserver.domain.state import InstanceState
from mockserver.domain.tables import Key, Row
from mockserver.seeds.model import Part
from mockserver.seeds.restoring_rows import HISTORIES, WITH_USERS
from mockserver.seeds.row_parts import KINDS_OF_ROWS, to_part

_TOLD = frozenset({"id", "organisation", "user_name", "state", "machine", "sequence", "created", "changed"})
"""What `users` of a state file tells of a user's row; all else must be as it is by default."""


def is_machine(user: User) -> bool:
    """Whether a user stands under `users` of a state file, which tells of machines only, and not all."""
    if user.machine is None:
        return False
    return all(getattr(user, field.name) == field.default for field in fields(user) if field.name not in _TOLD)


def rows_and_histories(
    state: InstanceState,
) -> tuple[dict[str, tuple[Part, ...]], dict[str, dict[str, int]]]:
    """All rows but those that `users` tells of, and how far their histories have come.

    Left out is what is left of removed organisations: rows of which something that they belong to is left out.
    """
    kept: dict[str, Collection[Key]] = {ORGANISATIONS.name: state.organisations.held.keys()}
    parts: dict[str, tuple[Part, ...]] = {}
    counted: dict[str, dict[str, int]] = {}
    names = {history: name for name, history in HISTORIES.items()}
    for kind in KINDS_OF_ROWS:
        told = kind in WITH_USERS
        rows = [row for row in state.table(kind) if _has_parents(kind.parents, kind.indexes, row, kept)]
        kept[kind.name] = {kind.key(row) for row in rows}
        rows = [row for row in rows if not (told and _stands_with_user(state, row))]
        if rows:
            parts[kind.name] = tuple(map(to_part, rows))
        name = names.get(kind.history)
        if name is not None:
            counts = state.histories[kind.history]
            for aggregate in map(kind.aggregate, rows):
                if kind.history is not USERS.history or not is_machine(state.users[aggregate]):
                    counted.setdefault(name, {})[aggregate] = counts[aggregate]
    return parts, counted


def _has_parents(
    parents: Mapping[str, str], indexes: Mapping[str, Any], row: Row, kept: Mapping[str, Collection[Key]]
) -> bool:
    keys = ((parent, indexes[index](row)) for parent, index in parents.items())
    return all(not key or key in kept[parent] for parent, key in keys)


def _stands_with_user(state: InstanceState, row: Any) -> bool:
    return is_machine(row if isinstance(row, User) else state.users[row.user])
