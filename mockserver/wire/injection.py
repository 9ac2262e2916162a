"""Letting a request fail on purpose: by a rule of its instance, or because it asks for it.

An error is answered instead of asking the operation. A broken connection breaks the answer of an operation that was
carried out, as when a real network loses it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

import msgspec

from mockserver.errors.lookup import row_for
from mockserver.errors.problem import Problem, Refused
from mockserver.later import Later
from mockserver.spec.operation import OperationSpec
from mockserver.store.faults import Fault, Faults, Success
from mockserver.store.instance import Instance
from mockserver.wire.http import Answer, HttpRequest, Response
from mockserver.wire.organisation import organisation_of
from mockserver.wire.preferences import DELAY, PREFER, asked_delay_ms, preferences, preferred_problem
from mockserver.wire.responses import JSON, encode_json

if TYPE_CHECKING:
    from mockserver.wire import disturbing, fault_fitting, successes
else:
    disturbing, fault_fitting = Later("mockserver.wire.disturbing"), Later("mockserver.wire.fault_fitting")
    successes = Later("mockserver.wire.successes")

HEADER = b"x-mock-injected"
_SUCCESSES = frozenset(Success)


class Injection(msgspec.Struct, frozen=True):
    """What goes wrong with one request.

    Attributes:
        fault: the rule that struck; None where the request asks for it.
        success: what becomes of its success.
        example: the answer that it gets instead.
    """

    name: str
    delay_ms: float = 0.0
    problem: Problem | None = None
    fault: Fault | None = None
    success: Success | None = None
    example: Any = None


class Callee(msgspec.Struct, frozen=True):
    """What is called, as far as failing needs to know it.

    Attributes:
        path: the template of its path; of several errors of one ID it says which is meant.
        preferred: the error that a request prefers to get; None where it prefers none.
        rpc: `package.Service/Method`; empty where it has none.
    """

    id: str
    path: str
    preferred: Callable[[HttpRequest], Problem | None]
    rpc: str = ""


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
    callee = Callee(spec.id, spec.path, lambda request: preferred_problem(request, spec), spec.rpc)
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
    return failing_by(
        instance.faults, callee, transport, request, lambda: organisation_of(request, instance), serve, refuse
    )


def failing_by(
    faults: Faults,
    callee: Callee,
    transport: str,
    request: HttpRequest,
    organisation: Callable[[], str],
    serve: Callable[[], Answer],
    refuse: Callable[[Problem], Response],
) -> Answer:
    """As `failing_as`, by rules that belong to no instance."""
    try:
        injection = _injection(faults, callee, transport, request, organisation)
    except Refused as refusal:
        return msgspec.structs.replace(refuse(refusal.problem), reached=False)
    if injection is None:
        return serve()
    if injection.delay_ms:
        return _later(injection, callee, transport, request, serve, refuse)
    return _failed(injection, callee, transport, request, serve, refuse)


def _injection(
    faults: Faults, callee: Callee, transport: str, request: HttpRequest, organisation: Callable[[], str]
) -> Injection | None:
    delay_ms = asked_delay_ms(request)
    if callee.rpc and PREFER in request.headers:
        wanted = preferences(request.text(PREFER)).get("example", "")
        if wanted in _SUCCESSES:
            return Injection("Prefer", delay_ms, success=Success(wanted))
        if transport == "json" and wanted and wanted in successes.examples(callee.id):
            return Injection("Prefer", delay_ms, example=successes.examples(callee.id)[wanted])
    problem = callee.preferred(request)
    if problem is not None:
        return Injection("Prefer", delay_ms, problem)
    fault = faults.strike(
        callee.id, transport, organisation, lambda fault: fault_fitting.fits(fault, request, callee.rpc)
    )
    if fault is None:
        return Injection(DELAY.decode(), delay_ms) if delay_ms else None
    return Injection(
        fault.name,
        delay_ms or (fault.delay.draw(faults.random) if fault.delay is not None else 0.0),
        row_for(fault.problems, callee.path) if fault.problems else None,
        fault,
        fault.success,
    )


async def _later(
    injection: Injection,
    callee: Callee,
    transport: str,
    request: HttpRequest,
    serve: Callable[[], Answer],
    refuse: Callable[[Problem], Response],
) -> Response:
    end_s = time.monotonic() + injection.delay_ms / 1000
    # The event loop counts whole milliseconds and may wake early.
    while (left_s := end_s - time.monotonic()) > 0:
        await asyncio.sleep(left_s)
    answer = _failed(injection, callee, transport, request, serve, refuse)
    return answer if isinstance(answer, Response) else await answer


def _failed(
    injection: Injection,
    callee: Callee,
    transport: str,
    request: HttpRequest,
    serve: Callable[[], Answer],
    refuse: Callable[[Problem], Response],
) -> Answer:
    if injection.example is not None:
        example = Response(200, [JSON], encode_json(injection.example), operation=callee.id, transport=transport)
        return _marked(example, injection, callee, transport, request)
    answer = serve() if injection.problem is None else refuse(injection.problem)
    if isinstance(answer, Response):
        return _marked(answer, injection, callee, transport, request)
    return _marked_later(answer, injection, callee, transport, request)


async def _marked_later(
    answer: Coroutine[Any, Any, Response], injection: Injection, callee: Callee, transport: str, request: HttpRequest
) -> Response:
    return _marked(await answer, injection, callee, transport, request)


def _marked(response: Response, injection: Injection, callee: Callee, transport: str, request: HttpRequest) -> Response:
    if injection.success is not None:
        response = successes.succeeding(response, injection.success, callee.rpc)
    marked = msgspec.structs.replace(
        response,
        headers=[*response.headers, (HEADER, injection.name.encode("ascii"))],
        injected=injection.name,
        invented=injection.problem is not None or injection.example is not None,
    )
    return marked if injection.fault is None else disturbing.disturbed(marked, injection.fault, transport, request)
