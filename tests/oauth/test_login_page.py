"""People who log in by their passwords."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mockserver.domain.organisations import add_organisation_v2
from mockserver.domain.rows.projects import PROJECTS
from mockserver.domain.rows.users import USERS, UserState
from mockserver.domain.tables import History
from mockserver.errors.login_problems import LOGIN_GRANT_REQUIRED
from mockserver.errors.texts import text
from mockserver.settings import Settings
from mockserver.wire.http import Response
from tests.oauth.provider import Provider, Robot, body, header, sent_to
from tests.oauth.registered import (
    CALLBACK,
    PASSWORD,
    PROJECT,
    add_app,
    add_person,
    add_project,
    change,
    grant_project,
    grant_roles,
    open_login,
)

OTHER = "other-organisation"


def client_of(provider: Provider, **project: bool) -> str:
    """The client id of an application of a project."""
    add_project(provider, **project)
    return add_app(provider).client_id


def test_name_then_password(provider: Provider) -> None:
    """A person gets a code, which is worth tokens that tell of the person; the check is an event."""
    client, alice = client_of(provider), add_person(provider)
    counted = provider.instance.state.histories[History.USER]
    before = counted[alice.id]

    asked = open_login(provider, client, state="s")
    password = asked.submit(provider, loginName="ALICE")
    address, answer = sent_to(password.submit(provider, password=PASSWORD).response)
    form = {"grant_type": "authorization_code", "client_id": client, "redirect_uri": CALLBACK, "code": answer["code"]}
    tokens = body(provider.token(**form))

    assert (asked.name, password.name, address, answer["state"]) == ("login name", "password", CALLBACK, "s")
    assert counted[alice.id] == before + 1
    assert provider.id_token(tokens["id_token"])["sub"] == alice.id
    told = body(
        provider.call("GET", "/oidc/v1/userinfo", headers={"authorization": f"Bearer {tokens['access_token']}"})
    )
    assert (told["name"], told["email"], told["email_verified"]) == ("Alice Tester", "alice@example.com", True)


def test_a_wrong_password_stays(provider: Provider) -> None:
    """The page shows what is wrong, as an event of the user; the right one goes on from there."""
    client, alice = client_of(provider), add_person(provider)
    page = open_login(provider, client).submit(provider, loginName="alice")

    wrong = page.submit(provider, password="wrong")

    assert (wrong.name, wrong.error) == ("password", "COMMAND-3M0fs")
    human = provider.instance.state.users[alice.id].human
    assert human is not None
    assert human.password_failures == 1
    assert "code" in sent_to(wrong.submit(provider, password=PASSWORD).response)[1]


@pytest.mark.parametrize(
    ("name", "scope", "error"),
    [
        ("nobody", "openid", "QUERY-Dgqd2"),
        ("robot", "openid", "QUERY-Dgqd2"),
        ("alice", "openid urn:zitadel:iam:org:id:77", "VIEW-qScmi"),
    ],
)
def test_names_that_are_refused(provider: Provider, robot: Robot, name: str, scope: str, error: str) -> None:
    """Nobody's name, that of a machine, and that of another organisation's user; the name stays in the form."""
    client = client_of(provider)
    add_person(provider)

    page = open_login(provider, client, scope=scope).submit(provider, loginName=name)

    assert (page.name, page.error, page.form()[1]["loginName"]) == ("login name", error, name)
    assert robot.id in provider.instance.state.users


def test_a_request_is_answered_once(provider: Provider) -> None:
    """Whoever goes back to the form after the login is told that the request is gone, as is one that never was."""
    client = client_of(provider)
    add_person(provider)
    page = open_login(provider, client).submit(provider, loginName="alice")
    page.submit(provider, password=PASSWORD)

    assert page.submit(provider, password=PASSWORD).name == "error"


def test_a_project_that_checks_for_grants(provider: Provider) -> None:
    """Without a grant the login ends after the password, with one it goes on."""
    client, alice = client_of(provider, role_check=True), add_person(provider)

    refused = open_login(provider, client).submit(provider, loginName="alice", password=PASSWORD)
    grant_roles(provider, alice)

    assert (refused.name, refused.error) == ("error", "APP-asb43")
    assert (
        "code"
        in sent_to(open_login(provider, client).submit(provider, loginName="alice", password=PASSWORD).response)[1]
    )


def test_a_project_that_checks_for_organisations(provider: Provider) -> None:
    """Users of other organisations need a grant of the project to theirs."""
    client = client_of(provider, has_project_check=True)
    provider.instance.append_all(add_organisation_v2(provider.instance.state, OTHER, "Other"))
    add_person(provider, "bob", OTHER)

    refused = open_login(provider, client).submit(provider, loginName="bob", password=PASSWORD)
    grant_project(provider, OTHER)

    assert (refused.name, refused.error) == ("error", "APP-m92d")
    assert (
        "code" in sent_to(open_login(provider, client).submit(provider, loginName="bob", password=PASSWORD).response)[1]
    )


@pytest.mark.parametrize(
    ("state", "page", "error"),
    [(UserState.LOCKED, "password", "COMMAND-JLK35"), (UserState.INACTIVE, "error", "EVENT-FJ262")],
)
def test_users_that_are_switched_off(provider: Provider, state: UserState, page: str, error: str) -> None:
    """A locked user's password is not looked at; an inactive one's is, in vain."""
    client, alice = client_of(provider), add_person(provider)
    event = "user.locked" if state is UserState.LOCKED else "user.deactivated"
    change(provider, event, USERS, replace(alice, state=state))

    refused = open_login(provider, client).submit(provider, loginName="alice", password=PASSWORD)

    assert (refused.name, refused.error) == (page, error)


def test_what_another_page_sends_does_not_count(provider: Provider) -> None:
    """A form of another origin gets the page that asks, however right it is."""
    client = client_of(provider)
    add_person(provider)
    page = open_login(provider, client)

    asked = page.submit(provider, {"origin": "http://evil.test"}, loginName="alice", password=PASSWORD)

    assert (asked.name, asked.error) == ("login name", "")


def test_browsers_tell_where_a_form_came_from(provider: Provider) -> None:
    """A page without a referrer would have the origin of its form called null, which no page here may have."""
    page = open_login(provider, client_of(provider))

    assert header(page.response, "referrer-policy") == "same-origin"
    assert page.submit(provider, {"origin": "http://localhost:8080"}, loginName="nobody").error == "QUERY-Dgqd2"
    assert page.submit(provider, {"origin": "null"}, loginName="nobody").error == ""


def test_machines_stay_links(provider: Provider, robot: Robot) -> None:
    """A machine has no password: whoever follows its link is logged in as it."""
    client = client_of(provider)
    page = open_login(provider, client)
    request = page.form()[1]["authRequestID"]

    response = provider.call("GET", "/ui/login/login", query={"authRequestID": request, "mock_user": robot.id})

    assert f"mock_user={robot.id}" in page.text
    assert "code" in sent_to(response)[1]


@pytest.mark.parametrize("way", ["mock_user", "auto_login", "prompt=none"])
def test_every_way_past_the_page_asks_who_is_let_in(provider: Provider, way: str) -> None:
    """A user whom the project keeps out is no more let in by being chosen, named or remembered, and is then unknown."""
    client, alice = client_of(provider), add_person(provider)
    asked = {"client_id": client, "redirect_uri": CALLBACK, "response_type": "code", "scope": "openid", "state": "s"}
    chosen = provider.authorize(**asked, mock_user=alice.id)
    cookie = header(chosen, "set-cookie").partition(";")[0]
    change(provider, "project.changed", PROJECTS, replace(provider.instance.state.projects[PROJECT], role_check=True))
    headers = {"cookie": cookie} if way == "prompt=none" else {}
    more = {"mock_user": {"mock_user": alice.id}, "prompt=none": {"prompt": "none"}}.get(way, {})
    provider.settings = Settings(auto_login="alice" if way == "auto_login" else "")

    def ask() -> Response:
        return provider.call("GET", "/oauth/v2/authorize", query={**asked, **more}, headers=headers)

    refused = ask()
    grant_roles(provider, alice)

    told = {"error": "access_denied", "error_description": text(LOGIN_GRANT_REQUIRED.key), "state": "s"}
    assert sent_to(refused) == (CALLBACK, told)
    assert b"set-cookie" not in dict(refused.headers)
    assert "code" in sent_to(ask())[1]


def test_login_version_2(provider: Provider) -> None:
    """An application that wants another login page is sent to it; here it is the same, under that address."""
    add_project(provider)
    client = add_app(provider, login_version=2).client_id
    add_person(provider)

    page = open_login(provider, client)

    assert page.form()[0] == "/ui/v2/login/login"
    assert page.form()[1]["authRequest"].startswith("V2_")
    assert "code" in sent_to(page.submit(provider, loginName="alice", password=PASSWORD).response)[1]


def test_a_login_page_elsewhere(provider: Provider) -> None:
    """With an address of its own the application's users are sent there."""
    add_project(provider)
    client = add_app(provider, login_version=2, login_base_uri="https://login.example/ui/").client_id

    address, given = sent_to(
        provider.authorize(client_id=client, redirect_uri=CALLBACK, response_type="code", scope="openid")
    )

    assert address == "https://login.example/ui/login"
    assert set(given) == {"authRequest"}
