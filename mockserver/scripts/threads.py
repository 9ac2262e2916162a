"""Threads that scripts run in, so that the server goes on answering; the engine lets go of Python while it runs."""

from __future__ import annotations

import asyncio
import functools
import os
import threading
import weakref
from collections.abc import Callable
from typing import TypeVar

from mockserver.scripts.engine import STACK_BYTES

T = TypeVar("T")

AT_ONCE = max(1, min(4, os.cpu_count() or 1))
"""How many threads run scripts at the same time; further ones wait for their turn."""

_turns: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = weakref.WeakKeyDictionary()
_starting = threading.Lock()


async def in_thread(work: Callable[[], T]) -> T:
    """What a function returns or raises that runs in a thread of its own, once it is its turn."""
    loop = asyncio.get_running_loop()
    turn = _turns.get(loop)
    if turn is None:
        turn = _turns[loop] = asyncio.Semaphore(AT_ONCE)
    await turn.acquire()
    done: asyncio.Future[T] = loop.create_future()

    def end(ended: asyncio.Future[T]) -> None:
        """The turn ends with the thread, not with whoever waits for it, who may go away."""
        turn.release()
        ended.exception()

    done.add_done_callback(end)

    def run() -> None:
        try:
            tell = functools.partial(done.set_result, work())
        except BaseException as error:
            tell = functools.partial(done.set_exception, error)
        _tell(loop, done, tell)

    try:
        _start(run)
    except RuntimeError as error:
        # The machine has no thread left.
        done.set_exception(error)
    return await asyncio.shield(done)


def at_once(work: Callable[[], T]) -> T:
    """The same for who can wait: what the function returns or raises."""
    found: list[T] = []
    raised: list[BaseException] = []

    def run() -> None:
        try:
            found.append(work())
        except BaseException as error:
            raised.append(error)

    _start(run).join()
    if raised:
        raise raised[0]
    return found[0]


def _tell(loop: asyncio.AbstractEventLoop, done: asyncio.Future[T], tell: Callable[[], None]) -> None:
    try:
        loop.call_soon_threadsafe(lambda: None if done.done() else tell())
    except RuntimeError:
        # The server ended meanwhile, and nobody waits any more.
        return


def _start(run: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=run, name="script", daemon=True)
    # The size is one of the whole process.
    with _starting:
        before = threading.stack_size(STACK_BYTES)
        try:
            thread.start()
        finally:
            threading.stack_size(before)
    return thread
