"""A browser that is known again: silent logins with `prompt=none`."""

from __future__ import annotations

import pytest

from mockserver.wire.http import Response
from tests.oauth.flows import ASKED, choose, redeem
from tests.oauth.provider import Provider, Robot, body, header, sent_to

TEN_DAYS_S = 240 * 3600


def cookie_of(response: Response) -> str:
    """The cookie that an answer sets, as the browser sends it back."""
    return header(response, "set-cookie").partition(";")[0]


def silently(provider: Provider, cookie: str, **changed: str) -> dict[str, str]:
    """What the client learns that has nobody asked."""
    response = provider.call(
        "GET", "/oauth/v2/authorize", query={**ASKED, "prompt": "none", **changed}, headers={"cookie": cookie}
    )
    return sent_to(response)[1]


def test_a_browser_is_logged_in_again(provider: Provider, robot: Robot) -> None:
    """Same user, same session, and the time of the login proper."""
    logged_in = provider.now_s
    chosen = choose(provider, robot)
    first = provider.id_token(body(redeem(provider, sent_to(chosen)[1]["code"]))["id_token"])
    provider.clock.pass_seconds(60)

    answer = silently(provider, f"theme=dark; {cookie_of(chosen)}")

    again = provider.id_token(body(redeem(provider, answer["code"]))["id_token"])
    assert (again["sub"], again["sid"], again["auth_time"]) == (robot.id, first["sid"], logged_in)


@pytest.mark.parametrize("cookie", ["", "zitadel.useragent=unknown", "zitadel.useragent", ";;=", 'a="'])
def test_a_browser_that_nobody_knows(provider: Provider, robot: Robot, cookie: str) -> None:
    """Cookies of any form log nobody in."""
    choose(provider, robot)

    assert silently(provider, cookie)["error"] == "login_required"


def test_a_session_ends(provider: Provider, robot: Robot) -> None:
    """By time, by logging out, and with its user."""
    old = cookie_of(choose(provider, robot))
    provider.clock.pass_seconds(TEN_DAYS_S)
    out = cookie_of(choose(provider, robot))
    provider.call("GET", "/oidc/v1/end_session", headers={"cookie": out})
    orphan = cookie_of(choose(provider, robot))

    assert silently(provider, old)["error"] == silently(provider, out)["error"] == "login_required"
    assert "code" in silently(provider, orphan)
    state = provider.instance.state
    state.users.drop(robot.id)
    assert silently(provider, orphan)["error"] == "login_required"


def test_the_cookie_is_for_the_server_alone(provider: Provider, robot: Robot) -> None:
    """No script reads it; frames of other sites get it over TLS only."""
    plain = header(choose(provider, robot), "set-cookie")
    behind_tls = provider.call(
        "GET",
        "/oauth/v2/authorize",
        query={**ASKED, "mock_user": robot.id},
        headers={"x-forwarded-proto": "https"},
    )

    assert plain.split("; ")[1:] == ["Max-Age=864000", "Path=/", "HttpOnly", "SameSite=Lax"]
    assert header(behind_tls, "set-cookie").endswith("SameSite=None; Secure")
