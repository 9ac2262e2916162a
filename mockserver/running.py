"""A server from its start to its end: what it writes and says at first, and what it looks after meanwhile."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from mockserver import seeds
from mockserver.app import create_app
from mockserver.kept import cache_folder
from mockserver.later import Later
from mockserver.operations.first_instance import issue_admin_key, issue_login_client_token
from mockserver.own_api.unusable import UnusableDocument
from mockserver.settings import Settings
from mockserver.spec.compiled import BadSpec
from mockserver.spec.document import spec_path
from mockserver.store.instance import Instance
from mockserver.wire.heap import look_after_heap
from mockserver.wire.port import shared_port
from mockserver.wire.port_file import CannotWrite, PortFile
from mockserver.wire.server import CannotListen, answered_by_the_port, listen, serve
from mockserver.wire.tls import Certificate, MadeCertificate, self_signed

if TYPE_CHECKING:
    from mockserver.control import traces
    from mockserver.seeds import demo, persisting
    from mockserver.sharing import wiring as sharing
    from mockserver.wire.own_apis import OwnApis
else:
    demo = Later("mockserver.seeds.demo")
    persisting, traces = Later("mockserver.seeds.persisting"), Later("mockserver.control.traces")
    sharing = Later("mockserver.sharing.wiring")

_COLLECT_AFTER = (2_000, 2, 10_000)
"""How many new objects, and how many collections of the younger generations, set off a collection.

A collection of the young stops the server for 2 ms at most, as it has few objects to look at (docs/performance.md).
"""


class CannotServe(Exception):
    """The server cannot start as asked; the message says why in one line."""


def run(settings: Settings, announce: Callable[[list[str]], None]) -> None:
    """Serve until SIGTERM or SIGINT.

    Args:
        announce: called once with the lines to show, when the first request can be answered.

    Raises: CannotServe, OSError where a file cannot be read or written.
    """
    try:
        held = persisting.held(settings.persist) if settings.persist is not None else contextlib.nullcontext()
        with PortFile(settings.port_file).cleared() as port_file, held:
            _run(settings, announce, port_file)
    except (CannotWrite, CannotListen, seeds.SeedError) as error:
        raise CannotServe(str(error)) from error


def _run(settings: Settings, announce: Callable[[list[str]], None], port_file: PortFile) -> None:
    # Events and state hold no cycles; looking through all of them now and then would only stop the server, and takes a
    # third of the time in which a large seed is read.
    gc.set_threshold(*_COLLECT_AFTER)
    shared = _shared(settings)
    first = shared.instance if shared is not None else _first(settings)
    persistence = _persistence(settings, lambda: app.instances.first)
    certificate = _certificate(settings)
    listener = listen(settings.host, settings.port, tls=certificate is not None)
    _write_files(settings, first)
    try:
        app = create_app(settings, first, shared=shared)
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
        if shared is not None:
            tasks.append(asyncio.get_running_loop().create_task(shared.replica.run()))
        # What start-up made stays; the collector need not look at it again and again.
        gc.collect()
        gc.freeze()
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
            _write_at_the_end(persistence)


def _write_at_the_end(persistence: persisting.Persistence) -> None:
    """Keep the state as it is now.

    Raises: CannotServe where that cannot be, so that the end is no good one either; OSError.
    """
    try:
        persistence.write()
    except persisting.Unreadable as refusal:
        raise CannotServe(f"--persist: {persistence.refused(refusal)}") from refusal


def _first(settings: Settings) -> Instance:
    return persisting.start_persisted(settings) if settings.persist is not None else seeds.start(settings)


def _shared(settings: Settings) -> sharing.Shared | None:
    """What shares the state with other servers; None where nothing does."""
    if not settings.store:
        return None
    try:
        return sharing.start(settings)
    except ModuleNotFoundError as error:
        if error.name != "psycopg":
            raise
        raise CannotServe("--store needs psycopg: pip install 'zitadel-mock[postgres]'") from error
    except sharing.CannotShare as error:
        raise CannotServe(str(error)) from error


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
