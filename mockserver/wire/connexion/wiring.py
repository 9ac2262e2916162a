"""Where the Connexion application is made, out of the parts that the port's gateway is made of."""

from __future__ import annotations

import functools

from connexion.apps.asynchronous import AsyncApp
from starlette.types import ASGIApp

from mockserver.pipeline import ServedOperation
from mockserver.settings import Settings, UnmodelledMode
from mockserver.spec.document import spec_path
from mockserver.spec.tree import read_tree
from mockserver.store.instances import Instances
from mockserver.unmodelled import document as unmodelled
from mockserver.unmodelled.paths import known_methods
from mockserver.wire.api import PlainRoute, Route
from mockserver.wire.connexion import application
from mockserver.wire.connexion.gateway import ThroughConnexion
from mockserver.wire.connexion.served import Document, Operations
from mockserver.wire.http import Endpoint
from mockserver.wire.own_apis import OwnApis
from mockserver.wire.plain import PLAIN_HANDLERS
from mockserver.wire.recorder import Listener
from mockserver.wire.routes import NoSuchPath, Routes
from mockserver.wire.unmodelled import operation_of


def wired(
    routes: Routes[Route],
    instances: Instances,
    settings: Settings,
    admin: Endpoint | None,
    listener: Listener | None,
    own: OwnApis | None,
) -> AsyncApp:
    """The application that answers what a gateway of these parts answers."""

    def gateway_of(app: ASGIApp) -> ThroughConnexion:
        return ThroughConnexion(routes, instances, settings, admin, listener, own, app=app, further=further)

    return application.application(Document(read_tree(spec_path()), modelled(routes)), gateway_of, settings)


def modelled(routes: Routes[Route]) -> Operations:
    """What serves the operations of `openapi.yaml`."""
    plain = {name: PlainRoute(answer) for name, answer in PLAIN_HANDLERS.items()}
    return plain | {served.spec.id: served for served in routes if isinstance(served, ServedOperation)}


def further(path: str, mode: UnmodelledMode) -> ASGIApp:
    """What answers the operations that nobody modelled whose paths begin as a given one, in a mode but forwarding.

    Raises: NoSuchPath, where none does.
    """
    start = unmodelled.start_of(path)
    if start not in _starts():
        raise NoSuchPath
    return _starting(start, mode)


@functools.cache
def _starts() -> frozenset[str]:
    return frozenset(unmodelled.start_of(binding.path) for _, binding in known_methods().paths())


@functools.cache
def _starting(start: str, mode: UnmodelledMode) -> ASGIApp:
    """Made when it is first asked for; there are no more of them than there are starts, in each mode."""
    operations = unmodelled.operations(start, lambda known: operation_of(known, mode))
    return application.operations(Document(unmodelled.document(operations), operations))
