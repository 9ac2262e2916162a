"""What a rule of faults says of deliveries, as JSON, and back."""

from __future__ import annotations

from difflib import get_close_matches

import msgspec

from mockserver.control.problems import unusable
from mockserver.operations.offered_conditions import offered_conditions
from mockserver.store.delivery_faults import DeliveryMatch, Signed, is_like
from mockserver.store.faults import OF_DELIVERIES, Broken

WRONGLY = tuple(how for how in Signed if how is not Signed.RIGHT)
_STATUSES = range(200, 600)
_MOST_PATTERN = 1_000
_KINDS = ("request", "response", "event", "function")


class DeliveryForm(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel", omit_defaults=True, kw_only=True
):
    """Which calls of targets a rule is for; see `DeliveryMatch`."""

    condition: str = ""
    target: str = ""
    url: str = ""


def match_of(form: DeliveryForm) -> DeliveryMatch:
    """What a form asks for.

    Raises: ControlProblem, naming the field.
    """
    for field in ("condition", "target", "url"):
        if len(getattr(form, field)) > _MOST_PATTERN:
            raise unusable(f"delivery.{field}", getattr(form, field), f"at most {_MOST_PATTERN} characters")
    if form.condition:
        _require_condition(form.condition)
    return DeliveryMatch(form.condition, form.target, form.url)


def form_of_match(match: DeliveryMatch) -> DeliveryForm:
    """The form that asks for that."""
    return DeliveryForm(condition=match.condition, target=match.target, url=match.url)


def require_for_deliveries(broken: str, status: int | None, signature: str) -> None:
    """Refuse what a call of a target cannot fail by.

    Raises: ControlProblem, naming the field.
    """
    if broken and broken not in OF_DELIVERIES:
        raise unusable("broken", broken, f"of deliveries one of {', '.join(OF_DELIVERIES)}")
    if status is not None and status not in _STATUSES:
        raise unusable("status", status, f"{_STATUSES.start} to {_STATUSES.stop - 1}")
    if signature and signature not in WRONGLY:
        raise unusable("signature", signature, f"one of {', '.join(WRONGLY)}")
    if status is not None and broken:
        raise unusable("status", status, "either status or broken, not both: a lost answer has no status")
    if signature and (status is not None or broken == Broken.REFUSED):
        raise unusable("signature", signature, "leave out status and broken: nobody would be sent the signature")


def _require_condition(pattern: str) -> None:
    """Refuse a pattern that nothing is like."""
    offered = offered_conditions()
    known = [f"{kind}{method}" for kind in ("request", "response") for method in offered.methods]
    known += [f"event/{name}" for name in offered.events] + [f"function/{name}" for name in offered.functions]
    if any(is_like(each, pattern) for each in known):
        return
    close = get_close_matches(pattern, known, 1, 0.8)
    kinds = ", ".join(f"{kind}/*" for kind in _KINDS)
    fix = f"such as {close[0]}" if close else f"the id of a condition, such as function/preuserinfo, or one of {kinds}"
    raise unusable("delivery.condition", pattern, fix)
