"""Where every HTTP request is answered, whatever it carries and whichever version of HTTP carried it."""

from __future__ import annotations

import logging
from collections.abc import Coroutine
from typing import Any

from mockserver.errors.codes import Code
from mockserver.errors.languages import DEFAULT_LANGUAGE
from mockserver.errors.problem import Problem, Refused
from mockserver.pipeline import ServedOperation
from mockserver.settings import Settings
from mockserver.store.instance import Instance
from mockserver.store.instances import Instances, TooManyInstances, UnknownInstance
from mockserver.wire import cors, responses
from mockserver.wire.api import HttpRoute, PlainRoute, Route
from mockserver.wire.body import too_large
from mockserver.wire.grpc.native import GrpcNative, is_native
from mockserver.wire.grpc.streaming import Streaming
from mockserver.wire.grpc.unary import Rpcs
from mockserver.wire.grpc.web import GrpcWeb, is_web
from mockserver.wire.http import Answer, HttpRequest, Response, StreamingCall
from mockserver.wire.json_call import call
from mockserver.wire.request_url import refused_url
from mockserver.wire.routes import Match, NoSuchMethod, NoSuchPath, Routes

_log = logging.getLogger(__name__)

_FORM = b"application/x-www-form-urlencoded"
_UNEXPECTED = Problem("", Code.INTERNAL, "Errors.Internal")
_NO_BODY = frozenset({204, 304})
_REST_PREFIXES = ("/management/v1/", "/admin/v1/", "/auth/v1/", "/v2/")
"""Below these paths a content type means nothing (recordings/wire.jsonl)."""


class Gateway:
    """Answers requests."""

    def __init__(self, routes: Routes[Route], instances: Instances, settings: Settings) -> None:
        self._routes = routes
        self._instances = instances
        self._settings = settings
        rpcs = Rpcs(served for served in routes if isinstance(served, ServedOperation))
        self._native = GrpcNative(rpcs, self.instance_of, settings)
        self._web = GrpcWeb(rpcs, self.instance_of, settings)
        self._streaming = Streaming(rpcs.services, settings.max_message_bytes)

    def streaming(self, request: HttpRequest) -> StreamingCall | None:
        """What answers a call that streams; None for all others."""
        return self._streaming.find(request.path) if is_native(request) else None

    def too_large(self, size: int) -> Response:
        """The answer to a body of more than the bytes that are read at most."""
        problem = too_large(size, self._settings.max_body_bytes)
        return responses.refused(problem, DEFAULT_LANGUAGE, reached=False)

    def respond(self, request: HttpRequest, *, native: bool) -> Answer:
        """Answer a request; at once, unless an endpoint has to wait for something.

        Args:
            native: whether the protocol has trailers, so that gRPC proper can be answered.
        """
        try:
            if native and is_native(request):
                return self._native.respond(request)
            answer = self._answer(request)
        except Refused as refusal:
            answer = responses.refused(refusal.problem, DEFAULT_LANGUAGE, reached=False)
        except Exception:
            answer = _unexpected(request)
        return _complete(answer, request) if isinstance(answer, Response) else _later(answer, request)

    def instance_of(self, request: HttpRequest) -> Instance:
        """The instance that a request's host means.

        Raises: Refused: NOT_FOUND for a host that is not served, RESOURCE_EXHAUSTED where there are too many.
        """
        try:
            return self._instances.of(request.host)
        except UnknownInstance:
            text = f"no instance is served under the host {request.host!r}; --instances auto makes one"
            raise Refused(Problem("", Code.NOT_FOUND, text)) from None
        except TooManyInstances as error:
            text = f"{error} instances are held, no more are made; raise --max-instances or use fewer hosts"
            raise Refused(Problem("", Code.RESOURCE_EXHAUSTED, text)) from None

    def _answer(self, request: HttpRequest) -> Answer:
        refusal = refused_url(request.raw_path, request.path, request.query)
        if refusal is not None:
            return refusal
        if cors.is_preflight(request.method, request.headers):
            return Response(204, cors.preflight_headers(request.headers), b"")
        if is_web(request) and not request.path.startswith(_REST_PREFIXES):
            return self._web.respond(request)
        try:
            match = self._find(request)
        except NoSuchPath:
            return responses.NOT_FOUND
        except NoSuchMethod:
            return responses.METHOD_NOT_ALLOWED
        match match.served:
            case PlainRoute():
                return match.served.answer()
            case HttpRoute():
                return match.served.answer(request, self.instance_of(request), self._settings)
            case operation:
                instance = self.instance_of(request)
                return call(operation, match.fields, request, instance=instance, settings=self._settings)

    def _find(self, request: HttpRequest) -> Match[Route]:
        """The route of a request; a form may ask for another method than POST, or reach a GET with POST.

        Raises: NoSuchPath, NoSuchMethod.
        Source: the real server's gateway.
        """
        if request.method != "POST" or request.headers.get(b"content-type") != _FORM:
            return self._routes.find(request.method, request.path)
        override = request.text(b"x-http-method-override").upper()
        try:
            return self._routes.find(override or request.method, request.path)
        except NoSuchMethod:
            return self._routes.find("GET", request.path)


async def _later(answer: Coroutine[Any, Any, Response], request: HttpRequest) -> Response:
    try:
        return _complete(await answer, request)
    except Exception:
        return _complete(_unexpected(request), request)


def _unexpected(request: HttpRequest) -> Response:
    """A fault of ours: it is logged, and the caller learns no more than that."""
    _log.exception("%s %s", request.method, request.path)
    return responses.refused(_UNEXPECTED, DEFAULT_LANGUAGE, reached=True)


def _complete(response: Response, request: HttpRequest) -> Response:
    headers = [*response.headers, responses.ROBOTS]
    if response.status not in _NO_BODY:
        headers.append(cors.VARY)
        origin = request.headers.get(b"origin")
        if origin:
            headers.extend(cors.simple_headers(request.method, origin, response.headers))
    return Response(response.status, headers, response.body, response.trailers)
