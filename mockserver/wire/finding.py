"""Which operation a request means: one that the spec describes, or one of the real server's that nobody modelled."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

import msgspec

from mockserver.later import Later
from mockserver.short_cache import ShortCache
from mockserver.wire.api import Route
from mockserver.wire.http import HttpRequest
from mockserver.wire.request_url import REST_PREFIXES, refused_url
from mockserver.wire.routes import Match, NoSuchMethod, NoSuchPath, Routes

if TYPE_CHECKING:
    from mockserver.unmodelled import paths, refusing
else:
    refusing = Later("mockserver.unmodelled.refusing")
    paths = Later("mockserver.unmodelled.paths")

_FORM = b"application/x-www-form-urlencoded"
_REMEMBERED = 1024
_OVERRIDE = b"x-http-method-override"
SHADOWING = frozenset({"/admin/v1/orgs/_is_unique"})
"""Paths of operations that nobody modelled which a field of a modelled one would fit too."""


class Missing(enum.Enum):
    """Why nothing answers a request."""

    PATH = enum.auto()
    METHOD = enum.auto()


Found = Match[Route] | Missing


class Finder:
    """Finds routes, and remembers what it found: clients ask for the same few paths again and again."""

    def __init__(self, routes: Routes[Route]) -> None:
        """Look among these, and then in the surface of the real server."""
        self._routes = routes
        self.usual: ShortCache[Found | None] = ShortCache(self._usual, _REMEMBERED, _length)
        """By method, path as it came and decoded path: what they mean below the prefixes of REST, where nothing is
        wrong with the URL; None for all else. Forms and preflights are not meant."""
        self._found: ShortCache[Found] = ShortCache(self._look_up, _REMEMBERED, _length)

    def find(self, request: HttpRequest) -> tuple[Found, HttpRequest]:
        """The route of a request, and the request as its operation reads it, which differs where it came as a form.

        A form is the GET of its path where that has no POST, or what `X-HTTP-Method-Override` says; its fields are
        query parameters then, and its body is empty.

        Source: recordings/edges-headers-1.jsonl.
        """
        if not is_form(request):
            return self._found[request.method, request.path], request
        override = request.text(_OVERRIDE).upper()
        if override:
            request = _with_fields(request, override)
        found = self._found[request.method, request.path]
        if found is Missing.METHOD and request.method == "POST":
            request = _with_fields(request, "GET")
            found = self._found[request.method, request.path]
        return found, request

    def _usual(self, method: str, raw_path: bytes, path: str) -> Found | None:
        if method == "OPTIONS" or not path.startswith(REST_PREFIXES) or refused_url(raw_path, path, b"") is not None:
            return None
        return self._found[method, path]

    def _look_up(self, method: str, path: str) -> Found:
        try:
            return _match(self._routes, method, path)
        except NoSuchPath:
            return Missing.PATH
        except NoSuchMethod:
            return Missing.METHOD


def is_form(request: HttpRequest) -> bool:
    """Whether a request may mean another method than it says."""
    return request.headers.get(b"content-type") == _FORM and request.method == "POST"


def _length(arguments: tuple[str | bytes, ...], found: Found | None) -> int:
    # What a path says to a template is a part of it.
    return sum(map(len, arguments)) + (len(arguments[-1]) if isinstance(found, Match) else 0)


def _match(routes: Routes[Route], method: str, path: str) -> Match[Route]:
    """The route of a method and a path, the surface of the real server included.

    Raises: NoSuchPath, NoSuchMethod.
    """
    if path in SHADOWING:
        return _unmodelled(method, path, NoSuchPath())
    try:
        return routes.find(method, path)
    except (NoSuchPath, NoSuchMethod) as missing:
        if not path.startswith(REST_PREFIXES):
            raise
        return _unmodelled(method, path, missing)


def _unmodelled(method: str, path: str, missing: NoSuchPath | NoSuchMethod) -> Match[Route]:
    known = paths.known_methods()
    found = known.find(method, path)
    if found is not None:
        return Match(refusing.refused(found.known), found.fields)
    if known.knows(path):
        raise NoSuchMethod from missing
    raise missing


def _with_fields(request: HttpRequest, method: str) -> HttpRequest:
    """A form as its operation reads it: the body's fields come before those of the query."""
    query = b"&".join(part for part in (request.body, request.query) if part)
    return msgspec.structs.replace(request, method=method, query=query, body=b"")
