"""The page with Swagger UI, as it is sent."""

from __future__ import annotations

import pytest

from tests.control.console.pages import page, tags
from tests.control.mock import Mock

ASSETS = "/__admin/console/static/swagger-ui"


@pytest.mark.parametrize(("document", "title"), [("", "ZITADEL mock, Management API"), ("control", "Control API")])
def test_documents(mock: Mock, document: str, title: str) -> None:
    """Each description can be chosen, and names this server as the one to call."""
    (place,) = (row for row in tags(page(mock, "spec", document=document), "div") if row.get("id") == "swagger")

    described = mock.plain.get(place["data-url"] or "").json()

    assert title in described["info"]["title"]
    assert described["servers"][0]["url"] == ("/__admin" if document else "/")


def test_the_whole_api(mock: Mock) -> None:
    """What is shown is what is served: the document is the server's own."""
    paths = mock.done("GET", "/console/spec/openapi.json")["paths"]

    assert paths["/management/v1/flows/{flowType}/trigger/{triggerType}"]["post"]["operationId"] == "SetTriggerActions"


@pytest.mark.parametrize("name", ["swagger-ui-bundle.js", "swagger-ui.css"])
def test_files_of_swagger_ui(mock: Mock, name: str) -> None:
    """They come from this server, and only once."""
    first = mock.plain.get(f"{ASSETS}/{name}")
    again = mock.plain.get(f"{ASSETS}/{name}", headers={"if-none-match": first.headers["etag"]})

    assert (first.status_code, len(first.content) > 100_000) == (200, True)
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("name", ["index.html", "swagger-ui.js.map", "..%2f..%2f__init__.py"])
def test_other_files(mock: Mock, name: str) -> None:
    """Nothing else of the package is served."""
    assert mock.plain.get(f"{ASSETS}/{name}").status_code == 404
