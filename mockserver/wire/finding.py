"""Which operation a request means: one that the spec describes, or one of the real server's that nobody modelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from mockserver.later import Later
from mockserver.wire.api import Route, UnmodelledRoute
from mockserver.wire.http import HttpRequest
from mockserver.wire.request_url import REST_PREFIXES
from mockserver.wire.routes import Match, NoSuchMethod, NoSuchPath, Routes

if TYPE_CHECKING:
    from mockserver.unmodelled import paths
else:
    paths = Later("mockserver.unmodelled.paths")

_FORM = b"application/x-www-form-urlencoded"
_OVERRIDE = b"x-http-method-override"
SHADOWING = frozenset({"/admin/v1/orgs/_is_unique"})
"""Paths of operations that nobody modelled which a field of a modelled one would fit too."""


def find(routes: Routes[Route], request: HttpRequest) -> tuple[Match[Route], HttpRequest]:
    """The route of a request, and the request as its operation reads it, which differs where it came as a form.

    A form is the GET of its path where that has no POST, or what `X-HTTP-Method-Override` says; its fields are query
    parameters then, and its body is empty.

    Raises: NoSuchPath, NoSuchMethod.
    Source: recordings/edges-headers-1.jsonl.
    """
    if request.method != "POST" or request.headers.get(b"content-type") != _FORM:
        return _match(routes, request.method, request.path), request
    override = request.text(_OVERRIDE).upper()
    if override:
        request = _with_fields(request, override)
    try:
        return _match(routes, request.method, request.path), request
    except NoSuchMethod:
        if request.method != "POST":
            raise
        request = _with_fields(request, "GET")
        return _match(routes, request.method, request.path), request


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
        return Match(UnmodelledRoute(found.known), found.fields)
    if known.knows(path):
        raise NoSuchMethod from missing
    raise missing


def _with_fields(request: HttpRequest, method: str) -> HttpRequest:
    """A form as its operation reads it: the body's fields come before those of the query."""
    query = b"&".join(part for part in (request.body, request.query) if part)
    return msgspec.structs.replace(request, method=method, query=query, body=b"")
