"""What can happen: one class an event, named in the past tense.

Each event belongs to one aggregate, whose events are counted by its `sequence` from 1.
They are named tuples, since a frozen dataclass takes seven times as long to define and three times as long to make.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from mockserver.domain.ids import (
    ActionId,
    FlowType,
    Instant,
    OrganisationId,
    TriggerType,
)
from mockserver.domain.tables import History, Kind, Row
from mockserver.domain.things import ThingAdded, ThingChanged, ThingRemoved, ThingRestored


class TriggerActionsSet(NamedTuple):
    aggregate: OrganisationId
    flow: FlowType
    trigger: TriggerType
    actions: tuple[ActionId, ...]


class TriggerActionsCascaded(NamedTuple):
    """An action that the trigger is bound to was removed."""

    aggregate: OrganisationId
    flow: FlowType
    trigger: TriggerType
    action: ActionId


class FlowCleared(NamedTuple):
    aggregate: OrganisationId
    flow: FlowType


class PrimaryDomainSet(NamedTuple):
    aggregate: OrganisationId
    domain: str


class DefaultOrganisationSet(NamedTuple):
    """Another organisation is the one that is meant where none is named."""

    aggregate: str
    """The instance."""
    organisation: OrganisationId


class RowAdded(NamedTuple):
    """Something came to be: a row of a table."""

    name: str
    """As the real server names the event, such as `project.added`; for people to read."""
    kind: Kind[Any]
    row: Row


class RowChanged(NamedTuple):
    """A row was replaced by another with the same key."""

    name: str
    kind: Kind[Any]
    row: Row


class RowRemoved(NamedTuple):
    """A row is no more, and what it is the parent of goes with it."""

    name: str
    kind: Kind[Any]
    row: Row


class RowIssued(NamedTuple):
    """A row came to be that no history counts: a token that the OAuth endpoints gave."""

    name: str
    kind: Kind[Any]
    row: Row


class RowForgotten(NamedTuple):
    """A row is no longer there; no history counts it."""

    kind: Kind[Any]
    row: Row


class Noted(NamedTuple):
    """Something happened of which only the number is kept."""

    name: str
    history: History
    aggregate: str


class RowRestored(NamedTuple):
    """A row was taken over with its place in its history and its dates, which it has already."""

    kind: Kind[Any]
    row: Row


class RowsOrdered(NamedTuple):
    """The rows of a kind were put into the order of their creation, after they came in another one."""

    kind: Kind[Any]


class HistoryRestored(NamedTuple):
    """A history was taken over: its place is the one to go on from."""

    history: History
    aggregate: str


class InstanceRestored(NamedTuple):
    """An instance was taken over with its history: its place in it is the sequence to go on from."""

    aggregate: str


Event = (
    TriggerActionsSet
    | TriggerActionsCascaded
    | FlowCleared
    | PrimaryDomainSet
    | DefaultOrganisationSet
    | RowAdded
    | RowChanged
    | RowRemoved
    | RowIssued
    | RowForgotten
    | Noted
    | RowRestored
    | RowsOrdered
    | HistoryRestored
    | InstanceRestored
    | ThingAdded
    | ThingChanged
    | ThingRemoved
    | ThingRestored
)


class Recorded(NamedTuple):
    """An event with its place in time and in its aggregate's history."""

    event: Event
    sequence: int
    at: Instant
