"""What our server is filled with before it is measured, and the requests it is measured with."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.http_client import Answer, Connection, request_bytes
from benchmarks.process import ServerFailed

TOKEN = "benchmark"  # noqa: S105 (of a server that lives for seconds, on loopback)
FLOW_PATH = "/management/v1/flows/1"
TRIGGER_PATH = f"{FLOW_PATH}/trigger/1"
LISTED_ACTIONS = 1_000
_SCRIPT = "function f(ctx, api) { api.userGrants.push({projectId: ctx.v1.projectId}) }"
_NUMBERS = itertools.count(1)


class WrongAnswer(ServerFailed):
    """A server answered, but not what it should."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation of our server, as its administrator sees it. Every method raises WrongAnswer where refused."""

    connection: Connection
    id: str

    def request(self, method: str, path: str, body: bytes = b"", token: str = TOKEN) -> bytes:
        """Any request for this organisation."""
        return request_bytes(method, path, body, token, organisation=self.id)

    def setting(self, actions: Sequence[str], trigger: int = 1) -> bytes:
        """The request that sets a trigger's actions."""
        return self.request("POST", f"{FLOW_PATH}/trigger/{trigger}", set_body(actions))

    def new_actions(self, count: int) -> list[str]:
        """Create actions; returns their ids."""
        bodies = [b'{"name":"action%d","script":"%b"}' % (next(_NUMBERS), _SCRIPT.encode()) for _ in range(count)]
        requests = [self.request("POST", "/management/v1/actions", body) for body in bodies]
        return [str(done(answer)["id"]) for answer in self.connection.ask_all(requests)]

    def flow(self) -> dict[str, Any]:
        """The flow that is measured with."""
        flow: dict[str, Any] = done(self.connection.ask(self.request("GET", FLOW_PATH)))["flow"]
        return flow

    def sequence(self) -> int:
        """How many events the organisation has had."""
        return int(self.flow()["details"]["sequence"])


def new_organisation(connection: Connection) -> Organisation:
    """Add an organisation."""
    body = b'{"name":"organisation%d"}' % next(_NUMBERS)
    answer = connection.ask(request_bytes("POST", "/management/v1/orgs", body, TOKEN))
    return Organisation(connection, str(done(answer)["id"]))


def set_body(actions: Sequence[str]) -> bytes:
    """The JSON of a request to set actions."""
    return b'{"actionIds":[%b]}' % ",".join(f'"{action}"' for action in actions).encode("ascii")


def done(answer: Answer) -> Any:
    """The JSON of an answer that is no refusal. Raises: WrongAnswer."""
    if answer.status != 200:
        raise WrongAnswer(f"status {answer.status}: {answer.body[:300]!r}")
    return answer.json()
