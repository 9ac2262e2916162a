"""From Connexion's reading of the spec to routes."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any

from connexion.middleware.abstract import AbstractRoutingAPI
from connexion.operations.abstract import AbstractOperation
from connexion.spec import Specification

from mockserver.operations.registry import HANDLERS
from mockserver.pipeline import ServedOperation, serve_operation
from mockserver.settings import Settings
from mockserver.spec.matrix import FlowMatrix
from mockserver.spec.operation import compile_operation
from mockserver.store.instance import Instance
from mockserver.wire.http import HttpRequest, Response
from mockserver.wire.plain import PLAIN_HANDLERS
from mockserver.wire.routes import Routes

HttpHandler = Callable[[HttpRequest, Instance, Settings], Coroutine[Any, Any, Response]]


@dataclass(frozen=True, slots=True)
class PlainRoute:
    """A fixed answer."""

    answer: Callable[[], Response]


@dataclass(frozen=True, slots=True)
class HttpRoute:
    """An endpoint that is no operation of a service."""

    answer: HttpHandler


Route = ServedOperation | PlainRoute | HttpRoute


def function_of(operation_id: str) -> Callable[..., Any]:
    """The function of an operationId, for Connexion's resolver.

    Raises: ValueError, which Connexion reports as a bad spec at start.
    """
    function = HANDLERS.get(operation_id) or PLAIN_HANDLERS.get(operation_id)
    if function is None:
        raise ValueError(f"no function serves operationId {operation_id!r}")
    return function


class CompiledApi(AbstractRoutingAPI[Route]):
    """Compiles each operation that Connexion reads from the spec and keeps it under its route."""

    def __init__(self, specification: Specification, routes: Routes[Route], **kwargs: Any) -> None:
        self._routes = routes
        self._matrix = FlowMatrix(specification)
        self.operations: list[ServedOperation] = []
        super().__init__(specification, **kwargs)

    def make_operation(self, operation: AbstractOperation) -> Route:
        """Compile one operation. Its `$ref`s are resolved already."""
        if operation.operation_id in PLAIN_HANDLERS:
            return PlainRoute(PLAIN_HANDLERS[operation.operation_id])
        described: Mapping[str, Any] = self.specification["paths"][operation.path][operation.method]
        spec = compile_operation(self.specification, operation.path, operation.method, described)
        served = serve_operation(spec, operation.function, self._matrix)
        self.operations.append(served)
        return served

    @staticmethod
    def _framework_path_and_name(_: AbstractOperation, path: str) -> tuple[str, str]:
        return path, path

    def _add_operation_internal(self, method: str, path: str, operation: Route, name: str | None = None) -> None:
        del name
        self._routes.add(method.upper(), path, operation)
