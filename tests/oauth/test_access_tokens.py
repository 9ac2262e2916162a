"""Expired access tokens are not kept for ever."""

from __future__ import annotations

from mockserver.domain.tables import History
from mockserver.settings import TokenLifetimes
from tests.oauth.provider import API, Provider, Robot, body


def test_expired_tokens_are_forgotten(provider: Provider, robot: Robot) -> None:
    """Each new token lets go of more expired ones than one, and nothing is seen of either: the user stays as it was."""
    state = provider.instance.state
    before = len(state.tokens)
    old = [provider.token_of(robot, API) for _ in range(20)]
    provider.clock.pass_seconds(TokenLifetimes().access_token_s + 1)
    fresh = [provider.token_of(robot, API) for _ in range(3)]

    assert len(state.tokens) == before + len(fresh)
    assert [token.secret for token in state.tokens.where("user", robot.id)] == fresh
    assert not any(provider.is_active(robot, token) for token in old)
    assert provider.reaches_api(fresh[0]) == robot.id
    assert state.histories[History.USER][robot.id] == 3


def test_tokens_that_are_gone_already(provider: Provider, robot: Robot) -> None:
    """One that was taken back is no hindrance to those behind it."""
    first, second = (provider.token_of(robot, API) for _ in range(2))
    revoked = provider.call(
        "POST",
        "/oauth/v2/revoke",
        form={"token": first, "client_assertion": provider.assertion(robot)}
        | {"client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"},
    )
    assert revoked.status == 200, body(revoked)
    provider.clock.pass_seconds(TokenLifetimes().access_token_s + 1)
    third = provider.token_of(robot, API)

    tokens = provider.instance.state.tokens
    assert (first in tokens, second in tokens, third in tokens) == (False, False, True)
