"""The socket: uvicorn owns it, on uvloop where there is one."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import cast

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from mockserver.wire.tls import Certificate, MadeCertificate

_BACKLOG = 2048
_GRACE_S = 0.5
"""How long running requests may go on once the server is told to end; all of its end shall take less than a second."""


class CannotListen(Exception):
    """The address cannot be listened on; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Listener:
    """A bound socket."""

    socket: socket.socket
    url: str
    port: int


def listen(host: str, port: int, *, tls: bool) -> Listener:
    """Bind a TCP socket; port 0 picks a free one.

    Raises: CannotListen.
    """
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        bound = socket.socket(family, kind)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
        bound.listen(_BACKLOG)
    except (OSError, OverflowError, UnicodeError) as error:
        raise CannotListen(f"cannot listen on {host}:{port}: {error}; choose another --port or --host") from error
    actual: int = bound.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    return Listener(bound, f"{'https' if tls else 'http'}://{shown}:{actual}", actual)


def _worth_telling(record: logging.LogRecord) -> bool:
    """Answers that are still held back at the end are given up on purpose, of which uvicorn warns all the same."""
    return not record.getMessage().startswith("Cancel ")


class _Server(uvicorn.Server):
    """A server that SIGTERM and SIGINT end with exit code 0."""

    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._on_ready()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.handle_exit, number, None)
        yield


async def answered_by_the_port(_: Scope, __: Receive, ___: Send) -> None:
    """Stands for the application that uvicorn asks for, which our protocols never call."""


def serve(
    app: ASGIApp,
    port: type[asyncio.Protocol],
    listener: Listener,
    on_ready: Callable[[], None],
    certificate: Certificate | MadeCertificate | None = None,
) -> None:
    """Serve until SIGTERM or SIGINT.

    Args:
        app: what uvicorn asks for; `answered_by_the_port` where the port's protocols never call it.
        port: the protocol that each connection starts with.
        on_ready: called once, when the first request can be answered.
        certificate: serves TLS with it, where there is one.

    Raises: OSError, ssl.SSLError, where the certificate cannot be used.
    """
    with (
        certificate.files()
        if isinstance(certificate, MadeCertificate)
        else contextlib.nullcontext(certificate) as files
    ):
        config = uvicorn.Config(
            app,
            http=port,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            # Declared as a number of whole seconds; what it is given to takes parts of one as well.
            timeout_graceful_shutdown=cast(int, _GRACE_S),
            ssl_certfile=str(files.chain) if files else None,
            ssl_keyfile=str(files.key) if files else None,
        )
        config.load()
        logging.getLogger("uvicorn.error").addFilter(_worth_telling)
    _Server(config, on_ready).run([listener.socket])
