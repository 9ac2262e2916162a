"""How long the OAuth endpoints remember what nobody comes back for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from mockserver.access.oauth.auth_requests import AuthRequest, AuthRequests
from mockserver.access.oauth.codes import Authorization, AuthorizationCodes
from mockserver.access.oauth.devices import Devices
from mockserver.access.oauth.expiry import MOST
from mockserver.access.oauth.grants import Grant
from mockserver.access.oauth.problems import OAuthRefused
from mockserver.access.oauth.sessions import Sessions
from mockserver.domain.ids import Instant, UserId

NOW = Instant(1_700_000_000_000_000)
USER = UserId("1")
AUTHORIZATION = Authorization(Grant(USER, "app", (), NOW), "https://app.example/", "")


def ask(held: AuthRequests, number: int) -> str:
    """Keep an authorization request; returns what finds it."""
    id_ = str(number)
    held.add(
        AuthRequest(id=id_, created=NOW, client="app", redirect_uri="https://a/", response_type="code", mode="query")
    )
    return id_


def show(held: Devices, number: int) -> str:
    """Let a device ask; returns what finds it."""
    return held.add(str(number), client="tv", scopes=(), audience=(), now=NOW).id


def redeemed(held: AuthorizationCodes, code: str) -> Authorization | None:
    """What a code is worth; None for one that is not known."""
    try:
        return held.redeem(code, client="app", redirect_uri=AUTHORIZATION.redirect_uri, verifier="", now=NOW)
    except OAuthRefused:
        return None


@pytest.mark.parametrize(
    ("held", "begin", "find"),
    [
        (AuthRequests(), ask, lambda held, key: held.find(key)),
        (AuthorizationCodes(), lambda held, _: held.issue(AUTHORIZATION, NOW), redeemed),
        (Sessions(), lambda held, n: held.begin(str(n), USER, NOW)[0], lambda held, key: held.find(key, NOW)),
        (Devices(), show, lambda held, key: held.with_id(key, NOW)),
    ],
)
def test_what_is_never_finished(
    held: Any, begin: Callable[[Any, int], str], find: Callable[[Any, str], object]
) -> None:
    """The newest are kept, and no more of them however many begin."""
    keys = [begin(held, number) for number in range(MOST + 2)]

    assert [find(held, key) is not None for key in (keys[0], keys[1], keys[2], keys[-1])] == [False, False, True, True]
