"""Functions: what targets are told of users, and what becomes of what they add."""

from __future__ import annotations

import base64
import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from mockserver.settings import Settings
from mockserver.testing import ZitadelMock
from tests.deliveries.calls import client_of, execute, hook, received, target

USERINFO: dict[str, Any] = {"function": {"name": "preuserinfo"}}
ACCESS: dict[str, Any] = {"function": {"name": "preaccesstoken"}}


@pytest.fixture
def robot(client: httpx.Client) -> tuple[str, str]:
    """Client id and secret of a machine user whose tokens are JWTs."""
    fields = {"userName": "robot", "name": "R", "accessTokenType": "ACCESS_TOKEN_TYPE_JWT"}
    user = client.post("/management/v1/users/machine", json=fields).json()["userId"]
    made = client.put(f"/management/v1/users/{user}/secret", json={}).json()
    return made["clientId"], made["clientSecret"]


def _log_in(client: httpx.Client, robot: tuple[str, str], scope: str = "openid profile") -> httpx.Response:
    form = {"grant_type": "client_credentials", "scope": scope}
    return client.post("/oauth/v2/token", data=form, auth=robot)


def _claims(token: str) -> Any:
    part = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def test_scripts_come_first(client: httpx.Client, robot: tuple[str, str]) -> None:
    """Targets see the claims that actions of v1 set, and cannot change them."""
    script = "function add(ctx, api) { api.v1.claims.setClaim('colour', 'red') }"
    action = client.post("/management/v1/actions", json={"name": "add", "script": script}).json()["id"]
    client.post("/management/v1/flows/2/trigger/5", json={"actionIds": [action]}).raise_for_status()
    added = [{"key": "colour", "value": "blue"}, {"key": "size", "value": 3}]
    url = hook(client, "adds", body={"append_claims": added})
    execute(client, ACCESS, target(client, url))
    claims = _claims(_log_in(client, robot).json()["access_token"])

    (payload,) = received(client, "adds")
    assert payload["userinfo"]["colour"] == "red"
    assert (claims["colour"], claims["size"]) == ("red", 3)
    assert claims["urn:zitadel:iam:action:function/preaccesstoken:log"] == ['key "colour" already exists']


def test_answers_are_laid_over_each_other(client: httpx.Client, robot: tuple[str, str]) -> None:
    """The second target is told what the first one answered; a list of its own takes the other one's place."""
    first = hook(client, "first", body={"append_claims": [{"key": "a", "value": 1}], "append_log_claims": ["one"]})
    second = hook(client, "second", body={"append_log_claims": ["two"]})
    execute(client, USERINFO, target(client, first), target(client, second))
    claims = _claims(_log_in(client, robot).json()["id_token"])

    assert received(client, "second")[0]["response"] == {
        "append_claims": [{"key": "a", "value": 1}],
        "append_log_claims": ["one"],
    }
    assert claims["a"] == 1
    assert claims["urn:zitadel:iam:action:function/preuserinfo:log"] == ["two"]


def test_of_a_person() -> None:
    """Of a person it is told what the real server's query reads."""
    human = {"username": "ada", "profile": {"givenName": "Ada", "familyName": "L"}, "email": {"email": "a@b.c"}}
    with ZitadelMock(settings=Settings(auto_login="ada")) as mock, client_of(mock) as client:
        client.post("/v2/users/human", json={**human, "password": {"password": "Secret1!"}}).raise_for_status()
        execute(client, USERINFO, target(client, hook(client, "person")))
        query = {"client_id": "any", "redirect_uri": "http://localhost/cb", "response_type": "code", "scope": "openid"}
        asked = client.get("/oauth/v2/authorize", params=query)
        code = parse_qs(urlsplit(asked.headers["location"]).query)["code"][0]
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": "http://localhost/cb"}
        client.post("/oauth/v2/token", data={**form, "client_id": "any"}).raise_for_status()
        told = received(client, "person")[0]

    assert told["user"]["human"]["first_name"] == "Ada"
    assert told["user"]["human"]["password_changed"] == "0001-01-01T00:00:00Z"
    assert told["application"] == {"client_id": "any"}


@pytest.mark.parametrize(
    ("answer", "status", "said"),
    [
        ({"body": {"forwardedStatusCode": 418, "forwardedErrorMessage": "tea"}}, 500, ("server_error", "tea")),
        ({"body": {"forwardedStatusCode": 404}}, 404, ("invalid_request", None)),
        ({"body": {"append_claims": [{"key": 1}]}}, 500, ("server_error", "Errors.Internal")),
        ({"body": {"set_user_metadata": [{"key": "a", "value": "?"}]}}, 500, ("server_error", "Errors.Internal")),
        ({"delayMs": 2000}, 500, ("server_error", "Errors.Internal")),
    ],
)
def test_failures(
    client: httpx.Client, robot: tuple[str, str], answer: dict[str, Any], status: int, said: tuple[str, str | None]
) -> None:
    """A target that fails ends the request, in OAuth's form; nothing is translated."""
    execute(client, ACCESS, target(client, hook(client, "fails", **answer), timeout="0.5s"))
    refused = _log_in(client, robot)

    assert refused.status_code == status
    assert (refused.json()["error"], refused.json().get("error_description")) == said


def test_failures_can_be_let_pass(client: httpx.Client, robot: tuple[str, str]) -> None:
    """Where the target lets failures pass, the token is made without it; the journal tells."""
    execute(client, ACCESS, target(client, hook(client, "fails", status=500), interruptOnError=False))
    assert _log_in(client, robot).status_code == 200

    entry = client.get("/__admin/requests?limit=20").json()["requests"]
    number = next(row["id"] for row in entry if row["path"] == "/oauth/v2/token")
    (delivery,) = client.get(f"/__admin/requests/{number}").json()["deliveries"]
    assert (delivery["condition"], delivery["outcome"]) == ("function/preaccesstoken", "ignored")
