"""What an id_token says, and who signed it."""

from __future__ import annotations

import base64
import hashlib
import json

import pytest
from joserfc.errors import JoseError

from tests.oauth.conftest import make_provider
from tests.oauth.flows import code_of, redeem
from tests.oauth.provider import JWT_BEARER, SECRET, Provider, Robot, body


def test_claims_of_a_login(provider: Provider, robot: Robot) -> None:
    """Every claim of a login by code, verified with the published key."""
    scope = "openid urn:zitadel:iam:org:project:id:zitadel:aud urn:zitadel:iam:org:project:id:42:aud"
    logged_in = provider.now_s
    code = code_of(provider, robot, scope=scope, nonce="n")
    provider.clock.pass_seconds(5)
    answer = body(redeem(provider, code))
    half = hashlib.sha256(answer["access_token"].encode()).digest()[:16]

    assert provider.id_token(answer["id_token"]) == {
        "iss": "http://localhost:8080",
        "sub": robot.id,
        "aud": [provider.instance.state.id, "42", "app"],
        "exp": provider.now_s + 43200,
        "iat": provider.now_s,
        "auth_time": logged_in,
        "azp": "app",
        "client_id": "app",
        "at_hash": base64.urlsafe_b64encode(half).decode().rstrip("="),
        "amr": ["pwd"],
        "nonce": "n",
        "sid": provider.id_token(answer["id_token"])["sid"],
    }


def test_the_header_names_the_key(provider: Provider, robot: Robot) -> None:
    """Algorithm and key id, by which clients choose the key."""
    token = body(provider.token(grant_type=JWT_BEARER, assertion=provider.assertion(robot), scope="openid"))["id_token"]
    (published,) = body(provider.call("GET", "/oauth/v2/keys"))["keys"]

    header = json.loads(base64.urlsafe_b64decode(token.split(".")[0] + "=="))

    assert header == {"alg": "RS256", "kid": published["kid"], "typ": "JWT"}


def test_the_client_of_each_grant(provider: Provider, robot: Robot) -> None:
    """By assertion the client is the user's name, by secret it is that name as it was given."""
    by_assertion = provider.token(grant_type=JWT_BEARER, assertion=provider.assertion(robot), scope="openid")
    by_secret = provider.token(grant_type="client_credentials", client_id="Robot", client_secret=SECRET, scope="openid")

    asserted, secret = (provider.id_token(body(answer)["id_token"]) for answer in (by_assertion, by_secret))

    assert (asserted["azp"], asserted["aud"]) == (robot.name, [robot.name])
    assert (secret["azp"], secret["aud"]) == ("Robot", ["Robot"])
    assert "amr" not in asserted
    assert secret["amr"] == ["pwd"]


def test_the_issuer_follows_the_host(provider: Provider, robot: Robot) -> None:
    """Whatever address the client knows this server by is the issuer."""
    provider.host = "other.example"

    token = body(provider.token(grant_type=JWT_BEARER, assertion=provider.assertion(robot), scope="openid"))["id_token"]

    assert provider.id_token(token)["iss"] == "http://other.example"


def test_another_instance_did_not_sign_it(provider: Provider, robot: Robot) -> None:
    """The published keys of another instance do not verify it."""
    token = body(provider.token(grant_type=JWT_BEARER, assertion=provider.assertion(robot), scope="openid"))["id_token"]

    with pytest.raises((JoseError, ValueError)):
        make_provider().id_token(token)
