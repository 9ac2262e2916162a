"""Sets random executions, calls what they are for, and holds what was called and answered against the facts.

The targets point at receivers of the server's own (`/__admin/hooks`), so that nothing else has to be reachable. On a
server without them there is nothing to try.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator
from typing import Any, Final

from hypothesis import given, seed

from ..looks import OF_TOKENS
from ..model_client import Difference, Look, ModelClient, form, prepared
from ..options import CannotFuzz, Options
from ..scripts.run import CREDENTIALS, ROBOT
from ..shortest import Shortest, add_finding, bounded
from ..statistics import Statistics
from ..steps import Step
from ..watch import Watch
from ..world import World
from .reading import ASYNC, SERVICE, Calls, Execution, HookAnswer, Refused, Shape, Target, around, best, function
from .strategies import Play, plays

CHECK: Final = "executions"
HOOKS: Final = "/__admin/hooks"
_JOURNAL: Final = "/__admin/requests"
_ARRIVAL_S: Final = 3.0
"""How long what nobody waits for may be under way."""
_BODIES: Final = {
    Shape.MISFIT: {"nonsense": 1},
    Shape.NOTHING: {},
    Shape.NAME: {"name": "changed"},
    Shape.ID: {"id": "changed"},
}
_PROJECTS: Final = "/management/v1/projects"
_ROLES: Final = f"{_PROJECTS}/{{{{project0}}}}/roles"
_CALLS: Final = {
    "AddProject": prepared("POST", _PROJECTS, {"name": "asked"}),
    "AddProjectRole": prepared("POST", _ROLES, {"roleKey": "asked", "displayName": "Asked"}),
    "GetMyOrg": prepared("GET", "/management/v1/orgs/me"),
}
_OF_REQUEST: Final = {"AddProject": Shape.NAME}
_OF_RESPONSE: Final = {"AddProject": Shape.ID}
"""The bodies that fit a message, by method; of the others none does but one without members."""


def run_executions(options: Options, world: World, watch: Watch, deadline: float | None = None) -> None:
    """Try executions; the smallest that do something else than the facts say are a finding.

    Args:
        deadline: when no example is begun any more, by the monotonic clock; None: when all were tried.

    Raises: CannotFuzz.
    """
    if not world.api.http.get(HOOKS).is_success:
        watch.skipped.append(f"{CHECK}: the server has no receivers of its own ({HOOKS})")
        return
    shortest = Shortest(deadline)

    @seed(options.seed)
    @bounded(options.max_examples)
    @given(plays())
    def one(play: Play) -> None:
        shortest.require_time()
        _Playing(world, watch.statistics, options.patience_s, shortest.keep).play(play)

    shortest.search(one)
    if shortest.difference is not None:
        add_finding(CHECK, shortest.difference, watch)


class _Playing:
    """One example, in an organisation of its own; executions belong to the instance, and are emptied behind it."""

    def __init__(
        self, world: World, statistics: Statistics, patience_s: float, keep: Callable[[Difference], None]
    ) -> None:
        self._statistics = statistics
        self._client = ModelClient(world, world.live.made("spare"), max(patience_s, _ARRIVAL_S), keep)
        self._calls = Calls()
        self._projects = ["first"]

    def play(self, play: Play) -> None:
        """Set up, call, compare, clean up. Raises: Difference, CannotFuzz."""
        targets = {target.name: target for execution in play.executions for target in execution.targets}
        self._prepare(play)
        with self._executed(play, targets):
            for method in play.methods:
                self._call(play, method)
            if not play.methods:
                self._token(play)
            for target in targets.values():
                if target.kind == ASYNC:
                    look = Look("Executions", "received", self._calls.sent.get(target.name, 0))
                    self._client.expect_read(look, "GET", _hook(target))
        if play.methods:
            look = Look("Executions", "names", sorted(self._projects))
            self._client.expect_read(look, "POST", f"{_PROJECTS}/_search", {})

    def _prepare(self, play: Play) -> None:
        do = self._client.do
        if play.methods:
            do(prepared("POST", _PROJECTS, {"name": "first"}, keep=("project0", "id")))
        else:
            do(prepared("POST", "/management/v1/users/machine", ROBOT, keep=("user0", "userId")))
            do(prepared("PUT", "/management/v1/users/{{user0}}/secret", {}, keep=("secret0", "clientSecret")))

    @contextlib.contextmanager
    def _executed(self, play: Play, targets: dict[str, Target]) -> Iterator[None]:
        do = self._client.do
        for target in targets.values():
            do(Step("PUT", _hook(target), {"content-type": "application/json"}, json.dumps(_answer(target.answer))))
            kind: dict[str, Any] = {} if target.kind == ASYNC else {"interruptOnError": target.interrupts}
            fields = {"name": f"{target.name}-{{{{organisation0}}}}", "timeout": "10s", target.kind: kind}
            fields["endpoint"] = f"{{{{base0}}}}{_hook(target)}"
            do(prepared("POST", "/v2/actions/targets", fields, keep=(target.name, "id")))
        try:
            for execution in play.executions:
                self._client.do(_set(execution, [f"{{{{{target.name}}}}}" for target in execution.targets]))
            yield
        finally:
            # Behind a difference as well, whose requests are told without these.
            with contextlib.suppress(CannotFuzz):
                for execution in play.executions:
                    self._client.do(_set(execution, []))
                for target in targets.values():
                    self._client.do(prepared("DELETE", f"/v2/actions/targets/{{{{{target.name}}}}}"))
                    self._client.do(Step("DELETE", _hook(target)))

    def _call(self, play: Play, method: str) -> None:
        calls = Calls(sent=self._calls.sent)
        rpc = f"{SERVICE}/{method}"
        made: Any
        try:
            before = best(play.executions, f"request/{rpc}")
            asked = around(before, Shape.TEXT, _OF_REQUEST.get(method, Shape.NOTHING), calls)
            if asked is Shape.NOTHING and method != "GetMyOrg":
                # Names and keys are demanded.
                raise Refused(400, "")
            if method == "AddProject":
                # What was done stays done, whatever the targets of the response answer.
                self._projects.append("changed" if asked is Shape.NAME else "asked")
            behind = best(play.executions, f"response/{rpc}")
            told = around(behind, Shape.TEXT, _OF_RESPONSE.get(method, Shape.NOTHING), calls)
            made = [200, "", told.name if told is not Shape.TEXT else "its own"]
        except Refused as refused:
            made = [refused.status, refused.error_id, ""]
        self._statistics.modelled += 1
        self._client.expect_step(Look("Executions", "executed", made), _CALLS[method])
        self._deliveries(_CALLS[method].path, calls)

    def _token(self, play: Play) -> None:
        calls = Calls()
        expected: Any
        try:
            expected = {}
            for part, name in (("access", "preaccesstoken"), ("id", "preuserinfo")):
                added = function(best(play.executions, f"function/{name}"), name, calls)
                expected[part] = {key: value for key, value in added.items() if key not in OF_TOKENS}
        except Refused as refused:
            expected = [refused.status, "invalid_request", refused.text]
        self._calls = calls
        self._statistics.modelled += 1
        self._client.expect_step(Look("Executions", "tokens", expected), form("/oauth/v2/token", CREDENTIALS))
        self._deliveries("/oauth/v2/token", calls)

    def _deliveries(self, path: str, calls: Calls) -> None:
        """What the journal has of the newest request to a path."""
        self._client.do(Step("GET", f"{_JOURNAL}?limit=1&text={path}", keep=("entry0", "requests.0.id")))
        look = Look("Executions", "deliveries", calls.made)
        self._client.expect_step(look, Step("GET", f"{_JOURNAL}/{{{{entry0}}}}"))


def _hook(target: Target) -> str:
    return f"{HOOKS}/{target.name}-{{{{organisation0}}}}"


def _answer(answer: HookAnswer) -> dict[str, Any]:
    told: dict[str, Any] = {"status": answer.status}
    if answer.forwards is not None:
        status, text = answer.forwards
        return {**told, "body": {"forwardedStatusCode": status, "forwardedErrorMessage": text}}
    match answer.shape:
        case Shape.EMPTY:
            return told
        case Shape.TEXT:
            return {**told, "text": "hello"}
        case Shape.CLAIMS:
            claims = [{"key": key, "value": value} for key, value in answer.claims]
            return {**told, "body": {"append_claims": claims, "append_log_claims": list(answer.lines)}}
    return {**told, "body": _BODIES[answer.shape]}


def _set(execution: Execution, targets: list[str]) -> Step:
    kind, _, place = execution.id.partition("/")
    service, _, method = place.partition("/")
    if kind == "function":
        condition: dict[str, Any] = {"name": place}
    else:
        condition = {"method": f"/{service}/{method}"} if method else {"service": service}
    return prepared("PUT", "/v2/actions/executions", {"condition": {kind: condition}, "targets": targets})
