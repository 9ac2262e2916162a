"""Deliveries as the control API shows them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from mockserver.deliveries.model import Delivery
from mockserver.deliveries.signing import HEADER
from mockserver.spec.wellknown import timestamp


def shown_delivery(delivery: Delivery) -> dict[str, Any]:
    """A delivery ready for JSON: what was sent where, what came back, and what became of it."""
    target, called = delivery.target, delivery.called
    return {
        "id": delivery.number,
        "at": timestamp(delivery.at),
        "condition": delivery.condition,
        "target": {
            "id": target.id,
            "name": target.name,
            "type": target.target_kind.name.lower(),
            "endpoint": target.endpoint,
            "interruptOnError": target.interrupt_on_error,
        },
        "request": {"headers": {HEADER: delivery.signature}, **shown_body(delivery.body)},
        "response": {"status": called.status, **shown_body(called.body)} if called.status else None,
        "durationMs": called.took_us / 1000,
        "outcome": str(delivery.outcome),
        "changed": list(delivery.changed),
        "error": delivery.error,
        "repeats": delivery.resent or None,
        "injected": delivery.injected or None,
    }


def shown_deliveries(deliveries: Iterable[Delivery]) -> bytes:
    """Deliveries as JSON, as a journal keeps them; nothing for none."""
    shown = [shown_delivery(delivery) for delivery in deliveries]
    return msgspec.json.encode(shown) if shown else b""


def shown_body(body: bytes) -> dict[str, Any]:
    """A body as JSON where it is some, else as text."""
    if not body:
        return {}
    try:
        return {"json": msgspec.json.decode(body)}
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {"text": body.decode("utf-8", "replace")}
