"""One call of a webhook, without a server."""

from __future__ import annotations

import time

from mockserver.deliveries.client import Client
from mockserver.deliveries.model import Called
from mockserver.deliveries.signing import signed_as
from mockserver.domain.ids import Nanoseconds, TargetId
from mockserver.domain.rows.targets import Target, TargetKind
from mockserver.store.delivery_faults import Signed


def target_at(endpoint: str, key: str, timeout_us: int, *, is_call: bool) -> Target:
    """A target with a signing key."""
    return Target(
        id=TargetId("1"),
        name="sample",
        target_kind=TargetKind.CALL if is_call else TargetKind.WEBHOOK,
        endpoint=endpoint,
        timeout=Nanoseconds(timeout_us * 1_000),
        interrupt_on_error=True,
        signing_key=key,
    )


async def send(target: Target, body: bytes, signed: Signed) -> tuple[str, Called]:
    """The signature that was sent, and what came back."""
    made = signed_as(signed, body, target.signing_key, int(time.time()))
    client = Client(deny_loopback=False)
    try:
        return made, await client.call(target, body, made)
    finally:
        await client.close()
