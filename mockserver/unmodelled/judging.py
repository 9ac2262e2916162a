"""Methods that nobody modelled, as operations of the pipeline: all that precedes an answer is derived.

They have no operationId, so that nothing takes them for modelled. Whether further permissions are asked for within an
operation of v2 is unknown.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mockserver.operations.context import Context
from mockserver.pipeline import ServedOperation, serve_operation
from mockserver.spec.derived import derive_operation
from mockserver.spec.json_values import JsonObject
from mockserver.spec.matrix import FlowMatrix
from mockserver.spec.message_types import message_types
from mockserver.unmodelled.paths import Known

Answering = Callable[[Context | None, JsonObject], JsonObject]
"""`answering(context, message) -> message`; without a context where the method asks for no token."""

_NO_FLOWS: dict[str, list[Any]] = {"x-flow-types": [], "x-trigger-types": []}


def judged(known: Known, answering: Answering) -> ServedOperation:
    """An operation that judges a request as the real server does, and answers as it is told."""
    spec = derive_operation(known.rpc, known.binding.path if known.binding is not None else "", message_types())

    def of_caller(context: Context, request: JsonObject) -> JsonObject:
        return answering(context, request)

    def of_anyone(request: JsonObject) -> JsonObject:
        return answering(None, request)

    return serve_operation(spec, of_anyone if spec.permission is None else of_caller, FlowMatrix(_NO_FLOWS))
