"""URLs as Go reads them."""

from __future__ import annotations

import pytest

from mockserver.domain.urls import UnreadableUrl, Url, is_origin, parse_url, require_url
from mockserver.errors.codes import Code
from mockserver.errors.problem import Refused


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("", Url("", "", "", "")),
        ("https://app.example/cb", Url("https", "app.example", "/cb", "")),
        ("HTTPS://App.Example", Url("https", "App.Example", "", "")),
        ("http://localhost:3000/a?b=c#d", Url("http", "localhost:3000", "/a", "b=c")),
        ("http://user:pass@host/", Url("http", "host", "/", "")),
        ("http://[::1]:8/cb", Url("http", "[::1]:8", "/cb", "")),
        ("http://[::1%25eth0]/", None),
        ("com.app:/cb", Url("com.app", "", "/cb", "")),
        ("com.app:cb", Url("com.app", "", "", "")),
        ("not a uri", Url("", "", "not a uri", "")),
        ("1st://x", None),
        ("//host/path", Url("", "host", "/path", "")),
        ("///path", Url("", "", "///path", "")),
        ("/a:b", Url("", "", "/a:b", "")),
    ],
)
def test_parts(text: str, url: Url | None) -> None:
    """A text is taken apart as Go does it, or refused."""
    if url is None:
        with pytest.raises(UnreadableUrl):
            parse_url(text)
    else:
        assert parse_url(text) == url


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("%zz", 'invalid URL escape "%zz"'),
        ("/a%4", 'invalid URL escape "%4"'),
        ("/a#%z", 'invalid URL escape "%z"'),
        ("a\nb", "net/url: invalid control character in URL"),
        (":a", "missing protocol scheme"),
        ("a b:c", "first path segment in URL cannot contain colon"),
        ("http://[::1/", "missing ']' in host"),
        ("http://host:port/", 'invalid port ":port" after host'),
        ("http://[::1]x/", 'invalid port "x" after host'),
        ("http://a b/", 'invalid character " " in host name'),
        ("http://a%41/", 'invalid URL escape "%41"'),
        ("http://u ser@host/", "net/url: invalid userinfo"),
    ],
)
def test_complaints(text: str, complaint: str) -> None:
    """What is no URL is refused with Go's words, the text quoted."""
    with pytest.raises(Refused) as refused:
        require_url(text)
    problem = refused.value.problem
    assert (problem.id, problem.code) == ("", Code.UNKNOWN)
    assert problem.key.startswith("parse ")
    assert problem.key.endswith(f": {complaint}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://app.example", True),
        ("http://localhost:4200", True),
        ("com.app://host", True),
        ("https://app.example/", False),
        ("https://app.example/path", False),
        ("https://app.example?a=b", False),
        ("https://app.example#fragment", True),
        ("https://", False),
        ("app.example", False),
        ("nonsense", False),
        ("", False),
        ("%zz", False),
    ],
)
def test_origins(text: str, expected: bool) -> None:
    """An origin has a scheme and a host, and neither path nor query."""
    assert is_origin(text) is expected
