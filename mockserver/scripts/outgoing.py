"""Calls of scripts over the network, within what is allowed; imported when the first one is made.

A name is resolved once, and the addresses that it has are judged before one of them is connected to, so that no second
answer of the name's server can lead elsewhere. Each redirect is judged as the first request was.

Source: recordings/runs-modules.jsonl; redirects as Go's client follows them, which is what the real server calls by.
"""

from __future__ import annotations

import contextlib
import fnmatch
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import SplitResult, urljoin, urlsplit

from mockserver.script_http import ScriptHttp
from mockserver.scripts.model import HttpCall, HttpRequest

_DENIED = "host is denied"
_LATE = "context deadline exceeded"
_MOST_REDIRECTS = 10
_MOST_BYTES = 8 << 20
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_KEEPING = frozenset({307, 308})
_SECRETS = frozenset({"authorization", "cookie", "www-authenticate"})
_PORTS = {"http": 80, "https": 443}
_PIECE_BYTES = 64 << 10

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class _Denied(Exception):
    """A host that must not be reached."""


class _Failed(Exception):
    """A call that came to nothing."""


def call(request: HttpRequest, allowed: ScriptHttp, left_s: float) -> HttpCall:
    """Make a call, and follow where it leads.

    Args:
        left_s: seconds until it must have ended.
    """
    end = time.monotonic() + left_s
    try:
        status, body = _followed(request, allowed, end)
    except _Denied as denied:
        return HttpCall(method=request.method, url=request.url, error=_DENIED, denied=True, reason=str(denied))
    except _Failed as failed:
        return HttpCall(method=request.method, url=request.url, error=str(failed))
    except (OSError, http.client.HTTPException, ValueError) as error:
        if time.monotonic() >= end:
            return HttpCall(method=request.method, url=request.url, error=_LATE)
        # ValueError: a method or a header that cannot be sent.
        return HttpCall(method=request.method, url=request.url, error=str(error) or type(error).__name__)
    return HttpCall(method=request.method, url=request.url, status=status, body=body.decode("utf-8", "replace"))


def _followed(request: HttpRequest, allowed: ScriptHttp, end: float) -> tuple[int, bytes]:
    for _ in range(_MOST_REDIRECTS):
        status, location, body = _asked(request, allowed, end)
        if status not in _REDIRECTS or not location:
            return status, body
        request = _redirected(request, status, urljoin(request.url, location))
    raise _Failed(f"stopped after {_MOST_REDIRECTS} redirects")


def _redirected(request: HttpRequest, status: int, url: str) -> HttpRequest:
    """What is asked next: without a body and by GET, but for the statuses that keep both."""
    before, after = urlsplit(request.url).hostname or "", urlsplit(url).hostname or ""
    headers = request.headers
    if after != before and not after.endswith(f".{before}"):
        headers = tuple((name, value) for name, value in headers if name.lower() not in _SECRETS)
    if status in _KEEPING:
        return replace(request, url=url, headers=headers)
    method = request.method if request.method in {"GET", "HEAD"} else "GET"
    return replace(request, url=url, headers=headers, method=method, body="")


def _asked(request: HttpRequest, allowed: ScriptHttp, end: float) -> tuple[int, str, bytes]:
    """The status, the header `location` and the body of one answer."""
    url = urlsplit(request.url)
    if url.scheme not in _PORTS:
        raise _Failed(f'unsupported protocol scheme "{url.scheme}"')
    port = url.port or _PORTS[url.scheme]
    connection = _Connection(url, port, _judged(url, port, allowed), end)
    # A timeout of the socket begins anew with each byte.
    late = threading.Timer(max(end - time.monotonic(), 0), connection.cut)
    late.daemon = True
    late.start()
    try:
        connection.putrequest(request.method, _target(url), skip_accept_encoding=True)
        for name, value in request.headers:
            connection.putheader(name, value)
        data = request.body.encode("utf-8", "replace")
        if data or request.method not in {"GET", "HEAD", "DELETE", "OPTIONS"}:
            connection.putheader("content-length", str(len(data)))
        connection.endheaders(data or None)
        answer = connection.getresponse()
        pieces: list[bytes] = []
        size = 0
        while piece := answer.read1(_PIECE_BYTES):
            pieces.append(piece)
            size += len(piece)
            if size > _MOST_BYTES:
                raise _Failed(f"an answer can have {_MOST_BYTES >> 20} MB here, and not more")
            connection.hurry()
        connection.hurry()  # what was cut ends as what is whole does
        return answer.status, answer.getheader("location", ""), b"".join(pieces)
    finally:
        late.cancel()
        connection.close()


class _Connection(http.client.HTTPConnection):
    """A connection to one of the addresses that were judged."""

    def __init__(self, url: SplitResult, port: int, addresses: Sequence[str], end: float) -> None:
        super().__init__(url.hostname or "", port)
        self._url, self._addresses, self._end = url, addresses, end
        self._wire: socket.socket | None = None
        self.default_port = _PORTS[url.scheme]

    def connect(self) -> None:
        """Connect to the first address that answers.

        Raises: OSError.
        """
        for address in self._addresses:
            try:
                self.sock = socket.create_connection((address, self.port), timeout=self._left())
                break
            except OSError:
                if address == self._addresses[-1]:
                    raise
        if self._url.scheme == "https":
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self._url.hostname)
        self._wire = self.sock
        self.hurry()

    def cut(self) -> None:
        """End what is under way."""
        if self._wire is not None:
            with contextlib.suppress(OSError):
                self._wire.shutdown(socket.SHUT_RDWR)

    def hurry(self) -> None:
        """Let what is waited for next end in time.

        Raises: _Failed: time is up.
        """
        left_s = self._left()
        # An answer after which the connection is closed has the socket to itself.
        if self._wire is not None and self._wire.fileno() >= 0:
            self._wire.settimeout(left_s)

    def _left(self) -> float:
        left_s = self._end - time.monotonic()
        if left_s <= 0:
            raise _Failed(_LATE)
        return left_s


def _target(url: SplitResult) -> str:
    path = url.path or "/"
    return f"{path}?{url.query}" if url.query else path


def _judged(url: SplitResult, port: int, allowed: ScriptHttp) -> list[str]:
    """The addresses of a host that may be reached.

    Raises: _Denied.
    """
    try:
        # By the name that is resolved, which is that of other letters too.
        host = (url.hostname or "").encode("idna").decode("ascii").rstrip(".")
    except UnicodeError:
        raise _Denied(f"{url.hostname} cannot be resolved") from None
    if not any(_names(pattern, host, port) for pattern in allowed.allow):
        raise _Denied(f"{host}:{port} is none of the hosts that are allowed: {', '.join(allowed.allow)}")
    if any(_names(pattern, host, port) for pattern in allowed.deny):
        raise _Denied(f"{host} is on the deny list: {', '.join(allowed.deny)}")
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise _Denied(f"{host} cannot be resolved") from None
    addresses = [str(each[4][0]) for each in found]
    for address in addresses:
        if any(_holds(pattern, address) for pattern in allowed.deny):
            raise _Denied(f"{host} is {address}, which is on the deny list: {', '.join(allowed.deny)}")
    return addresses


def _names(pattern: str, host: str, port: int) -> bool:
    """Whether a pattern means a host by its name."""
    return fnmatch.fnmatchcase(host, pattern) or fnmatch.fnmatchcase(f"{host}:{port}", pattern)


def _holds(pattern: str, address: str) -> bool:
    """Whether an address is the one, or in the network, that an entry names."""
    try:
        network = ipaddress.ip_network(pattern, strict=False)
        held: _Address = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = held.ipv4_mapped if isinstance(held, ipaddress.IPv6Address) else None
    return held in network or (mapped is not None and mapped in network)
