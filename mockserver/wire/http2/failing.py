"""Streams that fail on purpose."""

from __future__ import annotations

from mockserver.store.faults import Broken
from mockserver.wire.http import Headers, Response

FAILING = frozenset({Broken.RESET, Broken.EMPTY, Broken.HALF, Broken.STALL})


def failing_parts(response: Response) -> tuple[Headers, bytes]:
    """Headers and half of the body of an answer that will not be completed."""
    length = [] if response.trailers else [(b"content-length", b"%d" % len(response.body))]
    if response.broken == Broken.EMPTY:
        return [header for header in response.headers if header[0] == b"content-type"], b""
    return [*response.headers, *length], response.body[: len(response.body) // 2]
