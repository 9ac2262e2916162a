"""A real server, to which requests are passed on."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from pathlib import Path

import httpx

from mockserver.settings import origin_of
from mockserver.wire.http import Headers, HttpRequest

HOP_BY_HOP = frozenset(
    {
        b"connection", b"keep-alive", b"proxy-authenticate", b"proxy-authorization", b"proxy-connection", b"te",
        b"trailer", b"transfer-encoding", b"upgrade",
    }
)  # fmt: skip
MADE_HERE = frozenset({b"host", b"content-length", b"expect", b"accept-encoding", b"http2-settings"})
_MADE_BY_US = frozenset({b"content-length", b"content-encoding", b"date"})
"""Answers leave with their own length and date, and as the bytes that the encoding stood for."""
_TIMEOUT_S = 60.0


class UpstreamFailure(Exception):
    """Upstream gave no answer; the message says why in one line."""


@dataclass(frozen=True, slots=True)
class UpstreamAnswer:
    """What upstream answered, without what belongs to its connection."""

    status: int
    headers: Headers
    body: bytes


class Upstream:
    """Passes requests on, as they came, over connections that are kept."""

    def __init__(self, origin: str, authorities: Path | None, *, keep_alive: bool = True) -> None:
        """Prepare for an origin such as `https://example.zitadel.cloud`.

        Args:
            authorities: certificate authorities (PEM) to trust instead of the system's.
            keep_alive: whether connections are kept for later requests.

        Raises: ValueError where the origin is none; OSError, ssl.SSLError where the file cannot be used.
        """
        self.origin = origin_of(origin)
        context = ssl.create_default_context(cafile=str(authorities) if authorities else None)
        # Neither proxies nor passwords out of the environment: what the client sent is what goes out.
        limits = httpx.Limits() if keep_alive else httpx.Limits(max_keepalive_connections=0)
        self._client = httpx.AsyncClient(verify=context, timeout=_TIMEOUT_S, trust_env=False, limits=limits)
        self._client.headers.clear()

    async def answer(self, request: HttpRequest) -> UpstreamAnswer:
        """What upstream answers to a request.

        Raises: UpstreamFailure.
        """
        target = request.raw_path + (b"?" + request.query if request.query else b"")
        outgoing = httpx.Request(
            request.method,
            self.origin,
            headers=[(b"host", httpx.URL(self.origin).netloc), *_passed_on(request.headers)],
            content=request.body or None,
            # The target goes out byte for byte; a URL would be brought into another form.
            extensions={"target": target, "timeout": httpx.Timeout(_TIMEOUT_S).as_dict()},
        )
        try:
            response = await self._client.send(outgoing)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise UpstreamFailure(f"{self.origin} gave no answer: {type(error).__name__}: {error}") from error
        dropped = HOP_BY_HOP | _MADE_BY_US | _named(response.headers.get("connection", "").encode())
        headers = [(name.lower(), value) for name, value in response.headers.raw if name.lower() not in dropped]
        return UpstreamAnswer(response.status_code, headers, response.content)

    async def close(self) -> None:
        """Close all connections."""
        await self._client.aclose()


def _passed_on(headers: dict[bytes, bytes]) -> Headers:
    dropped = HOP_BY_HOP | MADE_HERE | _named(headers.get(b"connection", b""))
    passed = [(name, value) for name, value in headers.items() if name not in dropped]
    # Bodies are judged, so none is to come compressed.
    return [*passed, (b"accept-encoding", b"identity")]


def _named(connection: bytes) -> frozenset[bytes]:
    """The headers that a `Connection` header names, which hold for one connection as well."""
    return frozenset(name.strip().lower() for name in connection.split(b","))
