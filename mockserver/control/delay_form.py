"""How long something is held back, as JSON, and back."""

from __future__ import annotations

import msgspec

from mockserver.control.problems import unusable
from mockserver.store.delays import MAX_DELAY_MS, Delay, FixedDelay, LognormalDelay, UniformDelay


class DelayForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel", omit_defaults=True):
    """`fixed` with milliseconds, `uniform` with lower and upper, `lognormal` with median and sigma."""

    type: str
    milliseconds: float | None = None
    lower: float | None = None
    upper: float | None = None
    median: float | None = None
    sigma: float | None = None


def delay_of(form: DelayForm) -> Delay:
    """What a form describes.

    Raises: ControlProblem.
    """
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
            given = msgspec.json.encode(form).decode()
            raise unusable("delay", given, f"{forms}; at most {MAX_DELAY_MS:.0f} ms")


def form_of_delay(delay: Delay) -> DelayForm:
    """The form that describes it."""
    match delay:
        case FixedDelay():
            return DelayForm("fixed", milliseconds=delay.milliseconds)
        case UniformDelay():
            return DelayForm("uniform", lower=delay.lower, upper=delay.upper)
        case LognormalDelay():
            return DelayForm("lognormal", median=delay.median, sigma=delay.sigma)
