"""Calls of targets: over kept connections, bounded in number, time and size. Imported when the first one is made."""

from __future__ import annotations

import asyncio
import time
import weakref
import zlib
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import httpx

from mockserver.deliveries.disturbing import Disturbance, disturbed
from mockserver.deliveries.model import Called, CallFailed
from mockserver.deliveries.network import Denied, guard
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
_OK = 200


class Client:
    """Calls targets, on one event loop."""

    def __init__(self, *, deny_loopback: bool) -> None:
        """Prepare to call.

        Args:
            deny_loopback: whether addresses of this machine must not be called.
        """
        limits = httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE, keepalive_expiry=90)
        transport = httpx.AsyncHTTPTransport(limits=limits, trust_env=False)
        if deny_loopback:
            guard(transport)
        # Each call has the time of its target, and no part of it another one.
        untimed = httpx.Timeout(None)
        # Go's client has no jar, and this one is shared by instances.
        jar = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
        self._client = httpx.AsyncClient(transport=transport, timeout=untimed, trust_env=False, cookies=jar)
        self._client.headers.clear()
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
        headers = {"user-agent": "Go-http-client/1.1", "accept-encoding": "gzip"}
        headers |= {"content-type": "application/json"} | ({HEADER: signature} if signature else {})
        try:
            _require_usable(url)
            request = self._client.build_request(method, url, headers=headers, content=content or None)
            async with await _sent(self._client, request) as response:
                answered = await _body(response)
                return response.status_code, response.headers.get("location", ""), answered
        except Denied as error:
            raise CallFailed(str(error)) from None
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError, OSError) as error:
            raise CallFailed(_words(error, url)) from None

    async def close(self) -> None:
        """Close all connections."""
        await self._client.aclose()


class _Sent:
    """A response that is closed at the end of its block."""

    def __init__(self, response: httpx.Response) -> None:
        self._response = response

    async def __aenter__(self) -> httpx.Response:
        return self._response

    async def __aexit__(self, *_: object) -> None:
        await self._response.aclose()


async def _sent(client: httpx.AsyncClient, request: httpx.Request) -> _Sent:
    return _Sent(await client.send(request, stream=True))


async def _body(response: httpx.Response) -> bytes:
    """All of an answer, uncompressed.

    Raises: CallFailed where there is more than is read; httpx.HTTPError, ValueError.
    """
    inflate = zlib.decompressobj(_GZIP) if response.headers.get("content-encoding", "").lower() == "gzip" else None
    found = bytearray()
    async for chunk in response.aiter_raw():
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
    if isinstance(error, httpx.ConnectError):
        return not_connected(url, _reason(text))
    if isinstance(error, (httpx.ReadError, httpx.WriteError)):
        return "read: connection reset by peer"
    if isinstance(error, httpx.RemoteProtocolError):
        return f"EOF ({text})"
    return text


def _reason(text: str) -> str:
    """httpx says of a refused connection that all attempts failed."""
    return "connection refused" if text == "All connection attempts failed" else text
