"""Letting a request fail on purpose: by a rule of its instance, or because it asks for it.

An error is answered instead of asking the operation. A broken connection breaks the answer of an operation that was
carried out, as when a real network loses it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from typing import Any

import msgspec

from mockserver.errors.lookup import row_for
from mockserver.errors.problem import Problem, Refused
from mockserver.spec.operation import OperationSpec
from mockserver.store.faults import Broken
from mockserver.store.instance import Instance
from mockserver.wire.garbled import garbled
from mockserver.wire.http import Answer, HttpRequest, Response
from mockserver.wire.organisation import organisation_of
from mockserver.wire.preferences import DELAY, PREFER, asked_delay_ms, preferred_problem

HEADER = b"x-mock-injected"


class Injection(msgspec.Struct, frozen=True):
    """What goes wrong with one request."""

    name: str
    delay_ms: float = 0.0
    problem: Problem | None = None
    broken: str = ""


class Callee(msgspec.Struct, frozen=True):
    """What is called, as far as failing needs to know it.

    Attributes:
        path: the template of its path; of several errors of one ID it says which is meant.
        preferred: the error that a request prefers to get; None where it prefers none.
    """

    id: str
    path: str
    preferred: Callable[[HttpRequest], Problem | None]


def may_fail(request: HttpRequest, instance: Instance) -> bool:
    """Whether to look any closer; cheap, since every request is asked."""
    headers = request.headers
    return bool(instance.faults.rules) or PREFER in headers or DELAY in headers


def failing(
    spec: OperationSpec,
    transport: str,
    request: HttpRequest,
    instance: Instance,
    serve: Callable[[], Answer],
    refuse: Callable[[Problem], Response],
) -> Answer:
    """The answer to a request for an operation of ZITADEL that may fail on purpose; see `failing_as`."""
    callee = Callee(spec.id, spec.path, lambda request: preferred_problem(request, spec))
    return failing_as(callee, transport, request, instance, serve, refuse)


def failing_as(
    callee: Callee,
    transport: str,
    request: HttpRequest,
    instance: Instance,
    serve: Callable[[], Answer],
    refuse: Callable[[Problem], Response],
) -> Answer:
    """The answer to a request that may fail on purpose.

    Args:
        serve: has the operation judge the request and carry it out.
        refuse: renders a refusal.
    """
    try:
        injection = _injection(callee, transport, request, instance)
    except Refused as refusal:
        return msgspec.structs.replace(refuse(refusal.problem), reached=False)
    if injection is None:
        return serve()
    if injection.delay_ms:
        return _later(injection, transport, serve, refuse)
    return _failed(injection, transport, serve, refuse)


def _injection(callee: Callee, transport: str, request: HttpRequest, instance: Instance) -> Injection | None:
    delay_ms = asked_delay_ms(request)
    problem = callee.preferred(request)
    if problem is not None:
        return Injection("Prefer", delay_ms, problem)
    fault = instance.faults.strike(callee.id, transport, lambda: organisation_of(request, instance))
    if fault is None:
        return Injection(DELAY.decode(), delay_ms) if delay_ms else None
    return Injection(
        fault.name,
        delay_ms or (fault.delay.draw(instance.faults.random) if fault.delay is not None else 0.0),
        row_for(fault.problems, callee.path) if fault.problems else None,
        fault.broken or "",
    )


async def _later(
    injection: Injection, transport: str, serve: Callable[[], Answer], refuse: Callable[[Problem], Response]
) -> Response:
    end_s = time.monotonic() + injection.delay_ms / 1000
    # The event loop counts whole milliseconds and may wake early.
    while (left_s := end_s - time.monotonic()) > 0:
        await asyncio.sleep(left_s)
    answer = _failed(injection, transport, serve, refuse)
    return answer if isinstance(answer, Response) else await answer


def _failed(
    injection: Injection, transport: str, serve: Callable[[], Answer], refuse: Callable[[Problem], Response]
) -> Answer:
    answer = serve() if injection.problem is None else refuse(injection.problem)
    if isinstance(answer, Response):
        return _marked(answer, injection, transport)
    return _marked_later(answer, injection, transport)


async def _marked_later(answer: Coroutine[Any, Any, Response], injection: Injection, transport: str) -> Response:
    return _marked(await answer, injection, transport)


def _marked(response: Response, injection: Injection, transport: str) -> Response:
    malformed = injection.broken == Broken.MALFORMED
    return msgspec.structs.replace(
        response,
        headers=[*response.headers, (HEADER, injection.name.encode("ascii"))],
        body=garbled(response.body, transport) if malformed else response.body,
        injected=injection.name,
        invented=injection.problem is not None,
        broken=injection.broken,
    )
