"""A caller of ZITADEL and of the shop's backend, which the mock both is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from mockserver.settings import LogFormat, OwnSpec, Settings
from mockserver.testing import ZitadelMock

SHOP = Path(__file__).parents[1] / "shop.yaml"
TABLE = {"title": "Table", "price": 100}


@pytest.fixture(scope="session")
def zitadel_mock_server() -> Iterator[ZitadelMock]:
    """The server of the session, which serves the shop too; in the place of the plugin's own."""
    with ZitadelMock(settings=Settings(port=0, log=LogFormat.OFF, specs=(OwnSpec(SHOP),))) as mock:
        yield mock


@pytest.fixture
def shop(zitadel_mock: ZitadelMock) -> Iterator[httpx.Client]:
    """Calls of the shop as a user of ZITADEL."""
    headers = {"authorization": f"Bearer {zitadel_mock.token()}"}
    with httpx.Client(base_url=f"{zitadel_mock.url}/shop", headers=headers) as client:
        yield client


def test_an_article_is_added(shop: httpx.Client) -> None:
    """It is listed behind those of the document's example."""
    shop.post("/articles", json=TABLE).raise_for_status()

    assert [article["title"] for article in shop.get("/articles").json()["items"]] == ["Lamp", "Chair", "Table"]


def test_a_mistake_is_named(shop: httpx.Client) -> None:
    """The answer says which field is wrong."""
    answer = shop.post("/articles", json={"title": "Table", "price": "much"})

    assert (answer.status_code, answer.json()["detail"]) == (400, "body.price: 'much' is not of type 'number'")


def test_nobody_else_may(zitadel_mock: ZitadelMock) -> None:
    """The shop takes the tokens of ZITADEL and no others."""
    expired = zitadel_mock.token(kind="expired")
    answer = httpx.post(f"{zitadel_mock.url}/shop/articles", json=TABLE, headers={"authorization": f"Bearer {expired}"})

    assert answer.status_code == 401


def test_a_backend_that_is_down(zitadel_mock: ZitadelMock, shop: httpx.Client) -> None:
    """The first call fails, the second is carried out, and both are in the journal."""
    zitadel_mock.fail_next("addArticle", code="UNAVAILABLE")

    assert [shop.post("/articles", json=TABLE).status_code for _ in range(2)] == [503, 201]
    zitadel_mock.assert_called("addArticle", times=2, body=TABLE)
