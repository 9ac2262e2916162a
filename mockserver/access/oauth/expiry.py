"""What is good for a time only."""

from __future__ import annotations

from typing import Protocol, TypeVar

from mockserver.domain.ids import Instant

MOST = 10_000
"""Of a kind that are kept, so that clients which never come back fill no memory."""


class Expiring(Protocol):
    """What is good until an instant."""

    @property
    def expires(self) -> Instant:
        """From when on it is not good."""


Issued = TypeVar("Issued", bound=Expiring)


def forget_expired(issued: dict[str, Issued], now: Instant, most: int = MOST) -> None:
    """Remove what has expired, of things that were issued in the order in which they expire, and make room for one.

    Args:
        most: how many are kept with that one; for more the oldest go before their time.
    """
    while issued:
        oldest = next(iter(issued))
        if len(issued) < most and issued[oldest].expires > now:
            return
        del issued[oldest]
