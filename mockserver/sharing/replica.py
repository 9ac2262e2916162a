"""One of several servers with the same state: what keeps its copy, and what lets its requests write.

What writes has the turn, which one replica has at a time: it takes over what others wrote, lets the steps that wait do
their work, one after the other, writes what they changed to the log, all or nothing, and gives the turn back. Nobody is
answered before, and nobody reads what the log has not got yet.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections import deque
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from typing import Final

from mockserver.sharing.instance import SharedInstance, Unreadable
from mockserver.sharing.log import Placed, SharedLog, StoreGone

_log = logging.getLogger(__name__)

LOOK_S: Final = 0.5
"""How often a replica looks for what others wrote, though it heard nothing: so late at most reads see it."""
_PAUSE_S: Final = 0.2
"""Between two tries to connect again."""
_MOST_STEPS: Final = 256
_MOST_TURN_S: Final = 0.02
"""A turn takes no further steps then."""
_AT_A_TIME: Final = 500
"""Entries that are folded before others get their turn on the event loop."""


class Unavailable(Exception):
    """A replica without its log answers nothing; the message says why."""


@dataclass(slots=True)
class Step:
    """A step that waits for the turn.

    Attributes:
        granted: done when it may be taken.
        taken: done when it was, or when nobody takes it any more.
        kept: done when the log has what it changed.
    """

    granted: asyncio.Future[None] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    taken: asyncio.Future[None] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    kept: asyncio.Future[None] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class Replica:
    """Keeps an instance like those of the other replicas.

    Attributes:
        gone: why the log cannot be reached; empty while it can be.
        unsettled: done when what was changed is in the log; None while nothing is changed that is not.
    """

    def __init__(self, log: SharedLog, instance: SharedInstance, position: int) -> None:
        """Keep an instance.

        Args:
            position: the place in the log up to which the instance has it.
        """
        self.gone = ""
        self.unsettled: asyncio.Future[None] | None = None
        self._log = log
        self._instance = instance
        self._changes = instance.changes
        self._position = position
        self._waiting: deque[Step] = deque()
        self._fresh: deque[asyncio.Future[None]] = deque()
        self._work = asyncio.Event()
        self._look = asyncio.Event()
        self._mending = asyncio.Event()
        self._untrue = False
        """Whether the copy holds what the log has not got."""
        self._alone = asyncio.Lock()
        """Of who reads or writes the log."""

    @contextlib.asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Take a step that may change something, which must not wait for anything; it is in the log afterwards.

        Raises: Unavailable: nothing was changed, or nobody knows whether the log has it.
        """
        step = await self.enter()
        try:
            yield
        finally:
            self.leave(step)
            await step.kept

    async def enter(self) -> Step:
        """Wait until a step may be taken. Raises: Unavailable."""
        step = self._queued()
        try:
            await step.granted
        except asyncio.CancelledError:
            # Nobody takes it any more; it may have been granted in the same moment.
            _settle(step.taken)
            raise
        self._changes.open = True
        return step

    async def enter_anyway(self) -> tuple[Step, asyncio.CancelledError | None]:
        """Likewise, also for somebody who is cancelled meanwhile; returns who cancelled too. Raises: Unavailable."""
        step = self._queued()
        cancelled = await patiently(step.granted)
        self._changes.open = True
        return step, cancelled

    def _queued(self) -> Step:
        if self.gone:
            raise Unavailable(self.gone)
        step = Step()
        self._waiting.append(step)
        self._work.set()
        return step

    def leave(self, step: Step) -> None:
        """Say that a step was taken; `kept` of it tells when the log has what it changed."""
        self._changes.open = False
        _settle(step.taken)

    async def fresh(self) -> None:
        """Wait until all is folded that was in the log before this was asked. Raises: Unavailable."""
        if self.gone:
            raise Unavailable(self.gone)
        waiting: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._fresh.append(waiting)
        self._look.set()
        await waiting

    async def settled(self) -> None:
        """Wait until the log has what was changed; at most as long as that may take. Raises: Unavailable."""
        while self.unsettled is not None:
            await asyncio.shield(self.unsettled)
        if self.gone:
            raise Unavailable(self.gone)

    async def run(self) -> None:
        """Keep the copy until cancelled, whatever becomes of the log."""
        try:
            try:
                await self._log.connect()
            except StoreGone as error:
                self._lose(str(error), [])
            async with asyncio.TaskGroup() as tasks:
                for each in (self._working, self._looking, self._hearing, self._connecting):
                    tasks.create_task(each())
        finally:
            self.gone = "the server ends"
            self._refuse([])
            await self._log.close()

    async def _working(self) -> None:
        """Take turns for those who wait for one."""
        while True:
            await self._work.wait()
            self._work.clear()
            while self._waiting and not self.gone:
                async with self._alone:
                    await self._take_turn()

    async def _take_turn(self) -> None:
        taken: list[Step] = []
        try:
            self._fold(await self._log.begin(self._position))
            self.unsettled = asyncio.get_running_loop().create_future()
            self._untrue = True
            until_s = time.monotonic() + _MOST_TURN_S
            while self._waiting and len(taken) < _MOST_STEPS and time.monotonic() < until_s:
                step = self._waiting.popleft()
                if step.granted.done() or step.taken.done():
                    continue
                taken.append(step)
                step.granted.set_result(None)
                await step.taken
            changes = self._instance.take_changes()
            self._untrue = bool(changes)
            await self._log.commit(self._position, changes)
            self._position += len(changes)
            self._untrue = False
        except (StoreGone, Unreadable) as error:
            self._lose(str(error), taken)
        except Exception as error:
            _log.exception("--store: a fault of this program")
            self._lose(f"a fault of this program: {error!r}", taken)
        else:
            for step in taken:
                step.kept.set_result(None)
            self._changes.kept()
        finally:
            self._settle()

    def _settle(self) -> None:
        if self.unsettled is not None:
            _settle(self.unsettled)
            self.unsettled = None

    async def _looking(self) -> None:
        """Take over what others wrote: soon after it was heard of, and now and then without."""
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_S):
                    await self._look.wait()
            self._look.clear()
            if self.gone:
                continue
            asked, self._fresh = self._fresh, deque()
            try:
                async with self._alone:
                    await self._catch_up()
            except (StoreGone, Unreadable) as error:
                self._fresh.extendleft(asked)
                self._lose(str(error), [])
            for waiting in asked:
                _settle(waiting)

    async def _catch_up(self) -> None:
        while True:
            entries = await self._log.since(self._position, _AT_A_TIME)
            self._fold(entries)
            if len(entries) < _AT_A_TIME:
                return
            await asyncio.sleep(0)

    def _fold(self, entries: Iterable[Placed]) -> None:
        for position, change in entries:
            self._instance.fold_in((change,))
            self._position = position

    async def _hearing(self) -> None:
        """Look when another replica says that it wrote something."""
        while True:
            if self.gone:
                await asyncio.sleep(_PAUSE_S)
                continue
            try:
                await self._log.wait()
            except StoreGone as error:
                self._lose(str(error), [])
            self._look.set()

    async def _connecting(self) -> None:
        """Connect again where the log is gone, and make the copy true."""
        while True:
            await self._mending.wait()
            try:
                async with self._alone:
                    await self._log.connect()
                    if self._untrue:
                        self._position = await self._log.before_state()
                    await self._catch_up()
            except (StoreGone, Unreadable) as error:
                self.gone = str(error)
                await asyncio.sleep(_PAUSE_S)
                continue
            self._untrue = False
            self._mending.clear()
            self.gone = ""
            _log.warning("--store: it can be reached again")

    def _lose(self, reason: str, taken: Iterable[Step]) -> None:
        """Refuse all who wait, from now on until the log is there again."""
        if not self.gone:
            _log.error("--store: nothing is answered until it can be reached again: %s", reason)
        self.gone = reason
        self._refuse(taken)
        self._mending.set()

    def _refuse(self, taken: Iterable[Step]) -> None:
        self._changes.lost()
        reason = self.gone
        for step in taken:
            text = f"whether this was written is not known: {reason}" if self._untrue else reason
            _fail(step.kept, Unavailable(text))
        while self._waiting:
            _fail(self._waiting.popleft().granted, Unavailable(reason))
        while self._fresh:
            _fail(self._fresh.popleft(), Unavailable(reason))


async def patiently(future: asyncio.Future[None]) -> asyncio.CancelledError | None:
    """Wait for a future, even for somebody who is cancelled meanwhile, again and again; returns who cancelled last.

    Raises: what the future raises.
    """
    cancelled = None
    while not future.done():
        try:
            await asyncio.shield(future)
        except asyncio.CancelledError as error:
            cancelled = error
    future.result()
    return cancelled


def _settle(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)


def _fail(future: asyncio.Future[None], error: Exception) -> None:
    if not future.done():
        future.set_exception(error)
        # Who waited for it may have gone away, and then nobody asks for it.
        future.exception()
