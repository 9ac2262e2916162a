"""Rules of faults as JSON, and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from mockserver.control.durations import microseconds
from mockserver.control.problems import ControlProblem, shown
from mockserver.errors.codes import Code
from mockserver.errors.lookup import problems_by_id
from mockserver.errors.problem import Problem
from mockserver.store.delays import MAX_DELAY_MS, Delay, FixedDelay, LognormalDelay, UniformDelay
from mockserver.store.faults import LOGINS, TRANSPORTS, Broken, Fault, Rate, Success
from mockserver.wire.oauth.names import LOGIN_NAMES

LOGIN_ENDPOINTS = (LOGINS, *(f"oauth.{name}" for name in LOGIN_NAMES))
"""What rules name beside operations."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_MOST_TIMES = 1_000_000_000
_MOST_SECONDS = 86_400
_MOST_BYTES = 1_000_000_000
_MOST_ALLOWED = 100_000
"""Each of them is remembered for the span."""
_MOST_MESSAGE = 1_000
"""Characters of a message: it is told in a header too, of which clients take some thousand bytes."""


class _Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel", omit_defaults=True):
    pass


class DelayForm(_Form, frozen=True):
    """`fixed` with milliseconds, `uniform` with lower and upper, `lognormal` with median and sigma."""

    type: str
    milliseconds: float | None = None
    lower: float | None = None
    upper: float | None = None
    median: float | None = None
    sigma: float | None = None


class ErrorForm(_Form, frozen=True):
    """An error ID of the catalogue, or the name of a gRPC code with a message."""

    id: str = ""
    code: str = ""
    message: str = ""


class RateForm(_Form, frozen=True):
    """How many requests pass within a span."""

    allow: int
    per: str


class FaultForm(_Form, frozen=True):
    """One rule; see `Fault`."""

    name: str = ""
    enabled: bool = True
    lasts: str = ""
    operation: str = ""
    transport: str = ""
    organisation: str = ""
    headers: dict[str, str] = {}
    body: Any = None
    rate: RateForm | None = None
    probability: float = 1.0
    times: int | None = None
    delay: DelayForm | None = None
    error: ErrorForm | None = None
    retry_after: int | None = None
    broken: str = ""
    success: str = ""
    bytes_per_second: int | None = None


def fault_of(form: FaultForm, known: Sequence[str], new_name: Callable[[], str]) -> Fault:
    """The rule that a form describes, under a name of its own if it gives none.

    Args:
        known: names of operations.
        new_name: makes up the name of a rule.

    Raises: ControlProblem, naming the field.
    """
    if form.name and not _NAME.fullmatch(form.name):
        raise _wrong("name", form.name, "letters, digits, dot, dash and underscore, at most 64 of them")
    if form.operation and form.operation not in (*known, *LOGIN_ENDPOINTS):
        raise _wrong("operation", form.operation, f"one of {', '.join([*known, *LOGIN_ENDPOINTS])}")
    if form.transport and form.transport not in TRANSPORTS:
        raise _wrong("transport", form.transport, f"one of {', '.join(TRANSPORTS)}")
    if not 0 <= form.probability <= 1:
        raise _wrong("probability", form.probability, "a number from 0 to 1")
    if form.times is not None and not 1 <= form.times <= _MOST_TIMES:
        raise _wrong("times", form.times, f"1 to {_MOST_TIMES}, or leave it out for a rule without end")
    if form.broken and form.broken not in list(Broken):
        raise _wrong("broken", form.broken, f"one of {', '.join(Broken)}")
    if form.error is not None and form.broken:
        raise _wrong("broken", form.broken, "either error or broken, not both: a lost answer has no error")
    if form.success and form.success not in list(Success):
        raise _wrong("success", form.success, f"one of {', '.join(Success)}")
    if form.success and form.error is not None:
        raise _wrong("success", form.success, "either error or success, not both")
    if form.retry_after is not None and (form.error is None or not 0 <= form.retry_after <= _MOST_SECONDS):
        raise _wrong("retryAfter", form.retry_after, f"seconds from 0 to {_MOST_SECONDS}, beside an error")
    if form.bytes_per_second is not None and not 1 <= form.bytes_per_second <= _MOST_BYTES:
        raise _wrong("bytesPerSecond", form.bytes_per_second, f"1 to {_MOST_BYTES}")
    if not (form.delay or form.error or form.broken or form.success or form.bytes_per_second):
        fix = "give at least one of delay, error, broken, success and bytesPerSecond"
        raise ControlProblem(400, "the rule does nothing", fix=fix)
    return Fault(
        name=form.name or new_name(),
        operation=form.operation,
        transport=form.transport,
        organisation=form.organisation,
        probability=form.probability,
        times=form.times,
        delay=None if form.delay is None else _delay(form.delay),
        problems=() if form.error is None else _problems(form.error),
        broken=Broken(form.broken) if form.broken else None,
        enabled=form.enabled,
        headers=_headers(form.headers),
        body=form.body,
        rate=None if form.rate is None else _rate(form.rate),
        lasts_s=_span_s("lasts", form.lasts) if form.lasts else None,
        retry_after_s=form.retry_after,
        success=Success(form.success) if form.success else None,
        bytes_per_s=form.bytes_per_second,
    )


def filled_form(fault: Fault) -> FaultForm:
    """The form that describes a rule."""
    return FaultForm(
        name=fault.name,
        enabled=fault.enabled,
        lasts="" if fault.lasts_s is None else f"{fault.lasts_s * 1000:.0f}ms",
        operation=fault.operation,
        transport=fault.transport,
        organisation=fault.organisation,
        probability=fault.probability,
        times=fault.times,
        delay=None if fault.delay is None else _delay_form(fault.delay),
        error=_error_form(fault.problems[0]) if fault.problems else None,
        broken=fault.broken or "",
        headers=dict(fault.headers),
        body=fault.body,
        rate=None if fault.rate is None else RateForm(fault.rate.allow, f"{fault.rate.per_s * 1000:.0f}ms"),
        retry_after=fault.retry_after_s,
        success=fault.success or "",
        bytes_per_second=fault.bytes_per_s,
    )


def form_of(fault: Fault, struck: int) -> dict[str, Any]:
    """A rule as JSON, with how often it struck."""
    return {"enabled": fault.enabled, **msgspec.to_builtins(filled_form(fault)), "struck": struck}


def _headers(patterns: dict[str, str]) -> tuple[tuple[str, str], ...]:
    for name in patterns:
        if not _HEADER.fullmatch(name):
            raise _wrong("headers", name, "names of headers, each with a pattern such as curl/*")
    return tuple((name.lower(), pattern) for name, pattern in patterns.items())


def _rate(form: RateForm) -> Rate:
    if not 0 <= form.allow <= _MOST_ALLOWED:
        raise _wrong("rate", form.allow, f'{{"allow": 10, "per": "1s"}}, with at most {_MOST_ALLOWED} requests')
    return Rate(form.allow, _span_s("rate", form.per))


def _span_s(field: str, text: str) -> float:
    span = microseconds(text)
    if span is None or not 0 < span <= _MOST_SECONDS * 1_000_000:
        raise _wrong(field, text, "a span of up to a day, such as 500ms, 30s or 5m")
    return span / 1_000_000


def _delay(form: DelayForm) -> Delay:
    match form:
        case DelayForm(type="fixed", milliseconds=float(span)) if 0 < span <= MAX_DELAY_MS:
            return FixedDelay(span)
        case DelayForm(type="uniform", lower=float(lower), upper=float(upper)) if 0 <= lower <= upper <= MAX_DELAY_MS:
            return UniformDelay(lower, upper)
        case DelayForm(type="lognormal", median=float(median), sigma=float(sigma)) if (
            0 < median <= MAX_DELAY_MS and 0 <= sigma <= 5
        ):
            return LognormalDelay(median, sigma)
        case _:
            forms = (
                '{"type":"fixed","milliseconds":500}, {"type":"uniform","lower":100,"upper":900} or '
                '{"type":"lognormal","median":90,"sigma":0.4}'
            )
            raise _wrong("delay", form.type, f"{forms}; at most {MAX_DELAY_MS:.0f} ms")


def _delay_form(delay: Delay) -> DelayForm:
    match delay:
        case FixedDelay():
            return DelayForm("fixed", milliseconds=delay.milliseconds)
        case UniformDelay():
            return DelayForm("uniform", lower=delay.lower, upper=delay.upper)
        case LognormalDelay():
            return DelayForm("lognormal", median=delay.median, sigma=delay.sigma)


def _problems(form: ErrorForm) -> tuple[Problem, ...]:
    if bool(form.id) == bool(form.code):
        raise _wrong("error", form.id, 'either {"id":"COMMAND-dg422"} or {"code":"UNAVAILABLE","message":"..."}')
    if form.id:
        problems = problems_by_id().get(form.id)
        if problems is None:
            raise _wrong("error.id", form.id, "an ID that GET /__admin/errors lists")
        return problems
    if form.code not in Code.__members__ or form.code == Code.OK.name:
        codes = ", ".join(code.name for code in Code if code is not Code.OK)
        raise _wrong("error.code", form.code, f"one of {codes}")
    if len(form.message) > _MOST_MESSAGE or _CONTROL.search(form.message):
        # The message becomes part of headers, where a line break would begin a header of its own.
        fix = f"one line without control characters, at most {_MOST_MESSAGE} characters"
        raise _wrong("error.message", form.message, fix)
    return (Problem("", Code[form.code], form.message or f"{form.code} was asked for"),)


def _error_form(problem: Problem) -> ErrorForm:
    return ErrorForm(id=problem.id) if problem.id else ErrorForm(code=problem.code.name, message=problem.key)


def _wrong(field: str, value: object, fix: str) -> ControlProblem:
    return ControlProblem(400, f"{field}: {shown(value)} cannot be used", field=field, fix=fix)
