"""Whatever passes through is judged, kept and compared without a fault of the proxy's own."""

from __future__ import annotations

import asyncio
import io
import json
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from mockserver.coverage.touched import touched
from mockserver.proxy.judge import Judge
from mockserver.proxy.report import Report
from mockserver.traffic.described import DescribedApi
from mockserver.traffic.document import resolved_document
from mockserver.traffic.exchange import Exchange
from mockserver.traffic.har_writer import HarWriter
from mockserver.traffic.reading import read
from mockserver.traffic.secrets import Secrets
from mockserver.wire.grpc.framing import frame

SECRET = "secret-of-this-test"
API = DescribedApi(resolved_document())
MEMBERS = ("id", "details", "code", "flow", "message", "result")

paths = st.sampled_from(
    [operation.spec.path for operation in API.operations]
    + [f"/{operation.spec.rpc}" for operation in API.operations if operation.spec.rpc]
) | st.text(max_size=20).map(lambda text: f"/{text}")
content_types = st.sampled_from(
    [
        "application/json",
        "application/proto",
        "application/grpc-web",
        "application/grpc-web-text",
        "application/x-www-form-urlencoded",
        "",
    ]
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(MEMBERS), inner, max_size=3),
    max_leaves=8,
)
bodies = st.one_of(
    st.binary(max_size=30),
    values.map(lambda value: json.dumps(value).encode()),
    st.binary(max_size=20).map(frame),
    st.binary(max_size=20).map(lambda data: frame(data) + frame(b"grpc-status: 0\r\n", 0x80)),
    st.sampled_from([b"[" * 500 + b"]" * 500, b'{"a":' * 900 + b"1" + b"}" * 900, b'"\\ud800"']),
)
exchanges = st.builds(
    lambda path, query, request_type, text, request_body, response_type, response_body, **rest: Exchange(
        started=datetime.now(UTC),
        duration_ms=1.0,
        target=path + query,
        request_headers=[("content-type", request_type), ("accept-language", text), ("authorization", SECRET)],
        request_body=request_body,
        response_headers=[("content-type", response_type), ("set-cookie", SECRET)],
        response_body=response_body,
        **rest,
    ),
    path=paths,
    query=st.sampled_from(["", "?a=b", f"?token={SECRET}", "?domain=%zz"]),
    method=st.sampled_from(["GET", "POST", "PUT", "HEAD", "OPTIONS", "DELETE"]),
    request_type=content_types,
    text=st.text(max_size=12),
    request_body=bodies,
    status=st.sampled_from([200, 201, 204, 301, 400, 401, 404, 500, 520]),
    response_type=content_types,
    response_body=bodies,
)


@settings(max_examples=200)
@given(exchanges)
def test_anything(exchange: Exchange) -> None:
    """Judging and keeping never fails, lines are printable, and the HAR is JSON without the secret."""
    lines: list[str] = []
    file = io.BytesIO()
    report = Report(lines.append)
    judge = Judge(API, report, Secrets(), shadow=None, har=HarWriter(file, "0", "http://upstream"))

    found = asyncio.run(judge.judge(exchange))

    assert all(item.operation or item.name for item in touched(API, read(API, exchange)))
    assert [line for line in lines if not line.isprintable()] == []
    assert len(lines) == len(found)
    assert len(json.loads(file.getvalue())["log"]["entries"]) == 1
    assert SECRET.encode() not in file.getvalue()
    assert json.loads(report.as_json())["violations"] == len(found)
