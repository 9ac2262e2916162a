"""A span of OpenTelemetry for each request, in the trace that its `traceparent` names; needs the extra `otel`.

Where exporters send them, and how they are sampled, say OpenTelemetry's own variables (`OTEL_EXPORTER_OTLP_ENDPOINT`,
`OTEL_TRACES_SAMPLER`, …). Made and sent aside: a request that is traced pays for its span, one that is not for nothing.
"""

from __future__ import annotations

import importlib
import os
from typing import TYPE_CHECKING

from mockserver.control.exchange_view import status_of
from mockserver.later import Later
from mockserver.store.instance import Instance
from mockserver.wire.http import Exchange
from mockserver.wire.organisation import organisation_of
from mockserver.wire.recorder import Listener

if TYPE_CHECKING:
    from opentelemetry import trace
    from opentelemetry.exporter.otlp.proto.http import trace_exporter
    from opentelemetry.sdk import resources
    from opentelemetry.sdk import trace as sdk
    from opentelemetry.sdk.trace import export
    from opentelemetry.trace.propagation import tracecontext
else:
    trace = Later("opentelemetry.trace")
    tracecontext = Later("opentelemetry.trace.propagation.tracecontext")
    trace_exporter = Later("opentelemetry.exporter.otlp.proto.http.trace_exporter")
    resources, sdk = Later("opentelemetry.sdk.resources"), Later("opentelemetry.sdk.trace")
    export = Later("opentelemetry.sdk.trace.export")

_NAME = "zitadel-mock"
_PARENT = (b"traceparent", b"tracestate")
_SERVER_FAULT = 500
_TIMEOUTS = ("OTEL_EXPORTER_OTLP_TIMEOUT", "OTEL_EXPORTER_OTLP_TRACES_TIMEOUT")
_SEND_S = 2.0
"""How long spans are tried to be sent where nobody says: so long a collector that is away holds up the end."""


class CannotTrace(Exception):
    """What tracing needs is not installed; the message says what to install."""


def request_traces() -> Listener:
    """What makes a span of each request, and sends them as OpenTelemetry's variables say.

    Raises: CannotTrace.
    """
    try:
        importlib.import_module("opentelemetry.exporter.otlp.proto.http.trace_exporter")
        importlib.import_module("opentelemetry.sdk.trace")
    except ImportError:
        raise CannotTrace("--traces needs OpenTelemetry: pip install 'zitadel-mock[otel]'") from None
    named = {} if os.environ.get("OTEL_SERVICE_NAME") else {"service.name": _NAME}
    # It sends what is left when the process ends.
    provider = sdk.TracerProvider(resource=resources.Resource.create(named))
    timeout_s = None if any(os.environ.get(name) for name in _TIMEOUTS) else _SEND_S
    exporter = trace_exporter.OTLPSpanExporter(timeout=timeout_s)
    provider.add_span_processor(export.BatchSpanProcessor(exporter))
    return RequestTraces(provider.get_tracer(_NAME))


class RequestTraces:
    """Makes spans of exchanges."""

    def __init__(self, tracer: trace.Tracer) -> None:
        self._tracer = tracer
        self._propagator = tracecontext.TraceContextTextMapPropagator()

    def __call__(self, exchange: Exchange, instance: Instance) -> None:
        request, response = exchange.request, exchange.response
        carrier = {name.decode("ascii"): request.text(name) for name in _PARENT if name in request.headers}
        status = status_of(exchange)
        end_ns = exchange.at * 1000
        span = self._tracer.start_span(
            response.operation or f"{request.method} {request.path}",
            self._propagator.extract(carrier),
            trace.SpanKind.SERVER,
            _attributes(exchange, instance, status),
            start_time=end_ns - exchange.duration_us * 1000,
        )
        if status >= _SERVER_FAULT:
            span.set_status(trace.StatusCode.ERROR)
        span.end(end_ns)


def _attributes(exchange: Exchange, instance: Instance, status: int) -> dict[str, str | int]:
    """By OpenTelemetry's names where it has some; what is empty is left out. No query, header or body: they hold
    secrets."""
    request, response = exchange.request, exchange.response
    told: dict[str, str | int] = {
        "http.request.method": request.method,
        "http.response.status_code": status,
        "url.path": request.path,
        "url.scheme": request.scheme,
        "server.address": request.host,
        "client.address": request.peer,
        "user_agent.original": request.text(b"user-agent"),
        "zitadel.operation": response.operation,
        "zitadel.organisation": organisation_of(request, instance),
        "zitadel.error_id": response.problem.id if response.problem is not None else "",
        "zitadel_mock.transport": response.transport,
        "zitadel_mock.injected": response.injected,
    }
    return {name: value for name, value in told.items() if value != ""}
