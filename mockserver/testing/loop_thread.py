"""An event loop in a thread of its own, and ways into it from other threads."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

Result = TypeVar("Result")

_PATIENCE_S = 30.0
"""No call into the loop takes nearly as long; more means that it hangs."""


class LoopThread:
    """Runs from its making until `stop`. The thread is a daemon: a test run that breaks off does not wait for it."""

    def __init__(self) -> None:
        self._loop = asyncio.SelectorEventLoop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="zitadel-mock", daemon=True)
        self._thread.start()

    def call(self, function: Callable[[], Result]) -> Result:
        """Call a function on the loop's thread, between two requests; returns or raises what it does."""

        async def called() -> Result:
            return function()

        return self.run(called())

    def run(self, coroutine: Coroutine[Any, Any, Result]) -> Result:
        """Run a coroutine on the loop, and wait for it.

        Raises: what it raises; TimeoutError where it does not end.
        """
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(_PATIENCE_S)

    def stop(self) -> None:
        """End the tasks that are left, the loop and the thread."""
        self.run(_cancel_others())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_PATIENCE_S)
        self._loop.close()


async def _cancel_others() -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
