"""Where the parts are wired together."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mockserver import seeds
from mockserver.control.endpoint import ControlEndpoint
from mockserver.control.request_log import request_log
from mockserver.control.server import Respond, Server
from mockserver.deliveries.outgoing import Caller, Outgoing, outgoing_of
from mockserver.later import Later
from mockserver.operations.first_instance import first_instance
from mockserver.pipeline import ServedOperation
from mockserver.settings import InstanceMode, Settings
from mockserver.spec.compiled import compiled_spec
from mockserver.spec.document import spec_path
from mockserver.store.instance import Instance
from mockserver.store.instances import Instances
from mockserver.wire.api import Route, api_routes, function_of
from mockserver.wire.gateway import Gateway
from mockserver.wire.grpc.unary import Rpcs
from mockserver.wire.http import Answer, Exchange, HttpRequest
from mockserver.wire.oauth.routes import OAUTH_ROUTES
from mockserver.wire.recorder import Listener
from mockserver.wire.routes import Routes

if TYPE_CHECKING:
    from connexion.apps.asynchronous import AsyncApp

    from mockserver.control import traces
    from mockserver.seeds import demo, persisting
    from mockserver.sharing import wiring as sharing
    from mockserver.wire.connexion import own_wiring
    from mockserver.wire.connexion import wiring as connexion
    from mockserver.wire.own_apis import OwnApis
else:
    demo = Later("mockserver.seeds.demo")
    persisting, traces = Later("mockserver.seeds.persisting"), Later("mockserver.control.traces")
    connexion = Later("mockserver.wire.connexion.wiring")
    sharing = Later("mockserver.sharing.wiring")
    own_wiring = Later("mockserver.wire.connexion.own_wiring")


@dataclass(frozen=True)
class App:
    """The wired server.

    Attributes:
        gateway: answers requests of every version of HTTP, modelled operations by a shortcut.
        instances: what it serves.
        make_asgi: makes `asgi`.
        caller: calls targets.
        own: what answers documents of the user's own; None where there are none.
    """

    gateway: Gateway
    instances: Instances
    make_asgi: Callable[[], AsyncApp]
    caller: Caller
    own: OwnApis | None = None

    async def close(self) -> None:
        """Call no target any more, and end the calls that are under way on this event loop."""
        for _, instance in self.instances.hosts():
            outgoing = outgoing_of(instance)
            if outgoing is not None:
                await outgoing.end()
        await self.caller.close()

    @functools.cached_property
    def asgi(self) -> AsyncApp:
        """A Connexion application that answers HTTP/1.1, for any ASGI server and to be mounted in other applications.

        It answers out of the same instances as the gateway. It is made when it is first asked for, as Connexion takes
        longer to import than all the rest of a start.
        """
        return self.make_asgi()


def served_routes() -> Routes[Route]:
    """The routes of all that is served. They hold no state, so servers can share them.

    Raises: BadSpec.
    """
    return api_routes(compiled_spec(spec_path(), function_of), OAUTH_ROUTES)


def own_apis(settings: Settings, routes: Routes[Route]) -> OwnApis | None:
    """What answers the documents of the settings' `specs`; None where there are none. It holds no state either.

    Raises: UnusableDocument.
    """
    return own_wiring.own_apis(settings, routes) if settings.specs else None


def create_app(
    settings: Settings,
    first: Instance | None = None,
    routes: Routes[Route] | None = None,
    own: OwnApis | None = None,
    shared: sharing.Shared | None = None,
) -> App:
    """Wire the whole server.

    Args:
        first: the instance that loopback hosts mean; a fresh one where none is given.
        routes: those of `served_routes`, where they are made already.
        own: that of `own_apis`, where it is made already.
        shared: what shares the state with other servers, whose instance is the first one; None: nothing does.

    Raises: BadSpec, SeedError; UnusableDocument for a document of the settings' `specs`; CannotTrace.
    """
    machines = itertools.count(2)
    caller = Caller(deny_loopback=settings.deny_loopback_targets)
    kind = Instances if shared is None else sharing.SharedInstances
    instances = kind(
        first or seeds.start(settings),
        lambda host: _instance_of(host, settings, next(machines)),
        automatic=settings.instances is InstanceMode.AUTO,
        max_instances=settings.max_instances,
        journal_bytes=settings.journal_bytes,
        prepare=_sending(caller),
    )
    routes = routes or served_routes()

    def respond(request: HttpRequest, *, native: bool) -> Answer:
        """The gateway answers control requests too, and one of these has it answer a request again."""
        return gateway.respond(request, native=native)

    own = own or own_apis(settings, routes)
    control = _control_of(routes, instances, settings, respond, own)
    log = _listener(settings)
    parts = routes, instances, settings, control, log, own
    gateway = Gateway(*parts) if shared is None else sharing.SharedGateway(*parts, shared=shared)
    return App(gateway, instances, lambda: connexion.wired(routes, instances, settings, control, log, own), caller, own)


def _sending(caller: Caller) -> Callable[[Instance], None]:
    """What lets an instance call targets."""

    def prepare(instance: Instance) -> None:
        instance.outward = Outgoing(caller, instance.faults)

    return prepare


def _listener(settings: Settings) -> Listener | None:
    """What is told of each exchange; None where nobody wants to know."""
    log = request_log(settings)
    if not settings.traces:
        return log
    trace = traces.request_traces()
    if log is None:
        return trace

    def both(exchange: Exchange, instance: Instance) -> None:
        log(exchange, instance)
        trace(exchange, instance)

    return both


def _control_of(
    routes: Routes[Route], instances: Instances, settings: Settings, respond: Respond, own: OwnApis | None
) -> ControlEndpoint:
    """What answers below `/__admin`."""
    operations = tuple(served for served in routes if isinstance(served, ServedOperation))
    beside = () if own is None else tuple(own.names)
    return ControlEndpoint(Server(settings, instances, operations, Rpcs(operations), respond, beside))


def _instance_of(host: str, settings: Settings, machine: int) -> Instance:
    """A fresh instance; the state file is that of the settings' own domain."""
    if host == settings.external_domain:
        return seeds.start(settings, machine)
    return first_instance(replace(settings, external_domain=host), machine)
