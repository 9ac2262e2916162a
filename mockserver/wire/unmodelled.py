"""Methods that nobody modelled: refused, fabricated or forwarded, as the instance or the request itself wants it."""

from __future__ import annotations

import functools
from collections.abc import Coroutine, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from mockserver.errors.problem import invalid_argument
from mockserver.later import Later
from mockserver.pipeline import ServedOperation
from mockserver.settings import Settings, Unmodelled, UnmodelledMode
from mockserver.store.instance import Instance
from mockserver.wire.http import Answer, HttpRequest, Response
from mockserver.wire.json_call import call, serve_at_once
from mockserver.wire.marks import FABRICATED
from mockserver.wire.preferences import PREFER, preferences

if TYPE_CHECKING:
    from mockserver.unmodelled import fabricating, refusing
    from mockserver.unmodelled.paths import Known
    from mockserver.wire import forwarding
else:
    fabricating = Later("mockserver.unmodelled.fabricating")
    refusing = Later("mockserver.unmodelled.refusing")
    forwarding = Later("mockserver.wire.forwarding")

_PREFERENCE = "unmodelled"


def wanted(request: HttpRequest, instance: Instance) -> Unmodelled:
    """How a request is to be answered: as it prefers, else as its instance does.

    Raises: INVALID_ARGUMENT without an ID, saying what can be preferred.
    """
    if PREFER not in request.headers:
        return instance.unmodelled
    preferred = preferences(request.text(PREFER)).get(_PREFERENCE)
    if preferred is None:
        return instance.unmodelled
    if preferred == UnmodelledMode.FORWARD and instance.unmodelled.url:
        return instance.unmodelled
    if preferred in {UnmodelledMode.REFUSE, UnmodelledMode.FABRICATE}:
        return Unmodelled(UnmodelledMode(preferred))
    raise invalid_argument(
        f"Prefer: unmodelled={preferred} cannot be had; refuse and fabricate can, and forward where the server was"
        " started with --unmodelled forward=URL"
    )


@functools.cache
def operation_of(known: Known, mode: UnmodelledMode) -> ServedOperation:
    """The operation that answers a method in a mode that is not forwarding."""
    return fabricating.fabricated(known) if mode is UnmodelledMode.FABRICATE else refusing.refused(known)


def answered(
    known: Known, fields: Mapping[str, str], request: HttpRequest, *, instance: Instance, settings: Settings
) -> Answer:
    """Answer a request that came with JSON by one of the method's paths.

    Raises: INVALID_ARGUMENT without an ID, for a preference that cannot be had.
    """
    how = wanted(request, instance)
    if how.mode is UnmodelledMode.FORWARD:
        return forwarding.forward(how.url, request)
    answer = call(operation_of(known, how.mode), fields, request, instance, settings, serve_at_once)
    return marked(answer, how.mode)


def marked(answer: Answer, mode: UnmodelledMode) -> Answer:
    """The answer with the mark of what it is."""
    if mode is not UnmodelledMode.FABRICATE:
        return answer
    return mark(answer) if isinstance(answer, Response) else _mark_later(answer)


def mark(response: Response) -> Response:
    """An answer with the mark of what was made up."""
    return msgspec.structs.replace(response, headers=[*response.headers, FABRICATED])


async def _mark_later(answer: Coroutine[Any, Any, Response]) -> Response:
    return mark(await answer)
