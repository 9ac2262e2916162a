"""What happens around an operation: the targets of its request before it, and those of its response behind it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from mockserver.deliveries.calling import Interrupted, call_targets
from mockserver.deliveries.matching import REQUEST, RESPONSE, targets_of
from mockserver.deliveries.model import Delivery, Sent, TargetFailed
from mockserver.deliveries.outgoing import Outgoing, outgoing_of
from mockserver.domain.rows.targets import Target
from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem, Refused
from mockserver.later import Later
from mockserver.spec.json_values import JsonObject
from mockserver.spec.message_types import message_types
from mockserver.spec.operation import OperationSpec
from mockserver.store.instance import Instance

if TYPE_CHECKING:
    from mockserver.deliveries import messages, proto_json
else:
    messages, proto_json = Later("mockserver.deliveries.messages"), Later("mockserver.deliveries.proto_json")

_TOLD = (b"content-type", b"host", b"origin", b"x-forwarded-for", b"x-forwarded-host")
_GRPC = "application/grpc"
_UNKNOWN = "rpc error: code = Unknown desc = "
_encode = msgspec.json.Encoder().encode


class Around:
    """The targets of one call. They are those that there were when it came, whatever it does to them.

    Attributes:
        made: the calls so far.
    """

    def __init__(
        self,
        outgoing: Outgoing,
        method: messages.Method,
        before: Sequence[Target],
        behind: Sequence[Target],
        *,
        is_v2: bool,
    ) -> None:
        """Take the targets of the request, and those of the response."""
        self._outgoing = outgoing
        self._method = method
        self._before = before
        self._behind = behind
        self._is_v2 = is_v2
        self._request: JsonObject = {}
        self.made: list[Delivery] = []

    async def before(self, message: JsonObject) -> JsonObject:
        """The request as its targets leave it.

        Args:
            message: canonical, as what comes out.

        Raises: Refused.
        """
        subject = messages.RequestSubject(self._method, message)
        await self._call(self._before, subject)
        if self._behind:
            self._request = subject.shown()
        return subject.message

    async def behind(self, answer: object, language: str) -> object:
        """The response as its targets leave it: the answer itself where none changes it, else proto3 JSON.

        Raises: Refused, and what the operation did stays done.
        """
        if not self._behind:
            return answer
        subject = messages.ResponseSubject(self._method, self._request, json.loads(_encode(answer)))
        await self._call(self._behind, subject)
        if not subject.replaced:
            return answer
        proto_json.with_texts(self._method.response, subject.answer, language)
        return subject.answer

    async def _call(
        self, targets: Sequence[Target], subject: messages.RequestSubject | messages.ResponseSubject
    ) -> None:
        try:
            self.made += await call_targets(self._outgoing, targets, subject)
        except Interrupted as interrupted:
            self.made += interrupted.made
            raise Refused(self._problem(interrupted)) from interrupted

    def _problem(self, failed: TargetFailed) -> Problem:
        """What the caller is told; services of v2 tell what is no error of ZITADEL's as their library does."""
        problem = failed.problem
        if problem.code is Code.UNKNOWN and not problem.id and self._is_v2:
            return Problem("", Code.UNKNOWN, _UNKNOWN + problem.key)
        return problem


def around(
    instance: Instance, spec: OperationSpec, *, organisation: str, user: str, sent: Sent | None, by_gateway: bool
) -> Around | None:
    """What is to happen around a call; None where no execution asks for anything.

    Args:
        organisation: id; empty where nobody in particular calls.
        user: likewise.
        sent: the request as it came.
        by_gateway: whether it came as JSON to a path of HTTP, from where it goes on as gRPC.
    """
    outgoing = outgoing_of(instance)
    if outgoing is None or not spec.rpc:
        return None
    before = targets_of(instance.state, f"{REQUEST}/{spec.rpc}")
    behind = targets_of(instance.state, f"{RESPONSE}/{spec.rpc}")
    if not before and not behind:
        return None
    facts = message_types().surface.method(spec.rpc)
    headers = {} if sent is None else _headers(sent, by_gateway=by_gateway, is_v2=spec.is_v2)
    method = messages.Method(spec.rpc, facts.request, facts.response, instance.state.id, organisation, user, headers)
    return Around(outgoing, method, before, behind, is_v2=spec.is_v2)


def _headers(sent: Sent, *, by_gateway: bool, is_v2: bool) -> dict[str, list[str]]:
    """The headers that targets are told of, by name.

    Source: recordings/actions-v2-payloads.jsonl, case request-payload; of gRPC the facts of the real server. That a
    forwarded host of the caller's own is handed on is the source of its gateway.
    """
    came = {name.decode(): value.decode("latin-1") for name in _TOLD if (value := sent.headers.get(name))}
    if by_gateway:
        came.pop("origin", None)
        came["content-type"] = _GRPC
        came.setdefault("x-forwarded-host", came.get("host", ""))
        through = [came.get("x-forwarded-for", ""), sent.peer]
        came["x-forwarded-for"] = ", ".join(each for each in through if each)
    if is_v2:
        return {name.title(): [value] for name, value in sorted(came.items()) if value}
    came.pop("host", None)
    came["content-type"] = _GRPC
    return {name: [value] for name, value in sorted(came.items()) if value}
