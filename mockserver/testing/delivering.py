"""What a test does about executions: receive what targets are sent, and look at it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import msgspec

from mockserver.control.receiving import PATH as HOOK
from mockserver.deliveries.hooks import HookAnswer
from mockserver.deliveries.model import Outcome
from mockserver.deliveries.outgoing import Outgoing, outgoing_of
from mockserver.store.instance import Instance
from mockserver.testing.delivered import HookCall, SentDelivery, came, sent
from mockserver.testing.hosting import Hosted
from mockserver.testing.names import require_known


class Delivering(Hosted):
    """The part of a mock that is about targets and executions."""

    def hook(self, name: str, answer: Any = None, *, status: int = 200, delay_ms: int = 0) -> str:
        """Have the mock itself receive what targets are sent, and answer so; returns the URL for the target.

        Args:
            name: letters, digits, dots, hyphens and underscores.
            answer: JSON; None for an empty answer.

        Raises: ValueError for a name that is none, or for one hook too many.
        """
        if HOOK.fullmatch(f"/__admin/hooks/{name}") is None:
            raise ValueError(f"{name!r} is no name of a hook: letters, digits, dots, hyphens and underscores")
        body = msgspec.UNSET if answer is None else msgspec.Raw(msgspec.json.encode(answer))

        def put(instance: Instance) -> None:
            hook = _outgoing(instance).hooks.of(name)
            if hook is None:
                raise ValueError("there are too many hooks; one can be used again with another answer")
            hook.answer = HookAnswer(status=status, body=body, delay_ms=delay_ms)

        self._do(put)
        return f"{self.url}/__admin/hooks/{name}"

    def hook_calls(self, name: str) -> list[HookCall]:
        """What came to a hook, oldest first."""

        def calls(instance: Instance) -> list[HookCall]:
            hook = _outgoing(instance).hooks.get(name)
            return [] if hook is None else [came(each) for each in hook.received]

        return self._do(calls)

    def deliveries(self, condition: str = "", target: str = "", *, outcome: str = "") -> list[SentDelivery]:
        """What targets of executions were sent so far, oldest first; of much the newest.

        Events are told after the call that makes them was answered: `wait_for_deliveries` waits for them.

        Args:
            condition: only those of a condition, such as `function/preuserinfo`, or of all whose id begins so.
            target: only those to a target, by its name or id.
            outcome: only those with an outcome, such as `interrupted`.

        Raises: ValueError for an outcome that there is not.
        """
        if outcome:
            require_known("outcome", outcome, list(Outcome))
        return [
            sent(each)
            for each in self._do(lambda instance: list(_outgoing(instance).deliveries))
            if each.condition.startswith(condition)
            and target in {"", each.target.id, each.target.name}
            and outcome in {"", each.outcome}
        ]

    def wait_for_deliveries(
        self, count: int = 1, condition: str = "", target: str = "", *, timeout_s: float = 5.0
    ) -> list[SentDelivery]:
        """The same, once there are at least so many.

        Raises: AssertionError where there are fewer by then, telling which.
        """
        __tracebackhide__ = True
        end = time.monotonic() + timeout_s
        while len(found := self.deliveries(condition, target)) < count:
            if time.monotonic() >= end:
                raise AssertionError(_missing(count, condition, target, len(found), self.deliveries()))
            time.sleep(0.01)
        return found


def _missing(count: int, condition: str, target: str, found: int, all_sent: Sequence[SentDelivery]) -> str:
    told = "".join(f"\n  {each.condition} to {each.target}: {each.outcome}" for each in all_sent)
    wanted = f"{count} deliveries of {condition or 'anything'} to {target or 'any target'}"
    return f"expected {wanted}, got {found}; all that were sent:{told or ' nothing'}"


def _outgoing(instance: Instance) -> Outgoing:
    found = outgoing_of(instance)
    assert found is not None, "an instance that is served can call targets"  # noqa: S101 (ours to keep)
    return found
