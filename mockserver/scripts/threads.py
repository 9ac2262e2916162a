"""Threads that scripts run in, so that the server goes on answering; the engine lets go of Python while it runs.

A thread that has run a script waits a moment for the next: a new one costs as much as an eighth of a small script. What
a script took of the machine, its deep stack included, goes back when the thread ends.
"""

from __future__ import annotations

import asyncio
import functools
import os
import threading
from collections import deque
from collections.abc import Callable
from typing import TypeVar

from mockserver.scripts.engine import STACK_BYTES

T = TypeVar("T")
Work = Callable[[], None]

AT_ONCE = max(1, min(4, os.cpu_count() or 1))
"""How many threads run scripts at the same time; further ones wait for their turn."""
IDLE_S = 0.5
"""How long a thread waits for further work."""


class _Workers:
    """At most so many threads, which take work in the order in which it came."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._condition = threading.Condition()
        self._waiting: deque[Work] = deque()
        self._idle = 0
        self._threads = 0

    def take(self, work: Work) -> None:
        """Let a thread do something when it is its turn.

        Raises: RuntimeError: the machine has no thread left, and there is none that could.
        """
        with self._condition:
            self._waiting.append(work)
            if self._idle >= len(self._waiting):
                self._condition.notify()
                return
            if self._threads == self._most:
                return
            self._threads += 1
            try:
                _start(self._go_on)
            except RuntimeError:
                self._threads -= 1
                if self._threads == 0:
                    self._waiting.remove(work)
                    raise

    def _go_on(self) -> None:
        while self._work():
            # What was done is not held while nothing is to be done.
            pass

    def _work(self) -> bool:
        """Do what is next; whether there was something."""
        work = self._next()
        if work is not None:
            work()
        return work is not None

    def _next(self) -> Work | None:
        """What is to be done next; None where nothing came, and the thread is to end."""
        with self._condition:
            self._idle += 1
            try:
                if not self._waiting:
                    self._condition.wait_for(lambda: self._waiting, IDLE_S)
            finally:
                self._idle -= 1
            if self._waiting:
                return self._waiting.popleft()
            self._threads -= 1
            return None


_workers = _Workers(AT_ONCE)
_hasty = _Workers(1)
"""For who holds the server up while it waits, and so must not wait for the scripts of others."""
_starting = threading.Lock()


async def in_thread(work: Callable[[], T]) -> T:
    """What a function returns or raises that runs in a thread, once it is its turn.

    It runs to its end, whether or not somebody waits for it.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()
    # Who waits may go away.
    done.add_done_callback(asyncio.Future.exception)

    def run() -> None:
        try:
            tell = functools.partial(done.set_result, work())
        except BaseException as error:
            tell = functools.partial(done.set_exception, error)
        _tell(loop, done, tell)

    try:
        _workers.take(run)
    except RuntimeError as error:
        # The machine has no thread left.
        done.set_exception(error)
    return await asyncio.shield(done)


def at_once(work: Callable[[], T]) -> T:
    """The same for who can wait: what the function returns or raises."""
    found: list[T] = []
    raised: list[BaseException] = []
    done = threading.Event()

    def run() -> None:
        try:
            found.append(work())
        except BaseException as error:
            raised.append(error)
        finally:
            done.set()

    _hasty.take(run)
    done.wait()
    if raised:
        raise raised[0]
    return found[0]


def _tell(loop: asyncio.AbstractEventLoop, done: asyncio.Future[T], tell: Callable[[], None]) -> None:
    try:
        loop.call_soon_threadsafe(lambda: None if done.done() else tell())
    except RuntimeError:
        # The server ended meanwhile, and nobody waits any more.
        return


def _start(run: Callable[[], None]) -> None:
    thread = threading.Thread(target=run, name="script", daemon=True)
    # The size is one of the whole process.
    with _starting:
        before = threading.stack_size(STACK_BYTES)
        try:
            thread.start()
        finally:
            threading.stack_size(before)
