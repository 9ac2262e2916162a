"""What targets of executions were sent, as a test looks at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mockserver.deliveries.hooks import Received
from mockserver.deliveries.model import Delivery
from mockserver.deliveries.shown import shown_body


@dataclass(frozen=True, slots=True)
class SentDelivery:
    """A call of a target, and its answer.

    Attributes:
        number: counts those of an instance from 1.
        condition: id of what it was for, such as `function/preuserinfo` or `request/SERVICE/METHOD`.
        target: name of the target.
        endpoint: its URL.
        body: the payload that was sent.
        signature: the header `ZITADEL-Signature`.
        status: HTTP status of the answer; 0 where there was none.
        answer: JSON of the answer, or its text; None where it was empty.
        outcome: `delivered`, `ignored`, `interrupted` or `dropped`.
        error: what failed; empty where nothing did.
        changed: what the answer changed: fields of the message, keys of claims.
        injected: name of the rule of faults that struck it; empty for none.
    """

    number: int
    condition: str
    target: str
    endpoint: str
    body: Any
    signature: str
    status: int
    answer: Any
    outcome: str
    error: str
    changed: tuple[str, ...]
    injected: str


@dataclass(frozen=True, slots=True)
class HookCall:
    """A call that came to a hook of the mock: names of headers in lower case, the body as JSON or text."""

    method: str
    headers: dict[str, str]
    body: Any


def sent(delivery: Delivery) -> SentDelivery:
    """A delivery that an instance kept."""
    return SentDelivery(
        number=delivery.number,
        condition=delivery.condition,
        target=delivery.target.name,
        endpoint=delivery.target.endpoint,
        body=_body(delivery.body),
        signature=delivery.signature,
        status=delivery.called.status,
        answer=_body(delivery.called.body),
        outcome=str(delivery.outcome),
        error=delivery.error,
        changed=delivery.changed,
        injected=delivery.injected,
    )


def came(received: Received) -> HookCall:
    """A call that a hook kept."""
    return HookCall(received.method, received.headers, _body(received.body))


def _body(body: bytes) -> Any:
    shown = shown_body(body)
    return shown["json"] if "json" in shown else shown.get("text")
