"""What the application's middlewares know of a request, as it stands in their scope.

Connexion keeps a context for each request, out of which its security hooks and the functions of operations take what
they need by name. For an operation of ours it holds what has become of the request since it came in. Where it came in
stands beside that, where functions of others do not meet with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from starlette.types import Scope

from mockserver.deliveries.around import Around
from mockserver.logins.site import Telling
from mockserver.operations.context import Context
from mockserver.operations.messages.base import Message
from mockserver.pipeline import Metadata, ServedOperation, admit, hooks_of
from mockserver.settings import Settings
from mockserver.spec.json_values import JsonObject
from mockserver.store.instance import Instance
from mockserver.wire.http import HttpRequest

_ARRIVAL = "mockserver.arrival"
_VISIT = "visit"
"""The argument by which an operation's function gets it."""


class Arrival(msgspec.Struct, frozen=True):
    """A request at the application's door."""

    request: HttpRequest
    instance_of: Callable[[HttpRequest], Instance]
    """Finds the instance that a request's host means. Raises: Refused."""
    settings: Settings


class Visit(msgspec.Struct):
    """A request that was routed to an operation of ours; each middleware fills in what the next ones need."""

    operation: ServedOperation
    fields: Mapping[str, str]
    """What the path says."""
    request: HttpRequest
    instance: Instance
    settings: Settings
    metadata: Metadata
    deadline: float | None
    """When its caller goes away, on the monotonic clock."""
    message: JsonObject
    """Canonical; as it was read until it was handed over, and with the path's fields from then on."""
    typed: Message | JsonObject
    """The same, once its rules were held."""
    handed_over: bool = False
    """Whether it came as far as the service."""
    context: Context | None = None
    """Who calls, once that is known; None where anyone may call."""
    hooks: Around | None = None
    """The targets that executions have it call, once it was admitted."""
    telling: Telling = msgspec.field(default_factory=Telling)
    """What an operation that is awaited had run and sent."""


def extensions_with(arrival: Arrival) -> dict[str, Any]:
    """The scope's extensions for a request that arrives."""
    return {_ARRIVAL: arrival}


def arrival_of(scope: Scope) -> Arrival:
    """Where the request came in."""
    arrival: Arrival = scope["extensions"][_ARRIVAL]
    return arrival


def enter(scope: Scope, visit: Visit) -> None:
    """Keep the visit for those that come after."""
    _context(scope)[_VISIT] = visit


def visit_of(scope: Scope) -> Visit:
    """What has become of the request."""
    visit: Visit = _context(scope)[_VISIT]
    return visit


async def ask_targets(visit: Visit) -> None:
    """Let the targets of the request have their say, once it was admitted and before its rules are held.

    Raises: Refused.
    """
    instance, operation = visit.instance, visit.operation
    state = instance.state
    if state.executions.held:
        visit.hooks = hooks_of(operation, instance, visit.context, visit.metadata)
        if visit.hooks is not None:
            visit.message = await visit.hooks.before(visit.message)
            if instance.state is not state:
                # As in `pipeline.Waiting`: in another state the caller may be nobody.
                visit.context = admit(operation, instance, visit.metadata, visit.message)


def _context(scope: Scope) -> dict[str, Any]:
    context: dict[str, Any] = scope["extensions"].setdefault("connexion_context", {})
    return context
