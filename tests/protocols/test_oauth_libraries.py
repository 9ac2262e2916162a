"""Libraries for OAuth and OpenID Connect that know nothing of ZITADEL."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from contracts.target import Target
from tests.clients.node import node_json
from tests.error_cases.sending import USERS
from tests.server import Api

HALF_A_DAY_S = 43_199


@dataclass(frozen=True, slots=True)
class Account:
    """A service account, which is also a client with a secret."""

    user: str
    id: str
    secret: str


@pytest.fixture
def account(api: Api) -> Account:
    """One of the fresh organisation."""
    user = api.new_user()
    made = api.done("PUT", f"{USERS}/{user}/secret")
    return Account(user, made["clientId"], made["clientSecret"])


def test_simple_oauth2(server: Target, account: Account) -> None:
    """simple-oauth2 gets tokens by client credentials and by code, refreshes them, and revokes them at once."""
    asked = {"baseUrl": server.base_url, "id": account.id, "secret": account.secret, "user": account.user}

    answers = node_json("simple_oauth2.mjs", asked)

    assert answers["credentials"]["token_type"] == "Bearer"
    assert answers["credentials"]["expires_in"] == HALF_A_DAY_S
    assert answers["code"]["refresh_token"] != answers["refreshed"]["refresh_token"]
    assert answers["states"] == ["kept", 200, 401]


@pytest.mark.parametrize("way", ["None", "ClientSecretBasic", "ClientSecretPost"])
def test_openid_client(server: Target, account: Account, way: str) -> None:
    """openid-client, which checks every answer against the standards, takes all of them."""
    public = way == "None"
    asked = {
        "baseUrl": server.base_url,
        "way": way,
        "id": "public-client" if public else account.id,
        "secret": "" if public else account.secret,
        "user": account.user,
    }

    answers = node_json("openid_client.mjs", asked)

    assert answers["claims"]["sub"] == answers["userinfo"]["sub"] == account.user
    assert answers["userinfo"]["preferred_username"].startswith("robot")
    assert answers["refreshed"]
    assert answers["reused"] == "invalid_request"
    assert answers["ended"] == "http://127.0.0.1:9/bye"
    if not public:
        assert answers["introspected"]["active"]
        assert answers["introspected"]["sub"] == account.user
        assert answers["nonsense"] == {"active": False}
