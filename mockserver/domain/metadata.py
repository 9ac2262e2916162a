"""Decisions on metadata of users and organisations: values under keys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from mockserver.domain.events import RowAdded, RowChanged
from mockserver.domain.ids import OrganisationId, UserId
from mockserver.domain.rows.metadata import ORGANISATION_METADATA, USER_METADATA, Metadata
from mockserver.domain.rows.users import User
from mockserver.domain.state import InstanceState
from mockserver.domain.tables import Kind, Stamp
from mockserver.domain.text import require_storable
from mockserver.domain.verbs import Events, owned, remove, require
from mockserver.errors.catalogue import (
    METADATA_LIST_EMPTY,
    ORGANISATION_METADATA_KEYS_NOT_FOUND,
    ORGANISATION_METADATA_LIST_TO_REMOVE_EMPTY,
    USER_CHECKED_NOT_FOUND,
    USER_METADATA_KEYS_NOT_FOUND,
)
from mockserver.errors.problem import Problem, Refused


class Keeping(NamedTuple):
    """How users and organisations differ in keeping metadata."""

    kind: Kind[Metadata]
    set: str
    """Name of the event that sets a value; `removed` likewise."""
    removed: str
    repeats: bool
    """Whether setting the value that is there is an event."""
    nothing_to_remove: Problem
    keys_not_found: Problem


OF_USERS = Keeping(
    USER_METADATA,
    "user.metadata.set",
    "user.metadata.removed",
    False,
    METADATA_LIST_EMPTY,
    USER_METADATA_KEYS_NOT_FOUND,
)
OF_ORGANISATIONS = Keeping(
    ORGANISATION_METADATA,
    "org.metadata.set",
    "org.metadata.removed",
    True,
    ORGANISATION_METADATA_LIST_TO_REMOVE_EMPTY,
    ORGANISATION_METADATA_KEYS_NOT_FOUND,
)


def user_with_metadata(state: InstanceState, user: UserId, organisation: OrganisationId | None = None) -> User:
    """The user whose metadata is to change, whatever its state.

    Args:
        organisation: that must have it; None for any.

    Raises: USER_CHECKED_NOT_FOUND.
    Source: recordings/id-metadata.jsonl.
    """
    return require(owned(state.users.get(user), organisation), USER_CHECKED_NOT_FOUND)


def set_metadata(state: InstanceState, keeping: Keeping, entries: Sequence[Metadata]) -> Events:
    """Set values of one owner, an event each; a user's value that is there already is none.

    A key that comes twice is two events: each is compared with what was there before the call.

    Raises: NUL_IN_TEXT.
    Source: recordings/id-metadata.jsonl, id-credentials-v2.jsonl.
    """
    table, events = state.table(keeping.kind), list[RowAdded | RowChanged]()
    for entry in entries:
        require_storable(entry.key)
        before = table.get(keeping.kind.key(entry))
        if before is None:
            event: RowAdded | RowChanged = RowAdded(keeping.set, keeping.kind, entry)
        elif keeping.repeats or before.value != entry.value:
            event = RowChanged(keeping.set, keeping.kind, replace(before, value=entry.value))
        else:
            continue
        events.append(event)
    return _first_added(events)


def _first_added(events: Iterable[RowAdded | RowChanged]) -> Events:
    """The same, where a row that a call adds twice is changed the second time, so that it keeps its creation."""
    added, found = set(), list[RowAdded | RowChanged]()
    for event in events:
        key = event.kind.key(event.row)
        found.append(RowChanged(*event) if key in added else event)
        if isinstance(event, RowAdded):
            added.add(key)
    return tuple(found)


def remove_metadata(state: InstanceState, keeping: Keeping, owner: str, keys: Sequence[str]) -> Events:
    """Remove values, all or none; a key that comes twice is two events.

    Raises: USER_METADATA_KEYS_NOT_FOUND, ORGANISATION_METADATA_KEYS_NOT_FOUND.
    Source: recordings/id-metadata.jsonl, id-credentials-v2.jsonl.
    """
    rows = [state.table(keeping.kind).get((owner, key)) for key in keys]
    found = [row for row in rows if row is not None]
    if len(found) < len(keys):
        raise Refused(keeping.keys_not_found)
    return tuple(remove(keeping.kind, row, name=keeping.removed) for row in found)


def require_entries(entries: Sequence[object]) -> None:
    """Refuse to set nothing, which is judged before the owner is looked for. Raises: METADATA_LIST_EMPTY."""
    if not entries:
        raise Refused(METADATA_LIST_EMPTY)


def require_keys(keeping: Keeping, keys: Sequence[str]) -> None:
    """Refuse to remove nothing, which is judged before the owner is looked for.

    Raises: METADATA_LIST_EMPTY, ORGANISATION_METADATA_LIST_TO_REMOVE_EMPTY.
    """
    if not keys:
        raise Refused(keeping.nothing_to_remove)


def last_change(state: InstanceState, user: UserId) -> Stamp:
    """The user's last event that concerned metadata, which a call that changes nothing is answered from.

    That it may be one of another key is assumed: the real server loads all of them to compare one.
    """
    table = state.user_metadata
    rows = [*table.where("owner", user), *(row for row in table.removed.values() if row.owner == user)]
    last = max(rows, key=lambda row: row.sequence)
    return Stamp(last.sequence, last.changed)
