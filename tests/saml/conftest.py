"""A mock of its own for each test, with somebody who can log in, and a service provider that is registered there."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from mockserver.testing import ZitadelMock
from tests.deliveries.calls import client_of
from tests.saml.service_provider import ServiceProvider
from tests.saml.setting_up import Person, add_person, register


@pytest.fixture(scope="session")
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


@pytest.fixture
def ada(client: httpx.Client) -> Person:
    """Somebody with a password."""
    return add_person(client)


@pytest.fixture
def portal(client: httpx.Client) -> ServiceProvider:
    """A service provider that is registered, and knows the identity provider by its metadata."""
    provider = ServiceProvider(client)
    register(client, provider)
    return provider
