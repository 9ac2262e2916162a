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
from mockserver.operations.messages.base import Message
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


@dataclass(frozen=True, slots=True)
class ServedOperation:
    """An operation of the spec with what serves it."""

    spec: OperationSpec
    serve: Callable[[Instance, JsonObject, Metadata], Message | JsonObject]
    """Judge and carry out one request, given as a canonical message.

    Of methods that nobody modelled the answer is proto3 JSON.

    Raises: Refused, with the first problem in the order of judgement.
    """


def is_reading(spec: OperationSpec) -> bool:
    """Whether an operation changes nothing; where reads lag behind writes, such ones do."""
    return spec.method == "GET" or spec.path.endswith("/_search") or (not spec.id and _reads_by_name(spec.rpc))


def _reads_by_name(rpc: str) -> bool:
    """Whether the name of a method that nobody modelled says so."""
    return rpc.rpartition("/")[2].startswith(("Get", "List", "Search"))


def serve_operation(spec: OperationSpec, handler: Handler, matrix: FlowMatrix) -> ServedOperation:
    """Join an operation of the spec with its function.

    Raises: TypeError where the function's parameters do not fit the operation.
    """
    parameters = typing.get_type_hints(handler)
    names = list(inspect.signature(handler).parameters)
    if len(names) != (1 if spec.permission is None else 2):
        raise TypeError(f"{spec.id}: {handler.__name__} takes {names}, which does not fit its security")
    request_type: type[Message] | type[JsonObject] = parameters[names[-1]]
    permission = spec.permission
    rules = spec.rules
    reads = is_reading(spec)

    def read(message: JsonObject) -> Message | JsonObject:
        if rules is not None:
            rules.check(message)
        return msgspec.convert(message, request_type)

    def serve(instance: Instance, message: JsonObject, metadata: Metadata) -> Message | JsonObject:
        state = instance.state
        user = authenticate(state, metadata.authorization, instance.clock.now())
        if reads and instance.lagging is not None:
            state = instance.lagging.now()
        organisation = choose_organisation(state, user, metadata.organisation)
        authorise(state, Caller(user, organisation), permission or "")
        context = Context(instance, state, user, organisation, metadata.language, matrix)
        response: Message | JsonObject = handler(context, read(message))
        return response

    def serve_anyone(_: Instance, message: JsonObject, __: Metadata) -> Message | JsonObject:
        response: Message | JsonObject = handler(read(message))
        return response

    return ServedOperation(spec, serve_anyone if permission is None else serve)
