"""Metrics for Prometheus, made of what the journals hold when somebody asks: no request pays for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import flask

from mockserver.control.exchange_view import status_of
from mockserver.control.reading import later, target
from mockserver.control.server import Server
from mockserver.control.slices import Pace
from mockserver.later import Later
from mockserver.store.journal import Journal
from mockserver.wire.http import Exchange, Response

if TYPE_CHECKING:
    import prometheus_client as prometheus
    from prometheus_client import exposition, metrics_core
    from prometheus_client.metrics_core import Metric
else:
    prometheus = Later("prometheus_client")
    exposition, metrics_core = Later("prometheus_client.exposition"), Later("prometheus_client.metrics_core")

blueprint = flask.Blueprint("metrics", __name__)

_BUCKETS_S = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_AT_ONCE = 256
_OPEN = float("inf")


class Totals:
    """What was counted so far: each exchange once, whenever metrics are asked for."""

    def __init__(self) -> None:
        self.requests: Counter[tuple[str, str, str]] = Counter()
        """By operation (empty where none was called), transport and status."""
        self.injected: Counter[str] = Counter()
        """By the name of the fault."""
        self.seconds: Counter[str] = Counter()
        """Sums of microseconds by transport, so that they stay exact."""
        self.buckets: Counter[tuple[str, float]] = Counter()
        """By transport and the smallest bound that holds a request."""
        self.missed = 0
        """Requests that their journal had let go of before anybody asked."""
        self._seen: WeakKeyDictionary[Journal[Exchange], int] = WeakKeyDictionary()

    async def catch_up(self, server: Server) -> None:
        """Count what came since the last time, in turns with other requests."""
        pace = Pace()
        for _, instance in list(server.instances.hosts()):
            journal: Journal[Exchange] = instance.journal
            while not journal.closed and self._take(journal):
                await pace()

    def _take(self, journal: Journal[Exchange]) -> bool:
        """Count some more of a journal's entries; whether there were any."""
        seen = self._seen.get(journal, 0)
        entries = journal.since(seen, _AT_ONCE)
        newest = entries[-1].number if entries else journal.next_number - 1
        self.missed += newest - seen - len(entries)
        self._seen[journal] = newest
        for exchange in entries:
            self._count(exchange)
        return bool(entries)

    def _count(self, exchange: Exchange) -> None:
        response = exchange.response
        self.requests[response.operation, response.transport, str(status_of(exchange))] += 1
        self.seconds[response.transport] += exchange.duration_us
        bound = next((bound for bound in _BUCKETS_S if exchange.duration_us <= bound * 1_000_000), _OPEN)
        self.buckets[response.transport, bound] += 1
        if response.injected:
            self.injected[response.injected] += 1


class _Collector:
    """Totals and what instances hold at the moment, as Prometheus takes them."""

    def __init__(self, server: Server, totals: Totals) -> None:
        self._server = server
        self._totals = totals

    def collect(self) -> Iterator[Metric]:
        totals = self._totals
        requests = metrics_core.CounterMetricFamily(
            "zitadel_mock_requests", "Requests that were answered.", labels=("operation", "transport", "status")
        )
        for labels, count in totals.requests.items():
            requests.add_metric(labels, count)
        injected = metrics_core.CounterMetricFamily(
            "zitadel_mock_injected", "Requests that a fault struck.", labels=("fault",)
        )
        for fault, count in totals.injected.items():
            injected.add_metric((fault,), count)
        yield requests
        yield injected
        yield self._durations()
        yield metrics_core.CounterMetricFamily(
            "zitadel_mock_requests_missed",
            "Requests that journals let go of before they were counted.",
            value=totals.missed,
        )
        yield from self._held()

    def _durations(self) -> Metric:
        family = metrics_core.HistogramMetricFamily(
            "zitadel_mock_request_duration_seconds", "From a request's last byte to its answer.", labels=("transport",)
        )
        for transport, microseconds in self._totals.seconds.items():
            below, buckets = 0, []
            for bound in (*_BUCKETS_S, _OPEN):
                below += self._totals.buckets[transport, bound]
                buckets.append(("+Inf" if bound == _OPEN else str(bound), below))
            family.add_metric((transport,), buckets, microseconds / 1_000_000)
        return family

    def _held(self) -> Iterator[Metric]:
        instances = [instance for _, instance in self._server.instances.hosts()]
        for name, meaning, value in (
            ("instances", "Instances that are held.", len(instances)),
            ("events", "Events that instances wrote since they started.", sum(held.events for held in instances)),
            ("journal_entries", "Requests that journals keep.", sum(len(held.journal) for held in instances)),
            ("journal_bytes", "What they take.", sum(held.journal.kept_bytes for held in instances)),
            ("faults", "Rules of what goes wrong on purpose.", sum(len(held.faults) for held in instances)),
        ):
            yield metrics_core.GaugeMetricFamily(f"zitadel_mock_{name}", meaning, value=value)


@blueprint.get("/metrics")
def metrics() -> flask.Response:
    """All metrics, in Prometheus' text format or, where that is asked for, in OpenMetrics'."""
    server = target().server
    accepted = flask.request.headers.get("accept", "")
    return later(_written(server, accepted))


async def _written(server: Server, accepted: str) -> Response:
    totals = server.held(Totals)
    await totals.catch_up(server)
    registry = prometheus.CollectorRegistry()
    registry.register(_Collector(server, totals))
    for collector in (prometheus.ProcessCollector, prometheus.PlatformCollector, prometheus.GCCollector):
        collector(registry=registry)
    encode, content_type = exposition.choose_encoder(accepted)
    return Response(200, [(b"content-type", content_type.encode("ascii"))], encode(registry))
