"""The server that messages are sent to, and one connection to it."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

PORTS: Mapping[str, int] = {"http": 80, "https": 443}
RECEIVED_BYTES = 65536


class LostConnection(OSError):
    """The server closed the connection before its answer was whole, or sent what is no HTTP."""


def _at_once() -> None:
    """Without a limit there is nothing to wait for."""


@dataclass(frozen=True, slots=True)
class Peer:
    """Where a server listens, and how it is called.

    Attributes:
        base_url: `http://host:port`.
        timeout_s: how long it may be silent.
        step: called before each request; waits where there may be no more of them for the time being.
    """

    base_url: str
    timeout_s: float
    verify_tls: bool = True
    step: Callable[[], None] = _at_once

    @property
    def authority(self) -> str:
        """Host and port as requests name them."""
        return urlsplit(self.base_url).netloc

    @property
    def scheme(self) -> str:
        """`http` or `https`."""
        return urlsplit(self.base_url).scheme

    def connected(self, protocol: str) -> socket.socket:
        """A connection of its own; with TLS the protocol (`h2`, `http/1.1`) is agreed on. Raises: OSError."""
        url = urlsplit(self.base_url)
        opened = socket.create_connection((url.hostname, url.port or PORTS[url.scheme]), self.timeout_s)
        if url.scheme == "http":
            return opened
        return _tls(self.verify_tls, protocol).wrap_socket(opened, server_hostname=url.hostname)


def _tls(verify: bool, protocol: str) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if not verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    context.set_alpn_protocols([protocol])
    return context
