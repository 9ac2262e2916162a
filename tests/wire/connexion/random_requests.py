"""Requests at random: recorded ones, of which nothing, one thing or several things at once are spoilt."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPMethod
from typing import Any

from hypothesis import strategies as st

from contracts.exchange import Json, JsonContent, TextContent
from contracts.placeholders import REFERENCE
from contracts.reading import read_trace
from contracts.test_recordings import TRACES

_METHODS = ("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE")
_SEGMENTS = (
    "1", "2", "9", "", "_search", "a%2Fb", "%0A", "1%0A", "%C3%A9", "%FF", "%00", "%2e%2e", "..", "x" * 201, "%zz", "é",
    "FLOW_TYPE_EXTERNAL_AUTHENTICATION", "me", "_is_unique", "default", "healthz", "a+b", "~", "a;b", "%25",
)  # fmt: skip
_QUERIES = ("", "domain=a", "domain=a&domain=b", "domain=%zz", "domain=%FF", "&&=", "actionIds=1", "x=%2B+")
_PATHS = (
    "/", "/healthz", "/debug/ready", "/management/v1", "/management/v1/", "/management/v1/policies/lockout",
    "/management/v1/policies/lockout/nothing", "/admin/v1/orgs/_is_unique", "/v2/users", "/v2/sessions/1", "/ui/",
    "/openapi.json", "/management/v1/projects/1/roles/a/b/c", "/oauth/v2/token", "/oidc/v1/userinfo", "/nothing",
    "/.well-known/openid-configuration", "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
)  # fmt: skip
_TEXTS = ("", "a", "x" * 201, "é", "\0", "FLOW_STATE_ACTIVE", "10s", "-1s", "1", "{}")
_BODIES = (
    b"", b" ", b"{", b"[]", b"null", b"1", b'"a"', b"{}{", b"{} ]", b'{"name":NaN}', b'{"a":1,"a":2}', b"\xff",
    b"[" * 2000, b'{"name":"\\ud800"}', b'{"action_ids":["1"],"actionIds":["2"]}', b'{"actionIds":null}',
    b'{"actionIds":[null]}',
    b'{"timeout":"x"}', b'{"name":1}', b'{"query":{"limit":-1}}',
)  # fmt: skip
_HEADERS: Sequence[tuple[str, tuple[str, ...]]] = (
    ("content-type", ("application/json", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data",
                      "application/json; charset=utf-16", ";", "application/grpc", "application/grpc-web+proto")),
    ("accept-language", ("de", "xx", "de;q=0", "*")),
    ("x-zitadel-orgid", ("", "1", "\xe9")),
    ("grpc-timeout", ("1n", "0S", "9S", "x", "-1S", "")),
    ("grpc-metadata-authorization", ("Bearer x",)),
    ("grpc-metadata-accept-language", ("fr",)),
    ("origin", ("http://example.com", "null", "")),
    ("access-control-request-method", ("POST",)),
    ("x-http-method-override", ("GET", "PUT", "post", "FOO")),
    ("prefer", ("code=500", "example=COMMAND-Nfh52", "error=unavailable", "respond-async")),
    ("x-mock-delay", ("1ms", "x", "0s")),
    ("x-zitadel-public-host", ("other.localhost", "a b")),
    ("x-forwarded-host", ("other.localhost",)),
    ("x-forwarded-proto", ("https",)),
    ("cookie", ("a=b",)),
)  # fmt: skip
_TOKENS = (
    "", "Bearer", "Bearer ", "Bearer x", "bearer {admin}", "Bearer Bearer {admin}", "Bearer {poor}", "Basic eA==",
    "\xe9",
)  # fmt: skip
_SPOILT = ("method", "path", "query", "token", "body", "text", "headers", "host")
_HOSTS = ("localhost:8080", "localhost:8080", "localhost:8080", "other.localhost", "a..b", "x" * 300, "", "[::1]")


@dataclass(frozen=True, slots=True)
class Request:
    """A request, whose texts may hold `{names}` of what is known only once servers run."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def data(self, known: Mapping[str, str]) -> bytes:
        """What is sent."""
        target, headers = _filled(self.target, known), [(name, _filled(value, known)) for name, value in self.headers]
        body = _filled(self.body.decode("latin-1"), known).encode("latin-1")
        lines = [f"{self.method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in headers)]
        if body or self.method in ("POST", "PUT", "PATCH"):
            lines.append(f"content-length: {len(body)}")
        return "\r\n".join([*lines, "connection: close", "", ""]).encode("latin-1") + body


@functools.cache
def _recorded() -> tuple[tuple[str, str, Json], ...]:
    """Method, path and body of recorded requests, each but once."""
    found = {}
    for trace in TRACES:
        for exchange in read_trace(trace):
            request = exchange.request
            content = request.content.value if isinstance(request.content, JsonContent) else None
            known = request.method in HTTPMethod.__members__ and request.path.startswith("/") and request.path.isascii()
            if known and not isinstance(request.content, TextContent):
                named = _named(json.dumps(content)) if content is not None else ""
                found[request.method, _named(request.path.replace(" ", "%20")), named] = (
                    json.loads(named) if named else None
                )
    return tuple((method, path, body) for (method, path, _), body in found.items())


@st.composite
def requests(draw: st.DrawFn) -> Request:
    """A request that two servers can be asked."""
    method, path, value = draw(st.sampled_from(_recorded()))
    spoilt = draw(st.sets(st.sampled_from(_SPOILT), max_size=4))
    if "method" in spoilt:
        method = draw(st.sampled_from(_METHODS))
    if "path" in spoilt:
        path = draw(_spoilt_paths(path))
    if "query" in spoilt:
        path = f"{path.partition('?')[0]}?{draw(st.sampled_from(_QUERIES))}"
    token = draw(st.sampled_from(_TOKENS)) if "token" in spoilt else "Bearer {admin}"
    if "text" in spoilt:
        value = draw(_spoilt_value(value))
    body = b"" if value is None else json.dumps(value).encode()
    if "body" in spoilt:
        body = draw(st.sampled_from(_BODIES) | st.integers(0, len(body)).map(lambda end: body[:end]))
    headers = [("host", draw(st.sampled_from(_HOSTS)) if "host" in spoilt else _HOSTS[0])]
    headers += [("authorization", token)] if token else []
    if "headers" in spoilt:
        named = draw(st.lists(st.sampled_from(_HEADERS), min_size=1, max_size=4))
        headers += [(name, draw(st.sampled_from(values))) for name, values in named]
    return Request(method, path, tuple(headers), body)


@st.composite
def _spoilt_paths(draw: st.DrawFn, path: str) -> str:
    """A path with another segment, with one more, with one less; or another path."""
    head, *rest = path.split("/")
    if not rest or draw(st.booleans()):
        return draw(st.sampled_from(_PATHS))
    place = draw(st.integers(0, len(rest) - 1))
    match draw(st.sampled_from(("other", "more", "less"))):
        case "other":
            rest[place] = draw(st.sampled_from(_SEGMENTS))
        case "more":
            rest.insert(place + 1, draw(st.sampled_from(_SEGMENTS)))
        case "less" if len(rest) > 1:
            del rest[place]
    return "/".join([head, *rest]).encode("ascii", "ignore").decode()


@st.composite
def _spoilt_value(draw: st.DrawFn, value: Json) -> Json:
    """A body of which one member is something else."""
    other: Any = draw(st.sampled_from(_TEXTS) | st.sampled_from((None, True, 0, -1, 1.5, [], {}, ["1", "1"], {"a": 1})))
    if not isinstance(value, dict) or not value:
        return {"name": other}
    return value | {draw(st.sampled_from(sorted(value))): other}


def _named(text: str) -> str:
    """A recorded text, with the names of what our servers will know in the place of its placeholders."""
    return REFERENCE.sub(lambda found: "{" + found[1].rstrip("0123456789") + "}", text)


def _filled(text: str, known: Mapping[str, str]) -> str:
    for name, value in known.items():
        text = text.replace("{" + name + "}", value)
    return text
