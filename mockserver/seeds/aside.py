"""Work on whole states, done aside: it takes seconds where a state is large, and others are served meanwhile."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from typing import TypeVar, cast

Result = TypeVar("Result")


async def aside(work: Callable[[], Result]) -> Result:
    """What a function comes to, called in a thread of its own, which must touch nothing that others change.

    It is pure Python that runs there, so that the event loop gets its turn every few milliseconds. The thread does not
    keep a server from ending, as the event loop's own executor would.

    Raises: what the function raises.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Result] = loop.create_future()

    def settle(result: Result | None, error: BaseException | None) -> None:
        if done.done():
            return
        if error is not None:
            done.set_exception(error)
        else:
            done.set_result(cast(Result, result))

    def run() -> None:
        result: Result | None = None
        error: BaseException | None = None
        try:
            result = work()
        except Exception as failure:
            error = failure
        except BaseException as failure:
            error = RuntimeError(f"the thread ended: {failure!r}")
        # The loop is closed where the server was ended meanwhile.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(settle, result, error)

    threading.Thread(target=run, name="aside", daemon=True).start()
    return await done
