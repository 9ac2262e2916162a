"""How the error IDs of identity providers, login policies and links come about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import httpx

from tests.error_cases.sending import NOBODY, USERS, Provoke, delete, get, post, put, twice
from tests.server import Api, unique

MANAGEMENT, ADMIN = "/management/v1", "/admin/v1"
POLICY = f"{MANAGEMENT}/policies/login"
DEFAULT_POLICY = f"{ADMIN}/policies/login"
OIDC = {"name": "Provider", "issuer": "http://localhost:1", "clientId": "client", "clientSecret": "secret"}
OAUTH = {
    "name": "Provider",
    "clientId": "client",
    "clientSecret": "secret",
    "authorizationEndpoint": "http://localhost:1/authorize",
    "tokenEndpoint": "http://localhost:1/token",
    "userEndpoint": "http://localhost:1/user",
    "idAttribute": "id",
}
BLANK = " "
_ONLY_TOLD = frozenset({"details", "isDefault", "secondFactors", "multiFactors", "idps"})
"""Of a policy; the official client for JavaScript refuses to send what a message has no field for."""
_FIELDS = {
    "generic_oidc": ("name", "issuer", "clientId", "clientSecret"),
    "oauth": (
        *("name", "clientId", "clientSecret"),
        *("authorizationEndpoint", "tokenEndpoint", "userEndpoint", "idAttribute"),
    ),
}
_IDS = {
    ("AddGenericOIDCProvider", "Sgtj5 Hz6zj fb5jm Sfdf4"),
    ("UpdateGenericOIDCProvider", "Dvf4f BDfr3 Db3bs"),
    ("AddGenericOAuthProvider", "D32ef Dbgzf DF4ga B23bs D2gj8 Fb8jk sadf3d|sdf3f"),
    ("UpdateGenericOAuthProvider", "D32ef|Sf3gh Dbgzf|SHJ3ui B23bs|SVrgh D2gj8|DJKeio Fb8jk|ILSJi SAe4gh|JKD3h"),
}
"""Of each operation, the ends of the IDs for blank fields, in their order; those of the instance behind a bar."""


def new_provider(api: Api, root: str = MANAGEMENT, **options: bool) -> str:
    """Add an OpenID provider; returns its id."""
    return str(api.done("POST", f"{root}/idps/generic_oidc", {**OIDC, "providerOptions": options})["id"])


def new_person(api: Api, *links: Mapping[str, str]) -> httpx.Response:
    """Add a person with accounts at providers, by the service of v2."""
    name = unique("person")
    body = {
        "username": name,
        "organization": {"orgId": api.organisation},
        "profile": {"givenName": "Ada", "familyName": "Test"},
        "email": {"email": f"{name}@example.com", "isVerified": True},
        "idpLinks": links,
    }
    return api.call("POST", "/v2/users/human", json=body)


def _blank_cases() -> Mapping[tuple[str, str], Provoke]:
    """A case for each field that must not be blank."""
    cases: dict[tuple[str, str], Provoke] = {}
    for operation, ends in _IDS:
        path, valid = ("generic_oidc", OIDC) if "OIDC" in operation else ("oauth", OAUTH)
        adds = operation.startswith("Add")
        fields = [field for field in _FIELDS[path] if adds or field != "clientSecret"]
        for field, end in zip(fields, ends.split(), strict=True):
            of_organisation, _, of_instance = end.partition("|")
            body = {**valid, field: BLANK}
            for prefix, root, last in (("", MANAGEMENT, of_organisation), ("Admin", ADMIN, of_instance or end)):
                id_ = f"{'INST' if prefix else 'ORG'}-{last}"
                send = post(f"{root}/idps/{path}", body) if adds else put(f"{root}/idps/{path}/{NOBODY}", body)
                cases[f"{prefix}{operation}", id_] = send
    return cases


def with_policy(provoke: Provoke, *idps: Callable[[Api], str]) -> Provoke:
    """The same where the organisation has a policy of its own, with the providers that are made for it."""

    def provoke_then(api: Api) -> httpx.Response:
        listed = [{"idpId": make(api), "ownerType": "IDP_OWNER_TYPE_ORG"} for make in idps]
        api.done("POST", POLICY, {"allowUsernamePassword": True, "idps": listed})
        return provoke(api)

    return provoke_then


def _twice_in_policy(api: Api) -> httpx.Response:
    body = {"idpId": new_provider(api), "ownerType": "IDP_OWNER_TYPE_ORG"}
    api.done("POST", POLICY, {"allowUsernamePassword": True})
    api.done("POST", f"{POLICY}/idps", body)
    return api.call("POST", f"{POLICY}/idps", json=body)


def _twice_in_default_policy(api: Api) -> httpx.Response:
    body = {"idpId": new_provider(api, ADMIN)}
    api.done("POST", f"{DEFAULT_POLICY}/idps", body)
    try:
        return api.call("POST", f"{DEFAULT_POLICY}/idps", json=body)
    finally:
        api.done("DELETE", f"{ADMIN}/idps/templates/{body['idpId']}")


def default_policy(api: Api) -> dict[str, Any]:
    """The instance's policy as it can be set, which is less than is told of it."""
    told = api.done("GET", DEFAULT_POLICY)["policy"]
    return {name: value for name, value in told.items() if name not in _ONLY_TOLD}


def _default_unchanged(api: Api) -> httpx.Response:
    return api.call("PUT", DEFAULT_POLICY, json=default_policy(api))


def _linked_twice(api: Api) -> httpx.Response:
    link = {"idpId": new_provider(api), "userId": "outside", "userName": "outside"}
    assert new_person(api, link).is_success
    user = new_person(api).json()["userId"]
    return api.call("POST", f"/v2/users/{user}/links", json={"idpLink": link})


def _linked_to_nothing(api: Api) -> httpx.Response:
    user = new_person(api).json()["userId"]
    link = {"idpId": NOBODY, "userId": "outside", "userName": "outside"}
    return api.call("POST", f"/v2/users/{user}/links", json={"idpLink": link})


def _imported(api: Api) -> httpx.Response:
    name = unique("imported")
    body = {
        "userName": name,
        "profile": {"firstName": "Ada", "lastName": "Test"},
        "email": {"email": f"{name}@example.com", "isEmailVerified": True},
        "idps": [{"configId": new_provider(api), "externalUserId": "outside", "displayName": "outside"}],
    }
    return api.call("POST", f"{USERS}/human/_import", json=body)


_LINK = {"idpLink": {"idpId": NOBODY, "userId": "outside", "userName": "outside"}}
_SAME = {"allowUsernamePassword": True}
_OF_ORGANISATION = {"idpId": NOBODY, "ownerType": "IDP_OWNER_TYPE_ORG"}

_SECOND, _MULTI = "SECOND_FACTOR_TYPE_OTP", "MULTI_FACTOR_TYPE_U2F_WITH_VERIFICATION"


def _factor_cases() -> Mapping[tuple[str, str], Provoke]:
    """A case for each factor that is there already, or is not there. The instance's policy has both from the start."""
    cases: dict[tuple[str, str], Provoke] = {}
    for kind, factor, taken, missing in (("Second", _SECOND, "2B0ps", "3M9od"), ("Multi", _MULTI, "3M9od", "3M9df")):
        path = f"{kind.lower()}_factors"
        cases[f"Add{kind}FactorToLoginPolicy", f"Org-{taken}"] = with_policy(_added_twice(f"{POLICY}/{path}", factor))
        cases[f"Remove{kind}FactorFromLoginPolicy", f"Org-{missing}"] = delete(f"{POLICY}/{path}/{factor}")
        cases[f"AdminAdd{kind}FactorToLoginPolicy", f"INSTANCE-{taken}"] = post(
            f"{DEFAULT_POLICY}/{path}", {"type": factor}
        )
        cases[f"AdminRemove{kind}FactorFromLoginPolicy", f"INSTANCE-{missing}"] = _removed_by_default(path, factor)
    return cases


def _added_twice(path: str, factor: str) -> Provoke:
    return twice("POST", path, lambda: {"type": factor})


def _removed_by_default(path: str, factor: str) -> Provoke:
    def provoke(api: Api) -> httpx.Response:
        api.done("DELETE", f"{DEFAULT_POLICY}/{path}/{factor}")
        try:
            return api.call("DELETE", f"{DEFAULT_POLICY}/{path}/{factor}")
        finally:
            _have_default_factors(api, path)

    return provoke


def _have_default_factors(api: Api, path: str) -> None:
    """Let the instance's policy have its factors in the order in which it starts with them."""
    usual = ["SECOND_FACTOR_TYPE_OTP", "SECOND_FACTOR_TYPE_U2F"] if path == "second_factors" else [_MULTI]
    for each in api.done("POST", f"{DEFAULT_POLICY}/{path}/_search").get("result", []):
        api.done("DELETE", f"{DEFAULT_POLICY}/{path}/{each}")
    for each in usual:
        api.done("POST", f"{DEFAULT_POLICY}/{path}", {"type": each})


CASES: Mapping[tuple[str, str], Provoke] = {
    **_blank_cases(),
    **_factor_cases(),
    ("UpdateGenericOIDCProvider", "ORG-Dg331"): put(f"{MANAGEMENT}/idps/generic_oidc/{NOBODY}", OIDC),
    ("UpdateGenericOAuthProvider", "ORG-JNsd3"): put(f"{MANAGEMENT}/idps/oauth/{NOBODY}", OAUTH),
    ("AdminUpdateGenericOIDCProvider", "INST-Dg331"): put(f"{ADMIN}/idps/generic_oidc/{NOBODY}", OIDC),
    ("AdminUpdateGenericOAuthProvider", "INST-D3r1s"): put(f"{ADMIN}/idps/oauth/{NOBODY}", OAUTH),
    ("GetProviderByID", "QUERY-SAFrt"): get(f"{MANAGEMENT}/idps/templates/{NOBODY}"),
    ("AdminGetProviderByID", "QUERY-SAFrt"): get(f"{ADMIN}/idps/templates/{NOBODY}"),
    ("V2GetIDPByID", "QUERY-SAFrt"): get(f"/v2/idps/{NOBODY}"),
    ("DeleteProvider", "ORG-Se3tg"): delete(f"{MANAGEMENT}/idps/templates/{NOBODY}"),
    ("AdminDeleteProvider", "INST-Se3tg"): delete(f"{ADMIN}/idps/templates/{NOBODY}"),
    ("AddCustomLoginPolicy", "Org-WSfdq"): post(POLICY, {"defaultRedirectUri": "nowhere"}),
    ("AddCustomLoginPolicy", "Org-SFeea"): post(POLICY, {"secondFactors": [0]}),
    ("AddCustomLoginPolicy", "Org-WSfrg"): post(POLICY, {"multiFactors": [0]}),
    ("AddCustomLoginPolicy", "Org-Dgfb2"): with_policy(post(POLICY, {})),
    ("AddCustomLoginPolicy", "Org-FEd32"): post(POLICY, {"idps": [_OF_ORGANISATION]}),
    ("UpdateCustomLoginPolicy", "Org-Sfd21"): put(POLICY, {"defaultRedirectUri": "https://"}),
    ("UpdateCustomLoginPolicy", "Org-M0sif"): put(POLICY, {}),
    ("UpdateCustomLoginPolicy", "Org-5M9vdd"): with_policy(put(POLICY, _SAME), new_provider),
    ("ResetLoginPolicyToDefault", "Org-GHB37"): delete(POLICY),
    ("AddIDPToLoginPolicy", "Org-Ffgw2"): post(f"{POLICY}/idps", _OF_ORGANISATION),
    ("AddIDPToLoginPolicy", "Org-3N9fs"): with_policy(post(f"{POLICY}/idps", _OF_ORGANISATION)),
    ("AddIDPToLoginPolicy", "Org-2B0ps"): _twice_in_policy,
    ("RemoveIDPFromLoginPolicy", "Org-GVDfe"): delete(f"{POLICY}/idps/{NOBODY}"),
    ("RemoveIDPFromLoginPolicy", "Org-39fjs"): with_policy(delete(f"{POLICY}/idps/{NOBODY}"), new_provider),
    ("UpdateLoginPolicy", "IAM-SFdqd"): put(DEFAULT_POLICY, {"defaultRedirectUri": "nowhere"}),
    ("UpdateLoginPolicy", "INSTANCE-5M9vdd"): _default_unchanged,
    ("AdminAddIDPToLoginPolicy", "INSTANCE-m8fsd"): post(f"{DEFAULT_POLICY}/idps", {"idpId": NOBODY}),
    ("AdminAddIDPToLoginPolicy", "INSTANCE-2B0ps"): _twice_in_default_policy,
    ("AdminRemoveIDPFromLoginPolicy", "INSTANCE-39fjs"): delete(f"{DEFAULT_POLICY}/idps/{NOBODY}"),
    ("RemoveHumanLinkedIDP", "COMMAND-1M9xR"): delete(f"{USERS}/{NOBODY}/idps/{NOBODY}/outside"),
    ("RemoveIDPLink", "COMMAND-1M9xR"): delete(f"/v2/users/{NOBODY}/links/{NOBODY}/outside"),
    ("AddIDPLink", "COMMAND-vzktar7b7f"): post(f"/v2/users/{NOBODY}/links", _LINK),
    ("AddIDPLink", "COMMAND-39nf2"): _linked_to_nothing,
    ("AddIDPLink", "V3-DKcYh"): _linked_twice,
    ("ImportHumanUser", "COMMAND-SJI3g"): _imported,
}
