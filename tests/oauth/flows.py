"""The code flow, step by step."""

from __future__ import annotations

from typing import Any

from mockserver.access.oauth.pkce import challenge_of
from mockserver.wire.http import Response
from tests.oauth.provider import Provider, Robot, sent_to

CALLBACK = "https://app.example/callback"
VERIFIER = "v" * 43
ASKED = {
    "client_id": "app",
    "redirect_uri": CALLBACK,
    "response_type": "code",
    "scope": "openid profile offline_access urn:zitadel:iam:org:project:id:zitadel:aud",
    "code_challenge": challenge_of(VERIFIER),
    "code_challenge_method": "S256",
}
"""A good authorization request."""


def choose(provider: Provider, robot: Robot, /, **changed: str) -> Response:
    """Answer the page by choosing a user; empty parameters are left out."""
    asked = {name: value for name, value in (ASKED | changed).items() if value}
    return provider.authorize(**asked, mock_user=robot.id)


def code_of(provider: Provider, robot: Robot, /, **changed: str) -> str:
    """The code of a user that was chosen."""
    return sent_to(choose(provider, robot, **changed))[1]["code"]


def redeem(provider: Provider, code: str, /, **changed: Any) -> Response:
    """Exchange a code; empty parameters are left out."""
    form = {
        "grant_type": "authorization_code",
        "client_id": "app",
        "redirect_uri": CALLBACK,
        "code_verifier": VERIFIER,
        "code": code,
    }
    return provider.token(**{name: value for name, value in (form | changed).items() if value})
