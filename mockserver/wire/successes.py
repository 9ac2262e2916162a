"""Successes as they are not expected: empty, short, without their list, with a field of the future; or an example."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from mockserver.later import Later
from mockserver.store.faults import Success
from mockserver.wire.http import Response

if TYPE_CHECKING:
    from google.protobuf.message import Message as Protobuf

    from mockserver.protos import pool
    from mockserver.spec import description
    from mockserver.wire.grpc import framing
else:
    pool, description = Later("mockserver.protos.pool"), Later("mockserver.spec.description")
    framing = Later("mockserver.wire.grpc.framing")

_SUCCEEDED = 200
_FUTURE = {"fieldOfTheFuture": {"since": "v9", "values": ["one", "two"]}}
_FUTURE_BYTES = b"\x82\xe2\x07\x03one"
"""Field 15904 of type bytes, which no message has."""
_TOTALS = frozenset({"totalResult"})


@functools.cache
def examples(operation: str) -> Mapping[str, Any]:
    """The answers by name that the document has of an operation; the only one of some is called `example`."""
    for item in description.description()["paths"].values():
        for node in item.values():
            if node.get("operationId") == operation:
                content = node["responses"].get("200", {}).get("content", {}).get("application/json", {})
                named = {name: example["value"] for name, example in content.get("examples", {}).items()}
                return named or ({"example": content["example"]} if "example" in content else {})
    return {}


def succeeding(response: Response, success: Success, rpc: str) -> Response:
    """A success that became what is wanted of it; a refusal, and what holds no list, stay as they are.

    Args:
        rpc: `package.Service/Method`, by which protobuf is read.
    """
    if response.status != _SUCCEEDED or response.problem is not None or not response.body:
        return response
    if response.body.startswith(b"{"):
        body = msgspec.json.encode(changed(msgspec.json.decode(response.body), success))
    else:
        body = _of_protobuf(response, success, rpc)
    return msgspec.structs.replace(response, body=body)


def changed(document: Any, success: Success) -> Any:
    """The JSON of an answer as it is wanted."""
    if not isinstance(document, dict):
        return document
    if success is Success.FUTURE_FIELD:
        return {**{name: _with_future(value) for name, value in document.items()}, **_FUTURE}
    lists = {name: value for name, value in document.items() if isinstance(value, list)}
    if success is Success.SHORT_PAGE:
        return {**document, **{name: value[: len(value) // 2] for name, value in lists.items()}}
    kept = {name: _without_total(value) for name, value in document.items() if name not in lists}
    return {**kept, **{name: [] for name in lists}} if success is Success.EMPTY_LIST else kept


def _with_future(value: Any) -> Any:
    if isinstance(value, list):
        return [{**row, **_FUTURE} if isinstance(row, dict) else row for row in value]
    return value


def _without_total(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: member for name, member in value.items() if name not in _TOTALS}
    return value


def _of_protobuf(response: Response, success: Success, rpc: str) -> bytes:
    """The same in protobuf, alone or in a frame; what is compressed stays as it is."""
    framed = response.transport.startswith("grpc")
    rest, data = b"", response.body
    if framed:
        flags, length = framing.prefix(data)
        if flags:
            return response.body
        rest, data = data[framing.PREFIX_BYTES + length :], data[framing.PREFIX_BYTES : framing.PREFIX_BYTES + length]
    if success is Success.FUTURE_FIELD:
        data += _FUTURE_BYTES
    else:
        service, _, method = rpc.partition("/")
        name = pool.service(service).methods_by_name[method].output_type.full_name
        data = _shortened(pool.message_class(name).FromString(data), success)
    return (framing.frame(data) if framed else data) + rest


def _shortened(message: Protobuf, success: Success) -> bytes:
    for field, value in message.ListFields():
        if field.is_repeated:
            kept = len(value) // 2 if success is Success.SHORT_PAGE else 0
            del value[kept:]
        elif success is not Success.SHORT_PAGE and field.message_type is not None:
            for inner in field.message_type.fields:
                if inner.json_name in _TOTALS:
                    value.ClearField(inner.name)
    return message.SerializeToString()
