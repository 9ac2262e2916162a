"""Which names mean this machine and no other, and where to listen to be reached by a name."""

from __future__ import annotations

from typing import Final

LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})


def bound_to(host: str) -> str:
    """The address to listen at, to be reached by this name: loopback alone, or all."""
    return "127.0.0.1" if host in LOOPBACK else "0.0.0.0"  # noqa: S104 (others reach it by the name that they were given)
