"""HTTP clients that share what is slow to make, and what their user says of requests."""

from __future__ import annotations

import functools
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import httpx

_TIMEOUT_S: Final = 40.0


@dataclass(frozen=True, slots=True)
class Manner:
    """How a server is asked.

    Attributes:
        before: called with each request before it is sent.
        settle_s: how long what was written takes to be read, at most.
    """

    before: Callable[[httpx.Request], None] = lambda _: None
    verify_tls: bool = True
    settle_s: float = 0.0


def http_client(manner: Manner, **options: Any) -> httpx.Client:
    """A client that takes no proxy from the environment; options as those of `httpx.Client`."""
    certificates = _context() if manner.verify_tls else False
    hooks = {"request": [manner.before]}
    return httpx.Client(timeout=_TIMEOUT_S, trust_env=False, verify=certificates, event_hooks=hooks, **options)


@functools.cache
def _context() -> ssl.SSLContext:
    """Certificates are read once and not for each client, which takes longer than a case."""
    return ssl.create_default_context()
