"""Devices without a browser."""

from __future__ import annotations

from typing import Any

import pytest

from tests.oauth.provider import Provider, body, refusal
from tests.oauth.registered import PASSWORD, Page, add_app, add_person, add_project

GRANT = "urn:ietf:params:oauth:grant-type:device_code"
ASK = "/oauth/v2/device_authorization"


@pytest.fixture
def client(provider: Provider) -> str:
    """The client id of an application for devices, and Alice."""
    add_project(provider)
    add_person(provider)
    return add_app(provider, grant_types=(3, 2)).client_id


def ask(provider: Provider, client: str, scope: str = "openid profile offline_access") -> dict[str, Any]:
    """What a device is told that asks for codes."""
    return body(provider.call("POST", ASK, form={"client_id": client, "scope": scope}))


def page_of(provider: Provider, asked: dict[str, Any]) -> Page:
    """The page that the device's address leads to."""
    path, _, code = asked["verification_uri_complete"].removeprefix("http://localhost:8080").partition("?user_code=")
    return Page(provider.call("GET", path, query={"user_code": code}))


def poll(provider: Provider, client: str, asked: dict[str, Any]) -> Any:
    """Ask for the tokens, whatever is answered."""
    return provider.token(grant_type=GRANT, client_id=client, device_code=asked["device_code"])


def test_from_codes_to_tokens(provider: Provider, client: str) -> None:
    """A device waits until a person lets it in, and then gets tokens once."""
    asked = ask(provider, client)
    assert (asked["expires_in"], asked["interval"]) == (300, 5)
    assert refusal(poll(provider, client, asked))[1] == "authorization_pending"

    allowed = page_of(provider, asked).submit(provider, loginName="alice", password=PASSWORD, action="allow")
    tokens = body(poll(provider, client, asked))

    assert allowed.name == "allowed"
    assert provider.id_token(tokens["id_token"])["sub"] == "user-alice"
    assert set(tokens) >= {"access_token", "refresh_token", "id_token"}
    assert refusal(poll(provider, client, asked))[1] == "access_denied"


def test_a_person_may_deny(provider: Provider, client: str) -> None:
    """It takes no password to keep a device out."""
    asked = ask(provider, client)

    assert page_of(provider, asked).submit(provider, action="deny").name == "denied"
    assert refusal(poll(provider, client, asked))[1] == "access_denied"
    assert page_of(provider, asked).name == "device code"


def test_a_wrong_password_lets_nobody_in(provider: Provider, client: str) -> None:
    """The page stays with an error, and so does one that another page sent."""
    asked = ask(provider, client)

    wrong = page_of(provider, asked).submit(provider, loginName="alice", password="wrong", action="allow")
    evil = {"origin": "http://evil.test"}
    foreign = page_of(provider, asked).submit(provider, evil, loginName="alice", password=PASSWORD, action="allow")

    assert (wrong.name, wrong.error, foreign.name) == ("device", "COMMAND-3M0fs", "device")
    assert refusal(poll(provider, client, asked))[1] == "authorization_pending"


def test_a_code_may_be_typed_anyhow(provider: Provider, client: str) -> None:
    """Small letters and no dash are the same code; another one is no device's."""
    code = ask(provider, client)["user_code"]
    plain = Page(provider.call("GET", "/device", query={"user_code": code.lower().replace("-", "")}))
    other = Page(provider.call("GET", "/device", query={"user_code": "XXXX-XXXX"}))

    assert (plain.name, other.name) == ("device", "device code")
    assert "No device waits" in other.text


def test_time_runs_out(provider: Provider, client: str) -> None:
    """After five minutes nobody can let the device in."""
    asked = ask(provider, client)
    provider.clock.pass_seconds(301)

    assert refusal(poll(provider, client, asked))[1] == "expired_token"
    assert page_of(provider, asked).name == "device code"


def test_devices_that_are_refused(provider: Provider, client: str) -> None:
    """The grant must be registered, and the code be that of the client."""
    other = add_app(provider, "700000000000000005").client_id
    asked = ask(provider, client)

    assert refusal(provider.call("POST", ASK, form={"client_id": other}))[1] == "unauthorized_client"
    assert refusal(provider.token(grant_type=GRANT, client_id=client))[2] == "device_code missing"
    assert refusal(poll(provider, "app", asked))[1] == "access_denied"
