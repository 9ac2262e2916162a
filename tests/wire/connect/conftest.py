"""A server that serves one host only, as the recorded one did."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from contracts.target import Target
from tests.protocols.serving import serving


@pytest.fixture(scope="session")
def one_host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    """A running server that knows its own names alone."""
    with serving(tmp_path_factory.mktemp("one-host"), "--instances", "fixed") as started:
        yield started.target
