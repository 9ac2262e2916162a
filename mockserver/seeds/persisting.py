"""A file in which the state of the first instance outlives the process."""

from __future__ import annotations

import asyncio
import errno
import glob
import hashlib
import logging
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import msgspec

from mockserver.domain.copying import copy_of
from mockserver.domain.state import InstanceState
from mockserver.kept import write_whole
from mockserver.seeds.aside import aside
from mockserver.seeds.building import build, start
from mockserver.seeds.exporting import export_state
from mockserver.seeds.json_portions import LONGEST
from mockserver.seeds.problems import SeedError
from mockserver.seeds.reading import load, load_written
from mockserver.seeds.text import MAX_VALUES, values_in
from mockserver.settings import Settings
from mockserver.store.instance import Instance

try:
    import fcntl
except ImportError:  # Windows has none
    fcntl = None  # type: ignore[assignment]

_log = logging.getLogger(__name__)

_HEAD = b"# State of a zitadel-mock; sha256 of what follows: "
_INTERVAL_S = 0.5
_MOST_SHARE = 10
"""Of its time at most one part in so many is spent on writing: a large state is written less often."""
_MODE = 0o600
"""It holds tokens and secrets."""


@contextmanager
def held(file: Path) -> Iterator[None]:
    """Let no other server keep its state in a file: it would put its own in the place of this one's.

    Raises: SeedError: one does already, or no file can be made beside it.
    """
    if fcntl is None:
        yield
        return
    try:
        lock = file.with_name(f".{file.name}.lock").open("w", encoding="ascii")
    except OSError as error:
        raise SeedError(f"--persist: cannot write {file}: {error.strerror}") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SeedError(f"--persist: another server keeps its state in {file}") from None
        # What a server that was killed had not written wholly; nobody else writes here now.
        for left in file.parent.glob(f"{glob.escape(_unfinished(file))}*"):
            left.unlink(missing_ok=True)
        yield


def start_persisted(settings: Settings) -> Instance:
    """What a server starts with: what its file holds, or else what it would start with without one.

    Raises: SeedError for a file that cannot be read, is damaged, or describes no state.
    """
    file = settings.persist
    if file is None or not file.exists():
        return start(settings)
    content = _whole(file)
    return build(load(file) if content is None else load_written(content, str(file)), settings)


def _whole(file: Path) -> bytes | None:
    """What was written into a file; None for one that somebody wrote by hand, or that is not JSON, as once was written.

    Raises: SeedError for one that is not as it was written: half a state may well look like one.
    """
    try:
        head, _, content = file.read_bytes().partition(b"\n")
    except OSError as error:
        raise SeedError(f"--persist: cannot read {file}: {error.strerror}") from error
    is_cut = not content.strip() and _HEAD.startswith(head)
    if is_cut or (head.startswith(_HEAD) and head != _head_of(content)):
        raise SeedError(
            f"--persist: {file} is damaged, or was changed by hand: it is not what its first line says; put a copy in "
            "its place, or remove that line to have it read as a state file"
        )
    return content if head.startswith(_HEAD) and content.startswith(b"{") else None


def _head_of(content: bytes) -> bytes:
    return _HEAD + hashlib.sha256(content).hexdigest().encode("ascii")


class Unreadable(Exception):
    """A state could not be read again, and is not written; the message says why."""


class Persistence:
    """Writes the state into its file soon after it changed, whole or not at all.

    A thread may still be at an earlier state when the server ends: whoever writes holds the lock, and what is older
    than what the file holds is not written any more.
    """

    def __init__(self, file: Path, instance: Callable[[], Instance]) -> None:
        """Prepare.

        Args:
            instance: gives the one whose state counts.
        """
        self._file = file
        self._instance = instance
        self._settled: _Mark | None = None
        """Of what was written last, or was refused."""
        self._lock = threading.Lock()
        self._taken = self._kept = 0
        """How many states were taken to be written, and which of them the file holds."""
        self._kept_mark: _Mark | None = None

    def require_writable(self) -> None:
        """See that files can be written where this one is to be.

        Raises: OSError.
        """
        if self._file.is_dir():
            raise IsADirectoryError(errno.EISDIR, "it is a folder")
        with tempfile.TemporaryFile(dir=self._file.parent):
            pass

    def write(self) -> None:
        """Write it if it changed since the last time, or was never written.

        Raises: OSError; Unreadable.
        """
        mark = self._mark()
        if not mark.is_of(self._settled):
            self._taken += 1
            self._keep(self._taken, self._instance().state, mark)
            self._settled = mark

    async def run(self) -> None:
        """Write whenever something changed, until cancelled; others are served meanwhile, as a thread does it."""
        while True:
            await asyncio.sleep(_INTERVAL_S)
            mark, began_s = self._mark(), time.monotonic()
            if mark.is_of(self._settled):
                continue
            try:
                await self._keep_aside(mark)
                self._settled = mark
            except Unreadable as refusal:
                # It is judged again once it has changed.
                self._settled = mark
                _log.error("--persist: %s", self.refused(refusal))
            except Exception as error:
                _log.error("--persist: cannot write %s, which is tried again: %s", self._file, error)
            await asyncio.sleep((time.monotonic() - began_s) * (_MOST_SHARE - 1))

    def refused(self, refusal: Unreadable) -> str:
        """What is told of a state that is not written."""
        return f"THE STATE IS NOT KEPT: {refusal}; {self._file} stays as it was when it was last written"

    async def _keep_aside(self, mark: _Mark) -> None:
        self._taken += 1
        number, state = self._taken, copy_of(self._instance().state)
        await aside(lambda: self._keep(number, state, mark))

    def _mark(self) -> _Mark:
        instance = self._instance()
        return _Mark(instance.state, instance.events)

    def _keep(self, number: int, state: InstanceState, mark: _Mark) -> None:
        """Write a state, unless it or a later one is written already. Raises: OSError; Unreadable."""
        if mark.is_of(self._kept_mark):
            return
        content = _text(state)
        whole = _head_of(content) + b"\n" + content
        with self._lock:
            if number > self._kept:
                write_whole(self._file, whole, _MODE, prefix=_unfinished(self._file), sync=True)
                self._kept, self._kept_mark = number, mark


class _Mark(NamedTuple):
    """Another one after each write, and where another state takes the place of the one that is served."""

    state: object
    events: int

    def is_of(self, other: _Mark | None) -> bool:
        """Whether nothing changed since; states are not compared, as that takes long where they are large."""
        return other is not None and self.state is other.state and self.events == other.events


def _unfinished(file: Path) -> str:
    """How names of files begin that are to take its place."""
    return f".{file.name}.new-"


def _text(state: InstanceState) -> bytes:
    """A state as a file holds it: JSON, of a line for each value. Raises: Unreadable."""
    try:
        plain = msgspec.to_builtins(export_state(state))
        values = values_in(plain)
        if values > MAX_VALUES:
            raise Unreadable(f"it has {values} values, and a state file may have {MAX_VALUES}")
        # YAML would take a hundred times as long, for which a server that is told to end has not the time.
        content = msgspec.json.format(msgspec.json.encode(plain), indent=1) + b"\n"
    except RecursionError:
        raise Unreadable("it is nested too deeply") from None
    longest = max(map(len, content.split(b"\n")))
    if longest > LONGEST:
        raise Unreadable(f"it has a line of {longest} bytes, and a state file may have {LONGEST}")
    return content
