"""URLs that are answered before any route is looked for."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from mockserver.wire.common_headers import BARE
from mockserver.wire.http import Response
from mockserver.wire.request_url import refused_url
from mockserver.wire.responses import BAD_PREFIX, BAD_URL, PAGE_NOT_FOUND


def judge(raw_path: str, query: str = "") -> Response | None:
    """The judgement of a URL as it is sent."""
    return refused_url(raw_path.encode("latin-1"), unquote(raw_path), query.encode("ascii"))


@pytest.mark.parametrize(
    "path",
    [
        "/", "/nope", "/management/v1/", "/management/v1/actions/7", "/management/v1/actions/", "/admin/v1/orgs/7",
        "/management/v1/actions/a%20b", "/management/v1/actions/%25", "/management/v1/actions/..x",
        "/management/v1/actions/x..", "/management/v1/actions/.x", "/management/v1/actions/...", "/management",
        "/management/v2", "/managementx/v1", "/v2", "/v2x",
    ],
)  # fmt: skip
def test_urls_that_pass(path: str) -> None:
    """A clean path goes on to the routes, dots within a segment included."""
    assert judge(path) is None


@pytest.mark.parametrize("path", ["/%", "/%2", "/%zz", "/a%2/b", "/a%", "/%%20", "/management/v1/actions/%GG"])
def test_bad_escapes(path: str) -> None:
    """A per cent sign without two hexadecimal digits is a plain 400."""
    assert judge(path) is BAD_URL


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("//management/v1/actions/7", "/management/v1/actions/7"),
        ("/management//v1/actions/7", "/management/v1/actions/7"),
        ("/management/v1/actions//7", "/management/v1/actions/7"),
        ("/management/v1/actions//", "/management/v1/actions/"),
        ("/management/v1/./actions", "/management/v1/actions"),
        ("/management/v1/x/../actions", "/management/v1/actions"),
        ("/management/v1/actions/..", "/management/v1"),
        ("/management/v1/actions/.", "/management/v1/actions"),
        ("/management/v1/actions/../", "/management/v1/"),
        ("/../../a", "/a"),
        ("/a/%2e%2e/b", "/b"),
        ("/a/%2E/b", "/a/b"),
        ("/a%2F%2Fb", "/a/b"),
        ("//", "/"),
        ("///", "/"),
        ("//a%20b", "/a%20b"),
        ("//%C3%BC", "/%C3%BC"),
        ("//evil.example/x", "/evil.example/x"),
    ],
)
def test_paths_that_are_cleaned(path: str, location: str) -> None:
    """Empty segments and dots are taken out by a redirect without a body, to a path on this server."""
    assert judge(path) == Response(301, [(b"location", location.encode())], b"", added=BARE)


def test_the_query_goes_along() -> None:
    """The redirect keeps the query as it was sent."""
    answer = judge("//a", "b=%20c&d")

    assert answer is not None
    assert answer.headers == [(b"location", b"/a?b=%20c&d")]


@pytest.mark.parametrize("prefix", ["/management/v1", "/admin/v1", "/auth/v1"])
@pytest.mark.parametrize("rest", ["", "x", "actions", "x/actions", "0/actions"])
def test_prefixes_without_a_slash(prefix: str, rest: str) -> None:
    """What goes on behind a service's prefix without a slash is a 400."""
    assert judge(prefix + rest) is BAD_PREFIX


@pytest.mark.parametrize(
    "path",
    [
        "/managem%65nt/v1/orgs/me", "/management/%761/orgs/me", "/management%2Fv1/orgs/me", "/auth%2fv1/healthz",
        "/admi%6E/v1/orgs/7", "/d%65bug/healthz", "/debu%67",
    ],
)  # fmt: skip
def test_escapes_in_a_prefix(path: str) -> None:
    """What is mounted below a prefix is found by the path as it came."""
    assert judge(path) is PAGE_NOT_FOUND


@pytest.mark.parametrize(
    "path",
    ["/management/v1%2Forgs/me", "/management/v1/or%67s/me", "/v%32/organizations", "/debug/he%61lthz", "/health%7a"],
)
def test_escapes_further_on(path: str) -> None:
    """Behind the prefix, and where none is mounted, escapes are decoded."""
    assert judge(path) is None
