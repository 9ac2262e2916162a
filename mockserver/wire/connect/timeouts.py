"""How long a call may take, in the words of each protocol.

Source: recordings/connect-protocol.jsonl and grpc_v2_bytes.jsonl.
"""

from __future__ import annotations

import re
import time

from mockserver.errors.problem import invalid_argument
from mockserver.wire.timeouts import UNIT_S

_INTEGER = re.compile(r"[+-]?[0-9]+", re.ASCII)
_MOST_DIGITS = 10
_MOST_GRPC_DIGITS = 8


def connect_deadline(text: str) -> float | None:
    """The moment on the monotonic clock that a `connect-timeout-ms` means; None without one.

    Raises: INVALID_ARGUMENT without an ID.
    """
    if not text:
        return None
    if len(text) > _MOST_DIGITS:
        raise invalid_argument(f'parse timeout: "{text}" has >{_MOST_DIGITS} digits')
    if not _INTEGER.fullmatch(text):
        raise invalid_argument(f'parse timeout: strconv.ParseInt: parsing "{text}": invalid syntax')
    return time.monotonic() + int(text) / 1000


def grpc_deadline(text: str) -> float | None:
    """The moment that a `grpc-timeout` means; None without one.

    Raises: INVALID_ARGUMENT without an ID. The words for a number that is none, or too long, are assumed.
    """
    if not text:
        return None
    unit = UNIT_S.get(text[-1])
    if unit is None:
        raise invalid_argument(f"protocol error: timeout has invalid unit '{text[-1]}'")
    number = text[:-1]
    if not _INTEGER.fullmatch(number) or int(number) < 0:
        raise invalid_argument(f'protocol error: invalid timeout "{text}"')
    if len(number) > _MOST_GRPC_DIGITS:
        raise invalid_argument(f'protocol error: timeout "{text}" has more than {_MOST_GRPC_DIGITS} digits')
    return time.monotonic() + int(number) * unit
