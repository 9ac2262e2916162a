"""Access tokens that are JWTs, as machine users of that type get them."""

from __future__ import annotations

import pytest

from tests.oauth.provider import API, JWT_BEARER, SECRET, Provider, body

ORGANISATION = "urn:zitadel:iam:user:resourceowner"


def tokens_by_secret(provider: Provider, scope: str) -> dict[str, str]:
    """What a robot of that type gets for its secret."""
    return body(provider.token(grant_type="client_credentials", client_id="jwt", client_secret=SECRET, scope=scope))


@pytest.mark.parametrize(("scope", "audience"), [("openid profile", ["jwt"]), (f"openid {API}", ["zitadel"])])
def test_claims(provider: Provider, scope: str, audience: list[str]) -> None:
    """No profile; the client is in the audience only where no project is."""
    robot = provider.add_robot("jwt", jwt=True)

    token = tokens_by_secret(provider, scope)["access_token"]

    named = [provider.instance.state.id if name == "zitadel" else name for name in audience]
    assert provider.id_token(token) == {
        "iss": "http://localhost:8080",
        "sub": robot.id,
        "aud": named,
        "exp": provider.now_s + 43200,
        "iat": provider.now_s,
        "nbf": provider.now_s,
        "client_id": "jwt",
        "jti": provider.instance.state.tokens[token].id,
    }


def test_it_says_whose_the_user_is_where_that_is_asked_for(provider: Provider) -> None:
    """Claims about the organisation stand in both tokens."""
    provider.add_robot("jwt", jwt=True)

    answer = tokens_by_secret(provider, f"openid profile {ORGANISATION}")

    for token in (answer["access_token"], answer["id_token"]):
        claims = provider.id_token(token)
        assert claims[f"{ORGANISATION}:name"] == "ZITADEL"
        assert "name" not in claims


def test_every_endpoint_takes_it(provider: Provider) -> None:
    """The API, userinfo, introspection and revocation know it as they know an opaque one."""
    robot = provider.add_robot("jwt", jwt=True)
    token = tokens_by_secret(provider, f"openid {API}")["access_token"]

    told = body(provider.call("GET", "/oidc/v1/userinfo", headers={"authorization": f"Bearer {token}"}))
    assert told == {"sub": robot.id}
    assert provider.reaches_api(token) == robot.id
    assert provider.is_active(robot, token)
    provider.call("POST", "/oauth/v2/revoke", form={"client_id": "jwt", "token": token})
    provider.refused_by_api(token)


def test_the_id_token_of_an_assertion_ends_as_it_begins(provider: Provider) -> None:
    """A quirk of the real server; the access token lives as long as any."""
    robot = provider.add_robot("jwt", jwt=True)

    answer = body(provider.token(grant_type=JWT_BEARER, assertion=provider.assertion(robot), scope="openid"))

    identity, access = provider.id_token(answer["id_token"]), provider.id_token(answer["access_token"])
    assert identity["exp"] == identity["iat"]
    assert access["exp"] == access["iat"] + 43200
