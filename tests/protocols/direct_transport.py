"""Requests to the JSON API and over Connect, carried out as calls over gRPC or gRPC-Web with our own message classes.

Beside `rpc_transport.py`, whose client is other people's, this reaches every operation that is modelled. What is no
call of an operation, such as a login, or what JSON alone can say wrongly, goes the way it was meant to.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import grpc
import httpx
from google.protobuf import json_format

from contracts.messages import Messages
from contracts.target import Target
from contracts.verify.call import Ending, Metadata, RawTransport
from contracts.verify.connect_codes import CODES
from contracts.verify.descriptors import Descriptors
from contracts.verify.grpc_web_transport import GrpcWebTransport
from contracts.verify.schemas import Schemas
from contracts.verify.spec import read_spec
from mockserver.errors.codes import HTTP_STATUS, Code
from mockserver.protos import pool
from mockserver.spec.description import description, description_file
from tests.conftest import REQUEST_TIMEOUT_S
from tests.protocols.grpc_client import GrpcClient, connected
from tests.recorded import Described, fits, operations

_OPERATIONS = sorted(
    (operation for operation in operations(description()) if "x-rpc" in operation.node),
    # Literal segments win over parameters.
    key=lambda operation: operation.path.count("{"),
)
_PASSED_ON = ("authorization", "x-zitadel-orgid", "accept-language")
_NAMES = {number: name for name, number in CODES.items()}


class _Grpcio:
    """Sends bytes by gRPC's own client for Python."""

    def __init__(self, client: GrpcClient) -> None:
        self._client = client

    def raw(self, rpc: str, data: bytes, metadata: Metadata) -> Ending:
        """Make one call."""
        service, _, method = rpc.partition("/")
        call = self._client.start(method, data, metadata, service=service)
        code = call.code()
        if code is grpc.StatusCode.OK:
            return 0, "", call.result()
        return code.value[0], call.details() or "", dict(call.trailing_metadata() or ()).get("grpc-status-details-bin")


class DirectTransport(httpx.BaseTransport):
    """Answers requests with what a call over another protocol answered.

    Attributes:
        calls: how many were made over that.
    """

    def __init__(self, messages: Messages, rpc: RawTransport, http: httpx.BaseTransport) -> None:
        """Prepare; `http` takes what is no call of an operation."""
        self.calls = 0
        self._messages = messages
        self._rpc = rpc
        self._http = http

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Make one call."""
        operation = _operation_of(request)
        # Of a path that is not ASCII the real server's gateway makes what no message can hold.
        is_call = operation is not None and request.url.path.isascii()
        data = self._encoded(operation, request) if operation is not None and is_call else None
        if operation is None or data is None:
            return self._http.handle_request(request)
        metadata = [(name, request.headers[name]) for name in _PASSED_ON if request.headers.get(name)]
        rpc = operation.node["x-rpc"]
        self.calls += 1
        code, message, packed = self._rpc.raw(rpc, data, metadata)
        if code == 0:
            return httpx.Response(200, json=self._messages.decoded(rpc, packed or b""))
        over_connect = request.url.path == f"/{rpc}"
        body: dict[str, Any] = {"code": _NAMES[code] if over_connect else code, "message": message}
        if packed is not None:
            body["details"] = [_connect_detail(row) if over_connect else _rest_detail(row) for row in _details(packed)]
        return httpx.Response(HTTP_STATUS[Code(code)], json=body)

    def _encoded(self, operation: Described, request: httpx.Request) -> bytes | None:
        """The message of a request; None where it is none that protobuf could say."""
        try:
            # Over Connect no text at all is no message.
            text = request.content or (b"" if request.url.path == f"/{operation.node['x-rpc']}" else b"{}")
            body = json.loads(text, object_pairs_hook=_unique)
            message = {**body, **dict(request.url.params), **_in_path(operation, request.url.path)}
            return self._messages.encoded(operation.node["x-rpc"], message)
        except (json_format.ParseError, TypeError, ValueError):
            return None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Members of an object. Raises: ValueError for a name that comes twice, which JSON alone can say."""
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a name twice")
    return dict(pairs)


def _details(packed: bytes) -> list[Any]:
    status: Any = pool.message_class("google.rpc.Status").FromString(packed)
    return list(status.details)


def _rest_detail(detail: Any) -> dict[str, Any]:
    return {"@type": detail.type_url, **_told(detail)}


def _connect_detail(detail: Any) -> dict[str, Any]:
    value = base64.b64encode(detail.value).decode().rstrip("=")
    return {"type": detail.type_url.rpartition("/")[2], "value": value, "debug": _told(detail)}


def _told(detail: Any) -> dict[str, Any]:
    message = pool.message_class(detail.type_url.rpartition("/")[2]).FromString(detail.value)
    return json_format.MessageToDict(message, descriptor_pool=pool.descriptor_pool())


def _operation_of(request: httpx.Request) -> Described | None:
    for operation in _OPERATIONS:
        if operation.method == request.method and fits(operation.path, request.url.path):
            return operation
    return None


def _in_path(operation: Described, path: str) -> dict[str, str]:
    renamed = {row["name"]: row["x-field"] for row in operation.node.get("parameters", ()) if "x-field" in row}
    pairs = zip(operation.path.split("/"), path.split("/"), strict=True)
    names = ((template[1:-1], segment) for template, segment in pairs if template.startswith("{"))
    return {renamed.get(name, name): segment for name, segment in names}


@contextmanager
def behind(target: Target, transport: str) -> Iterator[tuple[httpx.Client, DirectTransport]]:
    """A client without a caller of its own whose calls go over `grpc` or `grpc-web`."""
    messages = Messages(pool.file_descriptor_set().SerializeToString())
    descriptors = Descriptors(messages, Schemas(read_spec(description_file())))
    with (
        httpx.HTTPTransport() as http,
        httpx.Client(base_url=target.base_url, timeout=REQUEST_TIMEOUT_S, trust_env=False) as web,
        connected(target) as own,
    ):
        rpc: RawTransport = _Grpcio(own) if transport == "grpc" else GrpcWebTransport(web, descriptors)
        direct = DirectTransport(messages, rpc, http)
        with httpx.Client(
            base_url=target.base_url, transport=direct, timeout=REQUEST_TIMEOUT_S, trust_env=False
        ) as client:
            yield client, direct
