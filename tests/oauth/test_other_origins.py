"""No page of another origin chooses who logs in."""

from __future__ import annotations

import pytest

from tests.oauth.provider import Provider, Robot, sent_to

ASKED = {"client_id": "app", "redirect_uri": "http://app.test/", "response_type": "code", "scope": "openid"}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-mode": "cors"},
        {"sec-fetch-site": "none", "sec-fetch-mode": "navigate"},
        {"sec-fetch-site": "same-origin", "sec-fetch-mode": "navigate"},
        {"origin": "http://localhost:8080"},
    ],
    ids=["a program", "Node's fetch", "a person", "the page", "the page's own origin"],
)
def test_who_may_choose(provider: Provider, robot: Robot, headers: dict[str, str]) -> None:
    """A person who opens the address, the page that asks, and programs that are no browsers."""
    response = provider.call("GET", "/oauth/v2/authorize", query={**ASKED, "mock_user": robot.id}, headers=headers)

    assert "code" in sent_to(response)[1]


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"},
        {"sec-fetch-site": "same-site", "sec-fetch-mode": "navigate"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "cors"},
        {"sec-fetch-site": "same-origin", "sec-fetch-mode": "cors"},
        {"origin": "http://evil.test"},
        {"origin": "null"},
    ],
    ids=["a link", "another port", "a script", "a script of a page here", "an old browser", "a page without origin"],
)
def test_who_may_not(provider: Provider, robot: Robot, headers: dict[str, str]) -> None:
    """What such a page chose does not count: the person at the browser is asked."""
    response = provider.call("GET", "/oauth/v2/authorize", query={**ASKED, "mock_user": robot.id}, headers=headers)

    assert response.status == 200
    assert b"wants to know who you are" in response.body
