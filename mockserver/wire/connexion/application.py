"""The Connexion application: the same compiled objects as the port's shortcut, put behind Connexion's middlewares.

    Entrance → exceptions → Routing → Surroundings → Reading → security → Rules → ... → the operation's function

Connexion's own order has security before validation; the real server reads a body before it looks at the token. From
there on the pipeline's steps say the order.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import NoReturn

from connexion.apps.asynchronous import AsyncApp
from connexion.lifecycle import ConnexionRequest
from connexion.middleware.context import ContextMiddleware
from connexion.middleware.exceptions import ExceptionMiddleware
from connexion.middleware.lifespan import LifespanMiddleware
from connexion.middleware.response_validation import ResponseValidationMiddleware
from connexion.middleware.security import SecurityMiddleware
from connexion.resolver import Resolver
from starlette.types import ASGIApp

from mockserver.pipeline import STEPS, admit, hold_rules
from mockserver.settings import Settings
from mockserver.wire.connexion.entrance import Entrance
from mockserver.wire.connexion.routing import Routing
from mockserver.wire.connexion.security import SECURITY
from mockserver.wire.connexion.served import Document, functions
from mockserver.wire.connexion.surroundings import Surroundings
from mockserver.wire.connexion.validation import READERS, Reading, Rules
from mockserver.wire.gateway import Gateway
from mockserver.wire.routes import NoSuchMethod, NoSuchPath

_NAME = "mockserver"
_MIDDLEWARE_OF: Mapping[Callable[..., object], Callable[[ASGIApp], ASGIApp]] = {
    admit: SecurityMiddleware,
    hold_rules: Rules,
}
"""Which middleware takes a step of the pipeline."""


class QuietApp(AsyncApp):
    """Connexion's application, which leads nobody to a path without a slash, or with one.

    What is not routed, and what fails, is for who asked: NoSuchPath, NoSuchMethod, or the failure itself is raised.
    """

    def __init__(self, middlewares: list[Callable[..., ASGIApp]]) -> None:
        super().__init__(_NAME, middlewares=middlewares)
        self._middleware_app.router.redirect_slashes = False
        self.add_error_handler(404, _no_such_path)
        self.add_error_handler(405, _no_such_method)
        self.add_error_handler(Exception, _unexpected)


def application(document: Document, gateway_of: Callable[[ASGIApp], Gateway], settings: Settings) -> AsyncApp:
    """The application that answers everything.

    Args:
        gateway_of: makes the gateway, given what answers the document's operations and raises NoSuchPath and
            NoSuchMethod for all others.
    """
    return _app(document, functools.partial(Entrance, gateway_of=gateway_of, settings=settings))


def operations(document: Document) -> AsyncApp:
    """An application that answers a further document's operations, for a gateway that asks it."""
    return _app(document)


def _app(document: Document, *outermost: Callable[[ASGIApp], ASGIApp]) -> AsyncApp:
    middlewares: list[Callable[..., ASGIApp]] = [
        *outermost,
        ExceptionMiddleware,
        Routing,
        Surroundings,
        Reading,
        *(_MIDDLEWARE_OF[step] for step in STEPS),
        ResponseValidationMiddleware,
        LifespanMiddleware,
        ContextMiddleware,
    ]
    app = QuietApp(middlewares)
    app.add_api(
        document.document,
        base_path="",
        resolver=Resolver(functions(document.operations)),
        validator_map=READERS,
        security_map=dict(SECURITY),
        served=document.operations,
    )
    return app


async def _no_such_path(_: ConnexionRequest, __: Exception) -> NoReturn:
    raise NoSuchPath


async def _no_such_method(_: ConnexionRequest, __: Exception) -> NoReturn:
    raise NoSuchMethod


async def _unexpected(_: ConnexionRequest, error: Exception) -> NoReturn:
    """A fault, or a refusal before there was an operation to answer it: both are the gateway's."""
    raise error
