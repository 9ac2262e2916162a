"""What is good for a time only."""

from __future__ import annotations

from typing import Protocol, TypeVar

from mockserver.domain.ids import Instant


class Expiring(Protocol):
    """What is good until an instant."""

    @property
    def expires(self) -> Instant:
        """From when on it is not good."""


Issued = TypeVar("Issued", bound=Expiring)


def forget_expired(issued: dict[str, Issued], now: Instant) -> None:
    """Remove what has expired, of things that were issued in the order in which they expire."""
    while issued:
        oldest = next(iter(issued))
        if issued[oldest].expires > now:
            return
        del issued[oldest]
