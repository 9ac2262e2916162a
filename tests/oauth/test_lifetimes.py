"""How long tokens are good, where the settings say so."""

from __future__ import annotations

from dataclasses import replace

from mockserver.settings import TokenLifetimes
from tests.oauth.flows import code_of, redeem
from tests.oauth.provider import Provider, Robot, body


def test_each_kind_has_its_own(provider: Provider, robot: Robot) -> None:
    """Access token, id_token and refresh token end when they should."""
    provider.settings = replace(provider.settings, token_lifetimes=TokenLifetimes(60, 120, 180))
    answer = body(redeem(provider, code_of(provider, robot)))
    claims = provider.id_token(answer["id_token"])

    assert answer["expires_in"] == 59
    assert claims["exp"] - claims["iat"] == 120
    provider.clock.pass_seconds(59)
    assert provider.is_active(robot, answer["access_token"])
    provider.clock.pass_seconds(1)
    assert not provider.is_active(robot, answer["access_token"])
    provider.clock.pass_seconds(120)
    refreshed = provider.token(grant_type="refresh_token", client_id="app", refresh_token=answer["refresh_token"])
    assert refreshed.status == 400
