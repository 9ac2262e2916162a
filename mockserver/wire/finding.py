"""Which operation a request means: one that the spec describes, or one of the real server's that nobody modelled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from mockserver.later import Later
from mockserver.wire import responses
from mockserver.wire.api import Route
from mockserver.wire.common_headers import BARE
from mockserver.wire.http import HttpRequest, Response
from mockserver.wire.request_url import REST_PREFIXES
from mockserver.wire.routes import Match, NoSuchMethod, NoSuchPath, Routes

if TYPE_CHECKING:
    from mockserver.unmodelled import paths, refusing
else:
    refusing = Later("mockserver.unmodelled.refusing")
    paths = Later("mockserver.unmodelled.paths")

_REFLECTION = "/grpc.reflection."
_NEEDS_HTTP2 = Response(505, [], b"", added=BARE)
"""The answer of a stream that both sides write to, where the version of HTTP has none (connect-routes.jsonl)."""
_FORM = b"application/x-www-form-urlencoded"
_OVERRIDE = b"x-http-method-override"
SHADOWING = frozenset({"/admin/v1/orgs/_is_unique"})
"""Paths of operations that nobody modelled which a field of a modelled one would fit too."""


def find(routes: Routes[Route], request: HttpRequest) -> tuple[Match[Route], HttpRequest]:
    """The route of a request, and the request as its operation reads it.

    Raises: NoSuchPath, NoSuchMethod.
    """
    ways = readings(request)
    for reading in ways[:-1]:
        try:
            return _match(routes, reading.method, reading.path), reading
        except NoSuchMethod:
            continue
    last = ways[-1]
    return _match(routes, last.method, last.path), last


def readings(request: HttpRequest) -> Sequence[HttpRequest]:
    """How an operation may read a request, the first whose method is known; but one way, unless a form came.

    A form is the GET of its path where that has no POST, or what `X-HTTP-Method-Override` says; its fields are query
    parameters then, and its body is empty.
    Source: recordings/edges-headers-1.jsonl.
    """
    if request.method != "POST" or request.headers.get(b"content-type") != _FORM:
        return (request,)
    override = request.text(_OVERRIDE).upper()
    if override:
        request = _with_fields(request, override)
    return (request, _with_fields(request, "GET")) if request.method == "POST" else (request,)


def unrouted(request: HttpRequest, missing: NoSuchPath | NoSuchMethod, *, native: bool) -> Response:
    """The answer to a request that no route is for.

    Args:
        native: whether the protocol has trailers, so that gRPC proper can be answered.
    """
    if request.path.startswith(_REFLECTION) and not native:
        return _NEEDS_HTTP2
    return responses.NOT_FOUND if isinstance(missing, NoSuchPath) else responses.METHOD_NOT_ALLOWED


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
