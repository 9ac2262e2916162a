"""Calls of targets that go wrong on purpose, by a rule of their instance."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec

from mockserver.deliveries.model import CallFailed
from mockserver.deliveries.texts import not_connected
from mockserver.domain.rows.targets import Target
from mockserver.store.delivery_faults import DeliveryMatch, Signed, holds
from mockserver.store.faults import Broken, Fault, Faults

Answer = tuple[int, bytes]
"""Status and body."""


class Disturbance(msgspec.Struct, frozen=True):
    """What goes wrong with one call.

    Attributes:
        name: of the rule.
        delay_s: how long its answer is held back.
        broken: how it fails.
        status: what is answered in place of the target; 0: the target is asked.
    """

    name: str
    signed: Signed
    delay_s: float = 0.0
    broken: Broken | None = None
    status: int = 0


def disturbance(faults: Faults, condition: str, target: Target, body: bytes) -> Disturbance | None:
    """What is to go wrong with a call; its rule counts as struck."""
    if not faults.rules:
        return None

    def fits(fault: Fault, match: DeliveryMatch) -> bool:
        meant = match.fits(condition, target.id, target.name, target.endpoint)
        return meant and (fault.body is None or holds(fault.body, _json(body)))

    fault = faults.strike_delivery(fits)
    if fault is None:
        return None
    return Disturbance(
        name=fault.name,
        signed=fault.signature or Signed.RIGHT,
        delay_s=0.0 if fault.delay is None else fault.delay.draw(faults.random) / 1000,
        broken=fault.broken,
        status=fault.status or 0,
    )


async def disturbed(what: Disturbance, endpoint: str, call: Callable[[], Awaitable[Answer]]) -> Answer:
    """The answer to a call with which something goes wrong.

    Raises: CallFailed in the words that Go has for it.
    """
    status, answered = what.status, b""
    if what.broken is not Broken.REFUSED and not status:
        status, answered = await call()
    if what.delay_s:
        await asyncio.sleep(what.delay_s)
    match what.broken:
        case Broken.REFUSED:
            raise CallFailed(f'Post "{endpoint}": {not_connected(endpoint, "connection refused")}')
        case Broken.RESET:
            raise CallFailed(f'Post "{endpoint}": read: connection reset by peer')
        case Broken.EMPTY:
            raise CallFailed(f'Post "{endpoint}": EOF')
        case Broken.HALF:
            raise CallFailed("unexpected EOF")
        case Broken.STALL:
            # The time of the target ends it.
            await asyncio.Event().wait()
        case Broken.MALFORMED:
            return status, answered[: len(answered) // 2] if len(answered) > 1 else b"{"
    return status, answered


def _json(body: bytes) -> Any:
    try:
        return msgspec.json.decode(body)
    except (ValueError, RecursionError):
        return None
