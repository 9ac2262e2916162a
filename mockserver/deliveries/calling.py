"""The targets of one execution, called one after another."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from mockserver.deliveries.disturbing import Disturbance, disturbance
from mockserver.deliveries.judging import require_success
from mockserver.deliveries.model import Called, Delivery, Outcome, TargetFailed
from mockserver.domain.ids import Instant
from mockserver.domain.rows.targets import Target, TargetKind
from mockserver.errors.problem import Problem
from mockserver.later import Later
from mockserver.store.delivery_faults import Signed

if TYPE_CHECKING:
    from mockserver.deliveries import signing
    from mockserver.deliveries.outgoing import Outgoing
else:
    signing = Later("mockserver.deliveries.signing")

_log = logging.getLogger(__name__)


class Subject(Protocol):
    """What targets are asked about, which their answers may change."""

    @property
    def condition(self) -> str:
        """The id of what happens, such as `request/SERVICE/METHOD`."""

    def payload(self) -> bytes:
        """What the next target is sent."""

    def take(self, body: bytes) -> tuple[str, ...]:
        """Take the answer of a target that is to be called for it; returns what it changed.

        Raises: TargetFailed where it cannot be taken; what becomes of the subject then is its own affair.
        """


async def call_targets(outgoing: Outgoing, targets: Sequence[Target], subject: Subject) -> list[Delivery]:
    """Call targets in order, each once the one before it has answered, but for those that nobody waits for.

    Returns: the calls that were made, as they are kept.

    Raises: Interrupted, by the first failure of a target that does not let it pass.
    Source: recordings/actions-v2-payloads.jsonl, cases request-order, request-changes.
    """
    made: list[Delivery] = []
    for target in targets:
        body = subject.payload()
        if target.target_kind is TargetKind.ASYNC:
            outgoing.forget(target, subject.condition, body)
            continue
        delivery, failed = await deliver(outgoing, target, subject, body)
        made.append(delivery)
        if failed is not None and target.interrupt_on_error:
            raise Interrupted(failed.problem, made) from failed
    return made


class Interrupted(TargetFailed):
    """A target ended what it was called for.

    Attributes:
        made: the calls up to its own.
    """

    def __init__(self, problem: Problem, made: Sequence[Delivery]) -> None:
        super().__init__(problem)
        self.made = made


async def deliver(
    outgoing: Outgoing, target: Target, subject: Subject, body: bytes, resent: int = 0
) -> tuple[Delivery, TargetFailed | None]:
    """Call one target, take its answer and keep the delivery."""
    struck = disturbance(outgoing.faults, subject.condition, target, body)
    at, signed, called = await sent(outgoing, target, body, struck)
    changed: tuple[str, ...] = ()
    failed: TargetFailed | None = None
    try:
        require_success(called)
        if target.target_kind is TargetKind.CALL and called.body:
            changed = subject.take(called.body)
    except TargetFailed as failure:
        failed = failure
    outcome = Outcome.DELIVERED
    if failed is not None:
        outcome = Outcome.INTERRUPTED if target.interrupt_on_error else Outcome.IGNORED
    error = told(failed)
    kept = outgoing.deliveries
    delivery = Delivery(
        number=kept.next_number(),
        at=at,
        condition=subject.condition,
        target=target,
        body=body,
        signature=signed,
        called=called,
        outcome=outcome,
        changed=changed,
        error=error,
        resent=resent,
        injected="" if struck is None else struck.name,
    )
    kept.add(delivery)
    if failed is not None:
        _log.info("%s: target %s at %s: %s", subject.condition, target.name, target.endpoint, error)
    return delivery, failed


async def sent(
    outgoing: Outgoing, target: Target, body: bytes, struck: Disturbance | None = None
) -> tuple[Instant, str, Called]:
    """Sign a body, send it, and wait for the answer; or what a rule of faults makes of that."""
    now_us = time.time_ns() // 1_000
    how = Signed.RIGHT if struck is None else struck.signed
    signed = signing.signed_as(how, body, target.signing_key, now_us // 1_000_000)
    client = await outgoing.client()
    return Instant(now_us), signed, await client.call(target, body, signed, struck)


def told(failed: TargetFailed | None) -> str:
    """A failure in one line; empty for none."""
    if failed is None:
        return ""
    problem = failed.problem
    return f"{problem.key} ({problem.id})" if problem.id else problem.key
