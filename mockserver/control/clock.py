"""The instance's clock: let it stand still, move it, let it go again."""

from __future__ import annotations

from typing import Any

import flask
import msgspec

from mockserver.control.problems import ControlProblem, shown
from mockserver.control.reading import answered, body_of, span_us, target
from mockserver.domain.ids import Instant
from mockserver.domain.users import NEVER
from mockserver.spec.wellknown import parse_timestamp, timestamp
from mockserver.store.clock import SettableClock

blueprint = flask.Blueprint("clock", __name__)


class _Fix(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    at: str = ""


class _Advance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    by: str


@blueprint.get("/clock")
def get_clock() -> flask.Response:
    """What the clock shows."""
    return answered(_view(target().instance.clock))


@blueprint.post("/clock/fix")
def fix_clock() -> flask.Response:
    """Let it stand still, at a moment or, where none is given, at the present one."""
    clock = target().instance.clock
    at = body_of(_Fix).at
    moment = parse_timestamp(at) if at else clock.now()
    if moment is None or not 0 <= moment < NEVER:
        raise ControlProblem(
            400,
            f"at: {shown(at)} is no moment between 1970 and the last second of 9999",
            field="at",
            fix="RFC 3339, such as 2030-01-31T12:00:00Z",
        )
    clock.fix(Instant(moment))
    return answered(_view(clock))


@blueprint.post("/clock/advance")
def advance_clock() -> flask.Response:
    """Move it by a span, backwards where that is negative."""
    clock = target().instance.clock
    span = span_us(body_of(_Advance).by, "by", "1h")
    if not 0 <= clock.now() + span < NEVER:
        raise ControlProblem(400, "the clock would leave the years 1970 to 9999", field="by", fix="a shorter span")
    clock.advance(span)
    return answered(_view(clock))


@blueprint.post("/clock/release")
def release_clock() -> flask.Response:
    """Let it show the machine's time again."""
    clock = target().instance.clock
    clock.release()
    return answered(_view(clock))


def _view(clock: SettableClock) -> dict[str, Any]:
    return {"now": timestamp(clock.now()), "fixed": clock.fixed, "aheadMs": clock.ahead // 1000}
