"""A PostgreSQL of the tests' own, which listens on loopback alone and is thrown away."""

from __future__ import annotations

import contextlib
import itertools
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

from tests.clients.missing import missing

NAME = "PostgreSQL"
_INSTALL = Path(__file__).parents[2] / ".ci" / "install-postgresql"
_USER = "postgres"
_DEBIAN = Path("/usr/lib/postgresql")
_SCHEMAS = itertools.count(1)


def install() -> None:
    """Install it, if it is not yet.

    Raises `subprocess.CalledProcessError` where that fails, or is not to be done for this user.
    """
    subprocess.run([_INSTALL], check=True, stderr=subprocess.PIPE, text=True)


def programs() -> Path:
    """The folder of initdb and pg_ctl: that of the PATH, or the newest of Debian's."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).resolve().parent
    folders = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    return folders[-1].parent if folders else missing(NAME, "initdb is not installed")


class Postgresql:
    """A database server that can be stopped and started again."""

    def __init__(self, folder: Path) -> None:
        """Make the files of a server that was never started, in a folder that everybody may pass through."""
        self._programs = programs()
        self._folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        # It refuses to run as root.
        self._user = _USER if os.geteuid() == 0 else None
        if self._user is not None:
            owner = pwd.getpwnam(self._user)
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        self._run("initdb", "-D", "data", "-A", "trust", "-E", "UTF8", "-U", _USER, "--no-sync")

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
        self._run("pg_ctl", "-D", "data", "-o", options, "-l", "log", "-w", "start")

    def stop(self) -> None:
        """Stop it at once, as a crash does."""
        self._run("pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop")

    def new_schema(self) -> str:
        """A connection string by which a log is found that no other one shares."""
        schema = f"log{next(_SCHEMAS)}"
        with self.connected() as connection:
            connection.execute(f"create schema {schema}")
        return f"postgresql://{_USER}@127.0.0.1:{self.port}/postgres?options=-csearch_path%3D{schema}"

    @contextlib.contextmanager
    def connected(self, url: str = "") -> Iterator[psycopg.Connection[Any]]:
        """A connection, whose statements are committed one by one."""
        url = url or f"postgresql://{_USER}@127.0.0.1:{self.port}/postgres"
        with psycopg.connect(url, autocommit=True) as connection:
            yield connection

    @classmethod
    @contextlib.contextmanager
    def running(cls) -> Iterator[Postgresql]:
        """One that runs meanwhile, in a folder of its own: those of pytest let no other user in."""
        with tempfile.TemporaryDirectory(prefix="postgresql-") as folder:
            database = cls(Path(folder))
            database.start()
            try:
                yield database
            finally:
                database.stop()

    def _run(self, program: str, *arguments: str) -> None:
        with (self._folder / f"{program}.output").open("ab") as output:
            subprocess.run(
                [self._programs / program, *arguments],
                cwd=self._folder,
                user=self._user,
                stdout=output,
                stderr=output,
                stdin=subprocess.DEVNULL,
                check=True,
            )
