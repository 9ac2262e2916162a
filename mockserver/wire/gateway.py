"""Where every HTTP request is answered, whatever it carries and whichever version of HTTP carried it."""

from __future__ import annotations

import asyncio
import functools
import logging
import time
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from mockserver.errors.codes import HTTP_STATUS, Code
from mockserver.errors.languages import DEFAULT_LANGUAGE
from mockserver.errors.problem import Problem, Refused
from mockserver.later import Later
from mockserver.pipeline import ServedOperation
from mockserver.settings import Settings
from mockserver.store.instance import Instance
from mockserver.store.instances import Instances
from mockserver.wire import cors, responses
from mockserver.wire.api import PlainRoute, Route, UnmodelledRoute
from mockserver.wire.beside import HEALTHZ, beside
from mockserver.wire.body import too_large
from mockserver.wire.common_headers import BARE, PREFLIGHT
from mockserver.wire.connect.handler import ServicesV2
from mockserver.wire.finding import UNROUTED, Finder, Missing, is_form, unrouted
from mockserver.wire.grpc.native import GrpcNative, is_native
from mockserver.wire.grpc.unary import Rpcs
from mockserver.wire.grpc.web import GrpcWeb, is_web
from mockserver.wire.http import Answer, Endpoint, HttpRequest, Response, StreamingCall
from mockserver.wire.json_call import call, serve_at_once
from mockserver.wire.newcomers import PUBLIC_HOST, login, newcomer, require_public_host
from mockserver.wire.recorder import Listener, Recorder
from mockserver.wire.request_url import ASTERISK, REST_PREFIXES, SERVER_OPTIONS, refused_url
from mockserver.wire.routes import Match, Routes

if TYPE_CHECKING:
    from mockserver.wire import unmodelled
    from mockserver.wire.grpc import streaming as streams
    from mockserver.wire.own_apis import OwnApis
else:
    unmodelled = Later("mockserver.wire.unmodelled")
    streams = Later("mockserver.wire.grpc.streaming")

_log = logging.getLogger(__name__)

_ADMIN_PREFIX = "/__admin"
_UNEXPECTED = Problem("", Code.INTERNAL, "Errors.Internal")
_ABANDONED = Response(HTTP_STATUS[Code.CANCELLED], [], b"", broken="abandoned")
"""What stands in the journal where the client went away before its answer was due."""
_WITHOUT_CORS = frozenset({204, 304, 505})
_V2_MARK = ".v2"
"""Stands in the path of every service of v2, and in few others."""


class Gateway:
    """Answers requests."""

    def __init__(
        self,
        routes: Routes[Route],
        instances: Instances,
        settings: Settings,
        admin: Endpoint | None = None,
        listener: Listener | None = None,
        own: OwnApis | None = None,
    ) -> None:
        """Answer what the routes serve.

        Args:
            admin: answers all below `/__admin`; where there is none, these are paths like others.
            listener: told of each exchange.
            own: answers all below the prefixes of documents of the user's own.
        """
        self._finder = Finder(routes)
        self._admin = admin
        self._own = own
        self._recorder = Recorder(instances, listener)
        self._instances = instances
        self._settings = settings
        self._asked: tuple[HttpRequest | None, Instance | None] = None, None
        """The request at hand and its instance, so that it is not looked for again to keep the exchange."""
        operations = [served for served in routes if isinstance(served, ServedOperation)]
        rpcs = Rpcs(served for served in operations if not served.spec.is_v2)
        rpcs_v2 = Rpcs(served for served in operations if served.spec.is_v2)
        self._native = GrpcNative(rpcs, self.instance_of, settings)
        self._web = GrpcWeb(rpcs, self.instance_of, settings)
        self._v2 = ServicesV2(rpcs_v2, self.instance_of, settings)
        self._services = rpcs.services | rpcs_v2.services

    def streaming(self, request: HttpRequest) -> StreamingCall | None:
        """What answers a call that streams; None for all others."""
        return self._streaming.find(request.path) if is_native(request) else None

    @functools.cached_property
    def _streaming(self) -> streams.Streaming:
        return streams.Streaming(self._services, self._settings.max_message_bytes)

    def too_large(self, size: int) -> Response:
        """The answer to a body of more than the bytes that are read at most."""
        problem = too_large(size, self._settings.max_body_bytes)
        return responses.refused(problem, DEFAULT_LANGUAGE, reached=False)

    def respond(self, request: HttpRequest, *, native: bool) -> Answer:
        """Answer a request; at once, unless an endpoint has to wait for something.

        Args:
            native: whether the protocol has trailers, so that gRPC proper can be answered.
        """
        if self._admin is not None and request.path.startswith(_ADMIN_PREFIX):
            return self._admin(request)
        started_ns = time.perf_counter_ns()
        # The search decides for nearly all requests, and costs them no call.
        of_v2 = _V2_MARK in request.path and self._v2.serves(request.path)
        of_service = native and not of_v2 and is_native(request)
        try:
            answer = self._native.respond(request) if of_service else self.answer(request, of_v2=of_v2, native=native)
        except Refused as refusal:
            answer = responses.refused(refusal.problem, DEFAULT_LANGUAGE, reached=False)
        except Exception:
            answer = _unexpected(request)
        if not isinstance(answer, Response):
            return self._later(answer, request, started_ns, of_service)
        response = answer if of_service else _complete(answer, request)
        asked, instance = self._asked
        self._asked = None, None
        self._recorder.record(request, response, started_ns, of_service, instance if asked is request else None)
        return response

    async def _later(
        self, answer: Coroutine[Any, Any, Response], request: HttpRequest, started_ns: int, of_service: bool
    ) -> Response:
        try:
            response = await answer
        except Refused as refusal:
            response = responses.refused(refusal.problem, DEFAULT_LANGUAGE, reached=False)
        except Exception:
            response = _unexpected(request)
        except asyncio.CancelledError:
            self._recorder.record(request, _ABANDONED, started_ns, of_service)
            raise
        if not of_service:
            response = _complete(response, request)
        self._recorder.record(request, response, started_ns, of_service)
        return response

    def instance_of(self, request: HttpRequest) -> Instance:
        """The instance that a request's host means.

        Raises: Refused, as `newcomer` does.
        """
        instance = self._instances.known(request.host) or newcomer(self._instances, request)
        if PUBLIC_HOST in request.headers:
            require_public_host(self._instances, request)
        self._asked = request, instance
        return instance

    def answer(self, request: HttpRequest, *, of_v2: bool, native: bool) -> Answer:
        """Answer a request that is none of gRPC proper."""
        found = self._finder.usual[request.method, request.raw_path, request.path]
        if found is None or is_form(request):
            return self.answer_other(request, of_v2=of_v2, native=native)
        if isinstance(found, Missing):
            return UNROUTED[found]
        return self._serve(found, request)

    def answer_other(self, request: HttpRequest, *, of_v2: bool, native: bool) -> Answer:
        """Answer a request of which nothing is remembered."""
        aside = refused_url(request.raw_path, request.path, request.query)
        if aside is None and self._own is not None:
            answer = self._own.answer(request, self.instance_of)
            if answer is not None:
                return answer
        rest = request.path.startswith(REST_PREFIXES)
        if aside is None and not rest:
            aside = beside(request.method, request.path, home=None if self._admin is None else f"{_ADMIN_PREFIX}/")
        if aside is not None:
            return SERVER_OPTIONS if aside is ASTERISK and request.method == "OPTIONS" and not native else aside
        if cors.is_preflight(request.method, request.headers):
            added = PREFLIGHT if rest or request.path == HEALTHZ else BARE
            readable = cors.is_readable(request.path, request.headers.get(b"origin", b""))
            headers = cors.preflight_headers(request.headers) if readable else [cors.VARY_PREFLIGHT]
            return Response(204, headers, b"", added=added)
        if of_v2 or (not rest and is_web(request)):
            return (self._v2 if of_v2 else self._web).respond(request)
        return self.routed(request, native=native)

    def routed(self, request: HttpRequest, *, native: bool) -> Answer:
        """Answer a request that a route is for: an operation with JSON, or a login endpoint."""
        found, request = self._finder.find(request)
        if isinstance(found, Missing):
            return unrouted(request, found, native=native)
        return self._serve(found, request)

    def _serve(self, match: Match[Route], request: HttpRequest) -> Answer:
        served = match.served
        if isinstance(served, ServedOperation):
            return call(served, match.fields, request, self.instance_of(request), self._settings, serve_at_once)
        if isinstance(served, PlainRoute):
            return served.answer()
        if isinstance(served, UnmodelledRoute):
            instance = self.instance_of(request)
            return unmodelled.answered(served.known, match.fields, request, instance=instance, settings=self._settings)
        return login(self._instances, request, served.answer, self._settings)


def _unexpected(request: HttpRequest) -> Response:
    """A fault of ours: it is logged, and the caller learns no more than that."""
    _log.exception("%s %s", request.method, request.path)
    return responses.refused(_UNEXPECTED, DEFAULT_LANGUAGE, reached=True)


def _complete(response: Response, request: HttpRequest) -> Response:
    origin = request.headers.get(b"origin")
    if not origin and not response.added:
        return response
    headers = [*response.headers, *response.added]
    shared = response.added is not BARE and response is not SERVER_OPTIONS and response.status not in _WITHOUT_CORS
    if shared and origin and cors.is_readable(request.path, origin):
        headers.extend(cors.simple_headers(request.method, origin, response.headers))
    return Response(
        response.status,
        headers,
        response.body,
        response.trailers,
        response.stream,
        response.operation,
        response.transport,
        response.problem,
        response.reached,
        response.injected,
        response.invented,
        response.broken,
        response.runs,
        response.deliveries,
    )
