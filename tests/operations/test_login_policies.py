"""Login policies and identity providers, as programs meet them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.error_cases.identity_providers import (
    ADMIN,
    DEFAULT_POLICY,
    MANAGEMENT,
    OIDC,
    POLICY,
    new_person,
    new_provider,
)
from tests.error_cases.sending import USERS
from tests.server import Api, error_id, unique

IDPS = f"{MANAGEMENT}/idps"


def policy(api: Api) -> dict[str, Any]:
    """What the organisation is told of its policy."""
    told: dict[str, Any] = api.done("GET", POLICY)
    return told


def listed(idp: str) -> dict[str, str]:
    """A provider as a policy is given it."""
    return {"idpId": idp, "ownerType": "IDP_OWNER_TYPE_ORG"}


def test_an_organisation_has_the_instances_policy_until_it_has_its_own(api: Api) -> None:
    """Which says what it was given and nothing else, and goes again."""
    assert (policy(api)["isDefault"], policy(api)["policy"]["isDefault"]) == (True, True)
    given = {"allowRegister": True, "passwordCheckLifetime": "60s", "secondFactors": ["SECOND_FACTOR_TYPE_U2F"]}
    api.done("POST", POLICY, given)

    told = policy(api)
    assert "isDefault" not in told
    assert {name: told["policy"][name] for name in given} == given
    assert "allowUsernamePassword" not in told["policy"]
    settings = api.done("GET", f"/v2/settings/login?ctx.orgId={api.organisation}")["settings"]
    assert (settings["resourceOwnerType"], settings["secondFactors"]) == (
        "RESOURCE_OWNER_TYPE_ORG",
        ["SECOND_FACTOR_TYPE_U2F"],
    )

    api.done("DELETE", POLICY)
    assert policy(api)["isDefault"]


def test_a_policys_place_is_that_of_its_last_factor(api: Api) -> None:
    """Providers are counted by the organisation, but not shown by the policy."""
    first = new_provider(api)
    before = int(api.done("PUT", f"{IDPS}/generic_oidc/{first}", OIDC | {"name": "x"})["details"]["sequence"])
    factors = ["SECOND_FACTOR_TYPE_OTP", "SECOND_FACTOR_TYPE_U2F"]

    written = api.done("POST", POLICY, {"secondFactors": factors, "idps": [listed(first)]})["details"]["sequence"]
    assert int(written) == before + 4
    assert int(policy(api)["policy"]["details"]["sequence"]) == before + 3
    api.done("POST", f"{POLICY}/idps", listed(new_provider(api)))
    assert int(policy(api)["policy"]["details"]["sequence"]) == before + 3


def test_a_change_leaves_factors_and_providers(api: Api) -> None:
    """They have operations of their own."""
    idp = new_provider(api)
    api.done("POST", POLICY, {"secondFactors": ["SECOND_FACTOR_TYPE_OTP"], "idps": [listed(idp)]})

    api.done("PUT", POLICY, {"forceMfa": True})

    told = policy(api)["policy"]
    assert (told["forceMfa"], told["secondFactors"]) == (True, ["SECOND_FACTOR_TYPE_OTP"])
    assert told["idps"] == [{"idpId": idp, "idpName": "Provider", "idpType": "IDP_TYPE_OIDC"}]


def test_a_provider_that_is_removed_is_nowhere(api: Api) -> None:
    """Not in the policy, and nobody is linked to it; its accounts are free for another one."""
    idp = new_provider(api)
    api.done("POST", POLICY, {"idps": [listed(idp)]})
    user = new_person(api, {"idpId": idp, "userId": "outside", "userName": "x"}).json()["userId"]
    links = f"{USERS}/{user}/idps/_search"
    assert len(api.done("POST", links)["result"]) == 1

    api.done("DELETE", f"{IDPS}/templates/{idp}")

    assert "idps" not in policy(api)["policy"]
    assert "result" not in api.done("POST", links)


def test_a_secret_that_is_left_out_stays(api: Api) -> None:
    """Nothing else is new then, and nothing happens."""
    idp = new_provider(api)
    path = f"{IDPS}/generic_oidc/{idp}"

    same = api.done("PUT", path, {**OIDC, "clientSecret": ""})["details"]["sequence"]
    changed = api.done("PUT", path, {**OIDC, "clientSecret": "other"})["details"]["sequence"]

    assert int(changed) == int(same) + 1


def test_an_organisation_sees_its_providers_and_the_instances(api: Api) -> None:
    """Another one does not see the former."""
    own, common = new_provider(api), new_provider(api, ADMIN)
    try:
        seen = {idp["id"]: idp["owner"] for idp in api.done("POST", f"{IDPS}/templates/_search")["result"]}
        assert (seen[own], seen[common]) == ("IDP_OWNER_TYPE_ORG", "IDP_OWNER_TYPE_SYSTEM")
        by_owner = {"queries": [{"ownerTypeQuery": {"ownerType": "IDP_OWNER_TYPE_ORG"}}]}
        assert [idp["id"] for idp in api.done("POST", f"{IDPS}/templates/_search", by_owner)["result"]] == [own]
        other = api.new_organisation()
        assert other.call("GET", f"{IDPS}/templates/{own}").status_code == 404
        assert other.done("GET", f"{IDPS}/templates/{common}")["idp"]["config"]["oidc"]["clientId"] == "client"
        assert other.call("POST", POLICY, json={"idps": [listed(own)]}).status_code == 400
        assert api.done("GET", f"/v2/idps/{own}")["idp"]["type"] == "IDP_TYPE_OIDC"
    finally:
        api.done("DELETE", f"{ADMIN}/idps/templates/{common}")


def test_the_instances_policy_holds_where_there_is_no_other(api: Api) -> None:
    """With its providers, until it is as it was."""
    common = new_provider(api, ADMIN)
    try:
        api.done("POST", f"{DEFAULT_POLICY}/idps", {"idpId": common})
        assert policy(api)["policy"]["idps"][0]["idpId"] == common
        active = api.done("GET", f"/v2/settings/login/idps?ctx.orgId={api.organisation}")["identityProviders"]
        assert [idp["id"] for idp in active] == [common]
    finally:
        api.done("DELETE", f"{ADMIN}/idps/templates/{common}")
    assert "idps" not in policy(api)["policy"]


@pytest.mark.parametrize(("asked", "found"), [("creationAllowed=true", 1), ("creationAllowed=false", 0), ("", 1)])
def test_active_providers_can_be_asked_for_by_what_they_allow(api: Api, asked: str, found: int) -> None:
    """What is not asked for does not matter."""
    idp = new_provider(api, isCreationAllowed=True)
    api.done("POST", POLICY, {"idps": [listed(idp)]})

    told = api.done("GET", f"/v2/settings/login/idps?ctx.orgId={api.organisation}&{asked}")

    assert len(told.get("identityProviders", ())) == found


def test_links_are_told_by_both_services(api: Api) -> None:
    """And taken away by either."""
    idp = new_provider(api)
    account = unique("account")
    link = {"idpId": idp, "userId": account, "userName": "Outside"}
    user = new_person(api).json()["userId"]
    api.done("POST", f"/v2/users/{user}/links", {"idpLink": link})

    assert api.done("POST", f"/v2/users/{user}/links/_search")["result"] == [link]
    told = api.done("POST", f"{USERS}/{user}/idps/_search")["result"]
    assert told == [
        {
            "userId": user,
            "idpId": idp,
            "idpName": "Provider",
            "providedUserId": account,
            "providedUserName": "Outside",
            "idpType": "IDP_TYPE_OIDC",
        }
    ]
    api.done("DELETE", f"/v2/users/{user}/links/{idp}/{account}")
    assert "result" not in api.done("POST", f"{USERS}/{user}/idps/_search")


def test_links_belong_to_the_organisation_of_their_user(api: Api) -> None:
    """Another one can neither see nor remove them."""
    idp = new_provider(api)
    user = new_person(api, {"idpId": idp, "userId": "outside", "userName": "out"}).json()["userId"]
    link = f"{USERS}/{user}/idps/{idp}/outside"

    refused = Api(api.http, "").new_organisation().call("DELETE", link)

    assert (refused.status_code, error_id(refused)) == (404, "COMMAND-1M9xR")
    assert len(api.done("POST", f"{USERS}/{user}/idps/_search")["result"]) == 1
    assert api.call("DELETE", link).status_code == 200
