"""The service's client, pointed at the test's own instance."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from trigger_service.zitadel import Zitadel

from mockserver.testing import ZitadelMock


@pytest.fixture
def zitadel(zitadel_mock: ZitadelMock) -> Iterator[Zitadel]:
    """A client with the rights of an organisation's owner."""
    client = Zitadel(zitadel_mock.url, zitadel_mock.token(roles=["ORG_OWNER"]))
    yield client
    client.close()
