"""What scripts and targets add to a response."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import httpx

from tests.deliveries.calls import execute, hook, received, target
from tests.saml.service_provider import ServiceProvider
from tests.saml.setting_up import Person, bind, log_in, logged_in, sent_on

FORMAT = "urn:oasis:names:tc:SAML:2.0:attrname-format:basic"
FUNCTION = {"function": {"name": "presamlresponse"}}
LOG = "urn:zitadel:iam:action:function/presamlresponse:log"


def metadata_of(client: httpx.Client, user: str) -> dict[str, str]:
    """What is kept of a user, by key."""
    rows = client.post(f"/management/v1/users/{user}/metadata/_search", json={}).raise_for_status().json()
    return {row["key"]: row["value"] for row in rows.get("result", ())}


def last_entry(client: httpx.Client) -> Any:
    """The request of the journal that ended a login."""
    rows = client.get("/__admin/requests?limit=20").raise_for_status().json()["requests"]
    number = next(row["id"] for row in rows if row["path"] == "/ui/login/password")
    return client.get(f"/__admin/requests/{number}").raise_for_status().json()


def test_a_script_sets_attributes(client: httpx.Client, portal: ServiceProvider, ada: Person) -> None:
    """All values of an attribute are told, and of two that set one the first counts."""
    first = bind(
        client,
        f"""function one(ctx, api) {{
          const user = ctx.v1.getUser();
          api.v1.attributes.setCustomAttribute('Team', '{FORMAT}', 'red', user.human.firstName);
          api.v1.attributes.setCustomAttribute('Team', '{FORMAT}', 'blue');
          api.v1.user.setMetadata('seen', 'yes');
        }}""",
        "one",
    )
    bind(
        client,
        f"""function two(ctx, api) {{
          api.v1.attributes.setCustomAttribute('Team', '{FORMAT}', 'green');
          const seen = ctx.v1.user.getMetadata().metadata.map((entry) => entry.key + '=' + entry.value);
          api.v1.attributes.setCustomAttribute('Seen', '', ...seen, String(ctx.v1.user.grants.count));
        }}""",
        "two",
        before=first,
    )
    found = portal.accepted(logged_in(client, portal, ada)).get_attributes()
    assert found["Team"] == ["red", "Ada"]
    assert found["Seen"] == ["seen=yes", "0"]
    assert metadata_of(client, ada.id) == {"seen": "InllcyI="}


def test_a_run_is_in_the_journal(client: httpx.Client, portal: ServiceProvider, ada: Person) -> None:
    """It stands with the request that ended the login."""
    bind(client, "function f(ctx, api) { api.v1.attributes.setCustomAttribute('A', '', 'b'); }")
    logged_in(client, portal, ada)
    (run,) = last_entry(client)["runs"]
    assert (run["flow"], run["trigger"], run["action"]) == ("4", "6", "f")
    assert run["attributes"] == [{"name": "A", "format": "", "values": ["b"]}]


def test_a_script_that_throws(client: httpx.Client, portal: ServiceProvider, ada: Person) -> None:
    """The service provider is told that there is no login, in a response that it does not accept."""
    bind(client, "function f(ctx, api) { api.v1.user.setMetadata('before', 1); throw new Error('no'); }")
    refused = portal.refused(logged_in(client, portal, ada))
    assert "InvalidAttrNameOrValue" in refused
    assert "failed to create response" in refused
    assert metadata_of(client, ada.id) == {"before": "MQ=="}


def test_a_script_that_may_throw(client: httpx.Client, portal: ServiceProvider, ada: Person) -> None:
    """What it set before counts."""
    script = "function f(ctx, api) { api.v1.attributes.setCustomAttribute('A', '', 'b'); throw new Error('no'); }"
    bind(client, script, may_fail=True)
    assert portal.accepted(logged_in(client, portal, ada)).get_attributes()["A"] == ["b"]


def test_only_scripts_of_the_users_organisation_run(client: httpx.Client, portal: ServiceProvider, ada: Person) -> None:
    """Those of the other ones are nobody's affair, though the application were theirs."""
    other = client.post("/management/v1/orgs", json={"name": "Other"}).raise_for_status().json()["id"]
    client.headers["x-zitadel-orgid"] = other
    bind(client, "function f(ctx, api) { throw new Error('not ours'); }")
    del client.headers["x-zitadel-orgid"]
    portal.accepted(logged_in(client, portal, ada))


def test_a_target_appends_attributes(client: httpx.Client, portal: ServiceProvider, ada: Person) -> None:
    """It is sent who logs in, behind the scripts, whose attributes its own take the place of."""
    bind(client, "function f(ctx, api) { api.v1.attributes.setCustomAttribute('Team', '', 'script'); }")
    answer = {
        "append_attribute": [
            {"name": "Team", "name_format": FORMAT, "value": ["target", "too"]},
            {"name": "Odd", "name_format": "", "value": ["<&\u0001"]},
        ],
        "set_user_metadata": [{"key": "kept", "value": "eWVz"}, {"key": "", "value": "eWVz"}],
        "append_claims": [{"key": "unknown", "value": 1}],
    }
    execute(client, FUNCTION, target(client, hook(client, "saml", body=answer)))
    found = portal.accepted(logged_in(client, portal, ada)).get_attributes()
    assert found["Team"] == ["target", "too"]
    assert found["Odd"] == ["<&\ufffd"]
    assert found[LOG] == ['failed to set user metadata key ""']
    assert metadata_of(client, ada.id) == {"kept": "eWVz"}
    (sent,) = received(client, "saml")
    assert set(sent) == {"function", "user"}
    assert sent["function"] == "function/presamlresponse"
    user = sent["user"]
    assert (user["id"], user["type"], user["login_names"]) == (ada.id, 1, ["ada"])
    assert list(user) == [
        *("id", "creation_date", "change_date", "resource_owner", "sequence", "state", "type", "username"),
        *("login_names", "preferred_login_name", "human"),
    ]
    assert len(last_entry(client)["deliveries"]) == 1


REFUSALS: Sequence[dict[str, Any]] = (
    {"status": 500},
    {"body": {"forwardedStatusCode": 403, "forwardedErrorMessage": "no"}},
    {"body": {"append_attribute": [{"name": "A", "value": "no list"}]}},
    {"body": {"append_attribute": {}}},
    {"body": {"append_attribute": [{"name": 1}]}},
    {"body": {"append_attribute": ["text"]}},
)


def test_a_target_that_refuses(client: httpx.Client, portal: ServiceProvider, ada: Person) -> None:
    """Nobody is logged in, whatever is wrong with its answer."""
    execute(client, FUNCTION, target(client, hook(client, "saml")))
    for answer in REFUSALS:
        hook(client, "saml", **answer)
        page = client.get(f"{portal.login_address()}&mock_user={ada.id}")
        assert "InvalidAttrNameOrValue" in portal.refused(sent_on(page)), answer


def test_who_may_not_be_let_in(client: httpx.Client, portal: ServiceProvider, ada: Person) -> None:
    """A project that wants grants keeps people out of its applications for SAML too."""
    (project,) = client.post("/management/v1/projects/_search", json={}).json()["result"]
    body = {"name": "portal", "projectRoleCheck": True}
    client.put(f"/management/v1/projects/{project['id']}", json=body).raise_for_status()
    page = log_in(client, client.get(portal.login_address()), ada)
    assert 'data-error-id="APP-asb43"' in page.text
    role = {"roleKey": "reader", "displayName": "Reader"}
    client.post(f"/management/v1/projects/{project['id']}/roles", json=role).raise_for_status()
    grant = {"projectId": project["id"], "roleKeys": ["reader"]}
    client.post(f"/management/v1/users/{ada.id}/grants", json=grant).raise_for_status()
    bind(
        client,
        "function f(ctx, api) { const [grant] = ctx.v1.user.grants.grants;"
        " api.v1.attributes.setCustomAttribute('Roles', '', ...grant.roles); }",
    )
    again = log_in(client, client.get(portal.login_address()), ada)
    assert portal.accepted(sent_on(again)).get_attributes()["Roles"] == ["reader"]
