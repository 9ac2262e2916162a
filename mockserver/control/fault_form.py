"""Rules of faults as JSON, and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from mockserver.control.delay_form import DelayForm, delay_of, form_of_delay
from mockserver.control.delivery_form import (
    DeliveryForm,
    form_of_match,
    match_of,
    require_for_deliveries,
)
from mockserver.control.durations import microseconds
from mockserver.control.problems import ControlProblem, unusable
from mockserver.errors.codes import Code
from mockserver.errors.lookup import problems_by_id
from mockserver.errors.problem import Problem
from mockserver.store.delivery_faults import Signed
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


_EFFECTS = ("delay", "error", "broken", "success", "bytes_per_second")
_OF_DELIVERIES = ("status", "signature")
_OF_REQUESTS = (
    "operation",
    "transport",
    "organisation",
    "headers",
    "error",
    "retry_after",
    "success",
    "bytes_per_second",
)


class _Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel", omit_defaults=True):
    pass


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
    delivery: DeliveryForm | None = None
    status: int | None = None
    signature: str = ""


def fault_of(form: FaultForm, known: Sequence[str], new_name: Callable[[], str]) -> Fault:
    """The rule that a form describes, under a name of its own if it gives none.

    Args:
        known: names of operations.
        new_name: makes up the name of a rule.

    Raises: ControlProblem, naming the field.
    """
    _require_one_kind(form)
    if form.name and not _NAME.fullmatch(form.name):
        raise unusable("name", form.name, "letters, digits, dot, dash and underscore, at most 64 of them")
    if form.operation and form.operation not in (*known, *LOGIN_ENDPOINTS):
        raise unusable("operation", form.operation, f"one of {', '.join([*known, *LOGIN_ENDPOINTS])}")
    if form.transport and form.transport not in TRANSPORTS:
        raise unusable("transport", form.transport, f"one of {', '.join(TRANSPORTS)}")
    if not 0 <= form.probability <= 1:
        raise unusable("probability", form.probability, "a number from 0 to 1")
    if form.times is not None and not 1 <= form.times <= _MOST_TIMES:
        raise unusable("times", form.times, f"1 to {_MOST_TIMES}, or leave it out for a rule without end")
    if form.broken and form.broken not in list(Broken):
        raise unusable("broken", form.broken, f"one of {', '.join(Broken)}")
    if form.error is not None and form.broken:
        raise unusable("broken", form.broken, "either error or broken, not both: a lost answer has no error")
    if form.success and form.success not in list(Success):
        raise unusable("success", form.success, f"one of {', '.join(Success)}")
    if form.success and form.error is not None:
        raise unusable("success", form.success, "either error or success, not both")
    if form.retry_after is not None and (form.error is None or not 0 <= form.retry_after <= _MOST_SECONDS):
        raise unusable("retryAfter", form.retry_after, f"seconds from 0 to {_MOST_SECONDS}, beside an error")
    if form.bytes_per_second is not None and not 1 <= form.bytes_per_second <= _MOST_BYTES:
        raise unusable("bytesPerSecond", form.bytes_per_second, f"1 to {_MOST_BYTES}")
    _require_effect(form)
    return Fault(
        name=form.name or new_name(),
        operation=form.operation,
        transport=form.transport,
        organisation=form.organisation,
        probability=form.probability,
        times=form.times,
        delay=None if form.delay is None else delay_of(form.delay),
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
        delivery=None if form.delivery is None else match_of(form.delivery),
        status=form.status,
        signature=Signed(form.signature) if form.signature else None,
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
        delay=None if fault.delay is None else form_of_delay(fault.delay),
        error=_error_form(fault.problems[0]) if fault.problems else None,
        broken=fault.broken or "",
        headers=dict(fault.headers),
        body=fault.body,
        rate=None if fault.rate is None else RateForm(fault.rate.allow, f"{fault.rate.per_s * 1000:.0f}ms"),
        retry_after=fault.retry_after_s,
        success=fault.success or "",
        bytes_per_second=fault.bytes_per_s,
        delivery=None if fault.delivery is None else form_of_match(fault.delivery),
        status=fault.status,
        signature=fault.signature or "",
    )


def form_of(fault: Fault, struck: int) -> dict[str, Any]:
    """A rule as JSON, with how often it struck."""
    return {"enabled": fault.enabled, **msgspec.to_builtins(filled_form(fault)), "struck": struck}


def _require_effect(form: FaultForm) -> None:
    effects = _EFFECTS if form.delivery is None else ("delay", "broken", *_OF_DELIVERIES)
    if not any(getattr(form, effect) for effect in effects):
        fix = f"give at least one of {', '.join(_camel(effect) for effect in effects)}"
        raise ControlProblem(400, "the rule does nothing", fix=fix)


def _require_one_kind(form: FaultForm) -> None:
    """Refuse what is of requests in a rule for deliveries, and the other way round."""
    if form.delivery is None:
        _require_nothing_of_deliveries(form)
        return
    require_for_deliveries(form.broken, form.status, form.signature)
    for field in _OF_REQUESTS:
        value = getattr(form, field)
        if value or value == 0:
            raise unusable(_camel(field), value, "leave it out beside delivery, or write a rule for each")


def _require_nothing_of_deliveries(form: FaultForm) -> None:
    for field in _OF_DELIVERIES:
        value = getattr(form, field)
        if value or value == 0:
            raise unusable(field, value, 'it is of calls of targets: add "delivery": {}, or leave it out')
    if form.broken == Broken.REFUSED:
        raise unusable("broken", form.broken, 'it is of calls of targets: add "delivery": {}, or take reset or empty')


def _camel(field: str) -> str:
    first, *more = field.split("_")
    return first + "".join(word.title() for word in more)


def _headers(patterns: dict[str, str]) -> tuple[tuple[str, str], ...]:
    for name in patterns:
        if not _HEADER.fullmatch(name):
            raise unusable("headers", name, "names of headers, each with a pattern such as curl/*")
    return tuple((name.lower(), pattern) for name, pattern in patterns.items())


def _rate(form: RateForm) -> Rate:
    if not 0 <= form.allow <= _MOST_ALLOWED:
        raise unusable("rate", form.allow, f'{{"allow": 10, "per": "1s"}}, with at most {_MOST_ALLOWED} requests')
    return Rate(form.allow, _span_s("rate", form.per))


def _span_s(field: str, text: str) -> float:
    span = microseconds(text)
    if span is None or not 0 < span <= _MOST_SECONDS * 1_000_000:
        raise unusable(field, text, "a span of up to a day, such as 500ms, 30s or 5m")
    return span / 1_000_000


def _problems(form: ErrorForm) -> tuple[Problem, ...]:
    if bool(form.id) == bool(form.code):
        raise unusable("error", form.id, 'either {"id":"COMMAND-dg422"} or {"code":"UNAVAILABLE","message":"..."}')
    if form.id:
        problems = problems_by_id().get(form.id)
        if problems is None:
            raise unusable("error.id", form.id, "an ID that GET /__admin/errors lists")
        return problems
    if form.code not in Code.__members__ or form.code == Code.OK.name:
        codes = ", ".join(code.name for code in Code if code is not Code.OK)
        raise unusable("error.code", form.code, f"one of {codes}")
    if len(form.message) > _MOST_MESSAGE or _CONTROL.search(form.message):
        # The message becomes part of headers, where a line break would begin a header of its own.
        fix = f"one line without control characters, at most {_MOST_MESSAGE} characters"
        raise unusable("error.message", form.message, fix)
    return (Problem("", Code[form.code], form.message or f"{form.code} was asked for"),)


def _error_form(problem: Problem) -> ErrorForm:
    return ErrorForm(id=problem.id) if problem.id else ErrorForm(code=problem.code.name, message=problem.key)
