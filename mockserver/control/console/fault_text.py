"""Rules of faults in words."""

from __future__ import annotations

import json
from typing import Any

from mockserver.control.durations import microseconds
from mockserver.errors.codes import HTTP_STATUS
from mockserver.errors.problem import Problem
from mockserver.store.delays import Delay, FixedDelay, LognormalDelay, UniformDelay
from mockserver.store.delivery_faults import Signed
from mockserver.store.faults import Broken, Fault, Success

BROKEN = {
    Broken.RESET: "the connection is reset",
    Broken.EMPTY: "the connection ends without an answer",
    Broken.HALF: "the answer ends in the middle of its body",
    Broken.MALFORMED: "the answer cannot be read",
    Broken.STALL: "the answer stalls after half of its body",
    Broken.BAD_GATEWAY: "a proxy answers 502 with a page of its own",
    Broken.LOST_TRAILERS: "a proxy loses the trailers, and the status of gRPC with them",
    Broken.REFUSED: "the connection is refused",
}
"""What a client sees."""
SUCCESSES = {
    Success.EMPTY_LIST: "lists are empty",
    Success.MISSING_RESULT: "lists are missing",
    Success.SHORT_PAGE: "lists are shorter than they should be",
    Success.FUTURE_FIELD: "the answer has a field of the future",
}
"""Likewise."""
SIGNED = {
    Signed.RIGHT: "signed as it should be",
    Signed.WRONG: "signed with another key",
    Signed.OLD: "signed an hour ago",
    Signed.MISSING: "not signed",
}
"""What a target is sent."""


def effect(fault: Fault) -> str:
    """What a rule does to a request that it strikes."""
    parts = []
    if fault.delay is not None:
        parts.append(_delay(fault.delay))
    if fault.problems:
        wait = "" if fault.retry_after_s is None else f", Retry-After: {fault.retry_after_s}"
        parts.append(_error(fault.problems[0]) + wait)
    if fault.broken is not None:
        parts.append(BROKEN[fault.broken])
    if fault.success is not None:
        parts.append(SUCCESSES[fault.success])
    if fault.bytes_per_s is not None:
        parts.append(f"{fault.bytes_per_s} bytes a second")
    if fault.signature is not None:
        parts.append(SIGNED[fault.signature])
    if fault.status is not None:
        parts.append(f"{fault.status} is answered in place of the target")
    return ", then ".join(parts)


_TOLD = frozenset(
    {
        *("name", "enabled", "operation", "transport", "organisation", "probability", "times", "struck"),
        *("delay", "error", "retryAfter", "broken", "success", "bytesPerSecond", "status", "signature"),
    }
)
"""What columns of the list and `effect` say of a rule."""


def conditions(form: dict[str, Any]) -> str:
    """What else a rule asks for, of its form as JSON."""
    parts: list[str] = []
    for name, value in form.items():
        match name, value:
            case "headers", dict():
                parts.extend(f"with {header}: {pattern}" for header, pattern in value.items())
            case "delivery", dict():
                parts.extend(f"of {part} {pattern}" for part, pattern in value.items())
            case "rate", dict():
                parts.append(f"beyond {value['allow']} in {_span(value['per'])}")
            case "lasts", _:
                parts.append(f"for {_span(value)}")
            case _ if name not in _TOLD:
                parts.append(f"with {name} {json.dumps(value, ensure_ascii=False)}")
    return ", ".join(parts)


def _span(text: str) -> str:
    """A span in the largest unit that it has a whole number of."""
    us = microseconds(text) or 0
    for unit, size_us in (("h", 3_600_000_000), ("min", 60_000_000), ("s", 1_000_000)):
        if us % size_us == 0:
            return f"{us // size_us} {unit}"
    return f"{us / 1_000:g} ms"


def _delay(delay: Delay) -> str:
    match delay:
        case FixedDelay():
            return f"{delay.milliseconds:g} ms later"
        case UniformDelay():
            return f"{delay.lower:g} to {delay.upper:g} ms later"
        case LognormalDelay():
            return f"mostly about {delay.median:g} ms later (sigma {delay.sigma:g})"


def _error(problem: Problem) -> str:
    status = HTTP_STATUS[problem.code]
    return f"{problem.id} ({status})" if problem.id else f"{problem.code.name} ({status}): {problem.key}"
