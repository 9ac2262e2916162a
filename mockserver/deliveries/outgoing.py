"""What an instance sends to targets without anybody waiting for it, and what it keeps of all that it sent."""

from __future__ import annotations

import asyncio
import logging
import time
import weakref
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from mockserver.deliveries.calling import call_targets, deliver
from mockserver.deliveries.events import EventSubject, Happening, happening
from mockserver.deliveries.hooks import Hooks
from mockserver.deliveries.kept import Deliveries
from mockserver.deliveries.model import Called, Delivery, Outcome, TargetFailed
from mockserver.deliveries.queue import Queue, Room
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
MOST_WAITING_BYTES = 256 << 20
"""Of events that wait for their turn; further ones are dropped, and that is told."""
MOST_FORGOTTEN = 1_000
MOST_FORGOTTEN_BYTES = 64 << 20
"""Of calls under way that nobody waits for; likewise."""


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
        waiting: events that targets are still to be told of.
        forgotten: room for calls that nobody waits for.
    """

    def __init__(self, caller: Caller, faults: Faults) -> None:
        """Send by `caller`, as the rules in `faults` let it."""
        self._caller = caller
        self.faults = faults
        self.deliveries = Deliveries()
        self.hooks = Hooks()
        self.waiting = Queue(Room("events are waiting", MOST_WAITING, MOST_WAITING_BYTES))
        self.forgotten = Room("calls that nobody waits for are under way", MOST_FORGOTTEN, MOST_FORGOTTEN_BYTES)
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
        event = EventSubject(happened, recorded, instance.state.id)
        why = self.waiting.add(happened.targets, event)
        if why:
            self._drop(happened.targets[0], event.condition, why, event.payload())
        elif self._worker is None or self._worker.done():
            self._worker = self._start(self._work())

    def forget(self, target: Target, condition: str, body: bytes) -> None:
        """Call a target without waiting for it."""
        why = self.forgotten.why_not(len(body))
        if why:
            self._drop(target, condition, why, body)
            return
        self.forgotten.take(len(body))
        task = self._start(self._forgotten(target, condition, body))
        task.add_done_callback(lambda _: self.forgotten.give(len(body)))

    async def again(self, before: Delivery, target: Target) -> Delivery:
        """Send a delivery once more to its target as it is now, with a signature of now; nothing is changed by it."""
        subject = _Repeated(before.condition)
        delivery, _ = await deliver(self, target, subject, before.body, before.number)
        return delivery

    def close(self) -> None:
        """Send nothing any more that waits; what is under way goes on."""
        self._closed = True
        self.waiting.clear()

    async def end(self) -> None:
        """Likewise, and end what is under way."""
        self.close()
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def forget_waiting(self) -> None:
        """Let go of the events that wait, as the state that they are of is gone."""
        self.waiting.clear()

    async def _work(self) -> None:
        """One event after the other, as the real server's worker does."""
        while self.waiting:
            targets, event = self.waiting.pop()
            try:
                await call_targets(self, targets, event)
            except TargetFailed:
                # It is kept with the delivery, and ends the list of this event alone.
                continue
            except Exception:
                _log.exception("%s", event.condition)

    async def _forgotten(self, target: Target, condition: str, body: bytes) -> None:
        await deliver(self, target, _Repeated(condition), body)

    def _start(self, work: Coroutine[Any, Any, object]) -> asyncio.Task[object]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def _drop(self, target: Target, condition: str, why: str, body: bytes) -> None:
        number = self.deliveries.next_number()
        now = Instant(time.time_ns() // 1_000)
        self.deliveries.add(Delivery(number, now, condition, target, body, "", Called(), Outcome.DROPPED, error=why))


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
