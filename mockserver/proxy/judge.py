"""What is done with each exchange, live or out of a file."""

from __future__ import annotations

from collections.abc import Sequence

from mockserver.proxy.checks import too_slow, violations
from mockserver.proxy.report import Report
from mockserver.proxy.shadow import Shadow
from mockserver.proxy.violation import Violation
from mockserver.traffic.covering import covered
from mockserver.traffic.described import DescribedApi
from mockserver.traffic.exchange import Exchange, ExchangeSource
from mockserver.traffic.har_writer import HarWriter
from mockserver.traffic.reading import read
from mockserver.traffic.secrets import Secrets


class Judge:
    """Holds exchanges against the spec and, where there is one, against the shadow; reports and keeps them."""

    def __init__(
        self,
        api: DescribedApi,
        report: Report,
        secrets: Secrets,
        *,
        shadow: Shadow | None,
        har: HarWriter | None,
        max_latency_ms: float | None = None,
    ) -> None:
        """Judge by the spec.

        Args:
            max_latency_ms: how long an answer of the API may take; None sets no limit.
        """
        self._api = api
        self._report = report
        self._secrets = secrets
        self._shadow = shadow
        self._har = har
        self._max_latency_ms = max_latency_ms

    async def judge(self, exchange: Exchange) -> Sequence[Violation]:
        """Judge, report and keep one exchange.

        Raises: OSError where the HAR file cannot be written.
        """
        reading = read(self._api, exchange)
        found = [*violations(self._api, reading), *too_slow(reading, self._max_latency_ms)]
        if self._shadow is not None:
            found += await self._shadow.violations(reading)
        # Kept before it is reported: covering it is what makes its secrets known.
        kept, incomplete = covered(exchange, self._api, self._secrets)
        if self._har is not None:
            self._har.write(kept, incomplete=incomplete)
        self._report.take(reading, kept.raw_path, found)
        return found

    async def judge_all(self, source: ExchangeSource) -> None:
        """Judge recorded exchanges in their order.

        Raises: UnreadableTraffic, OSError.
        """
        for exchange in source.exchanges():
            await self.judge(exchange)
