"""A request that has the head of the one before it on its connection, byte for byte: only its body is new.

Programs that set the same trigger, or ask for the same list, again and again send such requests. What the parser made
of the head once is taken then, which saves a fifth of the instructions of a SetTriggerActions (docs/performance.md);
and the journal holds one set of headers for all of them.
"""

from __future__ import annotations

import msgspec

from mockserver.wire.http import HttpRequest

_END = b"\r\n\r\n"
_LONGEST = 4096
"""Longer heads are not kept, since each connection keeps one."""


class RepeatedHead(msgspec.Struct, frozen=True, gc=False):
    """A head as it came, and what it says."""

    head: bytes
    head_size: int
    size: int
    """Of the whole request: a body of another length has another head."""
    request: HttpRequest
    """Without its body."""

    def request_with(self, data: bytes) -> HttpRequest:
        """The request that bytes of this size and with this head are."""
        return msgspec.structs.replace(self.request, body=data[self.head_size :])


def repeatable(data: bytes, request: HttpRequest) -> RepeatedHead | None:
    """What to know a request by that is like this one; None where it may not be told by its head alone.

    Args:
        data: in which the request was complete, on a connection that is kept.
        request: the last of those that `data` held.
    """
    size = len(data)
    head_size = size - len(request.body)
    # This holds for no more than one request, with a body that came as it is, and not in chunks.
    if head_size > _LONGEST or data.find(_END) + len(_END) != head_size:
        return None
    return RepeatedHead(data[:head_size], head_size, size, msgspec.structs.replace(request, body=b""))
