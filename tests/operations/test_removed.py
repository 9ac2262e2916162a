"""A removed organisation over a real socket: what is still told of it, and what can still be done."""

from __future__ import annotations

import httpx
import pytest

from mockserver import seeds
from mockserver.domain.ids import OrganisationId
from mockserver.domain.organisations import add_organisation_v2, remove_organisation
from mockserver.operations.first_instance import first_instance
from mockserver.settings import Settings
from tests.domain.worlds import action_made, machine_made
from tests.server import Api, error_id

MY_ORG = "/management/v1/orgs/me"


@pytest.fixture
def gone(api: Api) -> Api:
    """The administrator's calls for an organisation with an action at a trigger, which was removed."""
    api.set_trigger([api.new_action("old")])
    api.done("DELETE", MY_ORG)
    return api


def test_it_is_read_without_a_state(gone: Api) -> None:
    """Both services that read one organisation tell its name, domain and sequence."""
    org = gone.done("GET", MY_ORG)["org"]

    assert org == gone.done("GET", f"/admin/v1/orgs/{gone.organisation}")["org"]
    assert (org["details"]["sequence"], "state" in org) == ("7", False)
    assert org["primaryDomain"] == f"{org['name']}.localhost"


def test_nothing_of_it_is_found(gone: Api) -> None:
    """Searches and its flows are empty, and its domain is nobody's."""
    org = gone.done("GET", MY_ORG)["org"]
    query = {"queries": [{"idQuery": {"id": gone.organisation}}]}

    assert "result" not in gone.done("POST", "/v2/organizations/_search", query)
    assert gone.actions() == []
    assert gone.bound() == []
    assert gone.done("GET", "/management/v1/flows/1")["flow"]["details"] == {}
    by_domain = gone.call("GET", "/management/v1/global/orgs/_by_domain", params={"domain": org["primaryDomain"]})
    assert error_id(by_domain) == "QUERY-iTTGJ"


def test_new_actions_are_listed(gone: Api) -> None:
    """What is made after the removal is read again."""
    new = gone.new_action("new")

    assert gone.set_trigger([new]).is_success
    assert [action["id"] for action in gone.actions()] == [new]
    assert gone.bound() == [new]


def test_members_of_it_are_none_any_more(api: Api) -> None:
    """A member from elsewhere has no membership there; a user of its own has no token."""
    visitor = api.new_organisation()
    outsider, insider = visitor.new_user(), api.new_user()
    tokens = visitor.new_token(outsider), api.new_token(insider)
    for user in (outsider, insider):
        api.done("POST", f"{MY_ORG}/members", {"userId": user, "roles": ["ORG_OWNER"]})
    api.done("DELETE", MY_ORG)

    assert error_id(Api(api.http, api.organisation, tokens[0]).call("GET", MY_ORG)) == "AUTHZ-cdgFk"
    assert error_id(Api(api.http, "", tokens[1]).call("GET", MY_ORG)) == "AUTH-7fs1e"


def test_users_made_in_it_since_have_no_membership(gone: Api) -> None:
    """Their tokens hold, and without a role they may do as little as anybody."""
    late = Api(gone.http, "", gone.new_token(gone.new_user()))

    assert late.done("GET", "/auth/v1/users/me")["user"]["details"]["resourceOwner"] == gone.organisation
    assert error_id(late.call("GET", MY_ORG)) == "AUTHZ-cdgFk"


def test_its_id_goes_on_counting(client: httpx.Client) -> None:
    """An id of one's choice can be used again."""
    body = {"name": "Counting on", "orgId": "counting-on"}
    sequences = []
    for _ in range(2):
        sequences.append(Api(client, "").done("POST", "/v2/organizations", body)["details"]["sequence"])
        Api(client, "counting-on").done("DELETE", MY_ORG)

    assert sequences == ["4", "9"]


def test_who_uses_its_id_again_does_not_see_its_actions() -> None:
    """Neither searches nor exports tell of them, though their names are taken still."""
    instance = first_instance(Settings())
    again = OrganisationId("again")
    for _ in range(2):
        instance.append_all(add_organisation_v2(instance.state, again, "Again"))
        found = seeds.export(instance).organisations[-1]
        assert (found.id, found.actions) == (again, ())
        if not instance.state.organisation_histories[again].removed_at:
            instance.append(action_made("old", again))
            instance.append(remove_organisation(instance.state, again))

    assert instance.state.actions.where("organisation", again) == []
    assert instance.state.actions.holder((again, "old")) is instance.state.actions.ghosts["old"]


def test_an_export_leaves_it_out() -> None:
    """An instance with a removed organisation, and with a user that was made in it since, is exported without both."""
    instance = first_instance(Settings())
    before = seeds.dumps(seeds.export(instance))
    gone = OrganisationId("gone")
    instance.append_all(add_organisation_v2(instance.state, gone, "Gone"))
    instance.append(remove_organisation(instance.state, gone))
    instance.append(machine_made("late", gone))

    assert seeds.dumps(seeds.export(instance)) == before
