"""Certificates for TLS."""

from __future__ import annotations

import atexit
import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mockserver.kept import read_trusted, write_whole
from mockserver.later import Later

if TYPE_CHECKING:
    import fcntl
    import ssl

    import trustme
else:
    # Not on Windows, where nothing of it is then used.
    fcntl = Later("fcntl")
    ssl = Later("ssl")
    trustme = Later("trustme")

_NAMES = ("localhost", "127.0.0.1", "::1")
_AUTHORITY = "ca.pem"
_AUTHORITY_KEY = "ca.key"


@dataclass(frozen=True, slots=True)
class Certificate:
    """Files of a server certificate, PEM."""

    chain: Path
    key: Path


@dataclass(frozen=True, slots=True)
class MadeCertificate:
    """A server certificate of our own making: key and chain in one text (PEM), in memory only."""

    pem: bytes
    authority: Path
    """The certificate authority that a client must trust."""

    @contextmanager
    def files(self) -> Iterator[Certificate]:
        """As files of this process alone, for as long as they are read."""
        with tempfile.TemporaryDirectory(prefix="zitadel-mock-") as folder:
            file = Path(folder) / "server.pem"
            file.write_bytes(self.pem)  # The folder is this user's only.
            yield Certificate(file, file)


def self_signed(external_domain: str, folder: Path | None) -> MadeCertificate:
    """Make a certificate for loopback names and the external domain, with its subdomains.

    The authority that signs it is made once and kept, so that a client has to trust it only once. Servers that start
    at the same time share it. One that is damaged is replaced.

    Args:
        folder: keeps the authority. Where there is none, or it can be neither used nor written, the authority is one
            of this process, in a folder that is removed when the process ends.

    Raises: OSError, where no temporary folder can be written either.
    """
    authority, file = _authority_in(folder) or _own_authority()
    names = dict.fromkeys((*_NAMES, "*.localhost", external_domain, f"*.{external_domain}"))
    return MadeCertificate(authority.issue_cert(*names).private_key_and_cert_chain_pem.bytes(), file)


def _authority_in(folder: Path | None) -> tuple[trustme.CA, Path] | None:
    """The authority of a folder, made there if there is none; None where that cannot be."""
    if folder is None:
        return None
    with contextlib.suppress(OSError):
        with contextlib.suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _alone_in(folder):
            found = _read_authority(folder)
            return found or _make_authority(folder), folder / _AUTHORITY
    return None


def _own_authority() -> tuple[trustme.CA, Path]:
    folder = Path(tempfile.mkdtemp(prefix="zitadel-mock-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return _make_authority(folder), folder / _AUTHORITY


def _read_authority(folder: Path) -> trustme.CA | None:
    """The authority that a folder holds; None where its two files are no pair, or not to be trusted."""
    try:
        certificate, key = read_trusted(folder / _AUTHORITY), read_trusted(folder / _AUTHORITY_KEY)
        # OpenSSL tells whether they are a pair, and only from files.
        with MadeCertificate(key + certificate, folder).files() as files:
            ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(files.chain)
        return trustme.CA.from_pem(certificate, key)
    except (OSError, ValueError, TypeError):  # ssl.SSLError is an OSError; the others are of cryptography
        return None


def _make_authority(folder: Path) -> trustme.CA:
    """A new authority, its key first: a certificate is never seen without one.

    Raises: OSError.
    """
    made = trustme.CA(organization_name="zitadel-mock")
    write_whole(folder / _AUTHORITY_KEY, made.private_key_pem.bytes(), mode=0o600)
    write_whole(folder / _AUTHORITY, made.cert_pem.bytes())
    return made


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Hold a folder's lock, where the system has such locks.

    Raises: OSError, where there is no such folder.
    """
    if os.name == "nt":
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        except OSError as error:
            # Network file systems lock no folders. What is written is whole even so.
            if error.errno not in {errno.EBADF, errno.ENOLCK, errno.EOPNOTSUPP, errno.EINVAL}:
                raise
        yield
    finally:
        os.close(descriptor)
