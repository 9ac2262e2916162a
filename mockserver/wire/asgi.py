"""The gateway as an ASGI application, through Connexion, which gives the spec at start and nothing after that.

The server's own port needs only the lifespan of it; other ASGI servers can serve HTTP/1.1 with it.
"""

from __future__ import annotations

from typing import Any

from connexion.middleware.abstract import SpecMiddleware
from connexion.spec import Specification
from starlette.types import Receive, Scope, Send

from mockserver.errors.languages import DEFAULT_LANGUAGE
from mockserver.errors.problem import Refused
from mockserver.settings import Settings
from mockserver.store.instances import Instances
from mockserver.wire import responses
from mockserver.wire.api import CompiledApi, Route
from mockserver.wire.body import Disconnected, read_body
from mockserver.wire.gateway import Gateway
from mockserver.wire.http import HttpRequest, Response
from mockserver.wire.routes import Routes

_NO_CONTENT = 204


class GatewayMiddleware(SpecMiddleware):
    """The gateway as the one middleware of a Connexion application."""

    def __init__(self, instances: Instances, settings: Settings) -> None:
        self._settings = settings
        self._routes: Routes[Route] = Routes()
        self.gateway = Gateway(self._routes, instances, settings)

    def add_api(self, specification: Specification, **kwargs: Any) -> CompiledApi:
        """Take the operations of the spec; Connexion calls it once, at start."""
        api = CompiledApi(specification, self._routes, **kwargs)
        self.gateway.serve_rpcs(api.operations)
        return api

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _live(receive, send)
            return
        try:
            body = await read_body(receive, self._settings.max_body_bytes)
        except Disconnected:
            return
        except Refused as refusal:
            response = responses.refused(refusal.problem, DEFAULT_LANGUAGE, reached=False)
        else:
            answer = self.gateway.respond(_request(scope, body), native=False)
            response = answer if isinstance(answer, Response) else await answer
        length = (b"content-length", b"%d" % len(response.body))
        headers = response.headers if response.status == _NO_CONTENT else [*response.headers, length]
        await send({"type": "http.response.start", "status": response.status, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else response.body})


def _request(scope: Scope, body: bytes) -> HttpRequest:
    return HttpRequest(
        method=scope["method"],
        path=scope["path"],
        raw_path=scope["raw_path"],
        query=scope["query_string"],
        # Of a header that comes twice the first counts, as in gRPC metadata.
        headers=dict(reversed(scope["headers"])),
        scheme=scope["scheme"],
        body=body,
    )


async def _live(receive: Receive, send: Send) -> None:
    """Follow the ASGI lifespan; its start is when Connexion has compiled the spec, or has failed on it."""
    while True:
        event = await receive()
        await send({"type": f"{event['type']}.complete"})
        if event["type"] == "lifespan.shutdown":
            return
