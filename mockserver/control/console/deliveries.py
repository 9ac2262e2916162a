"""Deliveries: the list, one of them, and samples of what targets are sent."""

from __future__ import annotations

from typing import Any

import flask
import msgspec

from mockserver.control.console.bodies import shown_text
from mockserver.control.console.page import page
from mockserver.control.console.paging import page_of
from mockserver.control.console.targets import received_by, receiver_url
from mockserver.control.console.view import current_view
from mockserver.control.deliveries import DeliveryQuery, kept_delivery, newest
from mockserver.control.reading import target
from mockserver.control.receiving import outgoing
from mockserver.deliveries import samples
from mockserver.deliveries.kept import MOST
from mockserver.deliveries.model import Outcome
from mockserver.deliveries.shown import shown_delivery

OUTCOMES = {
    Outcome.DELIVERED: "the answer was taken, or none was needed",
    Outcome.IGNORED: "it failed, which the target lets pass",
    Outcome.INTERRUPTED: "it failed, and with it what it was called for",
    Outcome.DROPPED: "it was not made: too many were waiting",
}
"""What outcomes mean."""
_FILTERS = ("condition", "target", "outcome")
_PREFERRED = "function/preuserinfo"


def list_deliveries() -> flask.Response:
    """The deliveries that the parameters ask for, newest first."""
    kept = outgoing(target()).deliveries
    given = {name: flask.request.args.get(name, "").strip() for name in _FILTERS}
    wanted = {name: value for name, value in given.items() if value}
    found = list(newest(kept, msgspec.convert({**wanted, "limit": MOST}, DeliveryQuery)))
    shown = page_of(found, len(found))
    return page(
        "deliveries",
        rows=[shown_delivery(row) for row in shown.rows],
        shown=shown,
        wanted=wanted,
        kept=len(kept),
        count=kept.count,
        outcomes=OUTCOMES,
    )


def show_delivery(number: int) -> flask.Response:
    """One delivery.

    Raises: ControlProblem: 404.
    """
    asked = target()
    kept = kept_delivery(asked, number)
    row = shown_delivery(kept)
    return page(
        "delivery",
        row=row,
        sent=shown_text(row["request"]),
        answer=shown_text(row["response"] or {}),
        meaning=OUTCOMES[kept.outcome],
        whole=kept.whole,
        target_exists=kept.target.id in asked.instance.state.targets,
        hook=received_by(kept.target.endpoint),
    )


def show_sample() -> flask.Response:
    """What a target would be sent for the parameter `condition`."""
    view = current_view()
    condition = flask.request.args.get("condition", "").strip() or _PREFERRED
    shown: dict[str, Any] = {}
    problem = ""
    try:
        shown = shown_text({"json": msgspec.json.decode(samples.sample(condition).payload())})
    except (KeyError, ValueError):
        problem = f"{condition} is no id of one thing that happens"
    response = page(
        "sample", condition=condition, sample=shown, problem=problem, receiver=receiver_url(view, "webhook")
    )
    response.status_code = 400 if problem else 200
    return response
