"""The steps of a login beside name and password: second factors, registration, mails, users that are remembered."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from mockserver.access import passwords, totp
from mockserver.domain.domains import domain_added
from mockserver.domain.events import PrimaryDomainSet, RowAdded
from mockserver.domain.ids import Instant, Nanoseconds, OrganisationId
from mockserver.domain.rows.login_policies import LOGIN_POLICIES, LoginPolicy
from mockserver.domain.rows.organisations import ORGANISATIONS, Organisation
from mockserver.domain.rows.users import USERS, Code, Human, User, UserState
from tests.oauth.flows import bind
from tests.oauth.provider import Provider, body, header, sent_to
from tests.oauth.registered import (
    CALLBACK,
    PASSWORD,
    Page,
    add,
    add_app,
    add_person,
    add_project,
    change,
    home,
    open_login,
)

MONTH = Nanoseconds(720 * 3_600 * 1_000_000_000)
NEW = {
    "firstname": "Rita",
    "lastname": "New",
    "email": "rita@example.com",
    "register-password": PASSWORD,
    "register-password-confirmation": PASSWORD,
}


def client_of(provider: Provider, **policy: Any) -> str:
    """The client id of an application, whose organisation has a login policy of its own."""
    add_project(provider)
    usual = {
        "allow_username_password": True,
        "allow_register": True,
        "allow_external_idp": False,
        "password_check_lifetime": MONTH,
    }
    row = LoginPolicy(owner=home(provider), **{**usual, **policy})
    add(provider, "org.policy.login.added", LOGIN_POLICIES, row)
    return add_app(provider).client_id


def person(provider: Provider, user: User) -> Human:
    """A person as it is now."""
    human = provider.instance.state.users[user.id].human
    assert human is not None
    return human


def shown_code(page: Page) -> str:
    """The code that the page tells, as no mail is sent."""
    found = re.search(r"the code is <code>([^<]+)</code>", page.text)
    assert found is not None
    return found[1]


def amr(provider: Provider, client: str, page: Page) -> list[str]:
    """How somebody logged in whom a page sent back, by the ID token."""
    code = sent_to(page.response)[1]["code"]
    form = {"grant_type": "authorization_code", "client_id": client, "redirect_uri": CALLBACK, "code": code}
    methods: list[str] = provider.id_token(body(provider.token(**form))["id_token"])["amr"]
    return methods


def test_a_second_factor_is_offered_and_can_be_put_off(provider: Provider) -> None:
    """Whoever skips it is not asked again for a while."""
    client = client_of(provider, second_factors=(1,), mfa_init_skip_lifetime=MONTH)
    add_person(provider)
    offered = open_login(provider, client).submit(provider, loginName="alice", password=PASSWORD)

    skipped = offered.submit(provider, skip="true")
    again = open_login(provider, client).submit(provider, loginName="alice", password=PASSWORD)

    assert offered.name == "mfa prompt"
    assert "code" in sent_to(skipped.response)[1]
    assert "code" in sent_to(again.response)[1]


def test_a_second_factor_that_is_forced_is_set_up(provider: Provider) -> None:
    """It cannot be skipped; a wrong code stays, the right one logs in, and from then on it is asked for."""
    client = client_of(provider, second_factors=(1,), force_mfa=True)
    alice = add_person(provider)
    offered = open_login(provider, client).submit(provider, loginName="alice", password=PASSWORD)

    still = offered.submit(provider, skip="true")
    begun = still.submit(provider, provider="0")
    wrong = begun.submit(provider, code="000000")
    secret = person(provider, alice).totp_secret
    done = wrong.submit(provider, code=totp.code(secret, provider.clock.now()))

    assert [page.name for page in (offered, still, begun, wrong)] == [*["mfa prompt"] * 2, *["otp verify"] * 2]
    assert secret in begun.text
    assert wrong.error == "EVENT-8isk2"
    assert amr(provider, client, done) == ["pwd", "otp", "mfa"]
    asked = open_login(provider, client).submit(provider, loginName="alice", password=PASSWORD)
    refused = asked.submit(provider, code="000000")
    assert (asked.name, refused.name, refused.error) == ("mfa verify", "mfa verify", "EVENT-8isk2")
    right = refused.submit(provider, code=totp.code(secret, provider.clock.now()))
    assert amr(provider, client, right) == ["pwd", "otp", "mfa"]


def test_registration_and_the_code_of_the_mail(provider: Provider) -> None:
    """A new user enters the code that would be mailed, is active then, and goes back to the application."""
    client = client_of(provider)

    form = open_login(provider, client).submit(provider, register="true")
    asked = form.submit(provider, **NEW)
    wrong = asked.submit(provider, code="wrong")
    done = wrong.submit(provider, code=shown_code(wrong))

    assert [page.name for page in (form, asked, wrong)] == ["register", "initialise user", "initialise user"]
    assert wrong.error == "CODE-woT0xc"
    assert amr(provider, client, done) == ["pwd"]
    rita = provider.instance.state.user_named("rita@example.com")
    assert rita is not None
    assert (rita.state, person(provider, rita).email_verified, rita.name) == (UserState.ACTIVE, True, "Rita New")


def test_what_was_entered_stays(provider: Provider) -> None:
    """All but the passwords, and the language is that of the browser."""
    client = client_of(provider)
    form = open_login(provider, client).submit(provider, register="true")

    page = form.submit(provider, {"accept-language": "de"}, **{**NEW, "register-password-confirmation": "other"})

    fields = page.form()[1]
    assert (page.error, fields["firstname"], fields["email"]) == ("VIEW-KaGue", "Rita", "rita@example.com")
    assert (fields["language"], fields["register-password"]) == ("en", "")


def test_where_nobody_can_register(provider: Provider) -> None:
    """The button is not there, and who sends the form nevertheless is refused."""
    client = client_of(provider, allow_register=False)
    page = open_login(provider, client, scope=f"openid urn:zitadel:iam:org:id:{home(provider)}")
    form = {"authRequestID": page.form()[1]["authRequestID"]}

    refused = page.submit(provider, register="true")
    sent = Page(provider.call("POST", "/ui/login/register", form={**form, **NEW}))

    assert 'name="register"' not in page.text
    assert [(each.name, each.error) for each in (refused, sent)] == [("login name", "VIEW-5Fsf2")] * 2
    assert provider.instance.state.user_named("rita@example.com") is None


def test_a_new_user_without_a_password_chooses_one(provider: Provider) -> None:
    """With the code of the mail; two that differ stay, and so does one that is too weak."""
    client = client_of(provider)
    code = Code(text="ABCDEF", made=provider.clock.now(), expires=Instant(provider.clock.now() + 1_000_000))
    alice = add_person(provider, password="", uninitialised=True, initial_code=code, email_verified=False)
    change(provider, "user.human.initialization.code.added", USERS, replace(alice, state=UserState.INITIAL))
    asked = open_login(provider, client).submit(provider, loginName="alice")

    differing = asked.submit(provider, code="ABCDEF", password=PASSWORD, passwordconfirm="other")
    weak = differing.submit(provider, code="ABCDEF", password="short", passwordconfirm="short")
    password = weak.submit(provider, code="ABCDEF", password=PASSWORD, passwordconfirm=PASSWORD)
    done = password.submit(provider, password=PASSWORD)

    assert [page.name for page in (asked, differing, weak, password)] == [*["initialise user"] * 3, "password"]
    assert [page.error for page in (differing, weak)] == ["VIEW-KaGue", "DOMAIN-HuJf6"]
    assert "code" in sent_to(done.response)[1]
    assert passwords.matches(person(provider, alice).password, PASSWORD)


def test_an_address_that_was_never_verified(provider: Provider) -> None:
    """It is verified behind the password, with a code that is made then."""
    client = client_of(provider)
    alice = add_person(provider, email_verified=False)
    asked = open_login(provider, client).submit(provider, loginName="alice", password=PASSWORD)

    wrong = asked.submit(provider, code="wrong")
    done = wrong.submit(provider, code=shown_code(wrong))

    assert (asked.name, wrong.name) == ("verify email", "verify email")
    assert wrong.error
    assert "code" in sent_to(done.response)[1]
    assert person(provider, alice).email_verified


def test_a_user_whom_the_browser_remembers(provider: Provider) -> None:
    """It is logged in unasked, as long as the policy lets a password hold; with select_account somebody else can."""
    client = client_of(provider)
    add_person(provider)
    add_person(provider, "bob")
    first = open_login(provider, client).submit(provider, loginName="alice", password=PASSWORD)
    cookie = {"cookie": header(first.response, "set-cookie").partition(";")[0]}

    def opened(**query: str) -> Page:
        asked = {"client_id": client, "redirect_uri": CALLBACK, "response_type": "code", "scope": "openid", **query}
        address, given = sent_to(provider.call("GET", "/oauth/v2/authorize", query=asked))
        return Page(provider.call("GET", address, query=given, headers=cookie))

    unasked = opened()
    select = opened(prompt="select_account")
    as_alice = select.submit(provider, cookie, userID="user-alice")
    other = opened(prompt="select_account").submit(provider, cookie, userID="0")
    login = opened(prompt="login")
    provider.clock.pass_seconds(10)
    recent, old = opened(max_age="60"), opened(max_age="5")
    provider.clock.pass_seconds(MONTH // 1_000_000_000)

    assert "code" in sent_to(unasked.response)[1]
    assert "code" in sent_to(recent.response)[1]
    assert old.name == "login name"
    assert (select.name, other.name, login.name) == ("select user", "login name", "login name")
    assert "code" in sent_to(as_alice.response)[1]
    assert "code" in sent_to(other.submit(provider, cookie, loginName="bob", password=PASSWORD).response)[1]
    assert opened().name == "login name"


def test_a_login_hint(provider: Provider) -> None:
    """The client can name who logs in, who is asked for the password at once, and can be somebody else nevertheless."""
    client = client_of(provider)
    add_person(provider)
    add_person(provider, "bob")
    hinted, unknown = (open_login(provider, client, login_hint=name) for name in ("alice", "nobody"))
    link = re.search(r'href="(/ui/login/loginname)\?authRequestID=(\d+)"', hinted.text)
    assert link is not None

    other = Page(provider.call("GET", link[1], query={"authRequestID": link[2]}))

    assert [page.name for page in (hinted, unknown, other)] == ["password", "login name", "login name"]
    assert hinted.form()[1]["loginName"] == "alice"
    assert "code" in sent_to(other.submit(provider, loginName="bob", password=PASSWORD).response)[1]


def test_prompt_create(provider: Provider) -> None:
    """A client can send people to registration at once."""
    assert open_login(provider, client_of(provider), prompt="create").name == "register"


def test_unknown_names_that_are_hidden(provider: Provider) -> None:
    """A name that nobody has, and a wrong password, look the same."""
    client = client_of(provider, ignore_unknown_usernames=True)
    add_person(provider)

    pages = [
        open_login(provider, client, scope=f"openid urn:zitadel:iam:org:id:{home(provider)}").submit(
            provider, loginName=name
        )
        for name in ("nobody", "alice")
    ]
    wrong = [page.submit(provider, password="wrong") for page in pages]

    assert [page.name for page in pages] == ["password", "password"]
    assert [(page.name, page.error) for page in wrong] == [("login name", "EVENT-SDe2f")] * 2


@pytest.mark.parametrize("path", ["password", "mfa/verify", "mfa/prompt", "mfa/otp/verify", "user/init"])
def test_a_step_that_is_not_due(provider: Provider, path: str) -> None:
    """Whoever sends another page's form without the steps before is asked for the login name."""
    client = client_of(provider, second_factors=(1,))
    add_person(provider)
    request = open_login(provider, client).form()[1]["authRequestID"]
    form = {"authRequestID": request, "code": "000000", "password": PASSWORD, "skip": "true"}

    assert Page(provider.call("POST", f"/ui/login/{path}", form=form)).name == "login name"
    assert Page(provider.call("GET", f"/ui/login/{path}", query=form)).name == "login name"


def test_metadata_of_a_script(provider: Provider) -> None:
    """What an action of post authentication leaves is there once somebody logged in."""
    client = client_of(provider)
    add_person(provider)
    bind(provider.instance, "1", "api.metadata.push({key: 'k', value: 1})", flow="3")
    page = open_login(provider, client).submit(provider, loginName="alice", password=PASSWORD)

    assert "code" in sent_to(page.response)[1]
    kept = list(provider.instance.state.user_metadata.where("owner", "user-alice"))
    assert [(entry.key, entry.value) for entry in kept] == [("k", b"1")]


def test_a_password_where_the_policy_has_none(provider: Provider) -> None:
    """It does not count, even if it is right; without any other way the login ends."""
    client = client_of(provider, allow_username_password=False)
    add_person(provider)

    page = open_login(provider, client).submit(provider, loginName="alice", password=PASSWORD)

    assert page.response.status == 200
    assert page.name == "error"


def test_the_domain_of_a_scope_keeps_others_out(provider: Provider) -> None:
    """As an id does: who belongs to another organisation is refused by name."""
    client = client_of(provider)
    add_person(provider)
    other = OrganisationId("4711")
    provider.instance.append_all(
        (
            RowAdded("org.added", ORGANISATIONS, Organisation(id=other, name="Other")),
            *domain_added(other, "other.example"),
            PrimaryDomainSet(other, "other.example"),
        )
    )

    page = open_login(provider, client, scope="openid urn:zitadel:iam:org:domain:primary:other.example")

    assert page.submit(provider, loginName="alice").error == "VIEW-qScmi"
