"""A run of the proxy from start to end: live between clients and upstream, or over recorded traffic."""

from __future__ import annotations

import asyncio
import importlib.metadata
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from starlette.types import ASGIApp, Receive, Scope, Send

from mockserver.app import create_app
from mockserver.proxy import disturbance
from mockserver.proxy.judge import Judge
from mockserver.proxy.report import Report
from mockserver.proxy.service import ProxyService
from mockserver.proxy.shadow import Shadow
from mockserver.settings import DEFAULT_ADMIN_PAT, LogFormat, Settings
from mockserver.traffic.described import DescribedApi
from mockserver.traffic.document import resolved_document
from mockserver.traffic.exchange import UnreadableTraffic
from mockserver.traffic.har_reader import HarFile
from mockserver.traffic.har_writer import HarWriter
from mockserver.traffic.secrets import ADMIN_LABEL, Secrets
from mockserver.wire.port import shared_port
from mockserver.wire.port_file import CannotWrite, PortFile
from mockserver.wire.server import CannotListen, listen, serve
from mockserver.wire.upstream import Upstream


class CannotRun(Exception):
    """The proxy cannot run as asked; the message says why in one line."""


@dataclass(frozen=True, slots=True)
class Live:
    """What a live run is asked for.

    Attributes:
        upstream: `scheme://host[:port]`.
        authorities: certificate authorities (PEM) that upstream's certificate is checked with.
        admin_pat: upstream's token with the role IAM_OWNER, which our own server then knows too; may be empty.
        header: whether answers get the header `sl-violations`.
        max_latency_ms: how long an answer may take; None sets no limit.
    """

    upstream: str
    authorities: Path | None
    host: str
    port: int
    port_file: Path | None
    har: Path | None
    faults: Path | None
    admin_pat: str
    shadow: bool
    header: bool
    max_latency_ms: float | None = None


def run_live(asked: Live, show: Callable[[str], None]) -> Report:
    """Serve until SIGTERM or SIGINT.

    Args:
        show: prints a line; the first one says where the proxy listens.

    Raises: CannotRun.
    """
    try:
        upstream = Upstream(asked.upstream, asked.authorities)
    except ValueError as error:
        raise CannotRun(f"--upstream {error}") from error
    except OSError as error:
        # ssl.SSLError is one of them.
        raise CannotRun(f"--upstream-ca: cannot use {asked.authorities}: {error}") from error
    report = Report(show)
    api = DescribedApi(resolved_document())
    settings = Settings()
    with ExitStack() as files:
        try:
            port_file = files.enter_context(PortFile(asked.port_file).cleared())
        except CannotWrite as error:
            raise CannotRun(str(error)) from error
        har = _har(asked.har, upstream.origin, files)
        shadow = _shadow(asked.admin_pat, api) if asked.shadow else None
        judge = Judge(
            api, report, Secrets(asked.admin_pat), shadow=shadow, har=har, max_latency_ms=asked.max_latency_ms
        )
        service = ProxyService(
            upstream,
            judge,
            report,
            header=asked.header,
            max_body_bytes=settings.max_body_bytes,
            disturbance=_disturbance(asked.faults, api),
        )
        try:
            listener = listen(asked.host, asked.port, tls=False)
        except CannotListen as error:
            raise CannotRun(str(error)) from error

        def ready() -> None:
            port_file.tell(listener.port)
            show(f"listening on {listener.url}")
            show(f"upstream: {upstream.origin}{', with our own server beside it' if asked.shadow else ''}")

        try:
            serve(
                _closing(upstream),
                shared_port(service, settings.max_body_bytes, settings.max_buffered_bytes),
                listener,
                ready,
            )
        except (OSError, CannotWrite) as error:
            raise CannotRun(str(error)) from error
    return report


def run_drift(
    file: Path, *, shadow: bool, admin_pat: str, show: Callable[[str], None], max_latency_ms: float | None = None
) -> Report:
    """Judge the exchanges of a HAR file.

    Args:
        admin_pat: the administrator's token in the file; empty where the proxy wrote it, which replaced the token.
        max_latency_ms: how long an answer may have taken; None sets no limit.

    Raises: CannotRun.
    """
    report = Report(show)
    api = DescribedApi(resolved_document())
    beside = _shadow(admin_pat or ADMIN_LABEL, api) if shadow else None
    judge = Judge(api, report, Secrets(admin_pat), shadow=beside, har=None, max_latency_ms=max_latency_ms)
    try:
        asyncio.run(judge.judge_all(HarFile(file)))
    except UnreadableTraffic as error:
        raise CannotRun(f"--drift: {error}") from error
    return report


def _shadow(admin_pat: str, api: DescribedApi) -> Shadow:
    settings = Settings(admin_pat=admin_pat or DEFAULT_ADMIN_PAT, log=LogFormat.OFF, max_journal_entries=0)
    return Shadow(create_app(settings).gateway, api)


def _closing(upstream: Upstream) -> ASGIApp:
    """An ASGI lifespan at whose end the connections to upstream are closed."""

    async def live(_: Scope, receive: Receive, send: Send) -> None:
        while True:
            event = await receive()
            ending = event["type"] == "lifespan.shutdown"
            if ending:
                await upstream.close()
            await send({"type": f"{event['type']}.complete"})
            if ending:
                return

    return live


def _disturbance(file: Path | None, api: DescribedApi) -> disturbance.Disturbance | None:
    if file is None:
        return None
    try:
        return disturbance.Disturbance(disturbance.load(file, api), api)
    except disturbance.UnusableFaults as error:
        raise CannotRun(f"--faults: {error}") from error


def _har(path: Path | None, origin: str, files: ExitStack) -> HarWriter | None:
    if path is None:
        return None
    try:
        file = files.enter_context(path.open("wb"))
        return HarWriter(file, importlib.metadata.version("zitadel-mock"), origin)
    except OSError as error:
        raise CannotRun(f"--har: cannot write {path}: {error.strerror}") from error
