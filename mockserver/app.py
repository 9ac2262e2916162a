"""Where the parts are wired together."""

from __future__ import annotations

import gc
import itertools
import ssl
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from starlette.types import ASGIApp

from mockserver.operations.first_instance import first_instance, issue_admin_key
from mockserver.settings import InstanceMode, Settings
from mockserver.spec.compiled import BadSpec, compiled_spec
from mockserver.spec.document import cache_folder, spec_path
from mockserver.store.instance import Instance
from mockserver.store.instances import Instances
from mockserver.wire.api import api_routes, function_of
from mockserver.wire.asgi import GatewayApp
from mockserver.wire.gateway import Gateway
from mockserver.wire.oauth.routes import OAUTH_ROUTES
from mockserver.wire.port import shared_port
from mockserver.wire.server import CannotListen, listen, serve
from mockserver.wire.tls import Certificate, self_signed


@dataclass(frozen=True, slots=True)
class App:
    """The wired server.

    Attributes:
        asgi: answers HTTP/1.1, as an ASGI application.
        gateway: answers requests of every version of HTTP.
    """

    asgi: ASGIApp
    gateway: Gateway


def create_app(settings: Settings, first: Instance | None = None) -> App:
    """Wire the whole server.

    Args:
        first: the instance that loopback hosts mean; a fresh one where none is given.

    Raises: BadSpec.
    """
    machines = itertools.count(2)
    instances = Instances(
        first or first_instance(settings),
        lambda host: first_instance(replace(settings, external_domain=host), next(machines)),
        automatic=settings.instances is InstanceMode.AUTO,
        max_instances=settings.max_instances,
    )
    routes = api_routes(compiled_spec(spec_path(), function_of), OAUTH_ROUTES)
    gateway = Gateway(routes, instances, settings)
    return App(GatewayApp(gateway, settings), gateway)


class CannotServe(Exception):
    """The server cannot start as asked; the message says why in one line."""


def run(settings: Settings, announce: Callable[[list[str]], None]) -> None:
    """Serve until SIGTERM or SIGINT.

    Args:
        announce: called once with the lines to show, when the first request can be answered.

    Raises: CannotServe, OSError where a file cannot be read or written.
    """
    first = first_instance(settings)
    certificate = _certificate(settings)
    try:
        listener = listen(settings.host, settings.port, tls=certificate is not None)
    except CannotListen as error:
        raise CannotServe(str(error)) from error
    _write_files(settings, first)
    try:
        app = create_app(settings, first)
    except BadSpec as error:
        raise CannotServe(f"{spec_path()}: {error}") from error

    def ready() -> None:
        # What start-up made stays; the collector need not look at it again and again.
        gc.collect()
        gc.freeze()
        if settings.port_file is not None:
            settings.port_file.write_text(f"{listener.port}\n", "ascii")
        announce(_greeting(listener.url, settings, certificate))

    try:
        serve(app.asgi, shared_port(app.gateway, settings.max_body_bytes), listener, ready, certificate)
    except ssl.SSLError as error:
        raise CannotServe(f"the certificate or key for TLS cannot be used: {error}") from error


def _certificate(settings: Settings) -> Certificate | None:
    if settings.tls_cert is not None and settings.tls_key is not None:
        for flag, file in (("--tls-cert", settings.tls_cert), ("--tls-key", settings.tls_key)):
            try:
                file.open("rb").close()
            except OSError as error:
                raise CannotServe(f"{flag}: cannot read {file}: {error.strerror}") from error
        return Certificate(settings.tls_cert, settings.tls_key)
    return self_signed(settings.external_domain, cache_folder() / "tls") if settings.tls_self_signed else None


def _write_files(settings: Settings, first: Instance) -> None:
    """Write the files that were asked for, the port's for now empty, so that a wrong path is told before serving."""
    _write("--port-file", settings.port_file, lambda: b"")
    _write("--pat-path", settings.pat_path, lambda: f"{settings.admin_pat}\n".encode("ascii"))
    _write("--machine-key-path", settings.machine_key_path, lambda: issue_admin_key(first))


def _write(flag: str, path: Path | None, content: Callable[[], bytes]) -> None:
    if path is None:
        return
    try:
        path.write_bytes(content())
    except OSError as error:
        raise CannotServe(f"{flag}: cannot write {path}: {error.strerror}") from error


def _greeting(url: str, settings: Settings, certificate: Certificate | None) -> list[str]:
    """What a person wants to know at start; the first line is read by scripts."""
    authority = certificate.authority if certificate else None
    trust = f" --cacert {authority}" if authority else ""
    return [
        f"listening on {url}",
        f"token (IAM_OWNER): {settings.admin_pat}",
        *([f"certificate authority: {authority}"] if authority else []),
        f"try: curl{trust} -X POST -H 'Authorization: Bearer {settings.admin_pat}' "
        f"{url}/management/v1/flows/types/_search",
    ]
