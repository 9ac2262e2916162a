"""All headers of answers, held against the recordings and the facts of the real server."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from contracts.recorded_headers import header_deviations, holds_all_headers
from contracts.target import Target
from contracts.test_recordings import TRACES

COOKIE = "zitadel.quota.exhausted=; Path=/; Max-Age=0; SameSite=Lax"
ORIGIN = ("vary", "Origin")
ANSWERED = [ORIGIN, ("vary", "Cookie"), ("set-cookie", COOKIE)]
JSON = ("content-type", "application/json")
TEXT = ("content-type", "text/plain; charset=utf-8")
NO_STORE = ("cache-control", "no-store")
PREFLIGHT = ("vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers")
ASKED = {"origin": "http://a.example", "access-control-request-method": "GET"}
OURS = frozenset({
    "date", "content-length", "expires", "pragma", "x-robots-tag", "grpcgateway-cache-control", "grpcgateway-pragma",
    "grpcgateway-content-type",
})  # fmt: skip
"""Free, or not in the recordings."""


def headers_of(response: httpx.Response) -> list[tuple[str, str]]:
    """All that recordings hold, line by line."""
    return sorted(
        (name, value)
        for name, value in response.headers.multi_items()
        if name not in OURS and not name.startswith("access-control-")
    )


@pytest.mark.parametrize(
    ("method", "path", "status", "expected"),
    [
        ("GET", "/management/v1/orgs/me", 200, [JSON, NO_STORE, *ANSWERED]),
        ("GET", "/management/v1/healthz", 200, [JSON, NO_STORE, *ANSWERED]),
        ("POST", "/v2/organizations/_search", 200, [JSON, *ANSWERED]),
        ("GET", "/healthz", 200, [JSON, *ANSWERED]),
        ("GET", "/debug/healthz", 200, [TEXT]),
        ("DELETE", "/debug/healthz", 200, [TEXT]),
        ("PUT", "/debug/ready", 200, [JSON]),
        ("GET", "/debug/nope", 404, [TEXT]),
        ("GET", "/debug", 307, [("content-type", "text/html; charset=utf-8"), ("location", "/")]),
        ("POST", "/debug", 307, [("location", "/")]),
        ("GET", "/", 302, [("content-type", "text/html; charset=utf-8"), ("location", "/__admin/")]),
        ("GET", "/debug//ready", 301, [("location", "/debug/ready")]),
        ("GET", "/management/%761/orgs/me", 404, [TEXT]),
        ("GET", "/nope", 404, [JSON, ORIGIN]),
        ("PATCH", "/management/v1/orgs/me", 405, [JSON, ORIGIN]),
        ("GET", "/management/v1/actions/1", 404, [JSON, NO_STORE, ORIGIN]),
        ("GET", "/management/v1/actions/%FF", 500, [JSON, ORIGIN]),
        ("GET", "/v2beta/sessions/7", 501, [JSON, ORIGIN]),
        ("GET", "/management/v1/text/message/init/de", 501, [JSON, NO_STORE, ORIGIN]),
    ],
)
def test_headers(client: httpx.Client, method: str, path: str, status: int, expected: list[tuple[str, str]]) -> None:
    """What stands on an answer follows from who gives it: the JSON gateway, a service behind it, or the router."""
    response = client.request(method, path)

    assert response.status_code == status
    assert headers_of(response) == sorted(expected)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/management/v1/orgs/me", [PREFLIGHT, ("vary", "Cookie"), ("set-cookie", COOKIE)]),
        ("/healthz", [PREFLIGHT, ("vary", "Cookie"), ("set-cookie", COOKIE)]),
        ("/zitadel.management.v1.ManagementService/GetMyOrg", [PREFLIGHT]),
    ],
)
def test_preflights(client: httpx.Client, path: str, expected: list[tuple[str, str]]) -> None:
    """A preflight varies by what it was asked with; what the JSON gateway answers has its cookie too."""
    assert headers_of(client.options(path, headers=ASKED)) == sorted(expected)


def test_debug_pages_know_nothing_of_origins(client: httpx.Client) -> None:
    """The router's answers carry no headers of CORS."""
    response = client.get("/debug/healthz", headers={"origin": "http://a.example"})

    assert [name for name in response.headers if name.startswith("access-control-")] == []


def test_all_origins_are_allowed(client: httpx.Client) -> None:
    """A request of two origins is allowed for both (recordings/edges-headers-1.jsonl)."""
    response = client.get("/auth/v1/users/me", headers=[("origin", "http://a"), ("Origin", "http://b")])

    assert response.headers["access-control-allow-origin"] == "http://a, http://b"


@pytest.mark.parametrize(
    "trace",
    [trace for trace in TRACES if trace.stem == "wire" or holds_all_headers(trace)],
    ids=lambda trace: trace.stem,
)
def test_recorded_headers(server: Target, trace: Path) -> None:
    """Every header of every answer is as recorded, and none is there that was not."""
    assert list(map(str, header_deviations(trace, server))) == []
