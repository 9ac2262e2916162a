"""How long reads lag behind writes on a server: measured before anything is checked, by writing and polling.

Which reads lag, and which never do: contracts/facts.md#lag.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from .call import Caller, Message, Reply, Transport, Unreachable
from .pick import pick
from .spec import Spec

ROUNDS = 3
PAUSE_S = 0.02
_ENDED = "AUTH-7fs1e"


@dataclass(slots=True)
class Lag:
    """What polling has shown; seconds from a write's answer to the first read that shows it."""

    longest_s: float = 0.0
    reads: int = 0
    late: int = 0
    never: int = 0
    """Reads that showed nothing as long as they were waited for: what is wrong there is for the checks to say."""

    def __str__(self) -> str:
        if not self.reads:
            return "lag not measured"
        late = f"{self.late} late, at most {self.longest_s:.2f} s" if self.late else "none late"
        never = f", {self.never} showed nothing" if self.never else ""
        return f"lag measured with {self.reads} reads: {late}{never}"


class _Refused(Exception):
    """A write that the measure needs was refused, or not answered."""


@dataclass(slots=True)
class Gauge:
    """Measures over one transport.

    Attributes:
        bound_s: longest wait for one read.
        made: takes the id of each organisation that was made.
        name: gives a new name.
    """

    spec: Spec
    transport: Transport
    admin: Caller
    bound_s: float
    made: Callable[[str], None]
    name: Callable[[str], str]

    def measure(self) -> Lag:
        """Write a few things, and poll until reads show them; a kind of read that never does is not asked again."""
        lag = Lag()
        try:
            for _ in range(ROUNDS):
                if lag.never:
                    break
                self._round(lag)
        except (_Refused, Unreachable, KeyError):
            # A server that refuses what every check needs is told about by the checks.
            return lag
        return lag

    def _round(self, lag: Lag) -> None:
        name = self.name("lag")
        organisation = self._written("AddOrg", self.admin, "id", name=name)
        self.made(organisation)
        admin = replace(self.admin, organisation=organisation)
        asked: list[Any] = [{"idQuery": {"id": organisation}}]
        self._polled(lag, "ListOrganizations", admin, lambda reply: pick(reply.body, "result.#") == 1, queries=asked)
        action = self._written("CreateAction", admin, "id", name="a", script="x")
        self._polled(lag, "GetAction", admin, lambda reply: reply.code == 0, id=action)
        self._written("UpdateAction", admin, "", id=action, name="b", script="x")
        self._polled(lag, "GetAction", admin, lambda reply: pick(reply.body, "action.name") == "b", id=action)
        self._written("SetTriggerActions", admin, "", flowType="1", triggerType="1", actionIds=[action])
        shown = "flow.triggerActions.0.actions.0.id"
        self._polled(lag, "GetFlow", admin, lambda reply: pick(reply.body, shown) == action, type="1")
        user = self._written("AddMachineUser", admin, "userId", userName=self.name("lag"), name="x")
        token = self._written("AddPersonalAccessToken", admin, "token", userId=user)
        self._written("RemoveOrg", admin, "")
        member = Caller(f"Bearer {token}")
        self._polled(lag, "GetMyUser", member, lambda reply: reply.error_id == _ENDED)

    def _written(self, operation: str, caller: Caller, path: str, /, **message: Any) -> str:
        reply = self._call(operation, caller, message)
        if reply.code != 0:
            raise _Refused
        return str(pick(reply.body, path))

    def _polled(
        self, lag: Lag, operation: str, caller: Caller, shows: Callable[[Reply], bool], /, **message: Any
    ) -> None:
        begun, attempts = time.monotonic(), 0
        lag.reads += 1
        while not shows(self._call(operation, caller, message)):
            attempts += 1
            if time.monotonic() - begun >= self.bound_s:
                lag.never += 1
                return
            time.sleep(PAUSE_S)
        if attempts:
            lag.late += 1
            lag.longest_s = max(lag.longest_s, time.monotonic() - begun)

    def _call(self, operation: str, caller: Caller, message: Message) -> Reply:
        return self.transport.call(self.spec.operations[operation], message, caller)
