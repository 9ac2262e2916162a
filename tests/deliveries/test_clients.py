"""Official clients that make targets and executions, log somebody in, and find the claims of their own webhook."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from mockserver.testing import ZitadelMock
from tests.clients.node import node_json
from tests.clients.pypi import run_client

CALLBACK = "https://app.example/callback"
PASSWORD = "Secret1!pass"


@pytest.fixture(scope="module")
def asked() -> Any:
    """A server of one's own, as executions of functions are everybody's; what the programs are told of it."""
    with (
        ZitadelMock() as mock,
        httpx.Client(base_url=mock.url, headers=mock.headers, timeout=30, trust_env=False) as client,
    ):
        human = {"profile": {"givenName": "Ada", "familyName": "L"}, "email": {"email": "a@b.c", "isVerified": True}}
        person = {"username": "ada", **human, "password": {"password": PASSWORD}}
        client.post("/v2/users/human", json=person).raise_for_status()
        project = client.post("/management/v1/projects", json={"name": "Shop"}).json()["id"]
        app = {
            "name": "web",
            "redirectUris": [CALLBACK],
            "responseTypes": ["OIDC_RESPONSE_TYPE_CODE"],
            "grantTypes": ["OIDC_GRANT_TYPE_AUTHORIZATION_CODE"],
            "authMethodType": "OIDC_AUTH_METHOD_TYPE_NONE",
            "accessTokenType": "OIDC_TOKEN_TYPE_JWT",
            "idTokenUserinfoAssertion": True,
        }
        made = client.post(f"/management/v1/projects/{project}/apps/oidc", json=app).json()
        yield {
            "url": mock.url,
            "token": mock.admin_pat,
            "client": made["clientId"],
            "callback": CALLBACK,
            "loginClient": client.get("/auth/v1/users/me").json()["user"]["id"],
            "name": "ada",
            "password": PASSWORD,
        }


@pytest.mark.parametrize(
    "run",
    [lambda asked: run_client("webhooks.py", asked), lambda asked: node_json("webhooks.mjs", asked)],
    ids=["zitadel-client", "@zitadel/client"],
)
def test_the_claim_is_found(asked: Any, run: Callable[[Any], Any]) -> None:
    """Each function adds its claim where its tokens are made, and each call is signed with its target's key."""
    seen = run(asked)

    of_user, of_token = {"preuserinfo": "preuserinfo of ada"}, {"preaccesstoken": "preaccesstoken of ada"}
    assert seen["id_token"] == of_user
    assert seen["access_token"] == of_token
    assert seen["userinfo"] == of_user
    assert {name for name, _ in seen["calls"]} == {"preuserinfo", "preaccesstoken"}
    assert all(signed for _, signed in seen["calls"])
