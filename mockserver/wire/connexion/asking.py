"""Asking a Connexion application for the answer to a request that came by any way, its port included."""

from __future__ import annotations

from collections.abc import Callable

from starlette.types import ASGIApp

from mockserver.settings import Settings
from mockserver.store.instance import Instance
from mockserver.wire.connexion.messages import answer_of, receive_of, scope_of
from mockserver.wire.connexion.visit import Arrival, extensions_with
from mockserver.wire.http import HttpRequest, Response


async def ask(
    app: ASGIApp, request: HttpRequest, instance_of: Callable[[HttpRequest], Instance], settings: Settings
) -> Response:
    """The answer of an application that `application.operations` made, or of what is behind its entrance.

    Args:
        instance_of: finds the instance that a request's host means.

    Raises: NoSuchPath, NoSuchMethod; Refused, where there is no instance.
    """
    extensions = extensions_with(Arrival(request, instance_of, settings))
    return await answer_of(app, scope_of(request, app, extensions), receive_of(request.body))
