"""What an instance sends to targets without anybody waiting for it, and what it keeps of all that it sent."""

from __future__ import annotations

import asyncio
import logging
import time
import weakref
from collections import deque
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from mockserver.deliveries.calling import call_targets, deliver
from mockserver.deliveries.events import EventSubject, Happening, happening
from mockserver.deliveries.hooks import Hooks
from mockserver.deliveries.kept import Deliveries
from mockserver.deliveries.model import Called, Delivery, Outcome, TargetFailed
from mockserver.domain.events import Event, Recorded
from mockserver.domain.ids import Instant
from mockserver.domain.rows.targets import Target
from mockserver.later import Later
from mockserver.store.faults import Faults
from mockserver.store.instance import Instance

if TYPE_CHECKING:
    from mockserver.deliveries import client as calls
else:
    calls = Later("mockserver.deliveries.client")

_log = logging.getLogger(__name__)

MOST_WAITING = 250_000
"""Events that wait for their turn; further ones are dropped, and that is told."""
MOST_FORGOTTEN = 1_000
"""Calls under way that nobody waits for; likewise."""


class Caller:
    """Calls targets for all instances of a server; what that takes is imported when the first one is called."""

    def __init__(self, *, deny_loopback: bool = False) -> None:
        """Prepare to call; `deny_loopback` forbids addresses of this machine."""
        self._deny_loopback = deny_loopback
        self._clients: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Task[calls.Client]] = (
            weakref.WeakKeyDictionary()
        )

    async def client(self) -> calls.Client:
        """The client of the running event loop."""
        loop = asyncio.get_running_loop()
        making = self._clients.get(loop)
        if making is None:
            making = self._clients[loop] = loop.create_task(self._make())
        return await asyncio.shield(making)

    async def _make(self) -> calls.Client:
        # Its import takes a tenth of a second, for which nobody else is to wait.
        made: type[calls.Client] = await asyncio.to_thread(lambda: calls.Client)
        return made(deny_loopback=self._deny_loopback)

    async def close(self) -> None:
        """Close the connections of the running event loop."""
        making = self._clients.pop(asyncio.get_running_loop(), None)
        if making is not None:
            await (await making).close()


class Outgoing:
    """What one instance sends, and what it keeps of it. It does not refer to its instance, which refers to it.

    Attributes:
        deliveries: the newest calls.
        hooks: receivers that targets can point at.
        faults: what goes wrong on purpose, of its instance.
    """

    def __init__(self, caller: Caller, faults: Faults) -> None:
        """Send by `caller`, as the rules in `faults` let it."""
        self._caller = caller
        self.faults = faults
        self.deliveries = Deliveries()
        self.hooks = Hooks()
        self._waiting: deque[tuple[Happening, Recorded]] = deque()
        self._tasks: set[asyncio.Task[object]] = set()
        self._worker: asyncio.Task[object] | None = None
        self._closed = False

    async def client(self) -> calls.Client:
        """What calls targets."""
        return await self._caller.client()

    async def fetched(self, url: str, timeout_s: float) -> bytes:
        """What is to be had at an address, under the rules that hold for targets.

        Raises: CallFailed.
        """
        return await (await self.client()).fetch(url, timeout_s)

    def happening(self, instance: Instance, event: Event, by: str) -> Happening | None:
        """See `events.happening`."""
        return happening(instance.state, event, by)

    def happened(self, instance: Instance, happened: Happening, recorded: Recorded) -> None:
        """Have targets told of an event, after all that were told before."""
        if self._closed or not _is_running():
            return
        if len(self._waiting) >= MOST_WAITING:
            self._drop(happened.targets[0], f"event/{happened.name}", f"{MOST_WAITING} events are waiting already")
            return
        self._waiting.append((happened, recorded))
        if self._worker is None or self._worker.done():
            self._worker = self._start(self._work(instance.state.id))

    def forget(self, target: Target, condition: str, body: bytes) -> None:
        """Call a target without waiting for it."""
        if len(self._tasks) >= MOST_FORGOTTEN:
            self._drop(target, condition, f"{MOST_FORGOTTEN} calls that nobody waits for are under way", body)
            return
        self._start(self._forgotten(target, condition, body))

    async def again(self, before: Delivery, target: Target) -> Delivery:
        """Send a delivery once more to its target as it is now, with a signature of now; nothing is changed by it."""
        subject = _Repeated(before.condition)
        delivery, _ = await deliver(self, target, subject, before.body, before.number)
        return delivery

    def close(self) -> None:
        """Send nothing any more that waits; what is under way goes on."""
        self._closed = True
        self._waiting.clear()

    async def end(self) -> None:
        """Likewise, and end what is under way."""
        self.close()
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def forget_waiting(self) -> None:
        """Let go of the events that wait, as the state that they are of is gone."""
        self._waiting.clear()

    async def _work(self, instance: str) -> None:
        """One event after the other, as the real server's worker does.

        Args:
            instance: the instance's id.
        """
        while self._waiting:
            happened, recorded = self._waiting.popleft()
            try:
                await call_targets(self, happened.targets, EventSubject(happened, recorded, instance))
            except TargetFailed:
                # It is kept with the delivery, and ends the list of this event alone.
                continue
            except Exception:
                _log.exception("event %s", happened.name)

    async def _forgotten(self, target: Target, condition: str, body: bytes) -> None:
        await deliver(self, target, _Repeated(condition), body)

    def _start(self, work: Coroutine[Any, Any, object]) -> asyncio.Task[object]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def _drop(self, target: Target, condition: str, why: str, body: bytes = b"") -> None:
        _log.warning("%s: target %s was not called: %s", condition, target.name, why)
        number = self.deliveries.next_number()
        now = Instant(time.time_ns() // 1_000)
        self.deliveries.add(
            Delivery(number, now, condition, target, body, "", Called(), Outcome.DROPPED, error=why, whole=bool(body))
        )


class _Repeated:
    """Something whose answer changes nothing any more."""

    def __init__(self, condition: str) -> None:
        self._condition = condition

    @property
    def condition(self) -> str:
        return self._condition

    def payload(self) -> bytes:
        return b""

    def take(self, _: bytes) -> tuple[str, ...]:
        return ()


def _is_running() -> bool:
    """Whether there is an event loop to send on; a state that is prepared without one is nobody's news."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


def outgoing_of(instance: Instance) -> Outgoing | None:
    """What sends for an instance; None where it is part of no server."""
    found = instance.outward
    return found if isinstance(found, Outgoing) else None
