"""The gateway as an ASGI application, for other servers than our own port; HTTP/1.1 and no gRPC proper."""

from __future__ import annotations

from starlette.types import Receive, Scope, Send

from mockserver.errors.languages import DEFAULT_LANGUAGE
from mockserver.errors.problem import Refused
from mockserver.settings import Settings
from mockserver.wire import responses
from mockserver.wire.body import Disconnected, read_body
from mockserver.wire.gateway import Gateway
from mockserver.wire.http import HttpRequest, Repeated, Response

_NO_CONTENT = 204


class GatewayApp:
    """ASGI application."""

    def __init__(self, gateway: Gateway, settings: Settings) -> None:
        self._gateway = gateway
        self._settings = settings

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
            answer = self._gateway.respond(_request(scope, body), native=False)
            response = answer if isinstance(answer, Response) else await answer
        length = (b"content-length", b"%d" % len(response.body))
        headers = response.headers if response.status == _NO_CONTENT else [*response.headers, length]
        await send({"type": "http.response.start", "status": response.status, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else response.body})


def _request(scope: Scope, body: bytes) -> HttpRequest:
    headers: dict[bytes, bytes] = {}
    repeated = Repeated()
    for name, value in scope["headers"]:
        if name in headers:
            repeated.add(headers, name, value)
        else:
            headers[name] = value
    repeated.join(headers)
    return HttpRequest(
        method=scope["method"],
        path=scope["path"],
        raw_path=scope["raw_path"],
        query=scope["query_string"],
        headers=headers,
        scheme=scope["scheme"],
        body=body,
        peer=(scope.get("client") or ("",))[0],
    )


async def _live(receive: Receive, send: Send) -> None:
    while True:
        event = await receive()
        await send({"type": f"{event['type']}.complete"})
        if event["type"] == "lifespan.shutdown":
            return
