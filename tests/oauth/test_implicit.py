"""Tokens in the address, and answers in a form."""

from __future__ import annotations

import asyncio
from urllib.parse import parse_qs, urlsplit

from mockserver.wire.http import Response
from tests.oauth.flows import ASKED, CALLBACK, bind, choose
from tests.oauth.provider import Provider, Robot, header, refusal, sent_to
from tests.oauth.registered import CALLBACK as WEB_CALLBACK
from tests.oauth.registered import PASSWORD, Page, add_app, add_person, add_project, open_login


def fragment_of(address: str) -> dict[str, str]:
    """What stands behind the hash."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).fragment).items()}


def test_an_id_token_alone(provider: Provider, robot: Robot) -> None:
    """It stands in the fragment, with the nonce and without the hash of an access token."""
    response = choose(
        provider, robot, response_type="id_token", nonce="n", state="s", code_challenge="", code_challenge_method=""
    )
    answer = fragment_of(header(response, "location"))
    claims = provider.id_token(answer["id_token"])

    assert set(answer) == {"id_token", "state"}
    assert (claims["sub"], claims["nonce"], answer["state"]) == (robot.id, "n", "s")
    assert "at_hash" not in claims


def test_both_tokens_of_an_application(provider: Provider) -> None:
    """An application that registered it gets an access token beside; one that did not is refused."""
    add_project(provider)
    add_person(provider)
    client = add_app(provider, response_types=(1, 2), grant_types=(1,)).client_id
    page = open_login(provider, client, response_type="id_token token")

    response = page.submit(provider, loginName="alice", password=PASSWORD).response
    answer = fragment_of(header(response, "location"))

    assert set(answer) == {"access_token", "token_type", "expires_in", "id_token"}
    assert provider.id_token(answer["id_token"])["at_hash"]
    bearer = {"authorization": f"Bearer {answer['access_token']}"}
    assert provider.call("GET", "/oidc/v1/userinfo", headers=bearer).status == 200
    asked = {"client_id": client, "redirect_uri": WEB_CALLBACK, "response_type": "code", "scope": "openid"}
    assert refusal(provider.authorize(**asked))[1] == "unauthorized_client"


def test_others_are_served_while_scripts_run(provider: Provider, robot: Robot) -> None:
    """Tokens of the authorization endpoint wait for their scripts as those of the token endpoint do."""
    bind(provider.instance, "4", "api.v1.claims.setClaim('of', 4);")
    served = []

    async def serve_other() -> None:
        served.append("other")

    async def both() -> Response:
        other = asyncio.create_task(serve_other())
        response = await provider.asked("GET", "/oauth/v2/authorize", query=query)
        served.append("asked")
        await other
        return response

    query = {**ASKED, "response_type": "id_token", "mock_user": robot.id}
    answer = fragment_of(header(asyncio.run(both()), "location"))

    assert provider.id_token(answer["id_token"])["of"] == 4
    assert served == ["other", "asked"]


def test_an_answer_in_a_form(provider: Provider, robot: Robot) -> None:
    """A page posts the code to the client, and runs the one script that does so."""
    response = choose(provider, robot, response_mode="form_post", state='"><script>x</script>')
    action, fields = Page(response).form()

    assert action == CALLBACK
    assert fields["state"] == '"><script>x</script>'
    assert fields["code"]
    assert response.body.count(b"<script>") == 1
    assert "script-src 'sha256-" in header(response, "content-security-policy")


def test_refusals_stand_where_the_answer_would(provider: Provider) -> None:
    """In the fragment where tokens are asked for."""
    response = provider.authorize(**{**ASKED, "response_type": "id_token", "scope": ""})

    assert sent_to(response)[1] == {}
    assert fragment_of(header(response, "location"))["error"] == "invalid_request"
