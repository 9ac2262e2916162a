"""The way into all that is below `/__admin`: who may enter, which instance is meant, and who answers."""

from __future__ import annotations

import importlib
import logging
from typing import Any
from urllib.parse import parse_qs

from mockserver.control.guard import admit
from mockserver.control.problems import ControlProblem, wants_page
from mockserver.control.server import Server, Target
from mockserver.control.stream import PATH as STREAM_PATH
from mockserver.control.stream import exchanges
from mockserver.store.instances import TooManyInstances, UnknownInstance
from mockserver.wire.http import Header, HttpRequest, Response

_log = logging.getLogger(__name__)

_PROBLEM: Header = (b"content-type", b"application/problem+json")
_HEADERS: tuple[Header, ...] = (
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"referrer-policy", b"no-referrer"),
)


class ControlEndpoint:
    """Answers control requests. Flask is imported when the first one comes, so that a start need not wait for it."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._flask: Any = None

    def __call__(self, request: HttpRequest) -> Response:
        try:
            admit(request, self._server)
            target = self._target(request)
            if request.path == STREAM_PATH and request.method == "GET":
                answer = exchanges(target)
            else:
                answer = self._ask(request, target)
        except ControlProblem as problem:
            answer = self._refused(request, problem)
        except Exception:
            _log.exception("%s %s", request.method, request.path)
            answer = Response(500, [_PROBLEM], ControlProblem(500, "a fault of this server; see its log").body())
        given = {name for name, _ in answer.headers}
        added = [header for header in _HEADERS if header[0] not in given]
        return Response(answer.status, [*answer.headers, *added], answer.body, stream=answer.stream)

    def _refused(self, request: HttpRequest, problem: ControlProblem) -> Response:
        """A problem document; who looks at a page gets a page about it."""
        if wants_page(request.method, request.path, request.text(b"accept")):
            return self._ask(request, problem)
        challenge = [(b"www-authenticate", b"Bearer")] if problem.status == 401 else []
        return Response(problem.status, [_PROBLEM, *challenge], problem.body())

    def _ask(self, request: HttpRequest, about: Target | ControlProblem) -> Response:
        if self._flask is None:
            self._flask = importlib.import_module("mockserver.control.application").create_flask()
        wsgi = importlib.import_module("mockserver.control.wsgi")
        answer: Response = wsgi.ask(self._flask, request, about)
        return answer

    def _target(self, request: HttpRequest) -> Target:
        """The instance of the parameter `host`, or else of the request's own host."""
        host = parse_qs(request.query.decode("latin-1")).get("host", [request.host])[0]
        try:
            return Target(self._server, host, self._server.instances.of(host), request)
        except UnknownInstance:
            known = ", ".join(name for name, _ in self._server.instances.hosts())
            raise ControlProblem(
                404, f"no instance is served under {host}", field="host", fix=f"one of: {known}"
            ) from None
        except TooManyInstances as error:
            raise ControlProblem(
                429, f"{error} instances are held, no more are made", field="host", fix="raise --max-instances"
            ) from None
