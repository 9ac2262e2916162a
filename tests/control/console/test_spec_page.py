"""The page with Swagger UI, as it is sent."""

from __future__ import annotations

import pytest

from tests.control.console.pages import page, tags
from tests.control.mock import Mock

ASSETS = "/__admin/console/static/swagger-ui"


@pytest.mark.parametrize(
    ("document", "title"),
    [("modelled", "ZITADEL mock, Management API"), ("all", "ZITADEL mock, Management API"), ("control", "Control API")],
)
def test_documents(mock: Mock, document: str, title: str) -> None:
    """Each description can be chosen, and names this server as the one to call."""
    (place,) = (row for row in tags(page(mock, "spec", document=document), "div") if row.get("id") == "swagger")

    described = mock.plain.get(place["data-url"] or "").json()

    assert title in described["info"]["title"]
    assert described["servers"][0]["url"] == ("/__admin" if document == "control" else "/")


def test_the_whole_api(mock: Mock) -> None:
    """What is shown is what is served: the document is the server's own."""
    paths = mock.done("GET", "/console/spec/openapi.json")["paths"]

    assert paths["/management/v1/flows/{flowType}/trigger/{triggerType}"]["post"]["operationId"] == "SetTriggerActions"


def test_all_of_zitadel(mock: Mock) -> None:
    """What nobody modelled is described too, and marked."""
    document = mock.plain.get("/__admin/console/spec/openapi.json", params={"operations": "all"}).json()

    assert document["paths"]["/management/v1/idps/google"]["post"]["x-unmodelled"]
    assert "x-unmodelled" not in document["paths"]["/management/v1/actions"]["post"]


def test_no_such_document(mock: Mock) -> None:
    """A document that is none is told, with those that are."""
    assert mock.plain.get("/__admin/console/spec", params={"document": "nope"}).status_code == 404


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
