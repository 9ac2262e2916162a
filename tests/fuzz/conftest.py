"""A server of our own for tests that only read from it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from contracts.server_process import server_process
from contracts.target import Target


@pytest.fixture(scope="module")
def own_target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    """The server as a process."""
    with server_process(tmp_path_factory.mktemp("server")) as target:
        yield target
