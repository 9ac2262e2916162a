"""The target of a request: what stands between its method and its version."""

from __future__ import annotations

import re
from typing import NamedTuple

_ABSOLUTE = re.compile(rb"[A-Za-z][A-Za-z0-9+.-]*://(?:[^/?@]*@)?([^/?@]+)([^?]*)(?:\?(.*))?", re.DOTALL)


class Target(NamedTuple):
    """Path and query as they came; host with port where the target names one, which then counts for `Host`."""

    path: bytes
    query: bytes
    host: bytes | None = None


class BadTarget(Exception):
    """Nothing that a server can be asked for."""


def rare_target(target: bytes) -> Target:
    """Split a target that does not start with a slash: `*`, or the absolute form that proxies get.

    Raises: BadTarget, for the form of CONNECT as well.
    Source: RFC 9112, 3.2. A number sign starts no fragment, as in Go; so the real server answers it 404.
    """
    if target == b"*":
        return Target(target, b"")
    found = _ABSOLUTE.fullmatch(target)
    if found is None:
        raise BadTarget
    return Target(found[2] or b"/", found[3] or b"", found[1])
