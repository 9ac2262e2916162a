"""Work that waits between its steps, each of which takes a turn."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import anyio
import pytest

from mockserver import seeds
from mockserver.domain.events import RowChanged
from mockserver.domain.rows.organisations import ORGANISATIONS, Organisation
from mockserver.domain.values import replaced
from mockserver.settings import Settings
from mockserver.sharing.changes import Change, ChangeKind, Changes, OutOfTurn
from mockserver.sharing.instance import SharedInstance
from mockserver.sharing.replica import Replica, Unavailable
from mockserver.sharing.state_text import state_text
from mockserver.sharing.stepping import in_turns
from tests.sharing.memory_log import MemoryLog

_SHORT_S, _LONG_S = 0.001, 30


@asynccontextmanager
async def _replica(log: MemoryLog) -> AsyncIterator[tuple[Replica, SharedInstance]]:
    """A replica at work."""
    instance = SharedInstance(seeds.start(Settings()), Changes())
    await log.commit(0, [Change(ChangeKind.STATE, state_text(instance.state))])
    replica = Replica(log, instance, 1)
    working = asyncio.ensure_future(replica.run())
    try:
        yield replica, instance
    finally:
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)


async def _by_asyncio() -> str:
    try:
        async with asyncio.timeout(_SHORT_S):
            await asyncio.sleep(_LONG_S)
    except TimeoutError:
        return "late"
    return "early"


async def _by_anyio() -> str:
    # It cancels again and again until it is heard, also while the turn is waited for.
    with anyio.move_on_after(_SHORT_S):
        await anyio.sleep(_LONG_S)
        return "early"
    return "late"


@pytest.mark.parametrize("work", [_by_asyncio, _by_anyio])
def test_its_own_timeouts(work: Any) -> None:
    """A timeout that ends a wait is heard by whoever set it, and the work goes on."""

    async def run() -> str:
        async with _replica(MemoryLog()) as (replica, instance):
            return await in_turns(work(), replica, instance.changes)

    assert asyncio.run(run()) == "late"


def test_one_that_goes_away() -> None:
    """Work whose client is gone lets go of what it holds, and others get their turns."""
    let_go = []

    async def work() -> None:
        try:
            await asyncio.sleep(_LONG_S)
        finally:
            await asyncio.sleep(0)
            let_go.append(True)

    async def run() -> None:
        async with _replica(MemoryLog()) as (replica, instance):
            working = asyncio.ensure_future(in_turns(work(), replica, instance.changes))
            for _ in range(5):
                async with replica.turn():
                    pass
            working.cancel()
            with pytest.raises(asyncio.CancelledError):
                await working
            async with replica.turn():
                pass

    asyncio.run(run())
    assert let_go == [True]


def _renamed(organisation: Organisation, name: str) -> RowChanged:
    return RowChanged("org.changed", ORGANISATIONS, replaced(organisation, name=name))


def test_a_log_that_goes_away() -> None:
    """Work that is under way then is ended in order, and refused; the log's return makes the state true."""
    let_go = []

    async def work(instance: SharedInstance) -> None:
        try:
            await asyncio.sleep(0)
            (organisation, *_) = instance.state.organisations
            instance.append(_renamed(organisation, "never"))
            await asyncio.sleep(_LONG_S)
        finally:
            await asyncio.sleep(0)
            let_go.append(True)

    async def run() -> None:
        log = MemoryLog()
        async with _replica(log) as (replica, instance):
            working: Coroutine[Any, Any, None] = in_turns(work(instance), replica, instance.changes)
            task = asyncio.ensure_future(working)
            async with replica.turn():
                pass
            log.gone = True
            with pytest.raises(Unavailable):
                await task
            log.gone = False
            while replica.gone:
                await asyncio.sleep(0.01)
            assert "never" not in {each.name for each in instance.state.organisations}

    asyncio.run(run())
    assert let_go == [True]


def test_nobody_writes_without_a_turn() -> None:
    """A change that others could not hear of is refused before it is made."""

    async def run() -> None:
        async with _replica(MemoryLog()) as (replica, instance):
            (organisation, *_) = instance.state.organisations
            before = state_text(instance.state)
            with pytest.raises(OutOfTurn):
                instance.append(_renamed(organisation, "unheard"))
            assert state_text(instance.state) == before
            async with replica.turn():
                instance.append(_renamed(organisation, "heard"))
            assert state_text(instance.state) != before

    asyncio.run(run())
