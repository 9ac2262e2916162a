"""The document of all operations of ZITADEL, and what becomes of a request for each: modelled, made up or refused."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, NamedTuple

from mockserver.spec.description import describe_all, description
from mockserver.spec.modelled import modelled
from mockserver.spec.writing.everything import FABRICATED, UNMODELLED
from mockserver.surface.library import surface
from mockserver.surface.offered import services
from mockserver.unmodelled.fabricated.engine import boundary


class Status(StrEnum):
    """What becomes of a request."""

    MODELLED = "modelled"
    FABRICATED = "fabricated"
    """Made up with `--unmodelled fabricate`, else refused."""
    REFUSED = "refused"
    """Not even made up, since what it is about is modelled."""


class Operation(NamedTuple):
    """A way to reach an operation.

    Attributes:
        permission: `authenticated` where a valid token is enough; empty where none is needed.
        rpc: `package.Service/Method`; empty where it is plain HTTP.
        id: the operationId; empty where only gRPC and Connect reach it.
    """

    method: str
    path: str
    permission: str
    rpc: str
    id: str
    status: Status


def status_of(rpc: str) -> Status:
    """What becomes of a request for a method that callers of an instance can reach."""
    if rpc in modelled():
        return Status.MODELLED
    return Status.FABRICATED if boundary().can_fabricate(rpc) else Status.REFUSED


def everything() -> dict[str, Any]:
    """The document of all operations that HTTP reaches; of each it says whether it can be made up.

    Raises: as `describe` does.
    """
    return describe_all(boundary().can_fabricate)


def operations(*, unmodelled: bool) -> Iterator[Operation]:
    """All ways in the order of the document, behind them those of methods that have no path of their own.

    Args:
        unmodelled: whether those count that nobody modelled.

    Raises: as `describe` does.
    """
    document = everything() if unmodelled else description()
    reached = set()
    for path, item in document["paths"].items():
        for verb, node in item.items():
            permission = node.get("x-permission", "")
            reached.add(node.get("x-rpc"))
            yield Operation(verb.upper(), path, permission, node.get("x-rpc", ""), node["operationId"], _status(node))
    if unmodelled:
        for service in services(surface()):
            for method in service.methods.values():
                rpc = f"{service.name}/{method.name}"
                if rpc not in reached:
                    yield Operation("POST", f"/{rpc}", method.permission, rpc, "", status_of(rpc))


def _status(node: dict[str, Any]) -> Status:
    if not node.get(UNMODELLED):
        return Status.MODELLED
    return Status.FABRICATED if node[FABRICATED] else Status.REFUSED
