"""An instance of its own for each test."""

from __future__ import annotations

import time

import pytest

from mockserver.domain.ids import Instant
from mockserver.operations.first_instance import first_instance
from mockserver.settings import Settings
from tests.oauth.provider import Provider, Robot, SettableClock


def make_provider(host: str = "localhost:8080", auto_login: str = "") -> Provider:
    """A fresh instance under a host."""
    settings = Settings(auto_login=auto_login)
    instance = first_instance(settings)
    clock = SettableClock(Instant(time.time_ns() // 1000))
    instance.clock = clock
    return Provider(instance, clock, settings, host)


@pytest.fixture
def provider() -> Provider:
    """A fresh instance."""
    return make_provider()


@pytest.fixture
def robot(provider: Provider) -> Robot:
    """A machine user that can log in."""
    return provider.add_robot("robot")
