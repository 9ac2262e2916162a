"""Requests to the JSON API, carried out as calls over gRPC or gRPC-Web by the official client for JavaScript.

So whatever is written against the JSON API runs over the other protocols as well, and may be compared.
"""

from __future__ import annotations

import json
from typing import Any

import httpx

from mockserver.errors.codes import HTTP_STATUS, Code
from mockserver.spec.description import description
from mockserver.surface.library import surface
from mockserver.surface.model import json_name
from tests.clients.bridge import Bridge, RpcError
from tests.recorded import Described, fits, operations

DESCRIBED = operations(description())
RPCS = [operation for operation in DESCRIBED if "x-rpc" in operation.node]
"""What is served over all three protocols."""
_BRIDGED = frozenset(
    {
        "zitadel.action.v2beta.ActionService",
        "zitadel.admin.v1.AdminService",
        "zitadel.auth.v1.AuthService",
        "zitadel.management.v1.ManagementService",
        "zitadel.org.v2.OrganizationService",
        "zitadel.session.v2.SessionService",
        "zitadel.user.v2.UserService",
    }
)
"""Services that the client calls (tests/clients/bridge.mjs); it is older than some of the others."""
_OF_CLIENT = "proto-1.3.1"
"""The version of the surface that the client knows."""


def can_be_bridged(operation: Described) -> bool:
    """Whether the client has the operation's method."""
    service, _, method = operation.node.get("x-rpc", "").partition("/")
    return service in _BRIDGED and method in surface(_OF_CLIENT).service(service).methods


_METADATA = ("authorization", "x-zitadel-orgid", "accept-language")


def operation_of(request: httpx.Request) -> Described:
    """The operation that a request means; literal segments win over parameters."""
    fitting = [
        operation
        for operation in DESCRIBED
        if operation.method == request.method and fits(operation.path, request.url.path)
    ]
    return min(fitting, key=lambda operation: operation.path.count("{"))


class RpcTransport(httpx.BaseTransport):
    """Answers requests with what a call over another protocol answered."""

    def __init__(self, bridge: Bridge, transport: str, base_url: str, **options: Any) -> None:
        """Prepare for one server.

        Args:
            transport, options: as `Bridge.call` takes them.
        """
        self._bridge = bridge
        self._transport = transport
        self._base_url = base_url
        self._options = options

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Make one call."""
        operation = operation_of(request)
        answer = self._bridge.call(
            self._transport,
            self._base_url,
            operation.node["x-rpc"],
            _message(operation, request),
            {name: request.headers[name] for name in _METADATA if name in request.headers},
            **self._options,
        )
        if isinstance(answer, RpcError):
            body = {"code": answer.code, "message": answer.message}
            if answer.details:
                body["details"] = answer.details
            return httpx.Response(HTTP_STATUS[Code(answer.code)], json=body)
        return httpx.Response(200, json=answer)


def _message(operation: Described, request: httpx.Request) -> dict[str, Any]:
    """The message of a request, from its path, query and body."""
    message: dict[str, Any] = json.loads(request.content) if request.content else {}
    message.update(request.url.params)
    renamed = {
        parameter["name"]: parameter["x-field"]
        for parameter in operation.node.get("parameters", ())
        if "x-field" in parameter
    }
    facts = surface()
    types = {json_name(field.name): field.type for field in facts.message(_input(operation)).fields.values()}
    for template, segment in zip(operation.path.split("/"), request.url.path.split("/"), strict=True):
        if template.startswith("{"):
            name = renamed.get(template[1:-1], template[1:-1])
            # In JSON an enum is a name or a number, and no number as a text.
            is_number = segment.isdecimal() and facts.is_enum(types[name])
            message[name] = int(segment) if is_number else segment
    return message


def _input(operation: Described) -> str:
    return surface().method(operation.node["x-rpc"]).request
