"""What a check has at hand: callers over one transport, and expectations whose failures become findings."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import httpx

from .call import Caller, Reply, Transport, Unreachable, WouldWrite
from .finding import About, Ended, Finding
from .ground import Ground, place, unique
from .latency import WHAT
from .patience import Late
from .pick import alike, pick, shown
from .spec import Operation

ACCESS_ERRORS = frozenset({"AUTH-7fs1e", "AUTH-Bs7Ds", "AUTHZ-cdgFk", "AUTH-5mWD2", "QUERY-Dfbg2"})
"""Refusals before anything is done: asking again is safe even where a call writes.

QUERY-Dfbg2 says that a caller, or the user of a secret, is not there (yet, or any more).
"""

_READING = frozenset({"GET", "HEAD", "OPTIONS"})


class Trial:
    """One check over one transport."""

    def __init__(self, ground: Ground, transport: Transport, check: About) -> None:
        self.ground = ground
        self.spec = ground.spec
        self.transport = transport
        self.check = check
        self.findings: list[Finding] = []
        self._slowest_ms: dict[str, float] = {}
        self.admin = Actor(self, ground.admin)

    @property
    def where(self) -> str:
        """The place of the rule in the spec."""
        return place(self.spec, self.check)

    def organisation(self) -> Actor:
        """The administrator in a fresh organisation."""
        body = self.admin.done("AddOrg", name=unique("verify"))
        self.ground.organisations.append(str(body["id"]))
        return self.admin.within(str(body["id"]))

    def shared(self, name: str, make: Callable[[], Actor]) -> Actor:
        """A caller that checks share which change nothing, made on first need."""
        key = (self.transport.name, name)
        if key not in self.ground.callers:
            self.ground.callers[key] = make().caller
        return Actor(self, self.ground.callers[key])

    def differ(self, what: str, expected: Any, seen: Any, call: str = "") -> None:
        """Note a difference."""
        clean = self.ground.secrets.clean
        texts = [value if isinstance(value, str) else shown(value) for value in (expected, seen)]
        other = call if call != self.check.operation else ""
        self.findings.append(
            Finding(
                self.check.operation,
                self.check.name,
                self.transport.name,
                other,
                clean(what),
                clean(texts[0]),
                clean(texts[1]),
                self.where,
                self.check.assumed,
            )
        )

    def came_late(self, call: str, seconds: float) -> None:
        """Note a read that was right in the end: no difference."""
        late = Late(self.check.operation, self.check.name, self.transport.name, call, round(seconds, 3))
        self.ground.patience.came_late(late)

    def took(self, call: str, taken_ms: float) -> None:
        """Note an answer that took longer than it may; of each call the slowest is told at the end."""
        self._slowest_ms[call] = max(taken_ms, self._slowest_ms.get(call, 0.0))

    def tell_slow(self) -> None:
        """Note a difference for each call that was too slow."""
        for call, taken_ms in self._slowest_ms.items():
            self.differ(WHAT, *self.ground.latency.texts(taken_ms), call)

    def equal(self, what: str, expected: Any, seen: Any) -> None:
        """Expect a value."""
        if not alike(expected, seen):
            self.differ(what, expected, seen)

    def fetch(self, method: str, path: str, **arguments: Any) -> httpx.Response:
        """Any HTTP request, whatever is answered. Raises: WouldWrite, Ended."""
        reading = method in _READING or (method == "POST" and path.endswith("_search"))
        if self.ground.read_only and not reading:
            raise WouldWrite(f"{method} {path}")
        try:
            with self.ground.latency.measured(functools.partial(self.took, f"{method} {path}")):
                return self.ground.http.request(method, path, **arguments)
        except httpx.HTTPError as error:
            self.differ("connection", "an answer", f"{type(error).__name__}: {error}")
            raise Ended from error

    def send_rpc(self, path: str, headers: Mapping[str, str], content: bytes) -> httpx.Response:
        """Post bytes to a path of gRPC-Web, whatever is answered. Raises: Ended."""
        try:
            with self.ground.latency.measured(functools.partial(self.took, path)):
                return self.ground.http.post(path, headers=dict(headers), content=content)
        except httpx.HTTPError as error:
            self.differ("connection", "an answer", f"{type(error).__name__}: {error}")
            raise Ended from error


@dataclass(frozen=True, slots=True)
class Actor:
    """A caller in an organisation."""

    trial: Trial
    caller: Caller

    @property
    def organisation(self) -> str:
        """The id of the organisation that calls are about."""
        return self.caller.organisation or ""

    def within(self, organisation: str | None) -> Actor:
        """The same caller, for another organisation; None asks for none."""
        return Actor(self.trial, replace(self.caller, organisation=organisation))

    def speaking(self, language: str) -> Actor:
        """The same caller with an `Accept-Language`."""
        return Actor(self.trial, replace(self.caller, language=language))

    def bearing(self, token: str) -> Actor:
        """Another caller in the same organisation."""
        self.trial.ground.secrets.learn(token)
        return self.authorized(f"Bearer {token}")

    def authorized(self, header: str | None) -> Actor:
        """Another `Authorization` header."""
        return Actor(self.trial, replace(self.caller, authorization=header))

    def call(self, operation: str, /, **message: Any) -> Reply:
        """Call an operation, whatever is answered; its form is held against the spec. Raises: WouldWrite, Ended."""
        found = self._operation(operation)
        if self.trial.ground.read_only and not found.reads:
            raise WouldWrite(operation)
        trial = self.trial
        try:
            with trial.ground.latency.measured(functools.partial(trial.took, operation)):
                reply = trial.transport.call(found, message, self.caller)
        except Unreachable as error:
            self.trial.differ("connection", "an answer", str(error), operation)
            raise Ended from error
        self.trial.ground.secrets.learn_from(reply.body)
        return reply

    def answers(self, operation: str, expected: Mapping[str, Any], /, **message: Any) -> Any:
        """Expect success, with these values at these paths (None: nothing there); reads are waited for.

        Returns the answer. Raises: Ended where the call is refused.
        """

        def fits(reply: Reply) -> bool:
            return reply.code == 0 and all(alike(value, pick(reply.body, path)) for path, value in expected.items())

        reply = self._settled(operation, fits, message)
        if reply.code != 0:
            self.trial.differ("answer", "success", _told(reply), operation)
            raise Ended
        for path, value in expected.items():
            if not alike(value, pick(reply.body, path)):
                self.trial.differ(path or "body", value, pick(reply.body, path), operation)
        return reply.body

    def done(self, operation: str, /, **message: Any) -> Any:
        """Expect success. Raises: Ended."""
        return self.answers(operation, {}, **message)

    def refused(self, operation: str, error_id: str, /, **message: Any) -> Reply:
        """Expect an error, with code, message and details as the spec has them."""
        reply = self._settled(operation, lambda reply: reply.error_id == error_id, message)
        bodies = self.trial.spec.error_bodies(self._operation(operation), error_id)
        wanted = [body for _, body in bodies]
        if reply.error_id != error_id or reply.code == 0:
            self.trial.differ("error", error_id, _told(reply), operation)
        elif not wanted:
            self.trial.differ("error", f"an example of {error_id} in the spec", "none", operation)
        elif reply.body not in wanted:
            self.trial.differ("body", wanted[0] if len(wanted) == 1 else wanted, reply.body, operation)
        return reply

    def denied(self, operation: str, /, **message: Any) -> Reply:
        """A refusal for what was asked, whichever; a caller or an organisation that is not there yet is waited for."""
        return self._settled(operation, lambda reply: reply.code != 0 and reply.error_id not in ACCESS_ERRORS, message)

    def says(self, operation: str, code: int, message: str, /, **fields: Any) -> None:
        """Expect a refusal without an ID, in these words."""
        reply = self._settled(operation, lambda reply: reply.code == code, fields)
        self.trial_equal(operation, {"code": code, "message": message}, reply.body)

    def trial_equal(self, operation: str, expected: Any, seen: Any) -> None:
        """Expect a whole body."""
        if not alike(expected, seen):
            self.trial.differ("body", expected, seen, operation)

    def _settled(self, operation: str, fits: Callable[[Reply], bool], message: dict[str, Any]) -> Reply:
        """The first answer that fits, else the last; a write is repeated only where access was refused."""
        found = self._operation(operation)
        reply = Reply(-1, {})
        begun = time.monotonic()
        for attempt in self.trial.ground.patience.attempts():
            reply = self.call(operation, **message)
            fitting = fits(reply)
            if fitting or not (found.reads or reply.error_id in ACCESS_ERRORS):
                if fitting and attempt:
                    self.trial.came_late(operation, time.monotonic() - begun)
                break
        self._faults(operation, reply)
        return reply

    def _faults(self, operation: str, reply: Reply) -> None:
        for where, expected, seen in reply.faults:
            self.trial.differ(where, expected, seen, operation)

    def _operation(self, operation: str) -> Operation:
        return self.trial.spec.operations[operation]

    # What many checks do on the way.

    def new_action(self, name: str | None = None, **fields: Any) -> str:
        """Create an action; returns its id."""
        body = self.done("CreateAction", **{"name": name or unique("action"), "script": "function f() {}", **fields})
        return str(body["id"])

    def set_actions(self, flow: str, trigger: str, actions: list[str]) -> Any:
        """Set Trigger Actions with success."""
        return self.done("SetTriggerActions", flowType=flow, triggerType=trigger, actionIds=actions)

    def bound(self, flow: str, trigger: str, actions: list[str]) -> None:
        """Expect the actions of a trigger in a flow, in this order; an empty list: the trigger is not there."""
        wanted = actions or None
        reply = self._settled("GetFlow", lambda reply: _bound(reply.body, trigger) == wanted, {"type": flow})
        if _bound(reply.body, trigger) != wanted:
            self.trial.differ(f"actions of trigger {trigger}", wanted, _bound(reply.body, trigger), "GetFlow")

    def new_user(self, **fields: Any) -> str:
        """Add a machine user; returns its id."""
        return str(self.done("AddMachineUser", **{"userName": unique("robot"), "name": "Robot", **fields})["userId"])

    def new_token(self, user: str) -> str:
        """Issue a personal access token."""
        return str(self.done("AddPersonalAccessToken", userId=user)["token"])

    def member(self, *roles: str) -> Actor:
        """A new user of this organisation with roles in it; none: member of nothing."""
        user = self.new_user()
        if roles:
            self.done("AddOrgMember", userId=user, roles=list(roles))
        return self.bearing(self.new_token(user))


def _bound(body: Any, trigger: str) -> Any:
    rows = pick(body, "flow.triggerActions") or []
    found = [row for row in rows if pick(row, "triggerType.id") == trigger]
    return pick(found[0], "actions.*.id") if found else None


def _told(reply: Reply) -> str:
    if reply.code == 0:
        return f"success: {shown(reply.body)}"
    return f"code {reply.code}: {pick(reply.body, 'message')}"
