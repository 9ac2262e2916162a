"""Who is at the other end of a connection, and who was asked before, where that is a proxy."""

from __future__ import annotations

import asyncio

NAMING_CLIENTS = (
    b"x-forwarded-for",
    b"x-real-ip",
    b"x-client-ip",
    b"x-cluster-client-ip",
    b"true-client-ip",
    b"cf-connecting-ip",
)
"""Where proxies name the client that they were asked by, or the list of those before it."""
FORWARDED, VIA = b"forwarded", b"via"
"""Where they tell all that they know (RFC 7239), and that they were there at all (RFC 9110, 7.6.3)."""


def peer_of(transport: asyncio.BaseTransport) -> str:
    """The address of the peer without its port; empty where the transport has none."""
    name = transport.get_extra_info("peername")
    return str(name[0]) if isinstance(name, tuple) and name else ""
