"""Events as executions know them: what they are called, and what targets are sent of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from mockserver.deliveries.matching import EVENT, targets_of
from mockserver.domain import events as e
from mockserver.domain.events import Event, Recorded
from mockserver.domain.rows.targets import Target
from mockserver.domain.rows.users import Token
from mockserver.domain.state import InstanceState
from mockserver.domain.tables import History
from mockserver.later import Later

if TYPE_CHECKING:
    from mockserver.deliveries import event_payloads, go_json
    from mockserver.deliveries.event_payloads import Payload
else:
    event_payloads, go_json = Later("mockserver.deliveries.event_payloads"), Later("mockserver.deliveries.go_json")

_NAMES: Mapping[type, str] = {
    e.TriggerActionsSet: "org.flow.trigger_actions.set",
    e.TriggerActionsCascaded: "org.flow.trigger_actions.cascade.removed",
    e.FlowCleared: "org.flow.cleared",
    e.PrimaryDomainSet: "org.domain.primary.set",
    e.DefaultOrganisationSet: "instance.default.org.set",
}
"""Those whose class is their name; what is not here and has none is bookkeeping of our own."""
_NAMED = (e.RowAdded, e.RowChanged, e.RowRemoved, e.RowIssued, e.Noted)
_AGGREGATES: Mapping[History, str] = {
    History.ORGANISATION: "org",
    History.INSTANCE: "instance",
    History.PROJECT: "project",
    History.USER: "user",
    History.USER_GRANT: "usergrant",
    History.SESSION: "session",
    History.SETTINGS: "settings",
    History.TARGET: "target",
    History.EXECUTION: "execution",
    History.ACTION: "action",
}
"""Those that no recording shows are the real server's source."""
_VERSIONS: Mapping[str, str] = {"user": "v2"}
"""Of aggregates that are not of the first version (the real server's source)."""


class Happening(NamedTuple):
    """An event that is about to happen and that targets are told of."""

    targets: tuple[Target, ...]
    name: str
    aggregate_type: str
    aggregate: str
    owner: str
    payload: Payload
    user: str


def happening(state: InstanceState, event: Event, user: str) -> Happening | None:
    """What targets are to be told of an event, judged by the executions that there are before it; None for nothing.

    Args:
        user: the id of who does it; empty where nobody in particular does.

    Source: recordings/actions-v2-payloads.jsonl, case events-all: an event execution that is emptied is told of that.
    """
    name = event.name if isinstance(event, _NAMED) else _NAMES.get(type(event))
    if name is None:
        return None
    targets = targets_of(state, f"{EVENT}/{name}")
    if not targets:
        return None
    kind, aggregate, owner = _aggregate(state, event)
    return Happening(
        targets, name, kind, aggregate, owner, event_payloads.payload_of(state, event), user or _self(event)
    )


class EventSubject:
    """An event that happened; no answer changes it."""

    __slots__ = ("_body", "condition")

    def __init__(self, happened: Happening, recorded: Recorded, instance: str) -> None:
        """Take an event with its place. Of many that wait, no more is kept than what is sent.

        Args:
            instance: the instance's id.
        """
        self.condition = f"{EVENT}/{happened.name}"
        """Such as `event/org.added`."""
        self._body = go_json.go_json(_told(happened, recorded, instance))

    def payload(self) -> bytes:
        """The same for each target."""
        return self._body

    def take(self, _: bytes) -> tuple[str, ...]:
        """Answers are not read."""
        return ()


def _told(happened: Happening, recorded: Recorded, instance: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "aggregateID": happened.aggregate,
        "aggregateType": happened.aggregate_type,
        "resourceOwner": happened.owner,
        "instanceID": instance,
        "version": _VERSIONS.get(happened.aggregate_type, "v1"),
        "sequence": recorded.sequence,
        "event_type": happened.name,
        "created_at": go_json.short_instant(recorded.at),
        "userID": happened.user,
        "event_payload": happened.payload,
    }
    return {name: value for name, value in told.items() if value not in ("", 0, None)}


def _aggregate(state: InstanceState, event: Event) -> tuple[str, str, str]:
    """The type and the id of what an event belongs to, and the owner of that."""
    if isinstance(event, e.RowIssued):
        # What no history counts has one of its own on the real server, whose id is made of the token's (assumed).
        token: Token = event.row  # type: ignore[assignment]  # no other rows are issued
        return "oidc_session", f"V2_{token.id}", _owner(state, History.USER, token.user, None)
    if isinstance(event, (e.RowAdded, e.RowChanged, e.RowRemoved, e.RowIssued)):
        aggregate = event.kind.aggregate(event.row)
        return _AGGREGATES[event.kind.history], aggregate, _owner(state, event.kind.history, aggregate, event.row)
    if isinstance(event, e.Noted):
        return _AGGREGATES[event.history], event.aggregate, _owner(state, event.history, event.aggregate, None)
    if isinstance(event, e.DefaultOrganisationSet):
        return "instance", event.aggregate, event.aggregate
    aggregate = str(getattr(event, "aggregate", ""))
    return "org", aggregate, aggregate


def _owner(state: InstanceState, history: History, aggregate: str, row: Any) -> str:
    if history in {History.ORGANISATION, History.SETTINGS}:
        return aggregate
    if history is History.USER:
        user = state.users.known(aggregate)
        return user.organisation if user is not None else str(getattr(row, "organisation", ""))
    if history is History.PROJECT:
        project = state.projects.known(aggregate)
        return project.organisation if project is not None else str(getattr(row, "organisation", ""))
    if history in {History.USER_GRANT, History.ACTION} and row is not None:
        return str(row.organisation)
    return state.id


def _self(event: Event) -> str:
    """Whoever an event is about, where no caller is known: who logs in does it (assumed)."""
    row = getattr(event, "row", None)
    return str(getattr(row, "user", "") or (getattr(row, "id", "") if getattr(row, "user_name", "") else ""))
