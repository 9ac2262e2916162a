"""Methods that nobody modelled, as operations: judged like all others, then refused. Never a success."""

from __future__ import annotations

import functools
from typing import Any, NoReturn

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem, Refused
from mockserver.operations.context import Context
from mockserver.operations.messages.base import Message
from mockserver.pipeline import ServedOperation, serve_operation
from mockserver.spec.matrix import FlowMatrix
from mockserver.spec.operation import OperationSpec
from mockserver.spec.reader import message_reader
from mockserver.spec.rules import FieldRules
from mockserver.unmodelled.bindings import Binding, Limit

_NO_FLOWS: dict[str, list[Any]] = {"x-flow-types": [], "x-trigger-types": []}


def not_modelled(rpc: str) -> Problem:
    """The refusal of a method, which says what to do."""
    return Problem(
        "", Code.UNIMPLEMENTED, f"this mock does not model {rpc}; `zitadel-mock routes` lists what it serves"
    )


@functools.cache
def refusing(binding: Binding) -> ServedOperation:
    """An operation that authenticates, chooses the organisation, asks for the permission, and holds the rules of the
    path's fields, as the real server does; what would follow is refused.

    It has no operationId, so that the journal shows its requests as such that nothing serves. Of a body only the form
    is judged: it must be a JSON object. Whether further permissions are asked for within an operation of v2 is unknown.
    Source: recordings/edges-foreign_operations-1.jsonl.
    """

    def refuse() -> NoReturn:
        raise Refused(not_modelled(binding.rpc))

    def refuse_caller(_context: Context, _request: Message) -> Message:
        refuse()

    def refuse_anyone(_request: Message) -> Message:
        refuse()

    spec = OperationSpec(
        id="",
        method=binding.verb,
        path=binding.path,
        rpc=binding.rpc,
        permission=binding.permission,
        error_ids=(),
        renamed={limit.field: _camel(limit.field) for limit in binding.limits if _camel(limit.field) != limit.field},
        query_fields=(),
        read_body=message_reader({}, {}) if binding.has_body else None,
        body_names={},
        read_message=None,
        message_names={},
        rules=_rules(binding),
        status=200,
    )
    return serve_operation(spec, refuse_anyone if binding.permission is None else refuse_caller, FlowMatrix(_NO_FLOWS))


def _rules(binding: Binding) -> FieldRules | None:
    if not binding.limits:
        return None
    fields = {_camel(limit.field): _schema(limit) for limit in binding.limits}
    message = f"{binding.rpc.partition('/')[2]}Request"
    return FieldRules({"type": "object", "x-message": message, "properties": fields})


def _schema(limit: Limit) -> dict[str, Any]:
    longest = {} if limit.longest is None else {"maxLength": limit.longest}
    return {"type": "string", "minLength": limit.shortest} | longest


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(part.capitalize() for part in rest)
