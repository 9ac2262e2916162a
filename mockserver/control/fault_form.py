"""Rules of faults as JSON, and back."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from mockserver.control.problems import ControlProblem, shown
from mockserver.control.server import Target
from mockserver.errors.codes import Code
from mockserver.errors.lookup import problems_by_id
from mockserver.errors.problem import Problem
from mockserver.store.delays import MAX_DELAY_MS, Delay, FixedDelay, LognormalDelay, UniformDelay
from mockserver.store.faults import TRANSPORTS, Broken, Fault

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_MOST_TIMES = 1_000_000_000
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


class FaultForm(_Form, frozen=True):
    """One rule; see `Fault`."""

    name: str = ""
    enabled: bool = True
    operation: str = ""
    transport: str = ""
    organisation: str = ""
    probability: float = 1.0
    times: int | None = None
    delay: DelayForm | None = None
    error: ErrorForm | None = None
    broken: str = ""


def fault_of(form: FaultForm, target: Target) -> Fault:
    """The rule that a form describes, under a name of its own if it gives none.

    Raises: ControlProblem, naming the field.
    """
    faults = target.instance.faults
    if form.name and not _NAME.fullmatch(form.name):
        raise _wrong("name", form.name, "letters, digits, dot, dash and underscore, at most 64 of them")
    known = target.server.names
    if form.operation and form.operation not in known:
        raise _wrong("operation", form.operation, f"one of {', '.join(known)}")
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
    if form.delay is None and form.error is None and not form.broken:
        raise ControlProblem(400, "the rule does nothing", fix="give at least one of delay, error and broken")
    return Fault(
        name=form.name or faults.new_name(),
        operation=form.operation,
        transport=form.transport,
        organisation=form.organisation,
        probability=form.probability,
        times=form.times,
        delay=None if form.delay is None else _delay(form.delay),
        problems=() if form.error is None else _problems(form.error),
        broken=Broken(form.broken) if form.broken else None,
        enabled=form.enabled,
    )


def filled_form(fault: Fault) -> FaultForm:
    """The form that describes a rule."""
    return FaultForm(
        name=fault.name,
        enabled=fault.enabled,
        operation=fault.operation,
        transport=fault.transport,
        organisation=fault.organisation,
        probability=fault.probability,
        times=fault.times,
        delay=None if fault.delay is None else _delay_form(fault.delay),
        error=_error_form(fault.problems[0]) if fault.problems else None,
        broken=fault.broken or "",
    )


def form_of(fault: Fault, struck: int) -> dict[str, Any]:
    """A rule as JSON, with how often it struck."""
    return {"enabled": fault.enabled, **msgspec.to_builtins(filled_form(fault)), "struck": struck}


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
