"""Which addresses targets may have, and connections to no other ones.

The address that was judged is the one that is connected to, whatever a name means a moment later.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Iterable
from typing import Any

import httpcore

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Denied(Exception):
    """An address must not be called; the message says which and why."""


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Opens connections to addresses that are not loopback ones."""

    def __init__(self, inner: httpcore.AsyncNetworkBackend) -> None:
        self._inner = inner

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Raises: Denied; httpcore.ConnectError for a name that means nothing."""
        address = await _allowed(host, port)
        return await self._inner.connect_tcp(address, port, timeout, local_address, socket_options)

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Raises: Denied; targets have no such address."""
        del timeout, socket_options
        raise Denied(path)

    async def sleep(self, seconds: float) -> None:
        """As the inner one."""
        await self._inner.sleep(seconds)


async def _allowed(host: str, port: int) -> str:
    """The first address of a host that may be called.

    Raises: Denied where one of them may not; httpcore.ConnectError where there is none.
    """
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise httpcore.ConnectError(str(error)) from error
    addresses = [str(row[4][0]) for row in found]
    for address in addresses:
        if _is_loopback(ipaddress.ip_address(address.partition("%")[0])):
            named = host if host == address else f"{host} ({address})"
            raise Denied(f"{named} is a loopback address, which --deny-loopback-targets forbids")
    return addresses[0]


def _is_loopback(address: _Address) -> bool:
    """Whether an address means this machine, written as IPv4 within IPv6 too, and the one that means all of its own."""
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    if mapped is not None:
        return _is_loopback(mapped)
    return address.is_loopback or address.is_unspecified
