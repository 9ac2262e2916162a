"""Fresh instances, which a host of its own gives each test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from contracts.target import Target
from tests.control.mock import INSTANCE_HOST, Mock
from tests.server import unique

REQUEST_TIMEOUT_S = 30.0


@contextmanager
def fresh_instance(server: Target) -> Iterator[Mock]:
    """An instance under a host that nothing else uses."""
    host = f"{unique('instance')}.localhost"
    headers = {"authorization": f"Bearer {server.admin_pat}", INSTANCE_HOST: host}
    with (
        httpx.Client(base_url=server.base_url, headers=headers, timeout=REQUEST_TIMEOUT_S, trust_env=False) as http,
        httpx.Client(base_url=server.base_url, timeout=REQUEST_TIMEOUT_S, trust_env=False) as plain,
    ):
        yield Mock(server, host, http, plain)
