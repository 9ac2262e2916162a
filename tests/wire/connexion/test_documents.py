"""Documents that a Connexion application of ours is made of, or takes beside its own."""

from __future__ import annotations

from typing import Any

import pytest
from connexion.exceptions import ResolverError
from starlette.testclient import TestClient

from mockserver.app import create_app, served_routes
from mockserver.settings import Settings
from mockserver.spec.document import spec_path
from mockserver.spec.tree import read_tree
from mockserver.wire.connexion.application import operations
from mockserver.wire.connexion.served import Document
from mockserver.wire.connexion.wiring import modelled

SETTINGS = Settings(admin_pat="secret")
BACKEND: dict[str, Any] = {
    "openapi": "3.0.3",
    "info": {"title": "A backend", "version": "1"},
    "components": {"securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "x-key"}}},
    "paths": {
        "/notes": {
            "post": {
                "operationId": "addNote",
                "requestBody": {
                    "required": True,
                    "content": {"application/json": {"schema": {"type": "object", "required": ["text"]}}},
                },
                "responses": {"201": {"description": "Added."}},
            }
        },
    },
}


async def add_note(body: dict[str, str], **more: object) -> tuple[dict[str, str], int, dict[str, str]]:
    """An operation of somebody else's, which takes all that Connexion has for it."""
    return {"added": body["text"]}, 201, {"x-note": str(len(more))}


@pytest.fixture(scope="module")
def client() -> TestClient:
    """Calls of an application that has a document of somebody else's beside ours."""
    app = create_app(SETTINGS).asgi
    app.add_api(BACKEND, base_path="/backend", resolver={"addNote": add_note}.__getitem__)
    return TestClient(app, headers={"host": "localhost", "authorization": "Bearer secret"})


def test_anothers_operation_is_served(client: TestClient) -> None:
    """With its own status, headers and body."""
    answer = client.post("/backend/notes", json={"text": "hello"})

    assert (answer.status_code, answer.json(), answer.headers["x-note"]) == (201, {"added": "hello"}, "0")


def test_anothers_operation_is_validated_as_connexion_does(client: TestClient) -> None:
    """Types of content and required fields, in Connexion's own form."""
    assert client.post("/backend/notes", json={}).json()["detail"] == "'text' is a required property"
    assert client.post("/backend/notes", content="text", headers={"content-type": "text/plain"}).status_code == 415


def test_anothers_paths_are_not_ours(client: TestClient) -> None:
    """What is unknown is answered as everywhere, and ours is served as ever."""
    assert client.get("/backend/notes").json() == {"code": 12, "message": "Method Not Allowed"}
    assert client.get("/backend/nothing").json() == {"code": 5, "message": "Not Found"}
    assert client.post("/management/v1/flows/types/_search", json={}).status_code == 200


def test_an_operation_that_nobody_serves_is_told_of_at_the_start() -> None:
    """The application does not start without one of its functions."""
    served = dict(modelled(served_routes()))
    del served["GetFlow"]
    app = operations(Document(read_tree(spec_path()), served))

    with pytest.raises(ResolverError, match="GetFlow"), TestClient(app):
        pass
