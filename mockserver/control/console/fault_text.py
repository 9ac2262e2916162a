"""Rules of faults in words."""

from __future__ import annotations

from mockserver.errors.codes import HTTP_STATUS
from mockserver.errors.problem import Problem
from mockserver.store.delays import Delay, FixedDelay, LognormalDelay, UniformDelay
from mockserver.store.faults import Broken, Fault

BROKEN = {
    Broken.RESET: "the connection is reset",
    Broken.EMPTY: "the connection ends without an answer",
    Broken.HALF: "the answer ends in the middle of its body",
    Broken.MALFORMED: "the answer cannot be read",
    Broken.STALL: "the answer stalls after half of its body",
}
"""What a client sees."""


def effect(fault: Fault) -> str:
    """What a rule does to a request that it strikes."""
    parts = []
    if fault.delay is not None:
        parts.append(_delay(fault.delay))
    if fault.problems:
        parts.append(_error(fault.problems[0]))
    if fault.broken is not None:
        parts.append(BROKEN[fault.broken])
    return ", then ".join(parts)


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
