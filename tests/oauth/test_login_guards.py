"""What nobody may get by on the pages of the login: being another one, another page, a provider that tells no id."""

from __future__ import annotations

import asyncio

import pytest

from mockserver.access import totp
from mockserver.domain.rows.users import Human
from tests.oauth.flows import bind
from tests.oauth.outside import client_with_provider, come_typed, links, scoped
from tests.oauth.provider import Provider, sent_to
from tests.oauth.registered import PASSWORD, Page, add_person, open_login
from tests.oauth.test_built_in_login import MONTH, client_of
from tests.oauth.test_external_login import EVA, link

SLOWLY = "const end = Date.now() + 300; while (Date.now() < end);"


def test_nobody_becomes_another_one_while_a_script_runs(provider: Provider) -> None:
    """The password was of somebody else: the login ends, and neither is logged in."""
    client = client_of(provider)
    add_person(provider)
    add_person(provider, name="victim")
    bind(provider.instance, "1", SLOWLY, flow="3")
    request = open_login(provider, client).form()[1]["authRequestID"]
    path, form = "/ui/login/loginname", {"authRequestID": request}

    async def both() -> Page:
        checked = asyncio.create_task(
            provider.asked("POST", path, form={**form, "loginName": "alice", "password": PASSWORD})
        )
        await asyncio.sleep(0.1)
        assert not checked.done()
        other = Page(await provider.asked("POST", path, form={**form, "loginName": "victim"}))
        assert other.name == "password"
        return Page(await checked)

    ended = asyncio.run(both())

    assert ended.name == "error"
    assert Page(provider.call("GET", "/ui/login/login", query=form)).name == "password"


def test_the_page_for_the_api_knows_none_of_the_built_in_login(provider: Provider) -> None:
    """So nobody passes over second factors and scripts by its address."""
    client = client_of(provider, second_factors=(1,), force_mfa=True)
    add_person(provider)
    request = open_login(provider, client).form()[1]["authRequestID"]
    form = {"authRequestID": request, "loginName": "alice", "password": PASSWORD}

    assert Page(provider.call("POST", "/ui/v2/login/login", form=form)).name == "error"
    assert provider.call("GET", "/ui/login/login", query={"authRequestID": request}).status == 200


@pytest.mark.parametrize("told", ["null", "7", "[]"])
def test_a_provider_that_tells_no_id(provider: Provider, told: str) -> None:
    """Nobody is added or linked: all such people would be one."""
    client = client_with_provider(provider)

    page = Page(come_typed(provider, client, **EVA, claims=f'{{"sub": {told}}}'))

    assert page.name == "login name"
    assert "the identity provider told no id" in page.text
    assert links(provider) == []


def test_a_second_factor_after_a_provider(provider: Provider) -> None:
    """Who has one is asked for it, and gets on by the right code."""
    client = client_with_provider(provider, second_factors=(1,), mfa_init_skip_lifetime=MONTH)
    secret = totp.new_secret(provider.instance.randomness)
    alice = add_person(provider, totp_secret=secret, totp_ready=True)
    assert isinstance(alice.human, Human)
    link(provider, alice.id)

    asked = Page(come_typed(provider, client, **EVA))
    wrong = asked.submit(provider, code="000000")
    right = wrong.submit(provider, code=totp.code(secret, provider.clock.now()))

    assert [page.name for page in (asked, wrong)] == ["mfa verify", "mfa verify"]
    assert "code" in sent_to(right.response)[1]


def test_a_factor_that_only_passwords_need_can_be_put_off_by_others(provider: Provider) -> None:
    """The page offers it to who comes from a provider, and it can be skipped."""
    client = client_with_provider(
        provider, second_factors=(1,), mfa_init_skip_lifetime=MONTH, force_mfa_local_only=True
    )

    offered = Page(come_typed(provider, client, **EVA))

    assert offered.name == "mfa prompt"
    assert "code" in sent_to(offered.submit(provider, skip="true").response)[1]


def test_redirects_of_a_pretended_login_that_cannot_be_read(provider: Provider) -> None:
    """They are refused, as all that nobody can be sent back to."""
    query = {"client_id": "a", "redirect_uri": "http://[x", "scope": scoped(provider)}

    assert provider.call("GET", "/pretend/authorize", query=query).status == 400
