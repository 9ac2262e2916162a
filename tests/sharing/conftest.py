"""A database, and two servers that share a state in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from tests.sharing.postgresql import Postgresql
from tests.sharing.replicas import Replica, replicas


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Postgresql]:
    """A running PostgreSQL, for tests that leave it running."""
    with Postgresql.running() as database:
        yield database


@pytest.fixture(scope="session")
def store(postgresql: Postgresql) -> str:
    """The connection string of `pair`."""
    return postgresql.new_schema()


@pytest.fixture(scope="session")
def pair(store: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sequence[Replica]]:
    """Two servers that share a state, and whose reads are fresh; tests leave both running."""
    with replicas(tmp_path_factory.mktemp("pair"), store, 2, "--store-reads", "fresh") as started:
        yield started
