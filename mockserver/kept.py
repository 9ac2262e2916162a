"""Files of the user's cache, where nothing is believed that is not checked.

The folder may be shared, read-only or missing, and what stands in it may be cut off, of another version, or somebody
else's. Each of these means that the content is made again; none of them is an error.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import tempfile
from pathlib import Path

_ELSEWHERE_MISSING = ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC")
"""Flags that Windows lacks: a link is not followed, a named pipe not waited for."""
_WRITABLE_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH
_ROOT = 0
_SEAL_LENGTH = len('{"seal":"",') + hashlib.sha256().digest_size * 2


def cache_folder() -> Path | None:
    """The user's folder for what can be made again; None where the user has none.

    A relative `XDG_CACHE_HOME` does not count, as the XDG Base Directory Specification has it.
    """
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if named.is_absolute():
        return named / "zitadel-mock"
    try:
        return Path.home() / ".cache" / "zitadel-mock"
    except RuntimeError:
        # No HOME, and a user that the system has no record of: usual in containers.
        return None


def kept(path: Path, key: bytes) -> bytes | None:
    """The JSON that `keep` wrote under a key; None where that is not there or cannot be trusted.

    It is trusted where it is a regular file of this user or of root that no other may write, and whole.
    """
    try:
        data = read_trusted(path)
    except OSError:
        return None
    content = b"{" + data[_SEAL_LENGTH:]
    return content if data[:_SEAL_LENGTH] == _seal(key, content) else None


def keep(path: Path, key: bytes, content: bytes) -> None:
    """Keep a JSON object that is not empty under a key, in place of whatever is there, if that can be done.

    The file is JSON too: its first member is a seal, a digest of key and content.
    """
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(OSError):
            path.rmdir()  # An empty folder in the file's place; of no other may anything be removed.
        write_whole(path, _seal(key, content) + content[1:])


def read_trusted(path: Path) -> bytes:
    """The content of a regular file that nobody but this user or root can have written.

    Raises: OSError, where it is none.
    """
    flags = os.O_RDONLY
    for name in _ELSEWHERE_MISSING:
        flags |= getattr(os, name, 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise OSError(f"{path} is no regular file")
        # Windows has neither owners of this kind nor these permissions.
        if hasattr(os, "geteuid"):
            if status.st_uid not in {os.geteuid(), _ROOT}:
                raise PermissionError(f"{path} belongs to another user")
            if status.st_mode & _WRITABLE_BY_OTHERS:
                raise PermissionError(f"{path} can be written by other users")
        return file.read()


def write_whole(path: Path, content: bytes, mode: int = 0o644, *, prefix: str = "tmp", sync: bool = False) -> None:
    """Write a file whole or not at all, since several servers may start at the same time.

    Args:
        prefix: how the name begins that it has until it is whole.
        sync: whether it is to outlive the machine's end as well as the process's.

    Raises: OSError; then nothing is left behind.
    """
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=prefix)
    aside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            if sync:
                file.flush()
                os.fsync(file.fileno())
        aside.chmod(mode)
        aside.replace(path)
        if sync:
            _sync_folder(path.parent)
    except OSError:
        aside.unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    """Have a new name outlive the machine's end, where a folder can be told so."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _seal(key: bytes, content: bytes) -> bytes:
    """How a file begins."""
    digest = hashlib.sha256(hashlib.sha256(key).digest() + content).hexdigest()
    return f'{{"seal":"{digest}",'.encode("ascii")
