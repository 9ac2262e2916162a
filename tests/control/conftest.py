"""An instance of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from contracts.target import Target
from tests.control.instances import fresh_instance
from tests.control.mock import Mock


@pytest.fixture
def mock(server: Target) -> Iterator[Mock]:
    """A fresh instance of the worker's server."""
    with fresh_instance(server) as instance:
        yield instance
