"""An instance of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from contracts.target import Target
from tests.control.instances import fresh_instance
from tests.control.mock import ADMIN_TOKEN, Mock
from tests.protocols.serving import serving


@pytest.fixture
def mock(server: Target) -> Iterator[Mock]:
    """A fresh instance of the worker's server."""
    with fresh_instance(server) as instance:
        yield instance


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    """A server whose control API asks for `ADMIN_TOKEN`."""
    with serving(tmp_path_factory.mktemp("guarded"), "--admin-token", ADMIN_TOKEN) as started:
        yield started.target
