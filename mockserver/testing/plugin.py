"""Fixtures for pytest. Imports nothing of the server until a test asks for one of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

import mockserver.testing

if TYPE_CHECKING:
    from mockserver.testing import ZitadelMock


@pytest.fixture(scope="session")
def zitadel_mock_server() -> Iterator[ZitadelMock]:
    """One server for the whole session; what a test leaves in it the next one finds. Override it to give it a seed."""
    with mockserver.testing.ZitadelMock() as mock:
        yield mock


@pytest.fixture
def zitadel_mock(zitadel_mock_server: ZitadelMock) -> Iterator[ZitadelMock]:
    """A fresh instance on a port of its own for each test, on the thread of `zitadel_mock_server`."""
    with zitadel_mock_server.isolated() as mock:
        yield mock
