"""Looks from time to time whether a peer has been silent, or has not read, for too long."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable

from mockserver.wire import limits
from mockserver.wire.http2.stream import Stream


class Watch:
    """One timer a connection, looked at when it rings: cheaper than one that each request sets anew."""

    def __init__(self, look: Callable[[], None]) -> None:
        """Have `look` called when it is time to."""
        self._look = look
        self._timer: asyncio.TimerHandle | None = None

    def ring_in(self, delay_s: float) -> None:
        """Ring once, and only then."""
        self.stop()
        self._timer = asyncio.get_running_loop().call_later(delay_s, self._look)

    def ring_after(self, oldest_s: float, now_s: float) -> None:
        """Ring when what last happened at a moment is too long ago, but not all the time."""
        self.ring_in(max(oldest_s + limits.IDLE_S - now_s, limits.IDLE_S / 16))

    def stop(self) -> None:
        """Ring no more."""
        if self._timer is not None:
            self._timer.cancel()


def last_moved(stream: Stream, heard_s: float) -> float:
    """When the peer of a stream that waits for it last showed that it is there.

    Args:
        heard_s: when anything came on the connection: a call that talks may have nothing to say for long.
    """
    return stream.moved_s if stream.incoming is None else max(stream.moved_s, heard_s)


def stalled(streams: Iterable[Stream], heard_s: float, now_s: float) -> list[Stream]:
    """The streams that have waited for their peer for too long."""
    return [
        stream for stream in streams if stream.waits_for_peer and now_s - last_moved(stream, heard_s) >= limits.IDLE_S
    ]
