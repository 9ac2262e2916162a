"""The two servers of a module's tests, which are asked the same from their start to their end."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.wire.connexion.twins import Twins, twins


@pytest.fixture(scope="module", params=["httptools"])
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Twins]:
    """Both servers, the application under each of uvicorn's protocols."""
    with twins(tmp_path_factory.mktemp("twins"), request.param) as started:
        yield started
