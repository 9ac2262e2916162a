"""A mock in a test's process serves documents of one's own too."""

from __future__ import annotations

import httpx
import pytest

from mockserver.settings import LogFormat, OwnSpec, Settings
from mockserver.testing import ZitadelMock
from tests.examples.folders import OWN_API

SETTINGS = Settings(port=0, log=LogFormat.OFF, specs=(OwnSpec(OWN_API / "shop.yaml", "/backend"),))


def test_a_mock_with_a_document() -> None:
    """It is called, made to fail, and looked at by the names of its operations; a reset forgets what was added."""
    with ZitadelMock(settings=SETTINGS) as mock:
        articles = f"{mock.url}/backend/articles"
        mock.fail_next("addArticle", code="UNAVAILABLE")
        statuses = [
            httpx.post(articles, json={"title": "Table", "price": 1}, headers=mock.headers).status_code for _ in "ab"
        ]
        mock.assert_called("addArticle", times=1, body={"title": "Table", "price": 1}, status=201)
        with pytest.raises(ValueError, match="did you mean addArticle"):
            mock.requests("addArticles")
        mock.reset()

        assert statuses == [503, 201]
        assert httpx.get(articles).json()["total"] == 2
        with mock.isolated() as other:
            assert httpx.get(f"{other.url}/backend/articles/1").json()["title"] == "Lamp"
