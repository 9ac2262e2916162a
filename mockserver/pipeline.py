"""The order in which a request is judged, whatever the protocol that it came by.

authenticate → organisation → permission → executions of the request → field rules → operation → executions of the
response. What comes before (route, reading of the body) is
the protocol's; recordings/access.jsonl shows the order.
"""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast, final

import msgspec

from mockserver.access.caller import Caller, authenticate, authorise, choose_organisation, named_organisation
from mockserver.deliveries.around import Around, around
from mockserver.deliveries.model import Sent
from mockserver.errors.languages import negotiate
from mockserver.logins.site import Telling
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
    sent: Sent | None = None
    """The request as it came."""
    by_gateway: bool = False
    """Whether it came as JSON to a path of HTTP."""

    @property
    def language(self) -> str:
        """The language of translated texts."""
        return negotiate(self.accept_language)


class ServedOperation:
    """An operation of the spec with what serves it, which is found when it is first asked for.

    Attributes:
        request_type: what the function takes.
        carry_out: the operation's own part, of who calls (None where anyone may) and a message whose rules are held.
        waits: whether that has to be awaited, as it asks somebody else.
    """

    __slots__ = ("_find", "carry_out", "matrix", "request_type", "spec", "waits")

    spec: OperationSpec
    matrix: FlowMatrix
    request_type: type[Message] | type[JsonObject]
    carry_out: Callable[[Context | None, Any], Any]
    waits: bool

    def __init__(self, spec: OperationSpec, find: Callable[[], Handler], matrix: FlowMatrix) -> None:
        """Join an operation with what finds its function."""
        self.spec = spec
        self.matrix = matrix
        self._find = find

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """Called for what is not set yet."""
            if name not in {"request_type", "carry_out", "waits"}:
                raise AttributeError(name)
            self.resolve()
            return getattr(self, name)

    def resolve(self) -> None:
        """Find the function, whose import may take a moment.

        Raises: TypeError where its parameters do not fit the operation; ImportError and AttributeError where it is not
        there.
        """
        handler = self._find()
        parameters = typing.get_type_hints(handler)
        names = list(inspect.signature(handler).parameters)
        if len(names) != (1 if self.spec.permission is None else 2):
            raise TypeError(f"{self.spec.id}: {handler.__name__} takes {names}, which does not fit its security")
        self.request_type = parameters[names[-1]]
        self.waits = inspect.iscoroutinefunction(handler)
        self.carry_out = handler if self.spec.permission is not None else lambda _, request: handler(request)

    def serve(self, instance: Instance, message: JsonObject, metadata: Metadata) -> Message | JsonObject | Waiting:
        """Judge and carry out one request, given as a canonical message.

        Of methods that nobody modelled the answer is proto3 JSON. Where targets are to be asked, or the operation asks
        somebody itself, it is `Waiting`, and nothing was carried out yet.

        Raises: Refused, with the first problem in the order of judgement.
        """
        context = admit(self, instance, metadata, message)
        if instance.state.executions.held:
            hooks = hooks_of(self, instance, context, metadata)
            if hooks is not None:
                return Waiting(self, instance, context, message, metadata, hooks)
        if self.waits:
            return Waiting(self, instance, context, message, metadata, None)
        answer: Message | JsonObject = self.carry_out(context, hold_rules(self, message))
        return answer


@final
class Waiting(msgspec.Struct, frozen=True):
    """A call that was admitted, and for which somebody is still to be asked.

    Attributes:
        hooks: its targets, with what they were sent once it is over; None for none.
        telling: what the operation itself had run and sent, once it is over.
    """

    operation: ServedOperation
    instance: Instance
    context: Context | None
    message: JsonObject
    metadata: Metadata
    hooks: Around | None
    telling: Telling = msgspec.field(default_factory=Telling)

    async def over(self) -> Message | JsonObject:
        """Ask the targets of the request, carry the call out, and ask the targets of the response.

        Raises: Refused.
        """
        operation, instance = self.operation, self.instance
        state = instance.state
        message = self.message if self.hooks is None else await self.hooks.before(self.message)
        context = self.context
        if instance.state is not state:
            # Somebody put another state in its place meanwhile, where the caller may be nobody.
            context = admit(operation, instance, self.metadata, message)
        answer = await carried_out(operation, context, hold_rules(operation, message), self.telling)
        if self.hooks is None:
            return answer
        return cast(Message | JsonObject, await self.hooks.behind(answer, self.metadata.language))


async def carried_out(
    operation: ServedOperation, context: Context | None, message: Message | JsonObject, telling: Telling
) -> Message | JsonObject:
    """What an operation answers, which may have to be awaited.

    Args:
        telling: is told of what it had run and sent.

    Raises: Refused.
    """
    if not operation.waits:
        answer: Message | JsonObject = operation.carry_out(context, message)
        return answer
    told = context if context is None else msgspec.structs.replace(context, telling=telling)
    return cast(Message | JsonObject, await operation.carry_out(told, message))


def hooks_of(
    operation: ServedOperation, instance: Instance, context: Context | None, metadata: Metadata
) -> Around | None:
    """What executions have happen around a call; None for nothing."""
    return around(
        instance,
        operation.spec,
        organisation="" if context is None else context.organisation.id,
        user="" if context is None else context.user.id,
        sent=metadata.sent,
        by_gateway=metadata.by_gateway,
    )


def admit(operation: ServedOperation, instance: Instance, metadata: Metadata, message: JsonObject) -> Context | None:
    """Find out who calls and for which organisation, and whether that is allowed; None where anyone may call.

    Raises: Refused.
    """
    spec = operation.spec
    permission = spec.permission
    if permission is None:
        return None
    state = instance.state
    user = authenticate(state, metadata.authorization, instance.clock.now())
    if instance.lagging is not None and is_reading(spec):
        state = instance.lagging.now()
    asked = metadata.organisation
    if spec.organisation_field:
        asked = named_organisation(state, message.get(spec.organisation_field)) or asked
    organisation = choose_organisation(state, user, asked)
    resource = message.get(spec.checked_field, "") if spec.checked_field else None
    authorise(state, Caller(user, organisation), permission, resource)
    return Context(instance, state, user, organisation, metadata.language, operation.matrix)


def hold_rules(operation: ServedOperation, message: JsonObject) -> Message | JsonObject:
    """Hold the field rules, and type the message.

    Raises: Refused.
    """
    rules = operation.spec.rules
    if rules is not None:
        rules.check(message)
    return msgspec.convert(message, operation.request_type)


STEPS = (admit, hold_rules)
"""The order in which `serve` judges, for who takes its steps one at a time: Connexion's middlewares are put in it."""


def is_reading(spec: OperationSpec) -> bool:
    """Whether an operation changes nothing; where reads lag behind writes, such ones do."""
    return spec.method == "GET" or spec.path.endswith("/_search") or reads_by_name(spec.rpc)


def reads_by_name(rpc: str) -> bool:
    """Whether the name of a method says so."""
    return rpc.rpartition("/")[2].startswith(("Get", "List", "Search"))


def serve_operation(spec: OperationSpec, handler: Handler, matrix: FlowMatrix) -> ServedOperation:
    """Join an operation of the spec with its function.

    Raises: TypeError where the function's parameters do not fit the operation.
    """
    served = ServedOperation(spec, lambda: handler, matrix)
    served.resolve()
    return served
