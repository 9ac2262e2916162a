"""A request to an OAuth endpoint, and what every endpoint needs to answer one."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import msgspec

from mockserver.access.oauth.applications import is_open
from mockserver.access.oauth.problems import SCRIPT_FAILED, OAuthProblem, OAuthRefused, invalid_request
from mockserver.access.oauth.state import OAuthState
from mockserver.domain.ids import Instant
from mockserver.errors.codes import HTTP_STATUS, Code
from mockserver.errors.languages import DEFAULT_LANGUAGE
from mockserver.errors.problem import Problem
from mockserver.errors.texts import problem_texts
from mockserver.later import Later
from mockserver.logins.script_failures import ServerPanicked
from mockserver.logins.site import Site, Telling
from mockserver.settings import Settings
from mockserver.store.faults import Broken
from mockserver.store.instance import Instance
from mockserver.store.stepping import client_time
from mockserver.wire.http import Answer, HttpRequest, Response
from mockserver.wire.injection import Callee, failing_as, may_fail
from mockserver.wire.oauth import answers
from mockserver.wire.oauth.basic import client_id_of
from mockserver.wire.oauth.form import parameters_of
from mockserver.wire.strictness import strictly

if TYPE_CHECKING:
    from mockserver.deliveries import shown
    from mockserver.scripts import shown_runs
else:
    shown = Later("mockserver.deliveries.shown")
    shown_runs = Later("mockserver.scripts.shown_runs")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Call:
    """A request with its parameters, at one instant of one instance."""

    request: HttpRequest
    parameters: dict[str, str]
    instance: Instance
    settings: Settings
    now: Instant
    telling: Telling = field(default_factory=Telling)

    @property
    def oauth(self) -> OAuthState:
        """What the OAuth endpoints of this instance remember."""
        return self.instance.part(OAuthState)

    @property
    def issuer(self) -> str:
        """The issuer: the URL under which the client knows this server."""
        return self.request.issuer

    @property
    def site(self) -> Site:
        """The same for what logs people in, wherever they do."""
        return Site(self.instance, self.issuer, self.settings.token_lifetimes, self.now, self.telling)

    def log(self, refusal: OAuthRefused) -> None:
        """Tell the server's log what the answer to a refusal hides."""
        if refusal.reason:
            problem = refusal.problem
            _log.info("%s: %s %s: %s", self.request.path, problem.error, problem.description, refusal.reason)

    def parameter(self, name: str) -> str:
        """A parameter; empty where it did not come."""
        return self.parameters.get(name, "")


def open_client_warnings(call: Call) -> Iterator[str]:
    """That a client is let in which no application is registered for."""
    client = client_id_of(call.request.text(b"authorization"), call.parameters)
    state = call.instance.state
    if client and state.user_named(client) is None and is_open(state, client, open_clients=call.settings.open_clients):
        yield (
            f"no application has the client id {client}, which the real server refuses; register one, or try "
            "--no-open-clients"
        )


def _refused(problem: Problem) -> Response:
    return answers.refused(invalid_request(problem.key))


def refused_on_purpose(problem: Problem) -> Response:
    """The refusal that a fault asks for, in OAuth's form; it is told of in the journal as what it is."""
    name = _ERRORS.get(problem.code, "server_error")
    text = problem_texts(problem, DEFAULT_LANGUAGE)[0]
    answer = answers.refused(OAuthProblem(HTTP_STATUS[problem.code], name, text))
    return msgspec.structs.replace(answer, problem=problem)


_ERRORS = {
    Code.INVALID_ARGUMENT: "invalid_request",
    Code.FAILED_PRECONDITION: "invalid_grant",
    Code.UNAUTHENTICATED: "invalid_client",
    Code.PERMISSION_DENIED: "access_denied",
    Code.UNAVAILABLE: "temporarily_unavailable",
    Code.RESOURCE_EXHAUSTED: "temporarily_unavailable",
}
Endpoint = Callable[[Call], Answer]
Handler = Callable[[HttpRequest, Instance, Settings], Coroutine[Any, Any, Response]]


def handler_of(endpoint: Endpoint) -> Handler:
    """An endpoint as the gateway calls it; a refusal is answered in OAuth's form, and what it hides is logged."""

    callee = Callee(f"oauth.{endpoint.__name__}", "", lambda _: None)

    async def handle(request: HttpRequest, instance: Instance, settings: Settings) -> Response:
        if not may_fail(request, instance):
            return await served(request, instance, settings)
        answer = failing_as(
            callee, "http", request, instance, lambda: served(request, instance, settings), refused_on_purpose
        )
        return answer if isinstance(answer, Response) else await answer

    async def served(request: HttpRequest, instance: Instance, settings: Settings) -> Response:
        try:
            call = Call(request, parameters_of(request), instance, settings, client_time(instance.clock))
        except OAuthRefused as refusal:
            return answers.refused(refusal.problem)
        try:
            given = strictly(open_client_warnings(call), instance, _refused, lambda: endpoint(call))
            response = given if isinstance(given, Response) else await given
        except OAuthRefused as refusal:
            call.log(refusal)
            response = answers.refused(refusal.problem)
        except ServerPanicked:
            response = msgspec.structs.replace(answers.refused(SCRIPT_FAILED), broken=Broken.EMPTY)
        if call.telling.runs:
            response = msgspec.structs.replace(response, runs=shown_runs.encoded_runs(call.telling.runs))
        if call.telling.deliveries:
            response = msgspec.structs.replace(response, deliveries=shown.shown_deliveries(call.telling.deliveries))
        return response

    return handle
