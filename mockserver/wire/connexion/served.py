"""A document that Connexion is to serve, with what serves its operations."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from mockserver.pipeline import ServedOperation, carried_out
from mockserver.wire.api import PlainRoute
from mockserver.wire.connexion.messages import Rendered
from mockserver.wire.connexion.visit import Visit
from mockserver.wire.json_call import answered

Served = ServedOperation | PlainRoute
Operations = Mapping[str, Served]
"""By operationId."""
NOBODYS: Operations = {}
"""What serves the operations of a document that is not ours."""


@dataclass(frozen=True, slots=True)
class Document:
    """An OpenAPI document, whose callers show bearer tokens, and what serves its operations."""

    document: dict[str, Any]
    operations: Operations


def of_ours(operations: Operations, operation_id: str | None) -> ServedOperation | None:
    """The operation that our steps judge; None for one that is plain, or somebody else's."""
    served = operations.get(operation_id or "")
    return served if isinstance(served, ServedOperation) else None


def functions(operations: Operations) -> Callable[[str], Callable[..., Awaitable[Rendered]]]:
    """What finds the function of an operationId.

    It raises ValueError where there is none, which Connexion tells of at its start.
    """

    def function_of(operation_id: str) -> Callable[..., Awaitable[Rendered]]:
        served = operations.get(operation_id)
        if served is None:
            raise ValueError(f"no function serves operationId {operation_id!r}")
        return _plain(served) if isinstance(served, PlainRoute) else _judged(served)

    return function_of


def _plain(route: PlainRoute) -> Callable[[], Awaitable[Rendered]]:
    async def answer() -> Rendered:
        return Rendered(route.answer())

    return answer


def _judged(operation: ServedOperation) -> Callable[[Visit], Awaitable[Rendered]]:
    async def answer(visit: Visit) -> Rendered:
        answer: object = await carried_out(operation, visit.context, visit.typed, visit.telling)
        if visit.hooks is not None:
            answer = await visit.hooks.behind(answer, visit.metadata.language)
        return Rendered(answered(operation.spec, answer))

    return answer
