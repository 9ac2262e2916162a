"""What an instance keeps of deliveries: the newest ones, bounded in number and bytes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

import msgspec

from mockserver.deliveries.model import Delivery

MOST = 1_000
MOST_BYTES = 16 << 20
_MOST_OF_A_BODY = 256 << 10
"""Of what was sent and of what was answered no more is kept than this."""


class Deliveries:
    """The newest deliveries of one instance.

    Attributes:
        count: how many there were.
    """

    def __init__(self) -> None:
        self._kept: deque[Delivery] = deque()
        self._bytes = 0
        self.count = 0

    def next_number(self) -> int:
        """The number of a delivery about to be kept."""
        self.count += 1
        return self.count

    def add(self, delivery: Delivery) -> None:
        """Keep one, and let go of the oldest where there are too many."""
        if max(len(delivery.body), len(delivery.called.body)) > _MOST_OF_A_BODY:
            delivery = msgspec.structs.replace(
                delivery,
                body=delivery.body[:_MOST_OF_A_BODY],
                whole=len(delivery.body) <= _MOST_OF_A_BODY,
                called=msgspec.structs.replace(delivery.called, body=delivery.called.body[:_MOST_OF_A_BODY]),
            )
        self._kept.append(delivery)
        self._bytes += _size(delivery)
        while len(self._kept) > MOST or self._bytes > MOST_BYTES:
            self._bytes -= _size(self._kept.popleft())

    def clear(self) -> int:
        """Forget all; returns how many there were."""
        forgotten = len(self._kept)
        self._kept.clear()
        self._bytes = 0
        return forgotten

    def find(self, number: int) -> Delivery | None:
        """The one with a number, if it is kept."""
        return next((each for each in self._kept if each.number == number), None)

    def __len__(self) -> int:
        return len(self._kept)

    def __iter__(self) -> Iterator[Delivery]:
        """Oldest first."""
        return iter(self._kept)


def _size(delivery: Delivery) -> int:
    texts = (delivery.error, delivery.called.failure, *delivery.changed)
    return 1_000 + len(delivery.body) + len(delivery.called.body) + sum(map(len, texts))
