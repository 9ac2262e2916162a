"""How a step of a scenario is sent over a transport: requests by REST become the calls that they stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from google.protobuf.json_format import ParseError

from .exchange import Json, Request
from .messages import Messages, UnknownMethod
from .naming import Names
from .rpc.travel import as_call, speaks
from .scenario import ScenarioError, Step, message_of
from .verify.spec import Operation, Spec

JSON = "json"
_PARAMETER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Over:
    """Sends steps over one transport: `json`, or one of travel.RPC_TRANSPORTS.

    A step that says itself what it goes over does so. What is no call (logins, odd requests, bodies that are no message
    of the method, and over Connect all of v1) is sent as it stands.
    """

    transport: str
    spec: Spec
    messages: Messages

    def __call__(self, step: Step, names: Names) -> Request:
        """The request of a step. Raises: ScenarioError for a call that has no transport which its service speaks."""
        transport = step.over or self.transport
        if step.rpc:
            return self._call(step, transport, names)
        if transport == JSON:
            return step.request
        found = self._operation(step.request)
        sent = message_of(step)
        if found is None or sent is None or step.request.query or not speaks(transport, found.rpc):
            return step.request
        message = {**sent, **_of_the_path(found, step.request.path)}
        fits = self._complaint(found.rpc, message, names) is None
        return as_call(transport, step.request, found.rpc, message) if fits else step.request

    def _call(self, step: Step, transport: str, names: Names) -> Request:
        if transport == JSON or not speaks(transport, step.rpc):
            raise ScenarioError(
                f"{step.place}: {step.rpc} cannot be called over {transport}; name another transport in its `over`"
            )
        message = message_of(step) or {}
        if (complaint := self._complaint(step.rpc, message, names)) is not None:
            raise ScenarioError(f"{step.place}: {complaint}")
        return as_call(transport, step.request, step.rpc, message)

    def _operation(self, request: Request) -> Operation | None:
        """The operation of a request by REST, if it has a method of gRPC and the path nothing beside it."""
        if "?" in request.path:
            return None
        fitting = self.spec.operations_of(request.path)
        return next((found for found in fitting if found.method == request.method and found.rpc), None)

    def _complaint(self, rpc: str, message: dict[str, Json], names: Names) -> str | None:
        """What is wrong with a message; nothing if it is one of the method's."""
        filled = names.fill(message)
        assert isinstance(filled, dict)
        try:
            self.messages.encoded(rpc, filled)
        except (ParseError, UnknownMethod) as error:
            return str(error)
        return None


def _of_the_path(operation: Operation, path: str) -> dict[str, Json]:
    """What the path says of the message."""
    pattern = _PARAMETER.sub(lambda found: f"(?P<{found[1]}>[^/]+)", operation.path)
    found = re.fullmatch(pattern, path)
    assert found is not None
    return {operation.renamed[name]: unquote(text) for name, text in found.groupdict().items()}
