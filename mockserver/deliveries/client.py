"""Calls of targets: over kept connections, bounded in number, time and size. Imported when the first one is made."""

from __future__ import annotations

import asyncio
import functools
import time
import weakref
import zlib
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

from mockserver.deliveries.disturbing import Disturbance, disturbed
from mockserver.deliveries.model import Called, CallFailed
from mockserver.deliveries.network import Denied, GuardedBackend
from mockserver.deliveries.signing import HEADER
from mockserver.deliveries.texts import not_connected
from mockserver.deliveries.turns import NoTurn, Turns

if TYPE_CHECKING:
    from mockserver.domain.rows.targets import Target

AT_ONCE = 100
"""Calls under way at a time; further ones wait for their turn as long as their target's timeout lasts."""
OF_ONE_TARGET = 40
"""As many of one target, so that one which calls this server back, and is called for that, does not take all turns."""
MOST_ANSWERED_BYTES = 4 << 20
"""What is read of an answer, as much as a message of gRPC may have."""
_MOST_REDIRECTS = 10
_TO_GET = frozenset({301, 302, 303})
_TO_REPEAT = frozenset({307, 308})
_NANOS = 1_000_000_000
_GZIP = 31
_KEPT_S = 90
"""How long a connection is kept that nobody uses, as by Go."""
_SIGNATURE = HEADER.lower().encode("ascii")
_ALWAYS = [
    (b"user-agent", b"Go-http-client/1.1"),
    (b"accept-encoding", b"gzip"),
    (b"content-type", b"application/json"),
]
_FAILURES = (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, httpcore.TimeoutException)
_OK = 200


class Client:
    """Calls targets, on one event loop."""

    def __init__(self, *, deny_loopback: bool) -> None:
        """Prepare to call.

        Args:
            deny_loopback: whether addresses of this machine must not be called.
        """
        # httpcore is what httpx calls by, and does it in two thirds of the time.
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_connections=AT_ONCE,
            max_keepalive_connections=AT_ONCE,
            keepalive_expiry=_KEPT_S,
            network_backend=GuardedBackend(httpcore.AnyIOBackend()) if deny_loopback else None,
        )
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._of_target: weakref.WeakValueDictionary[str, Turns] = weakref.WeakValueDictionary()

    async def call(self, target: Target, body: bytes, signature: str, disturbance: Disturbance | None = None) -> Called:
        """What a target answers within its time; of a failure why there is none.

        Args:
            disturbance: what goes wrong with it on purpose.
        """
        started_ns = time.perf_counter_ns()
        turns = self._of_target.get(target.id)
        if turns is None:
            turns = self._of_target[target.id] = Turns(OF_ONE_TARGET)
        status, answered = 0, b""
        late = f'Post "{target.endpoint}": context deadline exceeded'
        waited = f"{late} (its turn did not come: {OF_ONE_TARGET} calls are under way; does it call this server back?)"
        failure = waited
        try:
            async with asyncio.timeout(target.timeout / _NANOS) as limit:
                await turns.take()
                failure = late
                try:
                    async with self._turns:
                        status, answered = await self._disturbed(target.endpoint, body, signature, disturbance)
                    failure = ""
                finally:
                    if limit.expired():
                        turns.refuse_waiting()
                    turns.give()
        except TimeoutError:
            pass
        except NoTurn:
            failure = waited
        except CallFailed as error:
            failure = str(error)
        return Called(status, answered, failure, (time.perf_counter_ns() - started_ns) // 1000)

    async def _disturbed(
        self, endpoint: str, body: bytes, signature: str, disturbance: Disturbance | None
    ) -> tuple[int, bytes]:
        if disturbance is None:
            return await self._answer("POST", endpoint, body, signature)
        return await disturbed(disturbance, endpoint, lambda: self._answer("POST", endpoint, body, signature))

    async def fetch(self, url: str, timeout_s: float) -> bytes:
        """What is to be had at an address, within a time, as `_answer` bounds it.

        Raises: CallFailed, where there is nothing or no success.
        """
        try:
            async with asyncio.timeout(timeout_s), self._turns:
                status, answered = await self._answer("GET", url, b"", "")
        except TimeoutError:
            raise CallFailed(f'Get "{url}": context deadline exceeded') from None
        if status != _OK:
            raise CallFailed(f'Get "{url}": status {status}')
        return answered

    async def _answer(self, verb: str, endpoint: str, body: bytes, signature: str) -> tuple[int, bytes]:
        """Status and body of the answer, redirects followed.

        Raises: CallFailed.
        Source: recordings/actions-v2-payloads.jsonl, case request-failures; that Go ends after ten is its own source.
        """
        method, url, content = verb, endpoint, body
        for _ in range(_MOST_REDIRECTS):
            try:
                status, location, answered = await self._once(method, url, content, signature)
            except CallFailed as error:
                raise CallFailed(f'{method.title()} "{url}": {error}') from None
            if not location or status not in _TO_GET | _TO_REPEAT:
                return status, answered
            if status in _TO_GET:
                method, content = "GET", b""
            try:
                url = urljoin(url, location)
            except ValueError as error:
                raise CallFailed(
                    f'{method.title()} "{url}": failed to parse Location header "{location}": {error}'
                ) from None
        raise CallFailed(f'{method.title()} "{url}": stopped after {_MOST_REDIRECTS} redirects')

    async def _once(self, method: str, url: str, content: bytes, signature: str) -> tuple[int, str, bytes]:
        """Status, location and body of one answer. Raises: CallFailed."""
        try:
            request = _request(method, url, content, signature)
            response = await self._pool.handle_async_request(request)
            try:
                headers = {name.lower(): value for name, value in response.headers}
                answered = await _body(response, packed=headers.get(b"content-encoding", b"").lower() == b"gzip")
            finally:
                await response.aclose()
        except Denied as error:
            raise CallFailed(str(error)) from None
        except (*_FAILURES, httpx.InvalidURL, UnicodeError, ValueError, OSError) as error:
            raise CallFailed(_words(error, url)) from None
        return response.status, _text(headers.get(b"location", b"")), answered

    async def close(self) -> None:
        """Close all connections."""
        await self._pool.aclose()


def _request(method: str, url: str, content: bytes, signature: str) -> httpcore.Request:
    """A request with Go's headers. Raises: CallFailed, httpx.InvalidURL, ValueError."""
    called = _called(url)
    headers = [(b"Host", called.host), (b"Content-Length", b"%d" % len(content))]
    if method == "GET":
        headers.pop()
    headers += _ALWAYS
    if signature:
        headers.append((_SIGNATURE, signature.encode("ascii")))
    return httpcore.Request(method, called.url, headers=headers, content=content)


class _Called(NamedTuple):
    """What is called.

    Attributes:
        host: of the header.
    """

    url: httpcore.URL
    host: bytes


@functools.lru_cache(maxsize=256)
def _called(url: str) -> _Called:
    """What a URL means. Raises: CallFailed, httpx.InvalidURL, ValueError."""
    _require_usable(url)
    read = httpx.URL(url)
    called = httpcore.URL(scheme=read.raw_scheme, host=read.raw_host, port=read.port, target=read.raw_path)
    return _Called(called, read.netloc)


def _text(header: bytes) -> str:
    try:
        return header.decode()
    except UnicodeDecodeError:
        return header.decode("latin-1")


async def _body(response: httpcore.Response, *, packed: bool) -> bytes:
    """All of an answer, uncompressed.

    Raises: CallFailed where there is more than is read; those of `_FAILURES`, ValueError.
    """
    inflate = zlib.decompressobj(_GZIP) if packed else None
    found = bytearray()
    async for chunk in response.aiter_stream():
        if inflate is None:
            found += chunk
        else:
            try:
                found += inflate.decompress(chunk, MOST_ANSWERED_BYTES + 1 - len(found))
            except zlib.error as error:
                raise CallFailed(f"gzip: {error}") from None
        if len(found) > MOST_ANSWERED_BYTES:
            raise CallFailed(f"the answer has more than {MOST_ANSWERED_BYTES} bytes, which are read at most")
    return bytes(found)


def _require_usable(url: str) -> None:
    """Raises: CallFailed for what Go does not call; ValueError for what is no URL."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"}:
        raise CallFailed(f'unsupported protocol scheme "{parts.scheme}"')
    if not parts.hostname:
        raise CallFailed("http: no Host in request URL")


def _words(error: Exception, url: str) -> str:
    """What Go would say, about."""
    text = str(error) or type(error).__name__
    if isinstance(error, httpcore.ConnectError):
        return not_connected(url, _reason(text))
    if isinstance(error, (httpcore.ReadError, httpcore.WriteError)):
        return "read: connection reset by peer"
    if isinstance(error, httpcore.RemoteProtocolError):
        return f"EOF ({text})"
    return text


def _reason(text: str) -> str:
    """httpcore says of a refused connection that all attempts failed."""
    return "connection refused" if text == "All connection attempts failed" else text
