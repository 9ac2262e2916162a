"""A mock of its own for each test, on one thread."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from mockserver.testing import ZitadelMock
from tests.deliveries.calls import client_of


@pytest.fixture(scope="module")
def engine() -> Iterator[ZitadelMock]:
    """What the mocks share."""
    with ZitadelMock() as mock:
        yield mock


@pytest.fixture
def mock(engine: ZitadelMock) -> Iterator[ZitadelMock]:
    """A fresh one."""
    with engine.isolated() as mock:
        yield mock


@pytest.fixture
def client(mock: ZitadelMock) -> Iterator[httpx.Client]:
    """The administrator's calls of it."""
    with client_of(mock) as client:
        yield client
