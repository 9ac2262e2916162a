"""Where the parts are wired together."""

from __future__ import annotations

import asyncio
import functools
import gc
import itertools
import logging
import ssl
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from mockserver import seeds
from mockserver.control.endpoint import ControlEndpoint
from mockserver.control.request_log import request_log
from mockserver.control.server import Respond, Server
from mockserver.deliveries.outgoing import Caller, Outgoing, outgoing_of
from mockserver.kept import cache_folder
from mockserver.later import Later
from mockserver.operations.first_instance import first_instance, issue_admin_key, issue_login_client_token
from mockserver.own_api.unusable import UnusableDocument
from mockserver.pipeline import ServedOperation
from mockserver.settings import InstanceMode, Settings
from mockserver.spec.compiled import BadSpec, compiled_spec
from mockserver.spec.document import spec_path
from mockserver.store.instance import Instance
from mockserver.store.instances import Instances
from mockserver.wire.api import Route, api_routes, function_of
from mockserver.wire.gateway import Gateway
from mockserver.wire.grpc.unary import Rpcs
from mockserver.wire.heap import look_after_heap
from mockserver.wire.http import Answer, Exchange, HttpRequest
from mockserver.wire.oauth.routes import OAUTH_ROUTES
from mockserver.wire.port import shared_port
from mockserver.wire.port_file import CannotWrite, PortFile
from mockserver.wire.recorder import Listener
from mockserver.wire.routes import Routes
from mockserver.wire.server import CannotListen, answered_by_the_port, listen, serve
from mockserver.wire.tls import Certificate, MadeCertificate, self_signed

if TYPE_CHECKING:
    from connexion.apps.asynchronous import AsyncApp

    from mockserver.control import traces
    from mockserver.seeds import demo, persisting
    from mockserver.wire.connexion import own_wiring
    from mockserver.wire.connexion import wiring as connexion
    from mockserver.wire.own_apis import OwnApis
else:
    demo = Later("mockserver.seeds.demo")
    persisting, traces = Later("mockserver.seeds.persisting"), Later("mockserver.control.traces")
    connexion = Later("mockserver.wire.connexion.wiring")
    own_wiring = Later("mockserver.wire.connexion.own_wiring")

_COLLECT_AFTER = (2_000, 2, 10_000)
"""How many new objects, and how many collections of the younger generations, set off a collection.

A collection of the young stops the server for 2 ms at most, as it has few objects to look at (docs/performance.md).
"""


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
) -> App:
    """Wire the whole server.

    Args:
        first: the instance that loopback hosts mean; a fresh one where none is given.
        routes: those of `served_routes`, where they are made already.
        own: that of `own_apis`, where it is made already.

    Raises: BadSpec, SeedError; UnusableDocument for a document of the settings' `specs`; CannotTrace.
    """
    machines = itertools.count(2)
    caller = Caller(deny_loopback=settings.deny_loopback_targets)
    instances = Instances(
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
    gateway = Gateway(routes, instances, settings, control, log, own)
    return App(gateway, instances, lambda: connexion.wired(routes, instances, settings, control, log, own), caller, own)


def _sending(caller: Caller) -> Callable[[Instance], None]:
    """What lets an instance call targets."""

    def prepare(instance: Instance) -> None:
        instance.outward = Outgoing(caller)

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


class CannotServe(Exception):
    """The server cannot start as asked; the message says why in one line."""


def run(settings: Settings, announce: Callable[[list[str]], None]) -> None:
    """Serve until SIGTERM or SIGINT.

    Args:
        announce: called once with the lines to show, when the first request can be answered.

    Raises: CannotServe, OSError where a file cannot be read or written.
    """
    try:
        with PortFile(settings.port_file).cleared() as port_file:
            _run(settings, announce, port_file)
    except (CannotWrite, CannotListen, seeds.SeedError) as error:
        raise CannotServe(str(error)) from error


def _run(settings: Settings, announce: Callable[[list[str]], None], port_file: PortFile) -> None:
    first = persisting.start_persisted(settings) if settings.persist is not None else seeds.start(settings)
    persistence = _persistence(settings, lambda: app.instances.first)
    certificate = _certificate(settings)
    listener = listen(settings.host, settings.port, tls=certificate is not None)
    _write_files(settings, first)
    try:
        app = create_app(settings, first)
    except BadSpec as error:
        raise CannotServe(f"{spec_path()}: {error}") from error
    except traces.CannotTrace as error:
        raise CannotServe(str(error)) from error
    except UnusableDocument as error:
        raise CannotServe(f"--spec {error}") from error
    if settings.specs:
        # What it has to say of requests is in their answers and in the journal.
        logging.getLogger("connexion").setLevel(logging.CRITICAL)
    # A reset puts another in its place, and what it held is to be freed then.
    del first

    tasks: list[asyncio.Task[None]] = []
    """Kept from being collected; they end with the loop."""

    def ready() -> None:
        if settings.watch and settings.state_file is not None:
            watch = seeds.Watch(settings.state_file, settings, lambda: app.instances.first)
            tasks.append(asyncio.get_running_loop().create_task(watch.run(lambda line: announce([line]))))
        tasks.append(asyncio.get_running_loop().create_task(look_after_heap()))
        if persistence is not None:
            tasks.append(asyncio.get_running_loop().create_task(persistence.run()))
        # What start-up made stays; the collector need not look at it again and again.
        gc.collect()
        gc.freeze()
        # Events and state hold no cycles; looking through all of them now and then would only stop the server.
        gc.set_threshold(*_COLLECT_AFTER)
        announce(_greeting(listener.url, settings, certificate, app.own))
        # Last, so that who waits for this file finds all that was announced.
        port_file.tell(listener.port)

    try:
        serve(
            answered_by_the_port,
            shared_port(app.gateway, settings.max_body_bytes, settings.max_buffered_bytes),
            listener,
            ready,
            certificate,
        )
    except ssl.SSLError as error:
        raise CannotServe(f"the certificate or key for TLS cannot be used: {error}") from error
    finally:
        if persistence is not None:
            persistence.write()


def _persistence(settings: Settings, instance: Callable[[], Instance]) -> persisting.Persistence | None:
    """What keeps the state; what is wrong with its file is found at the start."""
    if settings.persist is None:
        return None
    persistence = persisting.Persistence(settings.persist, instance)
    try:
        persistence.require_writable()
    except OSError as error:
        raise CannotServe(f"--persist: cannot write {settings.persist}: {error.strerror}") from error
    return persistence


def _certificate(settings: Settings) -> Certificate | MadeCertificate | None:
    if settings.tls_cert is not None and settings.tls_key is not None:
        for flag, file in (("--tls-cert", settings.tls_cert), ("--tls-key", settings.tls_key)):
            try:
                file.open("rb").close()
            except OSError as error:
                raise CannotServe(f"{flag}: cannot read {file}: {error.strerror}") from error
        return Certificate(settings.tls_cert, settings.tls_key)
    if not settings.tls_self_signed:
        return None
    cache = cache_folder()
    return self_signed(settings.external_domain, cache / "tls" if cache else None)


def _write_files(settings: Settings, first: Instance) -> None:
    """Write the files that were asked for, all but the port's, which is written when the port is listened on."""
    _write("--pat-path", settings.pat_path, lambda: f"{settings.admin_pat}\n".encode("ascii"))
    _write("--login-client-pat-path", settings.login_client_pat_path, lambda: issue_login_client_token(first))
    _write("--machine-key-path", settings.machine_key_path, lambda: issue_admin_key(first))


def _write(flag: str, path: Path | None, content: Callable[[], bytes]) -> None:
    if path is None:
        return
    try:
        path.write_bytes(content())
    except OSError as error:
        raise CannotServe(f"{flag}: cannot write {path}: {error.strerror}") from error


def _greeting(
    url: str, settings: Settings, certificate: Certificate | MadeCertificate | None, own: OwnApis | None
) -> list[str]:
    """What a person wants to know at start; the first line is read by scripts."""
    authority = certificate.authority if isinstance(certificate, MadeCertificate) else None
    trust = f" --cacert {authority}" if authority else ""
    if settings.quiet:
        return [f"listening on {url}"]
    return [
        f"listening on {url}",
        f"token (IAM_OWNER): {settings.admin_pat}",
        f"console: {url}/__admin/",
        *(demo.lines() if settings.demo and settings.state_file is None else ()),
        *(
            ["logins: any client id, registered or not (--no-open-clients: registered ones)"]
            if settings.open_clients
            else []
        ),
        *(
            ["targets of executions: any address, this machine's too (--deny-loopback-targets: none of its own)"]
            if not settings.deny_loopback_targets
            else []
        ),
        *(f"{api.file.name}: {url}{api.prefix}" for api in (own.apis if own is not None else ())),
        *([f"certificate authority: {authority}"] if authority else []),
        f"try: curl{trust} -X POST -H 'Authorization: Bearer {settings.admin_pat}' "
        f"{url}/management/v1/flows/types/_search",
    ]
