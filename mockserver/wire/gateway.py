"""The ASGI application that stands where the real server's HTTP gateway does."""

from __future__ import annotations

import logging
from typing import Any

from connexion.middleware.abstract import SpecMiddleware
from connexion.spec import Specification
from starlette.types import ASGIApp, Receive, Scope, Send

from mockserver.errors.codes import Code
from mockserver.errors.languages import DEFAULT_LANGUAGE
from mockserver.errors.problem import Problem
from mockserver.pipeline import ServedOperation
from mockserver.settings import Settings
from mockserver.store.instance import Instance
from mockserver.wire import cors, responses
from mockserver.wire.api import CompiledApi, Route
from mockserver.wire.body import Disconnected
from mockserver.wire.json_call import call
from mockserver.wire.request_url import refused_url
from mockserver.wire.responses import Headers, Response
from mockserver.wire.routes import Match, NoSuchMethod, NoSuchPath, Routes

_log = logging.getLogger(__name__)

_FORM = b"application/x-www-form-urlencoded"
_UNEXPECTED = Problem("", Code.INTERNAL, "Errors.Internal")
_NO_BODY = frozenset({204, 304})


class Gateway(SpecMiddleware):
    """Answers HTTP requests. Connexion gives it the spec; nothing of Connexion runs while it answers."""

    def __init__(self, _: ASGIApp, *, settings: Settings, instance: Instance) -> None:
        self._settings = settings
        self._instance = instance
        self.routes: Routes[Route] = Routes()

    def add_api(self, specification: Specification, **kwargs: Any) -> CompiledApi:
        """Take the operations of a spec; Connexion calls it for each of its APIs."""
        return CompiledApi(specification, self.routes, **kwargs)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _live(receive, send)
            return
        # Of a header that comes twice the first counts, as in gRPC metadata.
        headers: dict[bytes, bytes] = dict(reversed(scope["headers"]))
        try:
            response = await self._answer(scope, headers, receive)
        except Disconnected:
            return
        except Exception:
            _log.exception("%s %s", scope["method"], scope["path"])
            response = responses.refused(_UNEXPECTED, DEFAULT_LANGUAGE, reached=True)
        all_headers = _complete(response, scope["method"], headers.get(b"origin"))
        await send({"type": "http.response.start", "status": response.status, "headers": all_headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else response.body})

    async def _answer(self, scope: Scope, headers: dict[bytes, bytes], receive: Receive) -> Response:
        refusal = refused_url(scope["raw_path"], scope["path"], scope["query_string"])
        if refusal is not None:
            return refusal
        if cors.is_preflight(scope["method"], headers):
            return Response(204, cors.preflight_headers(headers), b"")
        try:
            match = self._find(scope["method"], scope["path"], headers)
        except NoSuchPath:
            return responses.NOT_FOUND
        except NoSuchMethod:
            return responses.METHOD_NOT_ALLOWED
        if not isinstance(match.served, ServedOperation):
            return match.served()
        return await call(
            match.served,
            match.fields,
            scope,
            headers,
            receive,
            instance=self._instance,
            settings=self._settings,
        )

    def _find(self, method: str, path: str, headers: dict[bytes, bytes]) -> Match[Route]:
        """The route of a request; a form may ask for another method than POST, or reach a GET with POST.

        Raises: NoSuchPath, NoSuchMethod.
        Source: the real server's gateway.
        """
        if method != "POST" or headers.get(b"content-type") != _FORM:
            return self.routes.find(method, path)
        override = headers.get(b"x-http-method-override", b"").decode("latin-1").upper()
        try:
            return self.routes.find(override or method, path)
        except NoSuchMethod:
            return self.routes.find("GET", path)


async def _live(receive: Receive, send: Send) -> None:
    """Follow the ASGI lifespan; its start is when Connexion has compiled the spec, or has failed on it."""
    while True:
        event = await receive()
        await send({"type": f"{event['type']}.complete"})
        if event["type"] == "lifespan.shutdown":
            return


def _complete(response: Response, method: str, origin: bytes | None) -> Headers:
    headers = [*response.headers, responses.ROBOTS]
    if response.status in _NO_BODY:
        return headers
    headers.append((b"content-length", b"%d" % len(response.body)))
    headers.append(cors.VARY)
    headers.extend(cors.simple_headers(method, origin))
    return headers
