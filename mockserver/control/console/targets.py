"""Targets and executions: all of the instance, and one target; and what conditions can name."""

from __future__ import annotations

import asyncio
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import flask

from mockserver.control.console.page import page
from mockserver.control.console.paging import page_of
from mockserver.control.console.view import Choice, View, current_view
from mockserver.control.problems import ControlProblem
from mockserver.control.reading import answered_later
from mockserver.control.receiving import PATH, outgoing
from mockserver.domain.executions import Condition, Of, Part, called, condition_of
from mockserver.domain.ids import TargetId
from mockserver.domain.rows.targets import Execution, Target, TargetKind
from mockserver.domain.state import InstanceState
from mockserver.operations.offered_conditions import offered_conditions
from mockserver.spec.wellknown import duration, timestamp

_CHANGING = ("UpdateTarget", "DeleteTarget")
_MOST_EXECUTIONS = 200
"""Of more the rest is found by the API."""
_MOST_TARGETS = 200
"""Of more the rest is put into executions by the API."""
KINDS = {
    TargetKind.WEBHOOK: Choice("restWebhook", "webhook: is told; its answer changes nothing"),
    TargetKind.CALL: Choice("restCall", "call: its answer is taken"),
    TargetKind.ASYNC: Choice("restAsync", "async: is told, and nobody waits"),
}
"""How targets are called, by the field of the API that says so."""


@dataclass(frozen=True, slots=True)
class Choosable:
    """One of the conditions that the form offers.

    Attributes:
        field: of the message of SetExecution.
        names: which list of `offered_names` it chooses from; empty for all of a kind.
    """

    field: str
    label: str
    names: str

    @property
    def key(self) -> str:
        """Tells it apart in the form."""
        return self.field.removeprefix("condition.")


_OF_CALLS = (("method", "one method", "methods"), ("service", "a service", "services"), ("all", "all", ""))
_OF_EVENTS = (("event", "of one type", "events"), ("group", "of a group", "groups"), ("all", "all", ""))
CONDITIONS = (
    Choosable("condition.function.name", "A function", "functions"),
    *(Choosable(f"condition.request.{part}", f"Before requests: {said}", names) for part, said, names in _OF_CALLS),
    *(Choosable(f"condition.response.{part}", f"Behind requests: {said}", names) for part, said, names in _OF_CALLS),
    *(Choosable(f"condition.event.{part}", f"Events: {said}", names) for part, said, names in _OF_EVENTS),
)
"""What an execution can be set for."""


@dataclass(frozen=True, slots=True)
class Called:
    """A target in an execution.

    Attributes:
        up, down, out: the targets of the execution once this one is moved or taken out; None where it cannot be.
    """

    target: Target
    up: list[str] | None
    down: list[str] | None
    out: list[str]


@dataclass(frozen=True, slots=True)
class Shown:
    """An execution.

    Attributes:
        message: the condition as the API has it.
        ids: of the targets that exist, in order.
        others: targets that could be added.
        begins: how the ids begin of what it is called for.
        is_one: whether that is one thing, of which there is a sample.
    """

    id: str
    message: dict[str, Any]
    ids: list[str]
    targets: list[Called]
    others: list[Choice]
    begins: str
    is_one: bool


def list_targets() -> flask.Response:
    """All targets, all executions, and receivers of the mock's own."""
    view = current_view()
    state = view.target.instance.state
    executions = [row for row in state.executions if called(state, row)]
    targets = [Choice(row.id, row.name) for row in itertools.islice(state.targets, _MOST_TARGETS)]
    return page(
        "targets",
        "CreateTarget",
        "SetExecution",
        *_CHANGING,
        rows=page_of(state.targets, len(state.targets)),
        kinds=KINDS,
        executions=[_shown(state, row, targets) for row in executions[:_MOST_EXECUTIONS]],
        executions_total=len(executions),
        conditions=CONDITIONS,
        targets=targets,
        hooks=outgoing(view.target).hooks.items(),
        receiver=receiver_url(view, "webhook"),
        duration=duration,
        receiver_of=lambda row: receiver_url(view, hook_name(row)),
    )


def show_target(target_id: str) -> flask.Response:
    """One target, to change.

    Raises: ControlProblem: 404.
    """
    view = current_view()
    state = view.target.instance.state
    row = state.targets.get(TargetId(target_id))
    if row is None:
        raise ControlProblem(
            404,
            f"there is no target {target_id}",
            field="id",
            fix="it may have been removed; the page Targets lists what there is",
        )
    return page(
        "target",
        *_CHANGING,
        row=row,
        kinds=KINDS,
        timeout=duration(row.timeout),
        changed=timestamp(row.changed),
        uses=[each.id for each in state.executions if row.id in called(state, each)],
        receiver=receiver_url(view, hook_name(row)),
        hook=received_by(row.endpoint),
    )


def offered_names() -> flask.Response:
    """What conditions can name: methods, services, functions, events, and groups of these."""
    return answered_later(_offered_names())


async def _offered_names() -> dict[str, list[str]]:
    # It takes a third of a second the first time, for which nobody else is to wait.
    offered = await asyncio.to_thread(offered_conditions)
    return {
        "methods": list(offered.methods),
        "services": list(offered.services),
        "functions": list(offered.functions),
        "events": list(offered.events),
        "groups": sorted({group for event in offered.events for group in _groups(event)}),
    }


def _groups(event: str) -> Iterator[str]:
    """What an event's type begins with: `user.human` of `user.human.added`."""
    parts = event.split(".")
    return (".".join(parts[:length]) for length in range(1, len(parts)))


def hook_name(target: Target) -> str:
    """The receiver that is a target's own."""
    return re.sub("[^A-Za-z0-9._-]+", "-", target.name)[:100].strip("-") or target.id


def receiver_url(view: View, name: str) -> str:
    """Where a receiver of this instance is reached, as the page is."""
    query = f"?{urlencode({'host': view.host})}" if view.host else ""
    return f"{flask.request.host_url}__admin/hooks/{name}{query}"


def received_by(endpoint: str) -> str:
    """The receiver of ours that an endpoint names; empty where it is somebody else's."""
    own = flask.request.host_url
    found = (
        PATH.fullmatch(endpoint.removeprefix(own.rstrip("/")).partition("?")[0]) if endpoint.startswith(own) else None
    )
    return found[1] if found is not None else ""


def condition_message(condition: Condition) -> dict[str, Any]:
    """A condition as SetExecution takes it."""
    if condition.of is Of.FUNCTION:
        return {"function": {"name": condition.name}}
    return {condition.of.value: {condition.part.value: True if condition.part is Part.ALL else condition.name}}


def _shown(state: InstanceState, execution: Execution, choices: list[Choice]) -> Shown:
    ids = [str(target) for target in called(state, execution)]
    rows = [
        Called(
            state.targets[TargetId(target)],
            up=_swapped(ids, place - 1) if place else None,
            down=_swapped(ids, place) if place + 1 < len(ids) else None,
            out=[*ids[:place], *ids[place + 1 :]],
        )
        for place, target in enumerate(ids)
    ]
    others = [choice for choice in choices if choice.value not in ids]
    condition = condition_of(execution.id)
    return Shown(
        execution.id,
        condition_message(condition),
        ids,
        rows,
        others,
        begins=f"{condition.of.value}/{condition.name}" if condition.part is Part.GROUP else execution.id,
        is_one=condition.part in {Part.METHOD, Part.EVENT, Part.FUNCTION},
    )


def _swapped(ids: list[str], place: int) -> list[str]:
    """A list in which two neighbours changed places, the first of which is at `place`."""
    return [*ids[:place], ids[place + 1], ids[place], *ids[place + 2 :]]
