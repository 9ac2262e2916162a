"""What holds for everything that is made up, whatever it is."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from contracts.target import Target
from tests.control.instances import fresh_instance
from tests.protocols.grpc_client import connected
from tests.protocols.serving import serving
from tests.server import Api
from tests.unmodelled.calling import Calling

ADD = "/management/v1/idps/oidc"
"""Where identity providers of the old kind are made."""
PROVIDERS = "/management/v1/idps"
"""Where they are read, changed and removed."""
NEW = {"name": "Shop", "clientId": "one", "clientSecret": "secret", "issuer": "https://a.example"}
CHANGED = {"name": "Store"}
GROUPS = "zitadel.group.v2.GroupService"
FABRICATE = {"prefer": "unmodelled=fabricate"}


def test_a_request_can_ask_for_it(api: Api) -> None:
    """`Prefer` has one request answered so, and no other; what it cannot have is told."""
    headers = {"x-zitadel-orgid": api.organisation}
    made = api.http.post(ADD, json=NEW, headers=headers | FABRICATE)
    refused = api.call("GET", f"{PROVIDERS}/{made.json()['idpId']}")
    forwarded = api.http.post(ADD, json={}, headers=headers | {"prefer": "unmodelled=forward"})
    unknown = api.http.post(ADD, json={}, headers=headers | {"prefer": "unmodelled=guess"})

    assert (made.status_code, made.headers["x-zitadel-mock"]) == (200, "fabricated")
    assert (refused.status_code, "x-zitadel-mock" in refused.headers) == (501, False)
    assert forwarded.status_code == unknown.status_code == 400
    assert "--unmodelled forward=URL" in forwarded.json()["message"]


def test_an_instance_can_be_set_so(server: Target) -> None:
    """The control API changes it for one instance; what is no choice is refused, naming the field."""
    with fresh_instance(server) as mock:
        before = mock.http.post(ADD, json=NEW)
        changed = mock.http.patch("/__admin/settings", json={"unmodelled": "fabricate"})
        made = mock.http.post(ADD, json=NEW)
        wrong = mock.http.patch("/__admin/settings", json={"unmodelled": "forward=zitadel.example"})
        other = mock.http.patch("/__admin/settings", json={"unmodelled": "guess"})

    assert (before.status_code, made.status_code) == (501, 200)
    assert changed.json()["unmodelled"] == "fabricate"
    assert wrong.status_code == other.status_code == 400
    assert wrong.json()["field"] == "unmodelled"


@pytest.mark.parametrize("value", ["guess", "forward", "forward=zitadel.example", "fabricate=1"])
def test_the_flag_is_checked(tmp_path: Path, value: str) -> None:
    """A wrong value ends the start, in one line that names the flag."""
    with pytest.raises(AssertionError), serving(tmp_path, "--unmodelled", value):
        pass

    assert (tmp_path / "output").read_text("utf-8").startswith("zitadel-mock: --unmodelled: ")


def test_judged_like_all_others(made_up: Api) -> None:
    """Token, organisation, permission and field rules come first."""
    stranger = Api(made_up.http, made_up.organisation, made_up.new_token(made_up.new_user()))

    assert made_up.http.post(ADD, json=NEW, headers={"authorization": ""}).status_code == 401
    assert stranger.call("POST", ADD, json=NEW).status_code == 404
    assert made_up.call("POST", ADD, json={}).status_code == 400
    assert made_up.http.post(ADD, json=NEW, headers={"x-zitadel-orgid": "7"}).status_code == 403


def test_the_journal_tells(made_up: Api) -> None:
    """An entry names the method and says that it was made up; it is no unmatched request, and no modelled one."""
    made_up.done("POST", ADD, NEW)
    admin = made_up.http.get("/__admin/requests", params={"limit": 1}).json()["requests"][0]
    unmatched = made_up.http.get("/__admin/requests/unmatched").json()["requests"]
    page = made_up.http.get("/__admin/console/journal").text

    assert admin["rpc"] == "zitadel.management.v1.ManagementService/AddOrgOIDCIDP"
    assert (admin["unmodelled"], admin["operation"], admin["step"]) == ("fabricated", "", "done")
    assert admin["id"] not in [row["id"] for row in unmatched]
    assert 'data-cell="unmodelled">fabricated' in page
    assert made_up.http.get(f"/__admin/console/journal/{admin['id']}").status_code == 200


def test_what_is_modelled_can_be_read(made_up: Api) -> None:
    """Users, members, domains and keys are those of the model: found and listed, with their own sequences and dates."""
    user = made_up.new_user()
    users = "/management/v1/users"
    made_up.done("PUT", f"{users}/{user}/secret", {})
    key = made_up.done("POST", f"{users}/{user}/keys", {"type": "KEY_TYPE_JSON"})["keyId"]

    found = made_up.done("GET", f"{users}/{user}")["user"]
    listed = made_up.done("POST", f"{users}/_search", {})["result"]
    members = made_up.done("POST", "/management/v1/orgs/me/members/_search", {})["result"]
    domains = made_up.done("POST", "/management/v1/orgs/me/domains/_search", {})["result"]
    (of_list,) = made_up.done("POST", f"{users}/{user}/keys/_search", {})["result"]
    of_id = made_up.done("GET", f"{users}/{user}/keys/{key}")["key"]

    assert (found["id"], found["machine"]["name"]) == (user, "Robot")
    assert user in [row["id"] for row in listed]
    assert members[0]["roles"] == ["ORG_OWNER"]
    assert domains[0]["isPrimary"]
    assert (of_id["id"], of_id["details"]) == (key, of_list["details"])


def test_organisations_are_apart(made_up: Api) -> None:
    """What one organisation has, another one does not see by the services of v1."""
    provider = made_up.done("POST", ADD, NEW)["idpId"]
    other = made_up.new_organisation()

    assert other.call("GET", f"{PROVIDERS}/{provider}").status_code == 404
    assert "result" not in other.done("POST", f"{PROVIDERS}/_search", {})


def test_what_belongs_to_a_thing_goes_with_it(calling: Calling) -> None:
    """A group takes along who is in it."""
    group = calling.done(f"{GROUPS}/CreateGroup", name="Staff", organizationId=calling.context.organisation.id)["id"]
    calling.done(f"{GROUPS}/AddUsersToGroup", id=group, userIds=[calling.context.user.id])
    before = calling.done(f"{GROUPS}/ListGroupUsers")
    calling.done(f"{GROUPS}/DeleteGroup", id=group)

    (told,) = before["groupUsers"]
    assert told["groupId"] == group
    assert told["user"]["id"] == calling.context.user.id
    assert told["user"]["displayName"] == calling.context.user.name
    assert "groupUsers" not in calling.done(f"{GROUPS}/ListGroupUsers")


def test_v2_finds_what_v1_made(made_up: Api) -> None:
    """The same things, in the words of the other version."""
    domain = f"{made_up.organisation}.example"
    made_up.done("POST", "/admin/v1/trusted_domains", {"domain": domain})

    trusted = made_up.done("POST", "/zitadel.instance.v2.InstanceService/ListTrustedDomains", {})["trustedDomain"]

    assert domain in [row["domain"] for row in trusted]


def test_export_and_reset(server: Target) -> None:
    """What an instance exports gives the same things again, with their history; a reset forgets them."""
    with fresh_instance(server) as mock:
        mock.http.patch("/__admin/settings", json={"unmodelled": "fabricate"})
        provider = mock.http.post(ADD, json=NEW).json()["idpId"]
        mock.http.put(f"{PROVIDERS}/{provider}", json=CHANGED)
        before = mock.http.get(f"{PROVIDERS}/{provider}").json()
        exported = mock.http.get("/__admin/state").text
        mock.http.post("/__admin/reset")
        mock.http.patch("/__admin/settings", json={"unmodelled": "fabricate"})
        gone = mock.http.get(f"{PROVIDERS}/{provider}").status_code
        imported = mock.http.put("/__admin/state", content=exported)
        after = mock.http.get(f"{PROVIDERS}/{provider}").json()
        again = mock.http.get("/__admin/state").text

    assert (before["idp"]["name"], before["idp"]["details"]["sequence"]) == ("Store", "2")
    assert (gone, imported.status_code) == (404, 200)
    assert after == before
    assert again == exported


def test_a_seed_makes_the_same_values(tmp_path: Path) -> None:
    """Two servers with one seed make up the same things, down to the last secret; with `--fake` by faker."""

    def told(folder: Path, *options: str) -> list[object]:
        folder.mkdir()
        with serving(folder, "--unmodelled", "fabricate", "--seed", "7", "--admin-pat", "pat", *options) as running:
            headers = {"authorization": "Bearer pat"}
            with httpx.Client(base_url=running.target.base_url, headers=headers, trust_env=False) as http:
                provider = http.post(ADD, json=NEW).json()
                mail = http.post("/admin/v1/smtp", json={"senderAddress": "a@example.com", "host": "b:25"}).json()
                privacy = http.get("/management/v1/policies/privacy").json()
                return [provider, mail, privacy]

    first = told(tmp_path / "one")

    assert first == told(tmp_path / "two")
    assert told(tmp_path / "fake", "--fake", "1")[2] != first[2]


def test_marked_in_metadata(fabricating: Target) -> None:
    """Answers over gRPC are marked in their header metadata, by both libraries of the real server."""
    token = [("authorization", f"Bearer {fabricating.admin_pat}")]
    with connected(fabricating) as client:
        for service, method in (
            ("zitadel.management.v1.ManagementService", "ListOrgIDPs"),
            ("zitadel.group.v2.GroupService", "ListGroups"),
        ):
            call = client.start(method, {}, token, service=service)
            assert ("x-zitadel-mock", "fabricated") in [tuple(line) for line in call.initial_metadata()]


def test_reads_lag_behind_writes(server: Target) -> None:
    """Where an instance's reads lag, those of what is made up do."""
    with fresh_instance(server) as mock:
        mock.http.patch("/__admin/settings", json={"unmodelled": "fabricate", "consistencyLag": "60s"})
        provider = mock.http.post(ADD, json=NEW).json()["idpId"]
        read = mock.http.get(f"{PROVIDERS}/{provider}")
        changed = mock.http.put(f"{PROVIDERS}/{provider}", json=CHANGED)

    assert (read.status_code, changed.status_code) == (404, 200)


def test_errors_and_delays(made_up: Api) -> None:
    """What can go wrong on purpose goes wrong here too."""
    answer = made_up.http.post(ADD, json=NEW, headers={"prefer": "unmodelled=fabricate, example=UNAVAILABLE"})

    assert (answer.status_code, answer.headers["x-mock-injected"]) == (503, "Prefer")


def test_console_settings_page(made_up: Api) -> None:
    """The page of settings has the switch, at what is set."""
    page = made_up.http.get("/__admin/console/settings").text

    assert 'name="unmodelled" value="fabricate"' in page
