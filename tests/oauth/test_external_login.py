"""People who come from an identity provider: known, linked, added, or asked which of these is meant."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mockserver.domain.rows.identity_providers import (
    IDENTITY_PROVIDERS,
    IDP_LINKS,
    AutoLinking,
    IdpLink,
    ProviderOptions,
)
from mockserver.domain.rows.users import USERS, UserState
from tests.oauth.flows import bind
from tests.oauth.outside import (
    ANYTHING,
    ASKS,
    IDP,
    client_with_provider,
    come,
    come_typed,
    follow,
    go_outside,
    links,
    people,
    scoped,
)
from tests.oauth.provider import Provider, body, header, sent_to
from tests.oauth.registered import CALLBACK, PASSWORD, Page, add, add_person, change, open_login

EVA = {
    "sub": "eva",
    "given_name": "Eva",
    "family_name": "Outside",
    "preferred_username": "eva",
    "email": "eva@outside.example",
    "email_verified": "true",
}


def link(provider: Provider, user: str, account: str = "eva") -> None:
    """Link a user to an account at the provider."""
    row = IdpLink(user=user, idp=IDP, external_user=account, display_name="old")  # type: ignore[arg-type]  # a text
    add(provider, "user.human.externalidp.added", IDP_LINKS, row)


def test_somebody_new_is_added_and_logged_in_without_a_method(provider: Provider) -> None:
    """The ID token tells no `amr`, and the next time the same user logs in."""
    client = client_with_provider(provider)

    code = sent_to(come_typed(provider, client, **EVA))[1]["code"]
    form = {"grant_type": "authorization_code", "client_id": client, "redirect_uri": CALLBACK, "code": code}
    claims = provider.id_token(body(provider.token(**form))["id_token"])

    user, human = people(provider)["eva"]
    assert (claims["sub"], "amr" in claims) == (user.id, False)
    assert (human.first_name, human.email, human.email_verified, user.state) == (
        "Eva",
        "eva@outside.example",
        True,
        UserState.ACTIVE,
    )
    assert links(provider) == [(user.id, "eva", "eva")]
    assert sent_to(come_typed(provider, client, **EVA))[0] == CALLBACK
    assert len(people(provider)) == 1


def test_an_address_that_is_not_verified_is_to_be_verified_first(provider: Provider) -> None:
    """The user is there and active, and the login stops at the code of a mail."""
    client = client_with_provider(provider)

    stopped = Page(come(provider, go_outside(provider, client), person="outside-2"))

    assert stopped.name == "verify email"
    assert people(provider)["bela@outside.example"][0].state is UserState.ACTIVE


def test_what_cannot_be_added_is_asked_for(provider: Provider) -> None:
    """Somebody without a name sees the form with the error, and can come in once it is filled in."""
    client = client_with_provider(provider)

    asked = Page(come(provider, go_outside(provider, client), person="outside-5"))
    assert (asked.name, asked.error) == ("create or link", "EMAIL-spblu")
    done = asked.submit(
        provider, autoregisterbutton="true", firstname="New", lastname="Person", email="new@here.example"
    )

    assert done.name == "verify email"
    assert people(provider)["new@here.example"][1].display_name == "new@here.example"


def test_the_form_keeps_what_is_verified_if_it_stays(provider: Provider) -> None:
    """An address that is another is not verified; nick name and number lose what the provider said of them."""
    client = client_with_provider(provider, ASKS)
    more = {"phone_number": "+41441234567", "phone_number_verified": "true", "locale": "fr"}

    asked = Page(come_typed(provider, client, **EVA, **more))
    assert sent_to(asked.submit(provider, autoregisterbutton="true", language="de").response)[0] == CALLBACK
    human = people(provider)["eva"][1]
    assert (human.email_verified, human.phone, human.phone_verified, human.language) == (
        True,
        "+41441234567",
        False,
        "de",
    )

    again = Page(come_typed(provider, client, **{**EVA, "sub": "other", "preferred_username": "other"}))
    assert again.submit(provider, autoregisterbutton="true", email="other@here.example").name == "verify email"
    assert not people(provider)["other"][1].email_verified


def test_a_user_who_is_here_is_linked_by_password(provider: Provider) -> None:
    """The way leads over login name and password to a page that tells of it; then the provider is enough."""
    client = client_with_provider(provider, ASKS)
    alice = add_person(provider)

    asked = Page(come_typed(provider, client, **EVA))
    named = asked.submit(provider, linkbutton="true")
    assert (named.name, "/externalidp" in named.text) == ("login name", False)
    told = named.submit(provider, loginName="alice").submit(provider, password=PASSWORD)
    assert (told.name, told.error) == ("linked", "")
    assert sent_to(told.submit(provider).response)[0] == CALLBACK

    assert links(provider) == [(alice.id, "eva", "eva")]
    assert sent_to(come_typed(provider, client, **EVA))[0] == CALLBACK


def test_the_choice_is_shown_again_until_it_is_made_or_taken_back(provider: Provider) -> None:
    """A login that is opened anew has the form; going back forgets who came."""
    client = client_with_provider(provider, ASKS)
    asked = Page(come_typed(provider, client, **EVA))
    request = asked.form()[1]["authRequestID"]

    again = Page(provider.call("GET", "/ui/login/login", query={"authRequestID": request}))
    assert again.name == "create or link"
    assert again.submit(provider, resetlinking="true").name == "login name"
    assert Page(provider.call("GET", "/ui/login/login", query={"authRequestID": request})).name == "login name"


@pytest.mark.parametrize(
    ("allowed", "button", "error"),
    [
        (ProviderOptions(is_creation_allowed=True), "linkbutton", "LOGIN-AS3ff"),
        (ProviderOptions(is_linking_allowed=True), "autoregisterbutton", "LOGIN-dsfd3"),
    ],
)
def test_what_a_provider_does_not_allow_is_refused(
    provider: Provider, allowed: ProviderOptions, button: str, error: str
) -> None:
    """The page has no button for it, and does not do it either."""
    client = client_with_provider(provider, allowed)

    asked = Page(come_typed(provider, client, **EVA))

    assert button not in asked.text
    assert asked.submit(provider, **{button: "true"}).error == error


def test_a_provider_that_allows_neither_ends_the_login(provider: Provider) -> None:
    """Nobody is added or linked."""
    client = client_with_provider(provider, ProviderOptions())

    ended = Page(come_typed(provider, client, **EVA))

    assert (ended.name, ended.error, links(provider)) == ("error", "LOGIN-3kl44", [])


@pytest.mark.parametrize(
    ("how", "claims", "linked"),
    [
        (AutoLinking.EMAIL, {**EVA, "email": "ALICE@example.com"}, True),
        (AutoLinking.EMAIL, EVA, False),
        (AutoLinking.USER_NAME, {**EVA, "preferred_username": "Alice"}, True),
        (AutoLinking.USER_NAME, EVA, False),
    ],
)
def test_people_are_linked_unasked_by_address_or_name(
    provider: Provider, how: AutoLinking, claims: dict[str, str], linked: bool
) -> None:
    """Whose verified address or user name it is, in whatever case, is linked; all others are added."""
    client = client_with_provider(provider, replace(ANYTHING, auto_linking=how))
    alice = add_person(provider)

    assert sent_to(come_typed(provider, client, **claims))[0] == CALLBACK

    assert [found[0] == alice.id for found in links(provider)] == [linked]


def test_somebody_who_may_not_be_linked_unasked_is_not_let_in(provider: Provider) -> None:
    """The provider would have to allow it."""
    options = ProviderOptions(is_creation_allowed=True, is_auto_creation=True, auto_linking=AutoLinking.EMAIL)
    client = client_with_provider(provider, options)
    add_person(provider)

    ended = Page(come_typed(provider, client, **{**EVA, "email": "alice@example.com"}))

    assert (ended.name, ended.error, links(provider)) == ("error", "COMMAND-Sfee2", [])


def test_metadata_without_a_key_hinders_nobody_who_was_just_linked(provider: Provider) -> None:
    """Of somebody who was linked before it ends the login."""
    client = client_with_provider(provider, replace(ANYTHING, auto_linking=AutoLinking.EMAIL))
    add_person(provider)
    bind(provider.instance, "1", "api.v1.user.appendMetadata('', 1)", flow="1")
    claims = {**EVA, "email": "alice@example.com"}

    assert sent_to(come_typed(provider, client, **claims))[0] == CALLBACK
    assert Page(come_typed(provider, client, **claims)).error == "META-2m00f"


def test_a_user_with_an_account_is_sent_there_unasked(provider: Provider) -> None:
    """Behind the login name; the account's name goes along, and who comes back need not be the same."""
    client = client_with_provider(provider)
    alice = add_person(provider, password="")
    link(provider, alice.id)
    named = open_login(provider, client, scope=scoped(provider)).submit(provider, loginName="alice")
    address, parameters = sent_to(named.response)
    assert (address, parameters["login_hint"]) == ("http://localhost:8080/pretend/authorize", "old")

    outside = Page(follow(provider, header(named.response, "location")))
    come(provider, outside, person="", typed="true", **{**EVA, "sub": "somebody else"})

    assert {user for user, _, _ in links(provider)} == {alice.id, people(provider)["eva"][0].id}


def test_a_provider_that_refuses_leaves_the_password(provider: Provider) -> None:
    """Of a user who has one; others are asked for a login name."""
    client = client_with_provider(provider)
    alice = add_person(provider)
    link(provider, alice.id)
    named = open_login(provider, client, scope=scoped(provider)).submit(provider, loginName="alice")

    fallen = Page(come(provider, Page(follow(provider, header(named.response, "location"))), refuse="true"))
    assert (fallen.name, fallen.error) == ("password", "LOGIN-JWo3f")
    assert "Error details: no auth code provided" in fallen.text
    assert sent_to(fallen.submit(provider, password=PASSWORD).response)[0] == CALLBACK

    refused = Page(come(provider, go_outside(provider, client), refuse="true"))
    assert (refused.name, refused.error) == ("login name", "")


def test_a_code_is_good_once_and_only_where_it_was_asked_for(provider: Provider) -> None:
    """A callback that comes again fails as the provider says."""
    client = client_with_provider(provider, ASKS)
    asked = Page(come_typed(provider, client, **EVA))
    request = asked.form()[1]["authRequestID"]

    again = provider.call("GET", "/ui/login/login/externalidp/callback", query={"state": request, "code": "x"})

    assert "no such code" in Page(again).text


def test_scopes_can_name_the_provider(provider: Provider) -> None:
    """The browser is sent there without a page in between."""
    client = client_with_provider(provider)
    asked = {"client_id": client, "redirect_uri": CALLBACK, "response_type": "code"}

    first = provider.authorize(**asked, scope=f"{scoped(provider)} urn:zitadel:iam:org:idp:id:{IDP}")
    page = follow(provider, header(first, "location"))

    assert sent_to(page)[0] == "http://localhost:8080/pretend/authorize"


def test_providers_can_be_the_only_way(provider: Provider) -> None:
    """Where passwords are not allowed a user without an account is sent to the first provider."""
    client = client_with_provider(provider, allow_username_password=False)
    add_person(provider)

    named = open_login(provider, client, scope=scoped(provider)).submit(provider, loginName="alice")

    assert sent_to(named.response)[0] == "http://localhost:8080/pretend/authorize"


def test_without_any_way_the_login_ends(provider: Provider) -> None:
    """Passwords are not allowed, and there is no provider."""
    client = client_with_provider(provider, allow_username_password=False, idps=())
    add_person(provider)

    named = open_login(provider, client, scope=scoped(provider)).submit(provider, loginName="alice")

    assert (named.name, named.error) == ("error", "LOGIN-5Hm8s")


def test_a_provider_that_is_not_of_the_policy_is_refused(provider: Provider) -> None:
    """Nobody is sent there, nor taken from there once it was taken out."""
    client = client_with_provider(provider)
    shown = open_login(provider, client, scope=scoped(provider))
    request = shown.form()[1]["authRequestID"]

    asked = provider.call(
        "GET", "/ui/login/login/externalidp", query={"authRequestID": request, "idpConfigID": "other"}
    )

    assert Page(asked).error == "VIEW-Fsj7f"
    unasked = provider.call("GET", "/ui/login/login/externalidp/callback", query={"state": request, "code": "x"})
    assert Page(unasked).error == "VIEW-Fsj7f"


def test_a_user_who_is_not_active_is_not_let_in(provider: Provider) -> None:
    """Before any script runs."""
    client = client_with_provider(provider)
    alice = add_person(provider)
    link(provider, alice.id)
    change(provider, "user.deactivated", USERS, replace(alice, state=UserState.INACTIVE))

    assert Page(come_typed(provider, client, **EVA)).error == "EVENT-FJ262"


def test_a_second_factor_may_be_for_passwords_only(provider: Provider) -> None:
    """Who comes from outside is not asked to set one up."""
    client = client_with_provider(provider, force_mfa_local_only=True, second_factors=(1,))

    assert sent_to(come_typed(provider, client, **EVA))[0] == CALLBACK
    add_person(provider)
    local = open_login(provider, client, scope=scoped(provider)).submit(provider, loginName="alice", password=PASSWORD)
    assert local.name == "mfa prompt"


def test_a_user_follows_the_provider_where_that_is_wanted(provider: Provider) -> None:
    """Names, address and the link's name; what is invalid is passed over."""
    client = client_with_provider(provider)
    alice = add_person(provider, phone="+41441234567", phone_verified=True)
    link(provider, alice.id)
    come_typed(provider, client, **EVA)
    assert people(provider)["alice"][1].first_name == "Alice"

    row = provider.instance.state.identity_providers[IDP]
    change(
        provider, "org.idp.changed", IDENTITY_PROVIDERS, replace(row, options=replace(ANYTHING, is_auto_update=True))
    )
    come_typed(provider, client, **{**EVA, "phone_number": "no number"})

    human = people(provider)["alice"][1]
    assert (human.first_name, human.display_name, human.email, human.phone) == (
        "Eva",
        "",
        "eva@outside.example",
        "+41441234567",
    )
    assert links(provider) == [(alice.id, "eva", "eva")]
