"""Reading a request's body."""

from __future__ import annotations

from starlette.types import Receive

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem, Refused


class Disconnected(Exception):
    """The client went away before it had sent its request."""


async def read_body(receive: Receive, max_body_bytes: int) -> bytes:
    """All of a request's body.

    Raises: Disconnected; Refused with RESOURCE_EXHAUSTED where the body is larger than the limit.
    """
    chunks: list[bytes] = []
    size = 0
    while True:
        event = await receive()
        if event["type"] == "http.disconnect":
            raise Disconnected
        chunk: bytes = event.get("body", b"")
        size += len(chunk)
        if size > max_body_bytes:
            raise Refused(too_large(size, max_body_bytes))
        chunks.append(chunk)
        if not event.get("more_body"):
            return chunks[0] if len(chunks) == 1 else b"".join(chunks)


def too_large(size: int, limit: int) -> Problem:
    """A message over the limit, in the words of gRPC."""
    return Problem("", Code.RESOURCE_EXHAUSTED, f"grpc: received message larger than max ({size} vs. {limit})")
