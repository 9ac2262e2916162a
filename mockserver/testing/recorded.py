"""A request that the server was sent, as a test looks at it."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mockserver.control.changes import changed
from mockserver.control.exchange_view import details
from mockserver.control.near_misses import near_misses
from mockserver.control.steps import unmatched
from mockserver.pipeline import ServedOperation
from mockserver.store.instance import Instance
from mockserver.wire.grpc.unary import Rpcs
from mockserver.wire.http import Exchange


@dataclass(frozen=True, slots=True)
class RecordedRequest:
    """A request and its answer.

    Attributes:
        number: counts the requests of an instance from 1.
        operation: its operationId, such as `SetTriggerActions`; empty where nothing serves the request.
        transport: `json`, `grpc`, `grpc-web`, `connect`, or `http` where no operation was asked for.
        organisation: id of the organisation that it was for; empty where that is not known.
        headers: by lower-case name.
        body: the JSON that was sent, with gRPC the JSON that the message stands for; text or bytes where it is no JSON;
            None where there was none.
        status: HTTP status of the answer; of gRPC the one that stands for its code.
        error_id: such as `COMMAND-Nfh52`; empty where there is none.
        message: text of the error.
        answer: as `body`.
        injected: name of the fault that struck; empty where none did.
        closest: of a request that nothing serves, what it was most likely meant to be.
        user_agent: the header; empty where there is none.
        client: user name of the caller; empty where the token is not known.
        changed: whether it was a call of an operation that changed the state.
    """

    number: int
    method: str
    path: str
    query: str
    host: str
    operation: str
    transport: str
    organisation: str
    headers: Mapping[str, str]
    body: Any
    status: int
    error_id: str
    message: str
    answer: Any
    injected: str
    closest: str
    user_agent: str
    client: str
    changed: bool


def recorded(
    exchange: Exchange, instance: Instance, rpcs: Rpcs, operations: Sequence[ServedOperation]
) -> RecordedRequest:
    """An exchange of an instance's journal."""
    shown = details(exchange, instance, rpcs)
    return RecordedRequest(
        number=shown["id"],
        method=shown["method"],
        path=shown["path"],
        query=shown["query"],
        host=shown["host"],
        operation=shown["operation"],
        transport=shown["transport"],
        organisation=shown["organisation"],
        headers={field["name"]: field["value"] for field in shown["request"]["headers"]},
        body=_body(shown["request"]),
        status=shown["status"],
        error_id=shown["errorId"],
        message=shown["message"],
        answer=_body(shown["response"]),
        injected=shown["injected"],
        closest=_closest(exchange, operations) if unmatched(exchange.response) else "",
        user_agent=shown["userAgent"],
        client=shown["client"],
        changed=changed(exchange, {served.spec.id: served.spec for served in operations}),
    )


def _body(shown: Mapping[str, Any]) -> Any:
    if "json" in shown:
        return shown["json"]
    return base64.b64decode(shown["base64"]) if "base64" in shown else shown.get("text")


def _closest(exchange: Exchange, operations: Iterable[ServedOperation]) -> str:
    for near in near_misses(exchange.request, operations):
        return f"{near['operation']}, {near['method']} {near['path']}"
    return ""
