"""Which items an exchange touches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mockserver.coverage.items import ANY_OPERATION, SET_TRIGGER_ACTIONS, Dimension, Item, cell
from mockserver.coverage.keywords import touched_keywords
from mockserver.traffic.described import DescribedApi, DescribedOperation
from mockserver.traffic.exchange import header
from mockserver.traffic.reading import Reading, Transport


def touched(api: DescribedApi, reading: Reading) -> Iterator[Item]:
    """The items of one exchange; some may be none of the API's, where the server answered otherwise than described."""
    operation = reading.operation
    if operation is None:
        return
    name = operation.spec.id
    yield Item(Dimension.OPERATIONS, name, name)
    yield Item(Dimension.STATUSES, name, str(reading.status))
    if reading.error_id:
        owner = ANY_OPERATION if reading.error_id in api.access_error_ids else name
        yield Item(Dimension.ERROR_IDS, owner, reading.error_id)
    yield from (Item(Dimension.PARAMETERS, name, parameter) for parameter in _parameters(operation, reading))
    yield from (Item(Dimension.KEYWORDS, name, keyword) for keyword in touched_keywords(operation, reading))
    if name == SET_TRIGGER_ACTIONS:
        yield from _cells(api, operation, reading)


def _parameters(operation: DescribedOperation, reading: Reading) -> Iterator[str]:
    message = reading.request or {}
    for parameter in operation.parameters:
        place, _, name = parameter.partition(" ")
        field = operation.spec.renamed.get(name, name)
        in_path = place == "path" and reading.transport is Transport.JSON
        in_header = place == "header" and header(reading.exchange.request_headers, name)
        if in_path or in_header or (place in {"path", "query"} and field in message):
            yield parameter
    for name, value in message.items():
        yield from (f"body {field}" for field in _fields(value, name))


def _fields(value: Any, name: str) -> Iterator[str]:
    if isinstance(value, list):
        yield f"{name}[]"
        for item in value:
            yield from _fields(item, f"{name}[]")
    elif isinstance(value, dict):
        yield name
        for member, inner in value.items():
            yield from _fields(inner, f"{name}.{member}")
    else:
        yield name


def _cells(api: DescribedApi, operation: DescribedOperation, reading: Reading) -> Iterator[Item]:
    """The cell that was asked for, where the operation itself answered: access alone says nothing of the matrix."""
    if reading.request is None or not (reading.succeeded or reading.error_id in operation.own_error_ids):
        return
    flow = api.matrix.flow(str(reading.request.get("flowType", "")))
    try:
        trigger = api.matrix.trigger_of_id(str(reading.request.get("triggerType", "")))
    except KeyError:
        return
    if flow is not None:
        yield cell(flow.id, trigger.id)
