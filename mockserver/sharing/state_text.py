"""A whole state as JSON, from which the same state comes again: all that events left, what was removed included.

It is not a state file, which people write and which leaves out what is gone.
"""

from __future__ import annotations

import functools
import importlib.metadata
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import msgspec

from mockserver.domain.ids import OrganisationId
from mockserver.domain.state import KINDS, InstanceState, OrganisationHistory
from mockserver.domain.tables import History, Table
from mockserver.domain.things import Thing, Things
from mockserver.sharing.event_text import encoded


class OtherVersion(Exception):
    """A state was written by another version of this program, and may mean something else."""


class _Version(msgspec.Struct, frozen=True):
    version: str


class WrittenTable(msgspec.Struct, frozen=True, omit_defaults=True):
    """The rows of a table, each list in its order."""

    rows: msgspec.Raw = msgspec.Raw(b"[]")
    removed: msgspec.Raw = msgspec.Raw(b"[]")
    ghosts: msgspec.Raw = msgspec.Raw(b"[]")


class WrittenState(msgspec.Struct, frozen=True):
    """A state as it is written.

    Attributes:
        version: of the program that wrote it; another one may have other rows.
    """

    version: str
    id: str
    external_domain: str
    sequence: int
    default_organisation: OrganisationId
    organisation_histories: dict[OrganisationId, OrganisationHistory]
    histories: dict[str, dict[str, int]]
    tables: dict[str, WrittenTable]
    things: list[Thing]
    removed_things: dict[str, list[tuple[str, ...]]]


@functools.cache
def version() -> str:
    """Of this program."""
    return importlib.metadata.version("zitadel-mock")


def state_text(state: InstanceState) -> bytes:
    """A state as JSON."""
    tables = {kind.name: _table_text(state.table(kind)) for kind in KINDS if _holds(state.table(kind))}
    return encoded(
        WrittenState(
            version=version(),
            id=state.id,
            external_domain=state.external_domain,
            sequence=state.sequence,
            default_organisation=state.default_organisation,
            organisation_histories=state.organisation_histories,
            histories={history.name: counts for history, counts in state.histories.items()},
            tables=tables,
            things=[thing for things in state.things.kinds.values() for thing in things.values()],
            removed_things={kind: sorted(keys) for kind, keys in state.things.removed.items()},
        )
    )


def state_of(text: bytes) -> InstanceState:
    """The state that a text stands for.

    Raises: OtherVersion; msgspec.DecodeError, LookupError: it is none.
    """
    whose = _VERSION.decode(text).version
    if whose != version():
        raise OtherVersion(f"it was written by version {whose} of zitadel-mock, and this is {version()}")
    written = _WRITTEN.decode(text)
    things = Things(removed={kind: set(keys) for kind, keys in written.removed_things.items()})
    for thing in written.things:
        things.kinds.setdefault(thing.kind, {})[thing.key] = thing
    state = InstanceState(
        id=written.id,
        external_domain=written.external_domain,
        sequence=written.sequence,
        default_organisation=written.default_organisation,
        organisation_histories=written.organisation_histories,
        histories={History[name]: counts for name, counts in written.histories.items()},
        things=things,
    )
    kinds = {kind.name: kind for kind in KINDS}
    for name, table in written.tables.items():
        _fill(state.table(kinds[name]), table)
    return state


_WRITTEN = msgspec.json.Decoder(WrittenState)
_VERSION = msgspec.json.Decoder(_Version)
_NOT_WRITTEN_AS_SUCH = {"histories", "things", *(kind.name for kind in KINDS)}


def fields_of_state() -> Mapping[str, bool]:
    """By the name of each field of a state, whether it is written; a test holds that all are."""
    written = {field.name for field in msgspec.structs.fields(WrittenState)} | _NOT_WRITTEN_AS_SUCH
    return {field.name: field.name in written for field in fields(InstanceState)}


def _holds(table: Table[Any]) -> bool:
    return bool(len(table) or table.removed or table.ghosts)


def _table_text(table: Table[Any]) -> WrittenTable:
    rows, removed, ghosts = (
        msgspec.Raw(encoded(list(each))) for each in (table, table.removed.values(), table.ghosts.values())
    )
    return WrittenTable(rows, removed, ghosts)


def _fill(table: Table[Any], written: WrittenTable) -> None:
    kind = table.kind
    decoder = _rows(kind.name)
    for row in decoder.decode(written.rows):
        table.put(row)
    table.removed.update((kind.key(row), row) for row in decoder.decode(written.removed))
    for row in decoder.decode(written.ghosts):
        table.put_ghost(kind.key(row), row)


@functools.cache
def _rows(kind: str) -> msgspec.json.Decoder[Any]:
    row: Any = next(each.row for each in KINDS if each.name == kind)
    return msgspec.json.Decoder(list[row])
