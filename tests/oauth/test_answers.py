"""Answers of the OAuth endpoints."""

from __future__ import annotations

import pytest

from tests.oauth.provider import Provider, sent_to
from tests.oauth.registered import PASSWORD, add_app, add_person, add_project, open_login


@pytest.mark.parametrize(
    ("registered", "location"),
    [
        ("https://web.example/zurück", "https://web.example/zur%C3%BCck"),
        ("https://web.example/a%20b/'(*)'", "https://web.example/a%20b/'(*)'"),
        ("https://bücher.example/", "https://b%C3%BCcher.example/"),
    ],
)
def test_addresses_that_a_header_cannot_hold(provider: Provider, registered: str, location: str) -> None:
    """They are percent-encoded; what can stand in an address stays as it is."""
    add_project(provider)
    add_app(provider, "client", redirect_uris=(registered,))
    add_person(provider)

    page = open_login(provider, "client", redirect_uri=registered)
    response = page.submit(provider, loginName="alice", password=PASSWORD).response

    assert response.status == 302, response
    assert sent_to(response)[0] == location
