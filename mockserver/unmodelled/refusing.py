"""Methods that nobody modelled, as operations: judged like all others, then refused. Never a success."""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import Any, NoReturn

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem, Refused
from mockserver.operations.context import Context
from mockserver.operations.messages.base import Message
from mockserver.pipeline import ServedOperation, serve_operation
from mockserver.spec.derived import derive_operation
from mockserver.spec.matrix import FlowMatrix
from mockserver.spec.message_types import message_types
from mockserver.unmodelled.paths import Known

_NO_FLOWS: dict[str, list[Any]] = {"x-flow-types": [], "x-trigger-types": []}


def not_modelled(rpc: str) -> Problem:
    """The refusal of a method, which says what to do."""
    return Problem(
        "", Code.UNIMPLEMENTED, f"this mock does not model {rpc}; `zitadel-mock routes` lists what it serves"
    )


@functools.cache
def refusing(rpc: str, path: str) -> ServedOperation:
    """An operation that authenticates, chooses the organisation, asks for the permission, and holds the rules of the
    request's fields, as the real server does; what would follow is refused.

    It has no operationId, so that the journal shows its requests as such that nothing serves. Whether further
    permissions are asked for within an operation of v2 is unknown.
    Source: recordings/edges-foreign_operations-1.jsonl.

    Args:
        path: the path template by which it is reached; empty for one that is reached by its name.
    """
    types = message_types()
    spec = derive_operation(rpc, path, types)
    if not path:
        # What comes by gRPC is not read, so there is nothing to judge.
        spec = replace(spec, rules=None)

    def refuse() -> NoReturn:
        raise Refused(not_modelled(rpc))

    def refuse_caller(_context: Context, _request: Message) -> Message:
        refuse()

    def refuse_anyone(_request: Message) -> Message:
        refuse()

    return serve_operation(spec, refuse_anyone if spec.permission is None else refuse_caller, FlowMatrix(_NO_FLOWS))


def refused(known: Known) -> ServedOperation:
    """The operation of a method, however it was found."""
    return refusing(known.rpc, known.binding.path if known.binding is not None else "")
