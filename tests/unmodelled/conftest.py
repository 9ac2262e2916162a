"""A server that makes up what nobody modelled, and real clients of it."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from contracts.target import Target
from tests.clients.bridge import Bridge, open_bridge
from tests.protocols.serving import serving
from tests.server import Api
from tests.unmodelled.calling import Calling


@pytest.fixture(scope="module")
def fabricating(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    """A server with `--unmodelled fabricate`."""
    with serving(tmp_path_factory.mktemp("fabricating"), "--unmodelled", "fabricate") as running:
        yield running.target


@pytest.fixture
def made_up(fabricating: Target) -> Iterator[Api]:
    """The administrator's calls to it, for a fresh organisation."""
    headers = {"authorization": f"Bearer {fabricating.admin_pat}"}
    with httpx.Client(base_url=fabricating.base_url, headers=headers, timeout=30, trust_env=False) as http:
        yield Api(http, "").new_organisation()


@pytest.fixture(scope="module")
def bridge() -> Iterator[Bridge]:
    """The official client for JavaScript."""
    with open_bridge() as opened:
        yield opened


@pytest.fixture
def calling() -> Calling:
    """Calls without a server."""
    return Calling()
