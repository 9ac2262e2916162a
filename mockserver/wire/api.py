"""From the spec to routes."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mockserver.operations.registry import HANDLERS, Handler
from mockserver.pipeline import ServedOperation
from mockserver.settings import Settings
from mockserver.spec.compiled import CompiledSpec
from mockserver.spec.matrix import FlowMatrix
from mockserver.spec.message_types import message_types
from mockserver.spec.operation import compile_operation, route_of
from mockserver.store.instance import Instance
from mockserver.wire.http import HttpRequest, Response
from mockserver.wire.plain import PLAIN_HANDLERS
from mockserver.wire.routes import Routes

if TYPE_CHECKING:
    from mockserver.unmodelled.paths import Known

HttpHandler = Callable[[HttpRequest, Instance, Settings], Coroutine[Any, Any, Response]]


@dataclass(frozen=True, slots=True)
class PlainRoute:
    """A fixed answer."""

    answer: Callable[[], Response]


@dataclass(frozen=True, slots=True)
class HttpRoute:
    """An endpoint that is no operation of a service."""

    answer: HttpHandler


@dataclass(frozen=True, slots=True)
class UnmodelledRoute:
    """A method of the real server's that nobody modelled."""

    known: Known


Route = ServedOperation | PlainRoute | HttpRoute | UnmodelledRoute


def function_of(operation_id: str) -> object:
    """What says that an operationId has a function; which one is found when it is first called.

    Raises: ValueError, which makes the spec a bad one.
    """
    if operation_id not in HANDLERS and operation_id not in PLAIN_HANDLERS:
        raise ValueError(f"no function serves operationId {operation_id!r}")
    return _served


def _served() -> None:
    """Stands for the function of an operation while the document is read."""


def _finding(operation_id: str) -> Callable[[], Handler]:
    return lambda: HANDLERS[operation_id]


def api_routes(spec: CompiledSpec, others: Iterable[tuple[str, str, HttpHandler]]) -> Routes[Route]:
    """The routes of all operations of the spec, and of endpoints beside it.

    Args:
        others: method, path and handler of each.
    """
    routes: Routes[Route] = Routes()
    matrix = FlowMatrix(spec.extensions)
    types = message_types()
    for operation in spec.operations:
        plain = PLAIN_HANDLERS.get(operation.definition["operationId"])
        if plain is not None:
            routes.add(operation.method.upper(), operation.path, PlainRoute(plain))
            continue
        compiled = compile_operation(spec.extensions, operation.path, operation.method, operation.definition, types)
        template = route_of(compiled.path, operation.definition)
        routes.add(compiled.method, template, ServedOperation(compiled, _finding(compiled.id), matrix))
    for method, path, handler in others:
        routes.add(method, path, HttpRoute(handler))
    return routes
