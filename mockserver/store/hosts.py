"""Names of hosts, which choose instances."""

from __future__ import annotations

import re

MAX_LENGTH = 180
"""Leaves room for an organisation's label before it."""
LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]", "::1", "0.0.0.0", ""})  # noqa: S104 (a name, not an address to bind)

_NAME = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9._])?|\[[0-9A-Za-z:.%_-]+\]")
_SHOWN = 80


class BadHost(Exception):
    """What stands where a host should is none; the message says why in one line."""


def name_of(host: str) -> str:
    """A host's name in lower case, without its port."""
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdigit() else host).lower()


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
