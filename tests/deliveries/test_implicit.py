"""CreateCallback of an application that is answered with tokens: scripts run and targets are called for it."""

from __future__ import annotations

import base64
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from contracts.target import Target
from mockserver.testing import ZitadelMock
from tests.deliveries.calls import execute, hook, target
from tests.protocols.grpc_client import connected

CALLBACK = "https://app.example/callback"
OIDC = "zitadel.oidc.v2.OIDCService"
SCRIPT = "function add(ctx, api) { api.v1.claims.setClaim('colour', 'red') }"


@pytest.fixture
def app(client: httpx.Client) -> str:
    """The client id of an application that asks for an ID token at once, with a script and a target."""
    project = client.post("/management/v1/projects", json={"name": "Shop"}).json()["id"]
    asked = {
        "name": "web",
        "redirectUris": [CALLBACK],
        "responseTypes": ["OIDC_RESPONSE_TYPE_ID_TOKEN_TOKEN"],
        "grantTypes": ["OIDC_GRANT_TYPE_IMPLICIT"],
        "authMethodType": "OIDC_AUTH_METHOD_TYPE_NONE",
        "appType": "OIDC_APP_TYPE_USER_AGENT",
        "idTokenUserinfoAssertion": True,
    }
    made = client.post(f"/management/v1/projects/{project}/apps/oidc", json=asked).json()
    action = client.post("/management/v1/actions", json={"name": "add", "script": SCRIPT}).json()["id"]
    client.post("/management/v1/flows/2/trigger/4", json={"actionIds": [action]}).raise_for_status()
    answer = {"append_claims": [{"key": "size", "value": 3}]}
    execute(client, {"function": {"name": "preuserinfo"}}, target(client, hook(client, "adds", body=answer)))
    return str(made["clientId"])


@pytest.fixture
def session(client: httpx.Client) -> dict[str, str]:
    """A session of a person who showed a password."""
    human = {"profile": {"givenName": "Ada", "familyName": "L"}, "email": {"email": "a@b.c", "isVerified": True}}
    client.post("/v2/users/human", json={"username": "ada", **human, "password": {"password": "Secret1!"}})
    checks = {"user": {"loginName": "ada"}, "password": {"password": "Secret1!"}}
    begun = client.post("/v2/sessions", json={"checks": checks}).raise_for_status().json()
    return {"sessionId": begun["sessionId"], "sessionToken": begun["sessionToken"]}


def _asked(client: httpx.Client, app: str) -> str:
    """The id of an authorization request."""
    query = {
        "client_id": app,
        "redirect_uri": CALLBACK,
        "response_type": "id_token token",
        "scope": "openid",
        "nonce": "n",
    }
    me = client.get("/auth/v1/users/me").json()["user"]["id"]
    begun = client.get("/oauth/v2/authorize", params=query, headers={"x-zitadel-login-client": me})
    return parse_qs(urlsplit(begun.headers["location"]).query)["authRequest"][0]


def _claims(url: str) -> Any:
    token = parse_qs(urlsplit(url).fragment)["id_token"][0].split(".")[1]
    return json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))


@pytest.mark.parametrize("transport", ["json", "connect", "grpc"])
def test_tokens(mock: ZitadelMock, client: httpx.Client, app: str, session: dict[str, str], transport: str) -> None:
    """Both add their claims, and the journal's entry shows what they did, whatever it was called by."""
    request = _asked(client, app)
    if transport == "grpc":
        metadata = [("authorization", f"Bearer {mock.admin_pat}"), ("x-zitadel-instance-host", mock.host)]
        fields = {"authRequestId": request, "session": session}
        with connected(Target(f"http://{mock.target}", mock.admin_pat)) as calls:
            answer = calls.call("CreateCallback", fields, metadata, service=OIDC).response or {}
    elif transport == "json":
        answer = client.post(f"/v2/oidc/auth_requests/{request}", json={"session": session}).json()
    else:
        answer = client.post(f"/{OIDC}/CreateCallback", json={"authRequestId": request, "session": session}).json()

    claims = _claims(answer["callbackUrl"])
    assert (claims["colour"], claims["size"]) == ("red", 3)
    (entry,) = client.get("/__admin/requests", params={"operation": "CreateCallback"}).json()["requests"]
    shown = client.get(f"/__admin/requests/{entry['id']}").json()
    assert [(run["action"], run["claims"]) for run in shown["runs"]] == [("add", {"colour": "red"})]
    assert [delivery["changed"] for delivery in shown["deliveries"]] == [["size"]]


def test_it_is_answered_once(mock: ZitadelMock, client: httpx.Client, app: str, session: dict[str, str]) -> None:
    """Who answers it while its scripts run and its targets are called comes too late, and nobody waits meanwhile."""
    request = _asked(client, app)
    mock.fail_deliveries(delay_ms=300)

    def answer(_: int) -> int:
        return client.post(f"/v2/oidc/auth_requests/{request}", json={"session": session}).status_code

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(answer, range(2))) == [200, 400]
