"""Tokens that give new tokens."""

from __future__ import annotations

from typing import Any

from mockserver.wire.http import Response
from tests.oauth.flows import ASKED, code_of, redeem
from tests.oauth.provider import API, JWT_BEARER, Provider, Robot, body, refusal

SPENT = (400, "invalid_request", "Errors.OIDCSession.RefreshTokenInvalid")
INVALID = (400, "invalid_request", "Errors.User.RefreshToken.Invalid")


def refresh(provider: Provider, secret: str, client: str = "app", **form: str) -> Response:
    """Ask for new tokens, whatever is answered."""
    return provider.token(grant_type="refresh_token", client_id=client, refresh_token=secret, **form)


def login(provider: Provider, robot: Robot) -> dict[str, Any]:
    """The tokens of a login."""
    return body(redeem(provider, code_of(provider, robot, nonce="n")))


def test_a_refresh_token_gives_the_next(provider: Provider, robot: Robot) -> None:
    """The access token from before is good no more; the id_token keeps the time of the login and the nonce."""
    first = login(provider, robot)
    provider.clock.pass_seconds(60)
    second = body(refresh(provider, first["refresh_token"]))

    assert provider.reaches_api(second["access_token"]) == robot.id
    provider.refused_by_api(first["access_token"])
    claims = provider.id_token(second["id_token"])
    assert claims["iat"] - claims["auth_time"] == 60
    assert claims["nonce"] == "n"
    assert refusal(refresh(provider, first["refresh_token"])) == SPENT
    assert refresh(provider, second["refresh_token"]).status == 200


def test_refresh_tokens_expire_when_unused(provider: Provider, robot: Robot) -> None:
    """Thirty days after it was issued a refresh token is worth nothing, and the next login forgets it."""
    tokens = login(provider, robot)
    days = 30 * 24 * 3600
    provider.clock.pass_seconds(days - 1)
    renewed = body(refresh(provider, tokens["refresh_token"]))
    provider.refused_by_api(tokens["access_token"])
    provider.clock.pass_seconds(days)

    assert refusal(refresh(provider, renewed["refresh_token"])) == INVALID
    login(provider, robot)
    assert refusal(refresh(provider, renewed["refresh_token"])) == INVALID


def test_refusals(provider: Provider, robot: Robot) -> None:
    """The client that has the token must give it, and cannot ask for more than it was granted."""
    secret = login(provider, robot)["refresh_token"]

    assert refusal(provider.token(grant_type="refresh_token", client_id="app")) == (
        400,
        "invalid_request",
        "refresh_token missing",
    )
    assert refusal(provider.token(grant_type="refresh_token", refresh_token=secret))[2] == (
        "client_id or client_assertion must be provided"
    )
    assert refusal(refresh(provider, "unknown")) == INVALID
    assert refusal(refresh(provider, secret, "other")) == INVALID
    assert refusal(refresh(provider, secret, scope="openid email"))[1] == "invalid_scope"
    assert refresh(provider, secret).status == 200


def test_a_client_may_ask_for_less(provider: Provider, robot: Robot) -> None:
    """It is given what it was granted all the same, as by the real server."""
    narrowed = body(refresh(provider, login(provider, robot)["refresh_token"], scope="openid"))

    assert provider.reaches_api(narrowed["access_token"]) == robot.id
    assert refresh(provider, narrowed["refresh_token"]).status == 200


def test_any_grant_can_be_refreshed(provider: Provider, robot: Robot) -> None:
    """Machine users get a refresh token too where they ask; its client is the user, by its name."""
    scope = f"offline_access {API}"
    answer = body(provider.token(grant_type=JWT_BEARER, assertion=provider.assertion(robot), scope=scope))

    renewed = body(refresh(provider, answer["refresh_token"], robot.name))

    assert provider.reaches_api(renewed["access_token"]) == robot.id


def test_without_the_scope_there_is_none(provider: Provider, robot: Robot) -> None:
    """Only offline_access gives a refresh token."""
    scope = ASKED["scope"].replace("offline_access ", "")

    assert "refresh_token" not in body(redeem(provider, code_of(provider, robot, scope=scope)))
