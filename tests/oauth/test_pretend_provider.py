"""The pretend provider: an OpenID provider at which one chooses or types who comes."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from mockserver.access.oauth.pkce import challenge_of
from mockserver.domain.rows.identity_providers import IDENTITY_PROVIDERS
from tests.oauth.outside import IDP, client_with_provider, come, come_typed, follow, go_outside, people, scoped
from tests.oauth.provider import Provider, body, refusal, sent_to
from tests.oauth.registered import Page, change, open_login

APP = "http://127.0.0.1:9999/back"
ASKED = {
    "client_id": "app",
    "redirect_uri": APP,
    "state": "s",
    "nonce": "n",
    "scope": "openid",
    "response_type": "code",
}
VERIFIER = "v" * 43


def have_issuer(provider: Provider, issuer: str) -> None:
    """Let the provider that is registered here have another issuer."""
    row = replace(provider.instance.state.identity_providers[IDP], issuer=issuer)
    change(provider, "org.idp.changed", IDENTITY_PROVIDERS, row)


def code_of(provider: Provider, **changed: str) -> str:
    """The code of Cleo."""
    chosen = provider.call("POST", "/pretend/authorize", form={**ASKED, **changed, "person": "outside-3"})
    address, parameters = sent_to(chosen)
    assert (address, parameters["state"]) == (APP, "s")
    return parameters["code"]


def redeem(provider: Provider, code: str, **changed: Any) -> Any:
    """Ask for the tokens of a code, with the secret in the form."""
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": APP, "client_id": "app", **changed}
    return provider.call("POST", "/pretend/token", form=form)


def test_any_client_of_openid_connect_can_use_it(provider: Provider) -> None:
    """Discovery leads to tokens whose claims are those of the person, and to the same by userinfo."""
    places = body(provider.call("GET", "/pretend/.well-known/openid-configuration"))
    assert places["issuer"] == "http://localhost:8080/pretend"

    tokens = body(redeem(provider, code_of(provider)))
    claims = provider.id_token(tokens["id_token"])
    told = body(
        provider.call("GET", "/pretend/userinfo", headers={"authorization": f"Bearer {tokens['access_token']}"})
    )

    assert (claims["iss"], claims["aud"], claims["nonce"]) == (places["issuer"], "app", "n")
    assert claims["exp"] > claims["iat"]
    assert told["groups"] == claims["groups"] == ["staff", "editors"]
    assert body(provider.call("GET", "/pretend/keys"))["keys"][0]["kty"] == "RSA"


def test_a_code_is_good_once_for_its_client(provider: Provider) -> None:
    """Not for another client or address, nor without the verifier that belongs to its challenge."""
    wrong = (400, "invalid_grant", "there is no such code for this client")
    assert refusal(redeem(provider, code_of(provider), client_id="other")) == wrong
    assert refusal(redeem(provider, code_of(provider), redirect_uri=f"{APP}2")) == wrong
    challenged = {"code_challenge": challenge_of(VERIFIER), "code_challenge_method": "S256"}
    assert refusal(redeem(provider, code_of(provider, **challenged))) == wrong
    code = code_of(provider, **challenged)
    assert redeem(provider, code, code_verifier=VERIFIER).status == 200
    assert refusal(redeem(provider, code, code_verifier=VERIFIER)) == wrong


def test_a_secret_may_come_in_a_header(provider: Provider) -> None:
    """As most clients send it."""
    form = {"grant_type": "authorization_code", "code": code_of(provider), "redirect_uri": APP}
    assert provider.call("POST", "/pretend/token", form=form, basic=("app", "whatever")).status == 200


def test_a_token_of_nobody_tells_nothing(provider: Provider) -> None:
    """Userinfo wants one that it gave."""
    assert refusal(provider.call("GET", "/pretend/userinfo"))[:2] == (401, "invalid_token")


@pytest.mark.parametrize("address", ["", "javascript:alert(1)", "/here"])
def test_browsers_are_sent_to_pages_only(provider: Provider, address: str) -> None:
    """An address that is none of http is refused where the browser is."""
    answer = provider.call("GET", "/pretend/authorize", query={**ASKED, "redirect_uri": address})
    assert refusal(answer)[:2] == (400, "invalid_request")


def test_what_another_site_chooses_does_not_count(provider: Provider) -> None:
    """The page asks."""
    headers = {"origin": "https://evil.example"}
    answer = provider.call("POST", "/pretend/authorize", form={**ASKED, "person": "outside-1"}, headers=headers)
    assert Page(answer).name == "pretend provider"


def test_claims_can_be_typed_and_added_to(provider: Provider) -> None:
    """As fields, and as a JSON object that wins over them; empty fields are no claims."""
    client = client_with_provider(provider)
    more = {"given_name": "Typed", "groups": ["a"]}

    come_typed(
        provider, client, sub="t", given_name="Field", family_name="Outside", email="t@outside.example",
        email_verified="true", claims=json.dumps(more),
    )  # fmt: skip

    human = people(provider)["t@outside.example"][1]
    assert (human.first_name, human.email_verified, human.phone) == ("Typed", True, "")


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"sub": ""}, "nobody comes without an id"),
        ({"sub": "t", "claims": "[1]"}, "are no JSON object"),
        ({"sub": "t", "claims": "{", "given_name": "<b>"}, "are no JSON object"),
    ],
)
def test_what_is_wrong_is_told_and_stays(provider: Provider, typed: dict[str, str], wrong: str) -> None:
    """The page comes again with what was typed, as text."""
    shown = Page(provider.call("POST", "/pretend/authorize", form={**ASKED, "typed": "true", **typed}))

    assert wrong in shown.text
    assert "<b>" not in shown.text
    assert typed.get("claims", "") in shown.text


def test_an_issuer_of_the_instances_domain_means_it_too(provider: Provider) -> None:
    """So that a file of seeds need not know the port."""
    client = client_with_provider(provider)
    have_issuer(provider, "http://localhost/pretend/")

    come(provider, go_outside(provider, client), person="outside-1")

    assert people(provider)["ada@outside.example"][1].nick_name == "Ada"


def test_another_servers_page_is_not_taken_for_its_own(provider: Provider) -> None:
    """It is asked over the network; where it does not answer, the page of the login says so."""
    client = client_with_provider(provider)
    have_issuer(provider, "http://localhost:1/pretend")

    shown = open_login(provider, client, scope=scoped(provider))
    (link,) = re.findall(r'href="([^"]*/externalidp[^"]*)"', shown.text)
    answer = Page(follow(provider, link))

    assert answer.name == "login name"
    assert "http://localhost:1/pretend/.well-known/openid-configuration cannot be reached" in answer.text
