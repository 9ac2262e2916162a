"""Certificates for TLS."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mockserver.later import Later

if TYPE_CHECKING:
    import trustme
else:
    trustme = Later("trustme")

_NAMES = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Certificate:
    """Files of a server certificate, PEM."""

    chain: Path
    key: Path
    authority: Path | None = None
    """The certificate authority that a client must trust, where it is our own."""


def self_signed(external_domain: str, folder: Path) -> Certificate:
    """Make a certificate for loopback names and the external domain, with its subdomains.

    The authority that signs it is made once and kept, so that a client has to trust it only once.

    Raises: OSError, where the folder cannot be written.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    authority_file, authority_key = folder / "ca.pem", folder / "ca.key"
    if authority_file.exists() and authority_key.exists():
        authority = trustme.CA.from_pem(authority_file.read_bytes(), authority_key.read_bytes())
    else:
        authority = trustme.CA(organization_name="zitadel-mock")
        _write_private(authority_key, authority.private_key_pem.bytes())
        authority.cert_pem.write_to_path(str(authority_file))
    names = dict.fromkeys((*_NAMES, "*.localhost", external_domain, f"*.{external_domain}"))
    leaf = authority.issue_cert(*names)
    certificate = Certificate(folder / "server.pem", folder / "server.key", authority_file)
    certificate.chain.write_bytes(b"".join(blob.bytes() for blob in leaf.cert_chain_pems))
    _write_private(certificate.key, leaf.private_key_pem.bytes())
    return certificate


def _write_private(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
