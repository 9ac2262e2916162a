"""How long a request says that its body is, and how long it is."""

from __future__ import annotations

from mockserver.wire.http import HttpRequest
from mockserver.wire.http2.request import Malformed
from mockserver.wire.http2.stream import Stream

_HEADER = b"content-length"
_MOST_DIGITS = 18
"""Of lengths that fit into 63 bits, as Go's `net/http` wants them."""


def declared_length(request: HttpRequest) -> int | None:
    """What the head of a request that has a body says about it; None where it says nothing.

    Raises: Malformed.
    """
    length = request.headers.get(_HEADER)
    if length is not None and (not length.isdigit() or len(length) > _MOST_DIGITS):
        raise Malformed(f"content-length: {length!r}")
    return None if length is None else int(length)


def count(stream: Stream, size: int, *, end: bool = False) -> None:
    """Count what came of a body.

    Raises: Malformed, where it is not as long as declared.
    Source: RFC 9113, 8.1.1.
    """
    stream.received += size
    if stream.declared is None or (stream.received <= stream.declared and not end):
        return
    if stream.received != stream.declared:
        raise Malformed(f"{stream.received} bytes came of a body of {stream.declared}")
