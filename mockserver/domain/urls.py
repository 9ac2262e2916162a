"""URLs as Go reads them, which is what the real server judges redirects and origins by."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem, Refused

_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2}).{0,2}", re.DOTALL)
_BAD_IN_HOST = re.compile(r"""[^A-Za-z0-9\-_.~!$&'()*+,;=:\[\]<>"%\x80-\U0010ffff]""")
_ASCII_ESCAPE_IN_HOST = re.compile(r"%[0-7][0-9A-Fa-f]")
_USER_INFO = re.compile(r"[A-Za-z0-9\-._:~!$&'()*+,;=%@]*")
_PORT = re.compile(r"(:[0-9]*)?")


class Url(NamedTuple):
    """The parts of a URL; `host` with its port, `query` as it stands."""

    scheme: str
    host: str
    path: str
    query: str

    @property
    def origin(self) -> str:
        """Scheme and host; what has none is written without it."""
        return f"{self.scheme}://{self.host}"


class UnreadableUrl(ValueError):
    """What Go says of a text that is no URL."""


def parse_url(text: str) -> Url:
    """The parts of a URL, or of any text that Go takes for one.

    Raises: UnreadableUrl.
    Source: recordings/id-apps-oidc.jsonl (`%zz`); the rest is Go's documented behaviour.
    """
    if _CONTROL.search(text):
        raise UnreadableUrl("net/url: invalid control character in URL")
    rest, _, fragment = text.partition("#")
    _require_escapes(fragment)
    scheme, rest = _scheme(rest)
    rest, _, query = rest.partition("?")
    if not rest.startswith("/"):
        if scheme:
            return Url(scheme, "", "", query)
        if ":" in rest.partition("/")[0]:
            raise UnreadableUrl("first path segment in URL cannot contain colon")
    host = ""
    if rest.startswith("//") and (scheme or not rest.startswith("///")):
        authority, slash, path = rest[2:].partition("/")
        host, rest = _host(authority), slash + path
    _require_escapes(rest)
    return Url(scheme, host, rest, query)


def require_url(text: str) -> None:
    """Refuse a text that Go cannot read as a URL, as the real server does where it stores one.

    Raises: Refused with UNKNOWN, without an ID.
    Source: recordings/id-apps-oidc.jsonl.
    """
    try:
        parse_url(text)
    except UnreadableUrl as error:
        quoted = json.dumps(text, ensure_ascii=False)
        raise Refused(Problem("", Code.UNKNOWN, f"parse {quoted}: {error}")) from None


def is_origin(text: str) -> bool:
    """Whether a text is scheme and host of a URL and nothing more."""
    try:
        url = parse_url(text)
    except UnreadableUrl:
        return False
    return bool(url.scheme and url.host) and not url.path and not url.query


def _scheme(text: str) -> tuple[str, str]:
    if text.startswith(":"):
        raise UnreadableUrl("missing protocol scheme")
    found = _SCHEME.match(text)
    return (found["scheme"].lower(), text[found.end() :]) if found else ("", text)


def _host(authority: str) -> str:
    user, _, host = authority.rpartition("@")
    if not _USER_INFO.fullmatch(user):
        raise UnreadableUrl("net/url: invalid userinfo")
    _require_escapes(user)
    if host.startswith("["):
        end = host.rfind("]")
        if end < 0:
            raise UnreadableUrl("missing ']' in host")
        port = host[end + 1 :]
    else:
        colon = host.rfind(":")
        port = "" if colon < 0 else host[colon:]
    if not _PORT.fullmatch(port):
        raise UnreadableUrl(f"invalid port {json.dumps(port, ensure_ascii=False)} after host")
    _require_escapes(host)
    escape = _ASCII_ESCAPE_IN_HOST.search(host)
    if escape:
        raise UnreadableUrl(f'invalid URL escape "{escape.group()}"')
    bad = _BAD_IN_HOST.search(host)
    if bad:
        raise UnreadableUrl(f"invalid character {json.dumps(bad.group(), ensure_ascii=False)} in host name")
    return host


def _require_escapes(text: str) -> None:
    bad = _BAD_ESCAPE.search(text)
    if bad:
        raise UnreadableUrl(f"invalid URL escape {json.dumps(bad.group(), ensure_ascii=False)}")
