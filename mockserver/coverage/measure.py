"""How much of the API traffic has touched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mockserver.coverage.actions import Scripts, action_items
from mockserver.coverage.items import ONLY_IF_ASKED, Dimension, Item, items
from mockserver.coverage.touched import touched
from mockserver.traffic.described import DescribedApi
from mockserver.traffic.exchange import ExchangeSource
from mockserver.traffic.reading import read
from mockserver.unmodelled.paths import rpc_of


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the items."""

    touched: int
    total: int

    @property
    def percent(self) -> float:
        """0 to 100; 100 where there is nothing to touch."""
        return 100 * self.touched / self.total if self.total else 100.0


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was measured.

    Attributes:
        items: all items of the API.
        counts: how often each was touched.
        exchanges: how many were read, and of how many the document has the operation.
        unmodelled: how often each method was asked for that the document does not have; none of them counts above.
    """

    items: Sequence[Item]
    counts: Counter[Item]
    exchanges: int
    matched: int
    unmodelled: Counter[str]

    def share(self, dimension: Dimension | None = None, operation: str | None = None) -> Share:
        """The share of a dimension, of an operation, of both, or of everything."""
        chosen = self.chosen(dimension, operation)
        return Share(sum(1 for item in chosen if self.counts[item]), len(chosen))

    def chosen(self, dimension: Dimension | None = None, operation: str | None = None) -> list[Item]:
        """The items of a dimension, of an operation, of both, or all."""
        return [
            item for item in self.items if dimension in (None, item.dimension) and operation in (None, item.operation)
        ]

    def missing(self, dimension: Dimension, operation: str | None = None) -> list[str]:
        """Names of the items that nothing touched."""
        return [item.name for item in self.chosen(dimension, operation) if not self.counts[item]]

    @property
    def dimensions(self) -> list[Dimension]:
        """Those that were asked for."""
        return [dimension for dimension in Dimension if dimension not in ONLY_IF_ASKED or self.chosen(dimension)]

    @property
    def operations(self) -> list[str]:
        """All operations, in the order of the document."""
        return [item.name for item in self.chosen(Dimension.OPERATIONS)]


def measure(
    api: DescribedApi,
    sources: Iterable[ExchangeSource],
    *,
    keywords: bool = False,
    deliveries: Iterable[Item] | None = None,
) -> Coverage:
    """Measure what recorded traffic has touched.

    Args:
        keywords: whether what schemas of requests allow and forbid counts too.
        deliveries: what executions sent, where actions count too; None where they do not.

    Raises: UnreadableTraffic.
    """
    known = (*items(api, keywords=keywords), *(action_items() if deliveries is not None else ()))
    scripts = Scripts()
    counts = Counter(dict.fromkeys(known, 0))
    unmodelled: Counter[str] = Counter()
    exchanges = matched = 0
    for source in sources:
        for exchange in source.exchanges():
            reading = read(api, exchange)
            exchanges += 1
            matched += reading.operation is not None
            if reading.operation is None and (rpc := rpc_of(exchange.method, exchange.path)):
                unmodelled[rpc] += 1
            for item in {*touched(api, reading), *scripts.touched(reading)}:
                if item in counts:
                    counts[item] += 1
    counts.update(deliveries or ())
    return Coverage(known, counts, exchanges, matched, unmodelled)
