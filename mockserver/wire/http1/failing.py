"""Connections that fail on purpose."""

from __future__ import annotations

import asyncio
import socket
import struct

from mockserver.wire.http import Response
from mockserver.wire.http1.serialise import serialised

_NO_LINGER = struct.pack("ii", 1, 0)


def reset(transport: asyncio.Transport) -> None:
    """End a connection with a TCP reset, which a client sees as an error and not as an end."""
    underlying = transport.get_extra_info("socket")
    if underlying is not None:
        underlying.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
    transport.abort()


def cut_short(response: Response) -> bytes:
    """The head of an answer, which promises all of its body, and half of that body."""
    whole, _ = serialised(response, head_only=False, close=False)
    missing = len(response.body) - len(response.body) // 2
    return whole[:-missing] if missing else whole
