"""What `serve` starts with for people."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from mockserver.access import passwords
from mockserver.domain.state import InstanceState
from mockserver.seeds import Document, build, demo, dumps, export, loads, start
from mockserver.settings import DEFAULT_ADMIN_PAT, Settings
from tests.command_line import run
from tests.seeds.servers import serving

VERIFIER = "v" * 43
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
FIELD = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
ROLES = "urn:zitadel:iam:org:project:roles"


def described(state: InstanceState) -> dict[str, Any]:
    """All that stands in the organisation of it, but for what is made anew each time."""
    organisation = demo.ORGANISATION_ID
    users = state.users.where("organisation", organisation)
    return {
        "people": [(row.id, row.user_name, row.human.email, row.human.email_verified) for row in users if row.human],
        "projects": [(row.id, row.name, row.role_assertion) for row in state.projects],
        "roles": [(row.key, row.display_name) for row in state.roles],
        "apps": [(row.id, row.oidc) for row in state.apps],
        "grants": [(row.user, row.project, row.roles) for row in state.user_grants],
    }


def signed_in(http: httpx.Client, asked: Mapping[str, str], name: str, password: str) -> dict[str, Any]:
    """Go through the pages of a login as a person does; the tokens, or what the password's page complains of."""
    shown = http.get("/oauth/v2/authorize", params=asked, follow_redirects=True)
    for typed in ({"loginName": name}, {"password": password}):
        hidden = {key: unescape(value) for key, value in FIELD.findall(shown.text)}
        form = re.search(r'<form method="post" action="([^"]+)"', shown.text)
        assert form is not None, shown.text
        shown = http.post(form[1], data=hidden | typed)
        while shown.is_redirect and not shown.headers["location"].startswith(asked["redirect_uri"]):
            shown = http.get(shown.headers["location"])
    if not shown.is_redirect:
        found = re.search(r'data-error="([^"]*)"', shown.text)
        return {"problem": found and found[1]}
    (code,) = parse_qs(urlsplit(shown.headers["location"]).query)["code"]
    form_fields = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": asked["redirect_uri"],
        "client_id": asked["client_id"],
        "code_verifier": VERIFIER,
    }
    answer: dict[str, Any] = http.post("/oauth/v2/token", data=form_fields).json()
    return answer


def claims(token: str) -> dict[str, Any]:
    """What a JWT says."""
    body = token.split(".")[1]
    told: dict[str, Any] = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    return told


def test_the_rules_take_it() -> None:
    """A state file that says the same is served, and gives the same."""
    ours = start(Settings(demo=True)).state
    by_the_rules = build(Document(demo.SEED), Settings()).state

    assert described(ours) == described(by_the_rules)
    assert described(ours)["grants"] == [(demo.ADA.id, demo.PROJECT.id, ("admin",))]


def test_it_comes_back_out_of_an_export() -> None:
    """A snapshot of it is served as it was, and its people log in as before."""
    ours = start(Settings(demo=True))
    again = build(loads(dumps(export(ours))), Settings()).state

    assert described(again) == described(ours.state)


def test_its_ids_are_the_same_in_every_run() -> None:
    """A client id that somebody wrote down is good after a restart and a reset."""
    one, other = (described(start(Settings(demo=True)).state) for _ in range(2))

    assert one == other


def test_only_where_nothing_else_is_asked_for(tmp_path: Path) -> None:
    """A state file says all; instances of tests, which settings make, have it only where these say so."""
    file = tmp_path / "seed.yaml"
    file.write_text("organisations: [{name: Acme}]")

    for settings in (Settings(), Settings(demo=True, state_file=file)):
        assert demo.CLIENT_ID not in [app.client_id for app in start(settings).state.apps]
    assert len(start(Settings(demo=True, fake=3)).state.apps.where("project", demo.PROJECT.id or "")) == 1


def test_the_usual_organisation_stays_as_it_is() -> None:
    """Who counts what the administrator's organisation holds finds no more than before."""
    instance = start(Settings(demo=True))
    usual = instance.state.default_organisation

    assert [user.user_name for user in instance.state.users.where("organisation", usual)] == ["zitadel-admin-sa"]
    assert not instance.written


def test_a_person_signs_in() -> None:
    """What `serve` prints is all that is needed: client id, login name, password; the role is in the tokens."""
    with serving() as server:
        told = server.says("client id") + server.says("log in as")
        asked = {
            "client_id": demo.CLIENT_ID,
            "redirect_uri": "http://localhost:3000/callback",
            "response_type": "code",
            "scope": "openid profile email",
            "code_challenge": CHALLENGE,
            "code_challenge_method": "S256",
        }
        people = {}
        for person in (demo.ADA, demo.GRACE):
            with httpx.Client(base_url=server.http.base_url, trust_env=False, timeout=30) as http:
                people[person.user_name] = claims(signed_in(http, asked, person.user_name, demo.PASSWORD)["id_token"])
        with httpx.Client(base_url=server.http.base_url, trust_env=False, timeout=30) as http:
            wrong = signed_in(http, asked, demo.ADA.user_name, "Password2!")
            other = http.get("/oauth/v2/authorize", params=asked | {"redirect_uri": "http://evil.example/"})
        headers = {"authorization": f"Bearer {DEFAULT_ADMIN_PAT}", "x-zitadel-instance-host": "test.localhost"}
        elsewhere = server.http.post("/v2/users", json={}, headers=headers).json()["result"]

    ada, grace = people[demo.ADA.user_name], people[demo.GRACE.user_name]
    assert (ada["name"], ada["email"], list(ada[ROLES])) == ("Ada Lovelace", "ada@demo.example", ["admin"])
    assert grace["sub"] == demo.GRACE.id
    assert ROLES not in grace
    assert wrong["problem"]
    assert other.status_code == 400
    assert [user["username"] for user in elsewhere] == ["zitadel-admin-sa"]
    assert told.splitlines() == demo.lines()
    for name in (demo.CLIENT_ID, demo.PASSWORD, *people):
        assert name in told


def test_somebody_comes_from_outside() -> None:
    """A scope that names the organisation has the link to the pretend provider, where one chooses who it is."""
    with serving() as server, httpx.Client(base_url=server.http.base_url, trust_env=False, timeout=30) as http:
        asked = {
            "client_id": demo.CLIENT_ID,
            "redirect_uri": "http://localhost:3000/callback",
            "response_type": "code",
            "scope": f"openid urn:zitadel:iam:org:id:{demo.ORGANISATION_ID}",
        }
        login = http.get("/oauth/v2/authorize", params=asked, follow_redirects=True).text
        (link,) = re.findall(r'href="([^"]*/externalidp[^"]*)"', login)
        page = http.get(unescape(link), follow_redirects=True).text
        hidden = {key: unescape(value) for key, value in FIELD.findall(page)}
        chosen = http.post("/pretend/authorize", data=hidden | {"person": "outside-3"})
        back = http.get(chosen.headers["location"])
        headers = {"x-zitadel-orgid": demo.ORGANISATION_ID, "authorization": f"Bearer {DEFAULT_ADMIN_PAT}"}
        users = http.post("/management/v1/users/_search", json={}, headers=headers).json()["result"]

    assert back.headers["location"].startswith("http://localhost:3000/callback?code=")
    assert "cleo@outside.example" in [user["userName"] for user in users]


@pytest.mark.parametrize("flags", [("--quiet",), ("--no-demo",)])
def test_what_is_not_said(flags: tuple[str, ...]) -> None:
    """Who wants quiet is told nothing more than before, and without it there is nothing to tell."""
    with serving(*flags) as server:
        known = server.call("POST", "/management/v1/projects/_search", {}).json()
        users = server.call("POST", "/v2/users", {}).json()["result"]
        said = list(server.said.queue)

    assert "result" not in known
    assert (len(users) > 1) == ("--no-demo" not in flags)
    assert not [line for line in said if demo.CLIENT_ID in line or demo.PASSWORD in line]


def test_a_reset_brings_it_back() -> None:
    """What was changed of it is as at the start again."""
    with serving() as server:
        organisation = {"x-zitadel-orgid": demo.ORGANISATION_ID, "authorization": f"Bearer {DEFAULT_ADMIN_PAT}"}
        removed = server.http.delete(f"/management/v1/projects/{demo.PROJECT.id}", headers=organisation)
        server.call("POST", "/__admin/reset")
        found = server.http.get(f"/management/v1/projects/{demo.PROJECT.id}", headers=organisation)

    assert (removed.status_code, found.status_code) == (200, 200)
    assert found.json()["project"]["name"] == demo.PROJECT.name


def test_passwords_are_kept_as_hashes() -> None:
    """No page and no export shows them."""
    user = start(Settings(demo=True)).state.user_named("ada@demo.example")

    assert user is not None
    assert user.human is not None
    assert demo.PASSWORD not in user.human.password
    assert passwords.matches(user.human.password, demo.PASSWORD)


@pytest.mark.parametrize(
    ("name", "value"), [("NAME", " "), ("HUMAN_PASSWORD", "short"), ("HUMAN_EMAIL_ADDRESS", "nobody")]
)
def test_what_cannot_be_set_up_is_told(name: str, value: str) -> None:
    """The command ends with one line that names the variables."""
    ended = run("serve", "--port", "0", **{f"ZITADEL_FIRSTINSTANCE_ORG_{name}": value})

    assert (ended.returncode, ended.stdout) == (2, "")
    assert "the first instance cannot be set up" in ended.stderr
    assert "ZITADEL_FIRSTINSTANCE_ORG_" in ended.stderr


def test_names_of_the_real_servers_variables() -> None:
    """Organisation, machine and person are called as the variables say, and the person owns the instance."""
    variables = {
        "NAME": "Initech",
        "MACHINE_MACHINE_USERNAME": "robot",
        "MACHINE_MACHINE_NAME": "Robot",
        "HUMAN_USERNAME": "root",
        "HUMAN_FIRSTNAME": "Peter",
        "HUMAN_LASTNAME": "Gibbons",
        "HUMAN_PASSWORD": "Secret1!",
        "HUMAN_EMAIL_ADDRESS": "peter@initech.example",
    }
    with serving(
        "--no-demo", **{f"ZITADEL_FIRSTINSTANCE_ORG_{name}": value for name, value in variables.items()}
    ) as on:
        organisation = on.call("GET", "/management/v1/orgs/me").json()["org"]
        users = {row["userName"]: row for row in on.call("POST", "/management/v1/users/_search", {}).json()["result"]}
        members = on.call("POST", "/admin/v1/members/_search", {}).json()["result"]

    assert (organisation["name"], organisation["primaryDomain"]) == ("Initech", "initech.localhost")
    assert list(users) == ["robot", "root@initech.localhost"]
    assert users["robot"]["machine"]["name"] == "Robot"
    human = users["root@initech.localhost"]["human"]
    assert human["profile"]["displayName"] == "Peter Gibbons"
    assert human["email"] == {"email": "peter@initech.example", "isEmailVerified": True}
    assert {row["userId"] for row in members} == {row["id"] for row in users.values()}
