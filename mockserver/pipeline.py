"""The order in which a request is judged, whatever the protocol that it came by.

authenticate → organisation → permission → field rules → operation. What comes before (route, reading of the body) is
the protocol's; recordings/access.jsonl shows the order.
"""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from mockserver.access.caller import Caller, authenticate, authorise, choose_organisation
from mockserver.errors.languages import negotiate
from mockserver.operations.context import Context
from mockserver.operations.messages.base import Empty, Message
from mockserver.operations.registry import Handler
from mockserver.spec.json_values import JsonObject
from mockserver.spec.matrix import FlowMatrix
from mockserver.spec.operation import OperationSpec
from mockserver.store.instance import Instance


class Metadata(msgspec.Struct, frozen=True):
    """What a request says beside its message; the same for every protocol."""

    authorization: str | None
    """The `Authorization` header, as it came."""
    organisation: str
    """The `x-zitadel-orgid` header; empty where there is none."""
    accept_language: str

    @property
    def language(self) -> str:
        """The language of translated texts."""
        return negotiate(self.accept_language)


_NOTHING = Empty()
"""Stands where a step has not filled in its part yet."""


class Call(msgspec.Struct, gc=False):
    """One request on its way through the steps; each fills in what the next ones need."""

    instance: Instance
    message: JsonObject
    """Canonical, with the fields of the path."""
    metadata: Metadata
    context: Context | None = None
    """Who calls, and for what; None where anyone may call."""
    request: Message = _NOTHING
    """The typed message."""
    answer: Message = _NOTHING


@dataclass(frozen=True, slots=True)
class ServedOperation:
    """An operation of the spec with what serves it."""

    spec: OperationSpec
    request_type: type[Message]
    carry_out: Callable[[Context | None, Message], Message]
    matrix: FlowMatrix

    def serve(self, instance: Instance, message: JsonObject, metadata: Metadata) -> Message:
        """Judge and carry out one request, given as a canonical message.

        Raises: Refused, with the first problem in the order of judgement.
        """
        call = Call(instance, message, metadata)
        for step in STEPS:
            step(self, call)
        return call.answer


Step = Callable[[ServedOperation, Call], None]
"""Judges a call. Raises: Refused."""


def admit(operation: ServedOperation, call: Call) -> None:
    """Find out who calls and for which organisation, and whether that is allowed."""
    spec = operation.spec
    if spec.permission is None:
        return
    instance, metadata = call.instance, call.metadata
    state = instance.state
    user = authenticate(state, metadata.authorization, instance.clock.now())
    if instance.lagging is not None and is_reading(spec):
        state = instance.lagging.now()
    organisation = choose_organisation(state, user, metadata.organisation)
    authorise(state, Caller(user, organisation), spec.permission)
    call.context = Context(instance, state, user, organisation, metadata.language, operation.matrix)


def hold_rules(operation: ServedOperation, call: Call) -> None:
    """Hold the field rules, and type the message."""
    rules = operation.spec.rules
    if rules is not None:
        rules.check(call.message)
    call.request = msgspec.convert(call.message, operation.request_type)


def carry_out(operation: ServedOperation, call: Call) -> None:
    """Have the operation decide."""
    call.answer = operation.carry_out(call.context, call.request)


STEPS: tuple[Step, ...] = (admit, hold_rules, carry_out)
"""The order. Every protocol's requests take these steps one after the other, and so do those of the Connexion
application, whose middlewares are put in this order."""


def is_reading(spec: OperationSpec) -> bool:
    """Whether an operation changes nothing; where reads lag behind writes, such ones do."""
    return spec.method == "GET" or spec.path.endswith("/_search")


def serve_operation(spec: OperationSpec, handler: Handler, matrix: FlowMatrix) -> ServedOperation:
    """Join an operation of the spec with its function.

    Raises: TypeError where the function's parameters do not fit the operation.
    """
    parameters = typing.get_type_hints(handler)
    names = list(inspect.signature(handler).parameters)
    if len(names) != (1 if spec.permission is None else 2):
        raise TypeError(f"{spec.id}: {handler.__name__} takes {names}, which does not fit its security")

    def for_anyone(_: Context | None, request: Message) -> Message:
        response: Message = handler(request)
        return response

    return ServedOperation(spec, parameters[names[-1]], for_anyone if spec.permission is None else handler, matrix)
