"""Names of hosts, which choose instances."""

from __future__ import annotations

import ipaddress
import re

MAX_LENGTH = 180
"""Leaves room for an organisation's label before it."""
_LOOPBACK_NAMES = frozenset({"localhost", "0.0.0.0", ""})  # noqa: S104 (a name, not an address to bind)

_NAME = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9._])?|\[[0-9A-Za-z:.%_-]+\]")
_SHOWN = 80


class BadHost(Exception):
    """What stands where a host should is none; the message says why in one line."""


def name_of(host: str) -> str:
    """A host's name in lower case, without its port."""
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdigit() else host).lower()


def is_loopback(name: str) -> bool:
    """Whether a name in lower case, without a port, can only mean the machine that it is used on."""
    return name in _LOOPBACK_NAMES or is_loopback_address(name.strip("[]"))


def is_loopback_address(address: str) -> bool:
    """Whether a text is an address of 127.0.0.0/8 or ::1, be it written as one of IPv6 that stands for one of IPv4."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = getattr(parsed, "ipv4_mapped", None)
    return parsed.is_loopback or (mapped is not None and mapped.is_loopback)


def require_usable(name: str) -> None:
    """Refuse a name under which no instance can be served. Underscores, as names of containers have them, are good.

    Raises: BadHost.
    """
    if len(name) > MAX_LENGTH:
        raise BadHost(f"the host name {shown(name)} is longer than {MAX_LENGTH} characters")
    if not _NAME.fullmatch(name):
        raise BadHost(f"{shown(name)} is no host name")


def shown(name: str) -> str:
    """A name for a message, which does not repeat all of a long one."""
    return ascii(name) if len(name) <= _SHOWN else f"{name[:_SHOWN]!a}..."
