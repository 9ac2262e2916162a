"""Machine users that log in with a client secret."""

from __future__ import annotations

import base64

import pytest

from mockserver.domain.machines import set_machine_secret
from tests.oauth.provider import API, SECRET, Provider, Robot, body, refusal

TOKEN = "/oauth/v2/token"
GRANT = {"grant_type": "client_credentials", "scope": API}


def test_the_secret_may_stand_in_the_form(provider: Provider, robot: Robot) -> None:
    """Name and secret in the form give a token of the user; the name's case does not matter."""
    for name in (robot.name, robot.name.upper()):
        answer = body(provider.token(**GRANT, client_id=name, client_secret=SECRET))
        assert provider.reaches_api(answer["access_token"]) == robot.id


def test_the_secret_may_stand_in_the_header(provider: Provider) -> None:
    """HTTP Basic has both parts URL-encoded, and wins over the form."""
    robot = provider.add_robot("r:o+b ö%")

    answer = body(provider.call("POST", TOKEN, basic=(robot.name, SECRET), form={**GRANT, "client_id": "nobody"}))

    assert provider.reaches_api(answer["access_token"]) == robot.id


@pytest.mark.parametrize("credentials", ["Basic", "Basic !!!", "Basic bm9jb2xvbg==", "Bearer x", "Basic /////w=="])
def test_headers_that_are_no_basic_authentication(provider: Provider, robot: Robot, credentials: str) -> None:
    """They are left aside, and the form counts."""
    form = {**GRANT, "client_id": robot.name, "client_secret": SECRET}

    assert provider.call("POST", TOKEN, form=form, headers={"authorization": credentials}).status == 200


def test_basic_authentication_that_is_badly_escaped(provider: Provider) -> None:
    """A percent sign must begin an escape."""
    header = "basic " + base64.b64encode(b"100%:x").decode()

    response = provider.call("POST", TOKEN, form=GRANT, headers={"authorization": header})

    assert refusal(response) == (400, "invalid_client", "invalid basic auth header")


def test_refusals(provider: Provider, robot: Robot) -> None:
    """A client must be named, known, and have the secret that it gives."""
    state, secretless = provider.instance.state, provider.add_robot("secretless").id
    provider.instance.append(set_machine_secret(state, state.default_organisation, secretless, ""))

    assert refusal(provider.token(**GRANT)) == (
        400,
        "invalid_request",
        "client_id or client_assertion must be provided",
    )
    assert refusal(provider.token(**GRANT, client_id="nobody", client_secret=SECRET)) == (
        400,
        "invalid_client",
        "client not found",
    )
    assert refusal(provider.token(**GRANT, client_id="secretless", client_secret="")) == (
        400,
        "invalid_request",
        "Errors.User.Machine.Secret.NotExisting",
    )
    for wrong in ("", "wrong", SECRET + "s", "ß"):
        assert refusal(provider.token(**GRANT, client_id=robot.name, client_secret=wrong)) == (
            400,
            "invalid_request",
            "Errors.User.Machine.Secret.Invalid",
        )


def test_a_new_secret_replaces_the_old_one(provider: Provider, robot: Robot) -> None:
    """Tokens from before stay valid, the old secret does not."""
    login = {**GRANT, "client_id": robot.name}
    token = body(provider.token(**login, client_secret=SECRET))["access_token"]
    state = provider.instance.state
    provider.instance.append(set_machine_secret(state, state.default_organisation, robot.id, "new"))

    assert provider.token(**login, client_secret=SECRET).status == 400
    assert provider.token(**login, client_secret="new").status == 200
    assert provider.reaches_api(token) == robot.id
