"""A server that serves the document of the example beside ZITADEL."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from contracts.target import Target
from tests.control.instances import fresh_instance
from tests.control.mock import Mock
from tests.examples.folders import OWN_API
from tests.protocols.serving import serving

SHOP = OWN_API / "shop.yaml"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    """A server with `--spec`."""
    with serving(tmp_path_factory.mktemp("own"), "--spec", str(SHOP)) as running:
        yield running.target


@pytest.fixture
def shop(server: Target) -> Iterator[Mock]:
    """An instance that no other test uses."""
    with fresh_instance(server) as fresh:
        yield fresh
