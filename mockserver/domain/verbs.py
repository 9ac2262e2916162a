"""What decisions on rows have in common; each returns the events of one write, none where nothing changes.

Which error it is, and in which order they come, is the resource's: that is what the real server differs in.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Protocol, TypeVar, get_type_hints

from mockserver.domain.events import Event, RowAdded, RowChanged, RowRemoved
from mockserver.domain.ids import OrganisationId
from mockserver.domain.state import InstanceState
from mockserver.domain.tables import Kind, R
from mockserver.domain.text import require_storable
from mockserver.domain.values import field_names
from mockserver.errors.problem import Problem, Refused


class _Owned(Protocol):
    @property
    def organisation(self) -> OrganisationId:
        """Whose it is."""


Found = TypeVar("Found")
OwnedRow = TypeVar("OwnedRow", bound=_Owned)
Events = tuple[Event, ...]


def require(found: Found | None, otherwise: Problem) -> Found:
    """What was found.

    Raises: the problem where it is None.
    """
    if found is None:
        raise Refused(otherwise)
    return found


def owned(row: OwnedRow | None, organisation: OrganisationId | None) -> OwnedRow | None:
    """What was found, if it is the organisation's; of any where none is given."""
    return row if row is not None and organisation in (None, row.organisation) else None


def add(state: InstanceState, kind: Kind[R], row: R, *, name: str, taken: Problem) -> RowAdded:
    """Add a row whose texts can be stored and whose unique values are free, of a row with its key too.

    Args:
        name: of the event.

    Raises: NUL_IN_TEXT, or `taken`.
    """
    require_storable(*texts_of(row))
    holder = state.table(kind).holder
    for value in kind.unique(row):
        if holder(value) is not None:
            raise Refused(taken)
    return RowAdded(name, kind, row)


def change(
    state: InstanceState, kind: Kind[R], before: R, after: R, *, name: str, taken: Problem | None = None
) -> tuple[RowChanged, ...]:
    """Replace a row; no event where it is as before.

    Raises: NUL_IN_TEXT, or `taken`.
    """
    if after == before:
        return ()
    require_storable(*texts_of(after))
    if taken is not None:
        for holder in map(state.table(kind).holder, kind.unique(after)):
            if holder is not None and kind.key(holder) != kind.key(after):
                raise Refused(taken)
    return (RowChanged(name, kind, after),)


def require_change(before: R, after: R, otherwise: Problem) -> None:
    """Refuse a write that changes nothing."""
    if before == after:
        raise Refused(otherwise)


def remove(kind: Kind[R], row: R, *, name: str) -> RowRemoved:
    """Remove a row, and all that goes with it."""
    return RowRemoved(name, kind, row)


def texts_of(row: Any) -> list[str]:
    """All texts of a row, those of what it holds too."""
    of: Any = type(row)
    texts, others = _fields_with_texts(of)
    found = [getattr(row, name) for name in texts]
    for name in others:
        value = getattr(row, name)
        if value:
            _collect(value, found)
    return found


def _collect(value: Any, found: list[str]) -> None:
    if isinstance(value, str):
        found.append(value)
    elif isinstance(value, tuple):
        for item in value:
            _collect(item, found)
    elif hasattr(value, "__dataclass_fields__"):
        found += texts_of(value)


@cache
def _fields_with_texts(of: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The fields of a dataclass that are texts, and those that may hold some: no numbers, truth values or bytes."""
    hints = {name: getattr(hint, "__supertype__", hint) for name, hint in get_type_hints(of).items()}
    plain = {name: hint for name, hint in hints.items() if isinstance(hint, type)}
    texts = tuple(name for name in field_names(of) if issubclass(plain.get(name, object), str))
    without = {name for name, hint in plain.items() if issubclass(hint, (str, int, bytes))}
    return texts, tuple(name for name in field_names(of) if name not in without)
