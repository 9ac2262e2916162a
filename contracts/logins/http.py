"""HTTP clients that share what is slow to make."""

from __future__ import annotations

import functools
import ssl
from typing import Any, Final

import httpx

_TIMEOUT_S: Final = 40.0


def http_client(**options: Any) -> httpx.Client:
    """A client that takes no proxy from the environment; options as those of `httpx.Client`."""
    return httpx.Client(timeout=_TIMEOUT_S, trust_env=False, verify=_context(), **options)


@functools.cache
def _context() -> ssl.SSLContext:
    """Certificates are read once and not for each client, which takes longer than a case."""
    return ssl.create_default_context()
