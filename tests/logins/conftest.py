"""An identity provider for all cases of a worker."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from contracts.logins.provider import Provider, running_provider


@pytest.fixture(scope="session")
def provider() -> Iterator[Provider]:
    """A provider on loopback, whose answers each case sets."""
    with running_provider() as running:
        yield running
