"""E-mail addresses as protoc-gen-validate judges them: Go's mail parser first, then lengths and the host's name.

Source: recordings/setup.jsonl and edges-*.jsonl for an address without `@`; the rest is that library's, and of Go's
parser only what a name, an `@` and a host must be (assumed).
"""

from __future__ import annotations

import re
from email.utils import parseaddr

_NO_ADDRESS = "mail: no address"
_NO_AT = "mail: missing '@' or angle-addr"
_SPACES = " \t"
_ATOM = r"(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]|[^\x00-\x7f])+"
_QUOTED = r'"(?:[^"\\\x00-\x1f\x7f]|\\[^\x00-\x1f\x7f])+"'
_ADDRESS = re.compile(rf"(?:{_ATOM}(?:\.{_ATOM})*|{_QUOTED})@(?:{_ATOM}(?:\.{_ATOM})*|\[[0-9A-Fa-f.:]+\])")
"""A local part of atoms or in quotes, and a host: RFC 5322 as Go's parser takes it, without comments (assumed)."""
_HOST_PART = re.compile(r"[a-z0-9-]*", re.ASCII)
_MOST_ADDRESS, _MOST_LOCAL, _MOST_HOST, _MOST_PART = 254, 64, 253, 63


def parse(text: str) -> str | None:
    """The address in a text, without a name and spaces around it; None where Go's parser finds none."""
    address = parseaddr(text)[1] if "<" in text else text.strip(_SPACES)
    return address if _ADDRESS.fullmatch(address) else None


def broken(text: str) -> str | None:
    """What is wrong with an address; None where it is right."""
    if not text.strip():
        return _NO_ADDRESS
    address = parseaddr(text)[1] if "<" in text else text
    local, at, host = address.partition("@")
    if not at or not local or not host:
        return _NO_AT
    if len(address.encode()) > _MOST_ADDRESS:
        return f"email addresses cannot exceed {_MOST_ADDRESS} characters"
    if len(local.encode()) > _MOST_LOCAL:
        return f"email address local phrase cannot exceed {_MOST_LOCAL} characters"
    return _broken_host(host)


def _broken_host(host: str) -> str | None:
    if len(host.encode()) > _MOST_HOST:
        return f"hostname cannot exceed {_MOST_HOST} characters"
    for part in host.removesuffix(".").lower().split("."):
        if not 0 < len(part.encode()) <= _MOST_PART:
            return f"hostname part must be non-empty and cannot exceed {_MOST_PART} characters"
        if part.startswith("-"):
            return "hostname parts cannot begin with hyphens"
        if part.endswith("-"):
            return "hostname parts cannot end with hyphens"
        fitting = _HOST_PART.match(part)
        if fitting is not None and fitting.end() < len(part):
            return f'hostname parts can only contain alphanumeric characters or hyphens, got "{part[fitting.end()]}"'
    return None
