"""Two servers that make up the same values, one on our own port and one under plain uvicorn, asked the same."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path

from contracts.server_process import reported_port
from contracts.target import Target
from tests.command_line import environment
from tests.protocols.serving import serving

SEED = "7"
HOST = "localhost:8080"
"""By which both are called; the address of neither is in what they answer."""
_MADE_UP = re.compile(
    rb'"key(Details|Content)":"[^"]+"|eyJ[\w-]+\.[\w-]+\.[\w-]+|"authRequest":{"id":"\w+","creationDate":"[^"]+"'
    rb'|"(exp|auth_time)":[0-9]+'
)
"""A key pair is made by the operating system's randomness, whatever the seed, and JWTs are signed with one; what a
browser begins is dated by the machine's clock, and so are logins."""
_NOW = b"(the date of the answer)"
_LATE_S = 60
"""How far the date of an answer may be from the moment that its headers were made; uvicorn's lags on a busy machine."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, without what no two servers have in common."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes


@dataclass(frozen=True, slots=True)
class Twins:
    """The server whose port has the shortcut, and the Connexion application."""

    port: Target
    application: Target


@contextmanager
def twins(folder: Path, protocol: str) -> Iterator[Twins]:
    """Start both and end them; `protocol` is uvicorn's, `h11` or `httptools`."""
    with (
        serving(folder, "--no-demo", "--seed", SEED) as port,
        _plain_uvicorn(folder, protocol, port.target.admin_pat) as application,
    ):
        yield Twins(port.target, Target(application, port.target.admin_pat))


def comparable(status: int, headers: Sequence[tuple[bytes, bytes]], body: bytes) -> Answer:
    """An answer as it came; its date is left out, and so is the end of its freshness, if that is about its date.

    Where among the headers `connection` stands is the HTTP server's affair, and not the application's.
    """
    lower = [(name.lower(), value) for name, value in headers]
    date = dict(lower).get(b"date", b"")
    kept = [_without_present(header, date) for header in lower if header[0] != b"date"]
    kept.sort(key=lambda header: header[0] == b"connection")
    made_up = _MADE_UP.search(body)
    if made_up is not None:
        if b"content-encoding" not in dict(lower):
            assert dict(lower).get(b"content-length", b"%d" % len(body)) == b"%d" % len(body)
        # Compressed or not, it is that of what is made up.
        kept = [header for header in kept if header[0] != b"content-length"]
        body = _MADE_UP.sub(b"(made up)", body)
    return Answer(status, tuple(kept), body)


def _without_present(header: tuple[bytes, bytes], date: bytes) -> tuple[bytes, bytes]:
    name, value = header
    if name == b"expires" and date:
        apart = parsedate_to_datetime(value.decode("ascii")) - parsedate_to_datetime(date.decode("ascii"))
        if abs(apart.total_seconds()) <= _LATE_S:
            return name, _NOW
    return header


@contextmanager
def _plain_uvicorn(folder: Path, protocol: str, token: str) -> Iterator[str]:
    port_file = folder / "application"
    command = [sys.executable, "-W", "ignore", "-m", "tests.wire.connexion.plain_uvicorn"]
    with (folder / "uvicorn").open("wb") as output:
        process = subprocess.Popen(
            [*command, protocol, str(port_file), token, SEED],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environment(XDG_CACHE_HOME=str(folder)),
        )
    try:
        port = reported_port(process, port_file)
        assert port is not None, f"no port was reported; the server's status is {process.poll()}"
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait()
