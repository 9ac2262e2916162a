"""Tokens that are taken back, one by one or by logging out."""

from __future__ import annotations

from typing import Any

import pytest

from mockserver.settings import DEFAULT_ADMIN_PAT
from mockserver.wire.http import Response
from tests.oauth.conftest import make_provider
from tests.oauth.flows import code_of, redeem
from tests.oauth.provider import API, Provider, Robot, body, header, refusal, sent_to

END_SESSION = "/oidc/v1/end_session"


def revoke(provider: Provider, token: str, client: str = "app") -> Response:
    """Take a token back, whatever is answered."""
    return provider.call("POST", "/oauth/v2/revoke", form={"client_id": client, "token": token})


def login(provider: Provider, robot: Robot) -> dict[str, Any]:
    """The tokens of a login."""
    return body(redeem(provider, code_of(provider, robot)))


def refreshed(provider: Provider, secret: str) -> int:
    """The status of an attempt to refresh."""
    return provider.token(grant_type="refresh_token", client_id="app", refresh_token=secret).status


def test_a_revoked_access_token(provider: Provider, robot: Robot) -> None:
    """The API, userinfo and introspection refuse it; other tokens of its user stay valid."""
    tokens, other = login(provider, robot), login(provider, robot)

    response = revoke(provider, tokens["access_token"])

    assert (response.status, response.body) == (200, b"")
    provider.refused_by_api(tokens["access_token"])
    assert not provider.is_active(robot, tokens["access_token"])
    assert provider.reaches_api(other["access_token"]) == robot.id
    assert refreshed(provider, tokens["refresh_token"]) == 200


def test_a_revoked_refresh_token(provider: Provider, robot: Robot) -> None:
    """It takes the access token with it that was issued along with it, even where that is revoked already."""
    tokens, other = login(provider, robot), login(provider, robot)
    revoke(provider, other["access_token"])

    assert revoke(provider, tokens["refresh_token"]).status == 200
    assert revoke(provider, other["refresh_token"]).status == 200
    provider.refused_by_api(tokens["access_token"])
    assert refreshed(provider, tokens["refresh_token"]) == refreshed(provider, other["refresh_token"]) == 400


def test_what_nobody_knows_is_revoked_already(provider: Provider, robot: Robot) -> None:
    """An unknown token, and one that was revoked before, are no errors."""
    token = login(provider, robot)["access_token"]

    assert [revoke(provider, secret).status for secret in ("unknown", token, token)] == [200, 200, 200]


def test_revocation_refuses(provider: Provider, robot: Robot) -> None:
    """A client must say who it is, name a token, and can only revoke its own."""
    tokens = login(provider, robot)
    not_yours = (401, "invalid_client", "token was not issued for this client")

    assert refusal(revoke(provider, "x", ""))[2] == "client_id or client_assertion must be provided"
    assert refusal(revoke(provider, "")) == (400, "invalid_request", "token missing")
    for secret in (tokens["access_token"], tokens["refresh_token"], DEFAULT_ADMIN_PAT):
        assert refusal(revoke(provider, secret, "other")) == not_yours
    assert provider.reaches_api(tokens["access_token"]) == robot.id


def test_logging_out_takes_all_back(provider: Provider, robot: Robot) -> None:
    """All tokens that the user let the client have are gone, and no others; an expired hint is good enough."""
    first, second = login(provider, robot), login(provider, robot)
    own = provider.token_of(robot, API)
    query = {"id_token_hint": first["id_token"], "post_logout_redirect_uri": "https://app.example/bye", "state": "s"}

    address, answer = sent_to(provider.call("GET", END_SESSION, query=query))

    assert (address, answer) == ("https://app.example/bye", {"state": "s"})
    for tokens in (first, second):
        provider.refused_by_api(tokens["access_token"])
        assert refreshed(provider, tokens["refresh_token"]) == 400
    assert provider.reaches_api(own) == robot.id
    provider.clock.pass_seconds(50_000)
    assert sent_to(provider.call("POST", END_SESSION, form=query)) == (address, answer)


def test_logging_out_without_an_address(provider: Provider) -> None:
    """Whoever is not sent anywhere is shown a page."""
    response = provider.call("GET", END_SESSION)

    assert response.status == 200
    assert b"You are logged out" in response.body
    assert header(response, "content-type") == "text/html; charset=utf-8"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "/bye", "https://app.example/\r\nx: y"])
def test_addresses_that_nobody_is_sent_to(provider: Provider, address: str) -> None:
    """They are refused as an unregistered one is on the real server."""
    response = provider.call("GET", END_SESSION, query={"post_logout_redirect_uri": address})

    assert refusal(response) == (400, "invalid_request", "post_logout_redirect_uri invalid")


def test_hints_that_are_no_good(provider: Provider, robot: Robot) -> None:
    """A hint must be an id_token of this very issuer, and a wrong one logs nobody out."""
    invalid = (400, "invalid_request", "id_token_hint invalid")
    tokens = login(provider, robot)
    other = make_provider()
    foreign = login(other, other.add_robot("robot"))["id_token"]

    for hint in ("x", foreign, tokens["access_token"], provider.assertion(robot)):
        assert refusal(provider.call("GET", END_SESSION, query={"id_token_hint": hint})) == invalid
    provider.host = "127.0.0.1:8080"
    assert refusal(provider.call("GET", END_SESSION, query={"id_token_hint": tokens["id_token"]})) == invalid
    assert provider.reaches_api(tokens["access_token"]) == robot.id
