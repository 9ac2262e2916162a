"""Calls of methods as targets are told of them, and what their answers make of requests and responses.

Source: recordings/actions-v2-payloads.jsonl, cases request-payload, response-payload, request-changes, management.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec

from mockserver.deliveries import proto_json
from mockserver.deliveries.go_json import filled, go_json
from mockserver.deliveries.matching import REQUEST, RESPONSE
from mockserver.deliveries.model import TargetFailed
from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem, Refused
from mockserver.spec.json_values import JsonObject


class Method(NamedTuple):
    """A method that is called, by whom, and where.

    Attributes:
        rpc: `package.Service/Method`.
        request: full name of the message that it takes.
        response: full name of the message that it answers.
        instance: the instance's id.
        organisation: id; empty where nobody in particular calls.
        user: likewise.
        headers: those that targets are told of.
    """

    rpc: str
    request: str
    response: str
    instance: str
    organisation: str
    user: str
    headers: dict[str, list[str]]

    def told(self, **message: Any) -> bytes:
        """The payload with a message, or with two."""
        about = filled(instanceID=self.instance, orgID=self.organisation, userID=self.user)
        raw = {name: msgspec.Raw(go_json(value)) for name, value in message.items()}
        return go_json({"fullMethod": f"/{self.rpc}", **about, **raw, "headers": self.headers})


class RequestSubject:
    """A request, before its field rules are held.

    Attributes:
        message: canonical, as the targets so far left it.
    """

    def __init__(self, method: Method, message: JsonObject) -> None:
        self._method = method
        self.message = message

    @property
    def condition(self) -> str:
        """Such as `request/zitadel.org.v2.OrganizationService/AddOrganization`."""
        return f"{REQUEST}/{self._method.rpc}"

    def payload(self) -> bytes:
        """What the next target is sent."""
        return self._method.told(request=self.shown())

    def shown(self) -> JsonObject:
        """The message as proto3 JSON."""
        return proto_json.shown(self._method.request, self.message)

    def take(self, body: bytes) -> tuple[str, ...]:
        """Put a target's message in the place of the one that there is; one that does not fit empties it.

        Raises: TargetFailed.
        """
        before = self.message
        self.message, failed = _taken(self._method.request, body, before)
        if failed is not None:
            raise failed
        return _changed(before, self.message)


class ResponseSubject:
    """The response of a method that did what was asked; texts in the reader's language are filled in afterwards."""

    def __init__(self, method: Method, request: JsonObject, answer: JsonObject) -> None:
        """Take a response.

        Args:
            request: as its targets left it, as proto3 JSON.
            answer: as proto3 JSON.
        """
        self._method = method
        self._request = request
        proto_json.without_texts(method.response, answer)
        self.answer = answer
        self.replaced = False

    @property
    def condition(self) -> str:
        """Such as `response/zitadel.org.v2.OrganizationService/AddOrganization`."""
        return f"{RESPONSE}/{self._method.rpc}"

    def payload(self) -> bytes:
        """What the next target is sent."""
        return self._method.told(request=self._request, response=self.answer)

    def take(self, body: bytes) -> tuple[str, ...]:
        """As of requests. Raises: TargetFailed."""
        before = self.answer
        taken, failed = _taken(self._method.response, body, None)
        if taken is not None:
            self.answer, self.replaced = proto_json.shown(self._method.response, taken), True
        if failed is not None:
            raise failed
        return _changed(before, self.answer)


def _taken(message: str, body: bytes, otherwise: Any) -> tuple[Any, TargetFailed | None]:
    """The message of an answer in canonical form, and why it is not what was answered."""
    try:
        return proto_json.read(message, body), None
    except proto_json.Unfit as unfit:
        return unfit.kept, _unknown(str(unfit))
    except Refused as refusal:
        return otherwise, _unknown(refusal.problem.key)


def _unknown(text: str) -> TargetFailed:
    return TargetFailed(Problem("", Code.UNKNOWN, text))


def _changed(before: JsonObject, after: JsonObject) -> tuple[str, ...]:
    return tuple(name for name in {**before, **after} if before.get(name) != after.get(name))
