"""How long a caller waits: the header `grpc-timeout`, over JSON as over gRPC."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Coroutine
from typing import Any

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem, Refused, invalid_argument
from mockserver.wire.http import Response

HEADER = b"grpc-timeout"
UNIT_S = {"H": 3600.0, "M": 60.0, "S": 1.0, "m": 1e-3, "u": 1e-6, "n": 1e-9}
DEADLINE_EXCEEDED = Problem("", Code.DEADLINE_EXCEEDED, "context deadline exceeded")

_OF_GATEWAY = re.compile(r"([+-]?[0-9]{1,18})([HMSmun])")


def deadline_of(text: str) -> float | None:
    """The moment on the monotonic clock that a timeout means over JSON, where 0 is none at all.

    Raises: INVALID_ARGUMENT without an ID.
    Source: recordings/edges-headers-1.jsonl; signs and 0 from the real server's gateway library.
    """
    if not text:
        return None
    match = _OF_GATEWAY.fullmatch(text)
    if match is None:
        raise invalid_argument(f"invalid grpc-timeout: {text}")
    seconds = int(match[1]) * UNIT_S[match[2]]
    return time.monotonic() + seconds if seconds else None


def require_time(deadline: float) -> None:
    """Go on only while somebody waits.

    Raises: DEADLINE_EXCEEDED without an ID.
    """
    if time.monotonic() >= deadline:
        raise Refused(DEADLINE_EXCEEDED)


async def within(
    deadline: float, answer: Coroutine[Any, Any, Response], refuse: Callable[[Problem], Response]
) -> Response:
    """An answer that has to be waited for, or the refusal at its deadline; nothing is carried out after that.

    What can be answered without waiting is, even behind the deadline, which it then judges itself.
    """
    try:
        async with asyncio.timeout(deadline - time.monotonic()):
            return await answer
    except TimeoutError:
        return refuse(DEADLINE_EXCEEDED)
