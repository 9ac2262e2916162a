"""The mock answers below its path, and each application what is its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import connexion_app
import flask_app
import pytest
import starlette_app
from starlette.testclient import TestClient

from mockserver.settings import Settings

SETTINGS = Settings(admin_pat="secret")
HEADERS = {"Authorization": f"Bearer {SETTINGS.admin_pat}", "Host": "localhost"}
Call = Callable[..., tuple[int, Any]]
"""`call(method, path, json)`: status and answer."""


@dataclass(frozen=True)
class Mounted:
    """An application, how to call it, and where things are in it."""

    call: Call
    zitadel: str
    own: str


def asgi(app: Any) -> Iterator[Call]:
    """Calls of an ASGI application."""
    with TestClient(app, headers=HEADERS) as client:

        def call(method: str, path: str, json: object = None) -> tuple[int, Any]:
            response = client.request(method, path, json=json)
            return response.status_code, response.json() if response.content[:1] == b"{" else response.text

        yield call


@pytest.fixture(scope="module", params=["starlette", "flask", "connexion", "one"])
def mounted(request: pytest.FixtureRequest) -> Iterator[Mounted]:
    """Each of the applications."""
    match request.param:
        case "starlette":
            for call in asgi(starlette_app.create(SETTINGS)):
                yield Mounted(call, "/zitadel", "/hello")
        case "flask":
            client = flask_app.create(SETTINGS).test_client()

            def call(method: str, path: str, json: object = None) -> tuple[int, Any]:
                response = client.open(path, method=method, json=json, headers=HEADERS)
                return response.status_code, response.get_json(silent=True) or response.text

            yield Mounted(call, "/zitadel", "/hello")
        case "connexion":
            for call in asgi(connexion_app.create(SETTINGS)):
                yield Mounted(call, "/zitadel", "/greetings/you")
        case _:
            for call in asgi(connexion_app.create_one(SETTINGS)):
                yield Mounted(call, "", "/backend/greetings/you")


def test_sets_trigger_actions(mounted: Mounted) -> None:
    """An action is created and bound to a trigger."""
    status, action = mounted.call(
        "POST", f"{mounted.zitadel}/management/v1/actions", {"name": "greet", "script": "function greet() {}"}
    )
    assert status == 200
    path = f"{mounted.zitadel}/management/v1/flows/1/trigger/1"
    assert mounted.call("POST", path, {"actionIds": [action["id"]]})[0] == 200
    status, refused = mounted.call("POST", path, {"actionIds": [action["id"]]})
    assert (status, refused["message"]) == (400, "No Changes (COMMAND-Nfh52)")


def test_names_itself_where_it_is(mounted: Mounted) -> None:
    """Clients that discover the login endpoints find them below the path."""
    status, discovered = mounted.call("GET", f"{mounted.zitadel}/.well-known/openid-configuration")
    assert status == 200
    assert discovered["issuer"] == f"http://localhost{mounted.zitadel}"
    assert mounted.call("GET", discovered["jwks_uri"].removeprefix("http://localhost"))[0] == 200


def test_unknown_paths_are_refused(mounted: Mounted) -> None:
    """Below its path the mock knows what it does not have."""
    status, refused = mounted.call("GET", f"{mounted.zitadel}/management/v1/nothing")
    assert (status, refused) == (404, {"code": 5, "message": "Not Found"})


def test_the_application_keeps_its_own(mounted: Mounted) -> None:
    """Its pages and operations answer as ever."""
    status, answer = mounted.call("GET", mounted.own)
    assert status == 200
    assert "hello" in (answer if isinstance(answer, str) else answer["greeting"])


@pytest.mark.parametrize("create", [connexion_app.create, connexion_app.create_one])
def test_connexion_validates_the_own_document(create: Callable[[Settings], Any]) -> None:
    """In both Connexion applications, and in Connexion's own form."""
    app = create(SETTINGS)
    own = "/greetings" if create is connexion_app.create else "/backend/greetings"
    for call in asgi(app):
        status, problem = call("GET", f"{own}/{'x' * 11}")
        assert status == 400
        assert "too long" in (problem if isinstance(problem, str) else problem["detail"])
