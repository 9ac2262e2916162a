"""What waits between its steps, such as a login that asks a provider, takes a turn for each of them.

So nothing else is in its way while it waits, in any replica, and each step finds all that others wrote meanwhile; it is
as in one process, whose event loop runs one step after the other.
"""

from __future__ import annotations

import asyncio
import types
from collections.abc import Coroutine, Generator
from typing import Any, TypeVar

from mockserver.sharing.replica import Replica

T = TypeVar("T")


async def in_turns(coroutine: Coroutine[Any, Any, T], replica: Replica) -> T:
    """What a coroutine comes to, each of whose steps has a turn.

    Whoever cancels it is heard by the coroutine itself, as its own timeouts cancel it too.

    Raises: Unavailable, behind which the coroutine is not gone on with; what the coroutine raises.
    """
    error: BaseException | None = None
    try:
        while True:
            try:
                step = await replica.enter()
            except asyncio.CancelledError as cancelled:
                error = cancelled
                continue
            ended, result, awaited = False, None, None
            failure: BaseException | None = None
            try:
                awaited = coroutine.send(None) if error is None else coroutine.throw(error)
            except StopIteration as stop:
                ended, result = True, stop.value
            except BaseException as raised:
                ended, failure = True, raised
            finally:
                replica.leave(step)
            error = await _kept(step.kept)
            if failure is not None:
                raise failure
            if ended:
                return result  # type: ignore[return-value]  # (what the coroutine returned)
            if error is None:
                try:
                    await _awaited(awaited)
                except BaseException as raised:
                    error = raised
    finally:
        coroutine.close()


async def _kept(kept: asyncio.Future[None]) -> asyncio.CancelledError | None:
    """Wait until the log has a step, even for somebody who is cancelled meanwhile; returns who cancelled.

    Raises: Unavailable.
    """
    cancelled = None
    while not kept.done():
        try:
            await asyncio.shield(kept)
        except asyncio.CancelledError as error:
            cancelled = error
    kept.result()
    return cancelled


@types.coroutine
def _awaited(awaited: object) -> Generator[object, Any, None]:
    """Wait for what a coroutine waits for, in its place."""
    yield awaited
