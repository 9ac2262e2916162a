"""The server's clients over each protocol."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import httpx
import pytest

from contracts.target import Target
from tests.clients.bridge import Bridge, open_bridge
from tests.conftest import REQUEST_TIMEOUT_S
from tests.protocols.rpc_transport import RpcTransport

TRANSPORTS = ("json", "grpc", "grpc-web")


@pytest.fixture(scope="session")
def bridge() -> Iterator[Bridge]:
    """The official client for JavaScript."""
    with open_bridge() as opened:
        yield opened


@pytest.fixture(scope="session")
def over(server: Target, bridge: Bridge) -> Iterator[Mapping[str, httpx.Client]]:
    """The administrator's calls by protocol: JSON itself, the others behind the same interface."""
    common = {"authorization": f"Bearer {server.admin_pat}"}
    with (
        httpx.Client(base_url=server.base_url, headers=common, timeout=REQUEST_TIMEOUT_S, trust_env=False) as direct,
        _behind(server, bridge, "grpc") as grpc,
        _behind(server, bridge, "grpc-web") as web,
    ):
        yield dict(zip(TRANSPORTS, (direct, grpc, web), strict=True))


def _behind(server: Target, bridge: Bridge, transport: str) -> httpx.Client:
    return httpx.Client(
        base_url=server.base_url,
        headers={"authorization": f"Bearer {server.admin_pat}"},
        transport=RpcTransport(bridge, transport, server.base_url),
    )
