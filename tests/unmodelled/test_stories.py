"""Things that nobody modelled, over every protocol, without a word about them in the engine."""

from __future__ import annotations

import httpx
import pytest

from contracts.target import Target
from mockserver.spec.modelled import modelled
from tests.clients.bridge import Bridge
from tests.server import Api
from tests.unmodelled.stories import STORIES
from tests.unmodelled.telling import by_bridge, by_grpcurl, by_rest, tell

UNMODELLED = [
    name for name, story in STORIES.items() if not any(f"{step.service}/{step.method}" in modelled() for step in story)
]
"""Stories of which nobody modelled anything."""


def test_there_are_stories() -> None:
    """What is modelled leaves some to tell."""
    assert len(UNMODELLED) > 1


@pytest.mark.parametrize("name", UNMODELLED)
def test_over_rest(made_up: Api, name: str) -> None:
    """Each is made, read, listed, changed and removed, and each answer is marked."""
    http = httpx.Client(
        base_url=made_up.http.base_url,
        headers={**made_up.http.headers, "x-zitadel-orgid": made_up.organisation},
        timeout=30,
        trust_env=False,
    )
    with http:
        tell(STORIES[name], by_rest(http))


@pytest.mark.parametrize("transport", ["grpc", "grpc-web", "connect"])
@pytest.mark.parametrize("name", UNMODELLED)
def test_over_the_official_client(fabricating: Target, made_up: Api, bridge: Bridge, name: str, transport: str) -> None:
    """The client `@zitadel/client` does the same over gRPC and gRPC-Web, and with services of v2 over Connect."""
    if transport == "connect" and name != "a target":
        pytest.skip("services of v1 have no Connect")
    metadata = {"authorization": f"Bearer {fabricating.admin_pat}", "x-zitadel-orgid": made_up.organisation}
    tell(STORIES[name], by_bridge(bridge, transport, fabricating.base_url, metadata))


@pytest.mark.parametrize("name", UNMODELLED)
def test_over_grpcurl(fabricating: Target, made_up: Api, name: str) -> None:
    """grpcurl does the same."""
    headers = (f"authorization: Bearer {fabricating.admin_pat}", f"x-zitadel-orgid: {made_up.organisation}")
    tell(STORIES[name], by_grpcurl(fabricating, headers))
