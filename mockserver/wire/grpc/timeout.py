"""`grpc-timeout` as services of v1 read it."""

from __future__ import annotations

import re
import time

from mockserver.wire.timeouts import UNIT_S

_NUMBER = re.compile(r"[0-9]+", re.ASCII)
_SHORTEST, _LONGEST = 2, 9


class MalformedTimeout(ValueError):
    """Answered with HTTP status 400; the message is the answer's text."""


def deadline(text: str) -> float | None:
    """The moment on the monotonic clock that a `grpc-timeout` means; None without one.

    Raises: MalformedTimeout, in the real server's words where one is recorded (grpc_v2_bytes.jsonl), else assumed.
    """
    if not text:
        return None
    if len(text) < _SHORTEST:
        raise _malformed(f'timeout string is too short: "{text}"')
    if len(text) > _LONGEST:
        raise _malformed(f'timeout string is too long: "{text}"')
    unit = UNIT_S.get(text[-1])
    if unit is None:
        raise _malformed(f'timeout unit is not recognized: "{text}"')
    if not _NUMBER.fullmatch(text[:-1]):
        raise MalformedTimeout(f'malformed grpc-timeout: strconv.ParseInt: parsing "{text[:-1]}": invalid syntax')
    return time.monotonic() + int(text[:-1]) * unit


def _malformed(reason: str) -> MalformedTimeout:
    return MalformedTimeout(f"malformed grpc-timeout: transport: {reason}")
