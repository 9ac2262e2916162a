"""Which operation a request means: one that the spec describes, or one of the real server's that nobody modelled."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from mockserver.later import Later
from mockserver.short_cache import ShortCache
from mockserver.wire import responses
from mockserver.wire.api import Route, UnmodelledRoute
from mockserver.wire.common_headers import BARE
from mockserver.wire.http import HttpRequest, Response
from mockserver.wire.request_url import REST_PREFIXES, refused_url
from mockserver.wire.routes import Match, NoSuchMethod, NoSuchPath, Routes

if TYPE_CHECKING:
    from mockserver.unmodelled import paths
else:
    paths = Later("mockserver.unmodelled.paths")

_REFLECTION = "/grpc.reflection."
_NEEDS_HTTP2 = Response(505, [], b"", added=BARE)
"""The answer of a stream that both sides write to, where the version of HTTP has none (connect-routes.jsonl)."""
_FORM = b"application/x-www-form-urlencoded"
_REMEMBERED = 1024
_OVERRIDE = b"x-http-method-override"


class Missing(enum.Enum):
    """Why nothing answers a request."""

    PATH = enum.auto()
    METHOD = enum.auto()

    @classmethod
    def of(cls, error: NoSuchPath | NoSuchMethod) -> Missing:
        """What a search ended with."""
        return cls.PATH if isinstance(error, NoSuchPath) else cls.METHOD


UNROUTED = {Missing.PATH: responses.NOT_FOUND, Missing.METHOD: responses.METHOD_NOT_ALLOWED}


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
        """The route of a request, and the request as its operation reads it."""
        *others, last = readings(request)
        for reading in others:
            found = self._found[reading.method, reading.path]
            if found is not Missing.METHOD:
                return found, reading
        return self._found[last.method, last.path], last

    def _usual(self, method: str, raw_path: bytes, path: str) -> Found | None:
        if method == "OPTIONS" or not path.startswith(REST_PREFIXES) or refused_url(raw_path, path, b"") is not None:
            return None
        return self._found[method, path]

    def _look_up(self, method: str, path: str) -> Found:
        try:
            return _match(self._routes, method, path)
        except (NoSuchPath, NoSuchMethod) as error:
            return Missing.of(error)


def is_form(request: HttpRequest) -> bool:
    """Whether a request may mean another method than it says."""
    return request.headers.get(b"content-type") == _FORM and request.method == "POST"


def _length(arguments: tuple[str | bytes, ...], found: Found | None) -> int:
    # What a path says to a template is a part of it.
    return sum(map(len, arguments)) + (len(arguments[-1]) if isinstance(found, Match) else 0)


def readings(request: HttpRequest) -> Sequence[HttpRequest]:
    """How an operation may read a request, the first whose method is known; but one way, unless a form came.

    A form is the GET of its path where that has no POST, or what `X-HTTP-Method-Override` says; its fields are query
    parameters then, and its body is empty.
    Source: recordings/edges-headers-1.jsonl.
    """
    if not is_form(request):
        return (request,)
    override = request.text(_OVERRIDE).upper()
    if override:
        request = _with_fields(request, override)
    return (request, _with_fields(request, "GET")) if request.method == "POST" else (request,)


def unrouted(request: HttpRequest, missing: Missing, *, native: bool) -> Response:
    """The answer to a request that no route is for.

    Args:
        native: whether the protocol has trailers, so that gRPC proper can be answered.
    """
    if request.path.startswith(_REFLECTION) and not native:
        return _NEEDS_HTTP2
    return UNROUTED[missing]


def _match(routes: Routes[Route], method: str, path: str) -> Match[Route]:
    """The route of a method and a path, the surface of the real server included.

    Raises: NoSuchPath, NoSuchMethod.
    """
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
        return Match(UnmodelledRoute(found.known), found.fields)
    if known.knows(path):
        raise NoSuchMethod from missing
    raise missing


def _with_fields(request: HttpRequest, method: str) -> HttpRequest:
    """A form as its operation reads it: the body's fields come before those of the query."""
    query = b"&".join(part for part in (request.body, request.query) if part)
    return msgspec.structs.replace(request, method=method, query=query, body=b"")
