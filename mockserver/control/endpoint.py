"""The way into all that is below `/__admin`: who may enter, which instance is meant, and who answers."""

from __future__ import annotations

import asyncio
import functools
import importlib
import logging
import time
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

from mockserver.control.guard import admit
from mockserver.control.problems import ControlProblem, wants_page
from mockserver.control.receiving import PATH as HOOK
from mockserver.control.receiving import receive
from mockserver.control.replay import PATH as REPLAY_PATH
from mockserver.control.replay import replay
from mockserver.control.searching import SEARCHES, search
from mockserver.control.server import Server, Target
from mockserver.control.stream import PATH as STREAM_PATH
from mockserver.control.stream import exchanges
from mockserver.seeds import aside
from mockserver.store.hosts import BadHost
from mockserver.store.instances import TooManyInstances, UnknownInstance
from mockserver.wire.http import Answer, Header, HttpRequest, Response

_log = logging.getLogger(__name__)

_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_MOST_NAMED = 20
_PROBLEM: Header = (b"content-type", b"application/problem+json")
_HEADERS: tuple[Header, ...] = (
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"referrer-policy", b"no-referrer"),
)


_Ask = Callable[[HttpRequest, Target | ControlProblem], Answer]


class ControlEndpoint:
    """Answers control requests. Flask is imported when the first one comes, so that a start need not wait for it, and
    aside, so that nobody else has to."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._flask: _Ask | None = None
        """Has Flask answer, once it is there."""
        self._coming: asyncio.Future[_Ask] | None = None

    def __call__(self, request: HttpRequest) -> Answer:
        try:
            admit(request, self._server)
            target = self._target(request)
            answer = self._answer(request, target)
        except Exception as error:
            answer = self._failed(request, error)
            return _complete(answer) if isinstance(answer, Response) else self._later(request, answer)
        if isinstance(answer, Response):
            target.instance.account()
            return _complete(answer)
        return self._later(request, answer, target)

    async def _later(
        self, request: HttpRequest, answer: Coroutine[Any, Any, Response], target: Target | None = None
    ) -> Response:
        try:
            response = await answer
            if target is not None:
                target.instance.account()
        except Exception as error:
            failed = self._failed(request, error)
            response = failed if isinstance(failed, Response) else await failed
        return _complete(response)

    def _answer(self, request: HttpRequest, target: Target) -> Answer:
        """What takes its time is done here, all else by Flask, which knows no waiting."""
        if request.method == "GET" and request.path == STREAM_PATH:
            return exchanges(target)
        if request.method == "POST" and (entry := REPLAY_PATH.fullmatch(request.path)):
            return replay(target, int(entry[1]))
        if request.method == "POST" and (hook := HOOK.fullmatch(request.path)):
            return receive(target, hook[1])
        if request.method in SEARCHES.get(request.path, ()):
            return self._search(request, target)
        return self._ask(request, target)

    async def _search(self, request: HttpRequest, target: Target) -> Response:
        answer = self._ask(request, replace(target, found=await search(target)))
        return answer if isinstance(answer, Response) else await answer

    def _failed(self, request: HttpRequest, error: Exception) -> Answer:
        if isinstance(error, ControlProblem):
            return self._refused(request, error)
        _log.error("%s %s", request.method, request.path, exc_info=error)
        return Response(500, [_PROBLEM], ControlProblem(500, "a fault of this server; see its log").body())

    def _refused(self, request: HttpRequest, problem: ControlProblem) -> Answer:
        """A problem document; who looks at a page gets a page about it."""
        if wants_page(request.method, request.path, request.text(b"accept")):
            return self._ask(request, problem)
        challenge = [(b"www-authenticate", b"Bearer")] if problem.status == 401 else []
        return Response(problem.status, [_PROBLEM, *challenge], problem.body())

    def _ask(self, request: HttpRequest, about: Target | ControlProblem) -> Answer:
        return self._ask_first(request, about) if self._flask is None else self._flask(request, about)

    async def _ask_first(self, request: HttpRequest, about: Target | ControlProblem) -> Response:
        """Answer what comes before Flask is there."""
        if self._coming is None:
            self._coming = asyncio.ensure_future(aside(_flask))
        try:
            # Not cancelled with one that went away: others may wait as well.
            self._flask = await asyncio.shield(self._coming)
        except Exception:
            self._coming = None
            raise
        answer = self._flask(request, about)
        return answer if isinstance(answer, Response) else await answer

    def _target(self, request: HttpRequest) -> Target:
        """The instance of the parameter `host`, or else of the request's own host."""
        host = parse_qs(request.query.decode("latin-1")).get("host", [request.host])[0]
        try:
            instance = self._server.instances.of(host)
        except UnknownInstance as error:
            known = ", ".join(name for name, _ in self._server.instances.newest(_MOST_NAMED))
            raise ControlProblem(
                404, f"no instance is served under {error}", field="host", fix=f"one of: {known}"
            ) from None
        except BadHost as error:
            raise ControlProblem(400, str(error), field="host", fix="the name of a host") from None
        except TooManyInstances as error:
            fix = "DELETE /__admin/instances/HOST removes one; --max-instances allows more"
            raise ControlProblem(429, str(error), field="host", fix=fix) from None
        instance.used_ns = time.perf_counter_ns()
        if request.method not in _READING:
            instance.change()
        return Target(self._server, host, instance, request)


def _flask() -> _Ask:
    application = importlib.import_module("mockserver.control.application").create_flask()
    # Templates are compiled when first looked for; the last of them take as long as the imports.
    for name in application.jinja_env.list_templates():
        application.jinja_env.get_template(name)
    ask: Callable[..., Answer] = importlib.import_module("mockserver.control.wsgi").ask
    return functools.partial(ask, application)


def _complete(response: Response) -> Response:
    given = {name for name, _ in response.headers}
    added = [header for header in _HEADERS if header[0] not in given]
    return Response(response.status, [*response.headers, *added], response.body, stream=response.stream)
