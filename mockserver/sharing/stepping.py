"""What waits between its steps, such as a login that asks a provider, takes a turn for each of them.

So nothing else is in its way while it waits, in any replica, and each step finds all that others wrote meanwhile; it is
as in one process, whose event loop runs one step after the other.
"""

from __future__ import annotations

import asyncio
import types
from collections.abc import Callable, Coroutine, Generator
from typing import Any, TypeVar

from mockserver.sharing.changes import Change, Changes
from mockserver.sharing.replica import Replica, Unavailable, patiently

T = TypeVar("T")


async def in_turns(coroutine: Coroutine[Any, Any, T], replica: Replica, changes: Changes) -> T:
    """What a coroutine comes to, each of whose steps has a turn.

    Whoever cancels it is heard by the coroutine itself, as its own timeouts cancel it too.

    Raises: Unavailable, behind which the coroutine was ended; what the coroutine raises.
    """
    error: BaseException | None = None
    found: dict[object, Callable[[], Change | None]] = {}
    while True:
        try:
            step, cancelled = await replica.enter_anyway()
        except Unavailable:
            await _ended(coroutine)
            raise
        error = cancelled or error
        ended, result, awaited = False, None, None
        failure: BaseException | None = None
        changes.in_hand = found
        try:
            awaited = coroutine.send(None) if error is None else coroutine.throw(error)
        except StopIteration as stop:
            ended, result = True, stop.value
        except BaseException as raised:
            ended, failure = True, raised
        finally:
            changes.in_hand = None
            for what, change in found.items():
                changes.touched(what, change)
            replica.leave(step)
        try:
            error = await patiently(step.kept)
        except Unavailable:
            if not ended:
                await _ended(coroutine)
            raise
        if failure is not None:
            raise failure
        if ended:
            return result  # type: ignore[return-value]  # (what the coroutine returned)
        if error is None:
            error = await _awaited_for(awaited)


async def _ended(coroutine: Coroutine[Any, Any, Any]) -> None:
    """Have a coroutine let go of all that it holds; it has no turn any more."""
    error: BaseException | None = asyncio.CancelledError()
    while True:
        try:
            awaited = coroutine.send(None) if error is None else coroutine.throw(error)
        except (StopIteration, Exception, asyncio.CancelledError):
            return
        error = await _awaited_for(awaited)


async def _awaited_for(awaited: object) -> BaseException | None:
    """Wait for what a coroutine waits for; returns what it is to be told."""
    try:
        await _awaited(awaited)
    except BaseException as raised:
        return raised
    return None


@types.coroutine
def _awaited(awaited: object) -> Generator[object, Any, None]:
    """Wait for what a coroutine waits for, in its place."""
    yield awaited
