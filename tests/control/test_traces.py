"""Spans of requests, sent to a receiver of OTLP."""

from __future__ import annotations

import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest
from opentelemetry.exporter.otlp.proto.http import trace_exporter
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from mockserver.control import traces
from tests.protocols.serving import serving

TRACE, PARENT = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"


class _Receiver(BaseHTTPRequestHandler):
    bodies: list[bytes]

    def do_POST(self) -> None:
        self.bodies.append(self.rfile.read(int(self.headers["content-length"])))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_a_request_is_a_span_of_its_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has the caller's trace, names of OpenTelemetry and ours, and what is left is sent at the end."""
    handler = type("Receiver", (_Receiver,), {"bodies": []})
    with HTTPServer(("127.0.0.1", 0), handler) as receiver:
        thread = threading.Thread(target=receiver.serve_forever)
        thread.start()
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", f"http://127.0.0.1:{receiver.server_port}")
        try:
            with serving(tmp_path, "--traces", "-q") as server:
                headers = {"authorization": f"Bearer {server.target.admin_pat}"}
                parent = {"traceparent": f"00-{TRACE}-{PARENT}-01"}
                httpx.get(f"{server.target.base_url}/management/v1/actions/9?secret=1", headers={**headers, **parent})
                httpx.get(f"{server.target.base_url}/management/v1/flows/1", headers=headers)
                server.process.terminate()
                server.process.wait(timeout=30)
        finally:
            receiver.shutdown()
            thread.join()
    spans = [
        span
        for body in handler.bodies
        for resource in ExportTraceServiceRequest.FromString(body).resource_spans
        for scope in resource.scope_spans
        for span in scope.spans
    ]
    assert [span.name for span in spans] == ["GetAction", "GetFlow"]
    first, second = spans
    assert (first.trace_id.hex(), first.parent_span_id.hex()) == (TRACE, PARENT)
    assert second.trace_id.hex() != TRACE
    assert first.end_time_unix_nano >= first.start_time_unix_nano
    told = {attribute.key: attribute.value for attribute in first.attributes}
    assert told["http.response.status_code"].int_value == 404
    assert told["zitadel.error_id"].string_value == "QUERY-GEfnb"
    assert told["url.path"].string_value == "/management/v1/actions/9"
    assert "secret" not in str(first)


def test_without_the_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is not installed, it is said what to install."""
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)
    with pytest.raises(traces.CannotTrace, match=r"zitadel-mock\[otel\]"):
        traces.request_traces()


@pytest.mark.parametrize(("own", "expected"), [({}, 2.0), ({"OTEL_EXPORTER_OTLP_TIMEOUT": "7"}, None)])
def test_a_collector_that_is_away(own: dict[str, str], expected: float | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """It holds the end up for a moment only, unless somebody says otherwise; OpenTelemetry has ten seconds."""
    given: list[float | None] = []
    exporter = trace_exporter.OTLPSpanExporter

    def made(timeout: float | None) -> trace_exporter.OTLPSpanExporter:
        given.append(timeout)
        return exporter(timeout=timeout)

    monkeypatch.setattr(traces, "trace_exporter", SimpleNamespace(OTLPSpanExporter=made))
    for name, value in own.items():
        monkeypatch.setenv(name, value)
    traces.request_traces()
    assert given == [expected]
