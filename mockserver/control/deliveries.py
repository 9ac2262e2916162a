"""Deliveries: what targets of executions were sent, newest first, and sending it again."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import flask
import msgspec

from mockserver.control.problems import ControlProblem, shown
from mockserver.control.reading import answered, answered_later, query_of, target
from mockserver.control.receiving import outgoing
from mockserver.control.server import Target
from mockserver.deliveries.kept import Deliveries
from mockserver.deliveries.model import Delivery, Outcome
from mockserver.deliveries.shown import shown_delivery

blueprint = flask.Blueprint("deliveries", __name__)

_MOST = 1_000


class DeliveryQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which deliveries are asked for; a condition's id may be only the beginning of it, a target goes by name or id."""

    condition: str = ""
    target: str = ""
    outcome: str = ""
    limit: int = 100


@blueprint.get("/deliveries")
def list_deliveries() -> flask.Response:
    """The newest that a query asks for."""
    query = query_of(DeliveryQuery)
    if not 1 <= query.limit <= _MOST:
        raise ControlProblem(400, f"limit must be 1 to {_MOST}", field="limit", fix="leave it out for 100")
    if query.outcome and query.outcome not in set(Outcome):
        raise ControlProblem(400, f"{shown(query.outcome)} is no outcome", field="outcome", fix=", ".join(Outcome))
    sending = outgoing(target())
    kept, waiting = sending.deliveries, sending.waiting.room
    rows = [shown_delivery(delivery) for delivery in newest(kept, query)]
    told = {"waiting": waiting.held, "waitingBytes": waiting.held_bytes, "dropped": waiting.dropped}
    return answered({"deliveries": rows, "meta": {"kept": len(kept), "count": kept.count, **told}})


def newest(kept: Deliveries, query: DeliveryQuery) -> Iterator[Delivery]:
    """The newest that a query asks for, newest first."""
    return itertools.islice((row for row in reversed(list(kept)) if _is_wanted(row, query)), query.limit)


@blueprint.delete("/deliveries")
def clear_deliveries() -> flask.Response:
    """Forget all."""
    return answered({"removed": outgoing(target()).deliveries.clear()})


@blueprint.get("/deliveries/<int:number>")
def get_delivery(number: int) -> flask.Response:
    """One of them."""
    return answered(shown_delivery(kept_delivery(target(), number)))


@blueprint.post("/deliveries/<int:number>/resend")
def resend(number: int) -> flask.Response:
    """Send it again, with a signature of now, to where its target is now; what the answer says changes nothing."""
    asked = target()
    delivery = kept_delivery(asked, number)
    if not delivery.whole:
        raise ControlProblem(
            409, f"of delivery {number} the body was not kept whole", field="id", fix="have it happen again"
        )
    return answered_later(_resent(asked, delivery))


async def _resent(asked: Target, delivery: Delivery) -> dict[str, Any]:
    now = asked.instance.state.targets.get(delivery.target.id) or delivery.target
    return shown_delivery(await outgoing(asked).again(delivery, now))


def _is_wanted(delivery: Delivery, query: DeliveryQuery) -> bool:
    return (
        delivery.condition.startswith(query.condition)
        and query.target in {"", delivery.target.id, delivery.target.name}
        and query.outcome in {"", delivery.outcome}
    )


def kept_delivery(asked: Target, number: int) -> Delivery:
    """The one with a number. Raises: ControlProblem: 404."""
    found = outgoing(asked).deliveries.find(number)
    if found is None:
        fix = "GET /__admin/deliveries lists those that are kept"
        raise ControlProblem(404, f"there is no delivery {number}", field="id", fix=fix)
    return found
