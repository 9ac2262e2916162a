"""One run through all operations, and its answers in a form that does not depend on when and where it was told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from contracts.placeholders import TIMESTAMP
from tests.error_cases.identity_providers import OAUTH, OIDC, default_policy
from tests.error_cases.projects import new_project
from tests.error_cases.saml import metadata_of, registered
from tests.error_cases.sending import ACTIONS, FLOWS, MEMBERS, MY_ORG, PROJECTS, USERS
from tests.protocols.rpc_transport import operation_of
from tests.server import Api, unique

Told = list[tuple[str, Any]]
"""Operation and answer of each request."""

_MADE_UP = re.compile(r"[0-9]{15,20}|[a-z0-9]+-[0-9]+(?=$|\.localhost)")
_SECRETS = frozenset({"token", "keyDetails", "clientSecret"})
_U2F = "MULTI_FACTOR_TYPE_U2F_WITH_VERIFICATION"
_OPTIONS = {"isLinkingAllowed": True, "isCreationAllowed": True, "autoLinking": "AUTO_LINKING_OPTION_EMAIL"}
_OF_INSTANCE = (
    *("AdminAddGenericOAuthProvider", "AdminAddGenericOIDCProvider", "AdminDeleteProvider", "AdminGetProviderByID"),
    *("AdminListProviders", "AdminUpdateGenericOAuthProvider", "AdminUpdateGenericOIDCProvider"),
    *("AdminAddIDPToLoginPolicy", "AdminGetLoginPolicy", "AdminRemoveIDPFromLoginPolicy", "UpdateLoginPolicy"),
    *("AdminAddMultiFactorToLoginPolicy", "AdminAddSecondFactorToLoginPolicy"),
    *("AdminRemoveMultiFactorFromLoginPolicy", "AdminRemoveSecondFactorFromLoginPolicy"),
    *("GetDefaultLoginPolicy", "GetLoginPolicy"),
)
_HISTORY = frozenset({"AddIAMMember", "GetDefaultOrg", *_OF_INSTANCE})
"""What all tests of a worker have done counts in the sequences of these."""


def tell(api: Api) -> None:
    """Call every operation that all protocols have, with success."""
    _health(api)
    _actions_and_flows(api)
    _users_and_members(api)
    _organisations(api)
    # First, as of the policy that instances start with less is told, until it is changed.
    _providers_of_the_instance(api)
    _providers(api)
    _saml(api)


def _health(api: Api) -> None:
    for service in ("management", "admin", "auth"):
        api.done("GET", f"/{service}/v1/healthz")


def _actions_and_flows(api: Api) -> None:
    fields = {"name": unique("action"), "script": "function f() {}", "timeout": "1.500s", "allowedToFail": True}
    first = api.done("POST", ACTIONS, fields)["id"]
    second = api.new_action()
    api.done("PUT", f"{ACTIONS}/{first}", {**fields, "script": "function g() {} // ü 🙂", "timeout": "0s"})
    api.done("POST", f"{ACTIONS}/{first}/_deactivate")
    api.done("POST", f"{ACTIONS}/{first}/_reactivate")
    api.done("GET", f"{ACTIONS}/{first}")
    query = {"actionNameQuery": {"name": "ACTION", "method": "TEXT_QUERY_METHOD_STARTS_WITH_IGNORE_CASE"}}
    page = {"query": {"limit": 10, "asc": True}, "sortingColumn": "ACTION_FIELD_NAME_ID"}
    api.done("POST", f"{ACTIONS}/_search", {**page, "queries": [query]})
    api.done("POST", f"{FLOWS}/types/_search")
    api.done("POST", f"{FLOWS}/2/triggers/_search")
    api.done("GET", f"{FLOWS}/1")
    api.done("POST", f"{FLOWS}/1/trigger/1", {"actionIds": [second, first]})
    api.done("GET", f"{FLOWS}/1")
    api.done("DELETE", f"{ACTIONS}/{second}")
    api.done("POST", f"{FLOWS}/1/_clear")


def _users_and_members(api: Api) -> None:
    user = api.new_user()
    token = api.new_token(user)
    api.done("POST", f"{USERS}/{user}/keys", {"type": "KEY_TYPE_JSON", "expirationDate": "2099-01-01T00:00:00Z"})
    api.done("POST", f"{USERS}/{user}/keys/_search", {"query": {"limit": 5}})
    api.done("PUT", f"{USERS}/{user}/secret")
    api.done("POST", MEMBERS, {"userId": user, "roles": ["ORG_OWNER"]})
    api.done("POST", "/admin/v1/members", {"userId": user, "roles": ["IAM_OWNER_VIEWER"]})
    member = Api(api.http, api.organisation, token)
    member.done("GET", "/auth/v1/users/me")
    member.done("POST", "/auth/v1/permissions/zitadel/me/_search")


def _organisations(api: Api) -> None:
    named = api.done("GET", MY_ORG)["org"]
    api.done("GET", f"/management/v1/global/orgs/_by_domain?domain={named['primaryDomain']}")
    api.done("GET", f"/admin/v1/orgs/{named['id']}")
    api.done("GET", "/admin/v1/orgs/default")
    api.done("PUT", MY_ORG, {"name": unique("renamed")})
    api.done("POST", f"{MY_ORG}/_deactivate")
    api.done("POST", f"{MY_ORG}/_reactivate")
    api.done("POST", "/v2/organizations/_search", {"queries": [{"idQuery": {"id": named["id"]}}]})
    added = api.done("POST", "/v2/organizations", {"name": unique("v2")})["organizationId"]
    api.done("DELETE", f"/admin/v1/orgs/{added}")
    api.new_organisation().done("DELETE", MY_ORG)


def _saml(api: Api) -> None:
    project = new_project(api)
    app = registered(api, project)
    path = f"{PROJECTS}/{project}/apps/{app}/saml_config"
    api.done("PUT", path, {"metadataXml": metadata_of(unique("entity")), "loginVersion": {"loginV1": {}}})


def _providers(api: Api) -> None:
    root, policy = "/management/v1/idps", "/management/v1/policies/login"
    options = {"providerOptions": _OPTIONS}
    oidc = api.done("POST", f"{root}/generic_oidc", {**OIDC, **options, "scopes": ["openid"]})["id"]
    api.done("PUT", f"{root}/generic_oidc/{oidc}", {**OIDC, "name": "Changed", "clientSecret": "", **options})
    oauth = api.done("POST", f"{root}/oauth", OAUTH)["id"]
    api.done("PUT", f"{root}/oauth/{oauth}", {**OAUTH, "name": "Changed", **options})
    api.done("GET", f"{root}/templates/{oidc}")
    api.done("GET", f"{root}/templates/{oauth}")
    api.done("POST", f"{root}/templates/_search", {"queries": [{"idpNameQuery": {"name": "Changed"}}]})
    api.done("GET", policy)
    api.done("GET", "/management/v1/policies/default/login")
    lifetimes = {"mfaInitSkipLifetime": "0s", "passwordCheckLifetime": "864000s"}
    idps = [{"idpId": oidc, "ownerType": "IDP_OWNER_TYPE_ORG"}]
    factors = {"secondFactors": ["SECOND_FACTOR_TYPE_OTP"], "multiFactors": [_U2F]}
    api.done("POST", policy, {"allowExternalIdp": True, **lifetimes, **factors, "idps": idps})
    api.done("GET", policy)
    api.done("PUT", policy, {"allowUsernamePassword": True, "passwordlessType": "PASSWORDLESS_TYPE_ALLOWED"})
    api.done("POST", f"{policy}/idps", {"idpId": oauth, "ownerType": "IDP_OWNER_TYPE_ORG"})
    api.done("POST", f"{policy}/idps/_search", {"query": {"limit": 1}})
    api.done("DELETE", f"{policy}/idps/{oauth}")
    for path, factor, search in (
        ("second_factors", "SECOND_FACTOR_TYPE_OTP", "second_factors"),
        ("multi_factors", _U2F, "auth_factors"),
    ):
        api.done("DELETE", f"{policy}/{path}/{factor}")
        api.done("POST", f"{policy}/{path}", {"type": factor})
        api.done("POST", f"{policy}/{search}/_search")
    _links(api, oidc)
    api.done("DELETE", policy)
    api.done("DELETE", f"{root}/templates/{oidc}")


def _links(api: Api, idp: str) -> None:
    name = unique("linked")
    person = {
        "userName": name,
        "profile": {"firstName": "Ada", "lastName": "Test"},
        "email": {"email": f"{name}@example.com", "isEmailVerified": True},
        "idps": [{"configId": idp, "externalUserId": "outside", "displayName": "Outside"}],
    }
    user = api.done("POST", f"{USERS}/human/_import", person)["userId"]
    api.done("POST", f"{USERS}/{user}/idps/_search")
    api.done("DELETE", f"{USERS}/{user}/idps/{idp}/outside")


def _providers_of_the_instance(api: Api) -> None:
    root, policy = "/admin/v1/idps", "/admin/v1/policies/login"
    oidc = api.done("POST", f"{root}/generic_oidc", OIDC)["id"]
    api.done("PUT", f"{root}/generic_oidc/{oidc}", {**OIDC, "name": unique("instance")})
    oauth = api.done("POST", f"{root}/oauth", OAUTH)["id"]
    api.done("PUT", f"{root}/oauth/{oauth}", {**OAUTH, "name": unique("instance")})
    api.done("GET", f"{root}/templates/{oidc}")
    api.done("POST", f"{root}/templates/_search", {"queries": [{"idpIdQuery": {"id": oauth}}]})
    for path, factor in (("second_factors", "SECOND_FACTOR_TYPE_U2F"), ("multi_factors", _U2F)):
        api.done("DELETE", f"{policy}/{path}/{factor}")
        api.done("POST", f"{policy}/{path}", {"type": factor})
        api.done("POST", f"{policy}/{path}/_search")
    before = default_policy(api)
    api.done("POST", f"{policy}/idps", {"idpId": oidc})
    api.done("POST", f"{policy}/idps/_search")
    api.done("DELETE", f"{policy}/idps/{oidc}")
    api.done("PUT", policy, {**before, "defaultRedirectUri": "https://example.com"})
    api.done("PUT", policy, before)
    api.done("DELETE", f"{root}/templates/{oidc}")
    api.done("DELETE", f"{root}/templates/{oauth}")


@contextmanager
def recording(http: httpx.Client) -> Iterator[Told]:
    """What a client is answered meanwhile."""
    told: Told = []

    def keep(response: httpx.Response) -> None:
        response.read()
        told.append((operation_of(response.request).id, response.json()))

    http.event_hooks["response"].append(keep)
    try:
        yield told
    finally:
        http.event_hooks["response"].remove(keep)


def comparable(told: Told) -> Told:
    """Answers with made-up names, ids and tokens numbered in the order of their appearance, and without times."""
    numbers: dict[str, str] = {}

    def number(found: re.Match[str]) -> str:
        return numbers.setdefault(found[0], f"<{len(numbers) + 1}>")

    def plain(value: Any, operation: str, key: str = "") -> Any:
        match value:
            case dict():
                return {name: plain(member, operation, name) for name, member in value.items()}
            case list():
                return [plain(item, operation) for item in value]
            case str() if key in _SECRETS:
                return f"<{key}>"
            case str() if TIMESTAMP.fullmatch(value):
                return "<time>"
            case str() if key == "sequence" and operation in _HISTORY:
                return "<sequence>"
            case str():
                return _MADE_UP.sub(number, value)
            case _:
                return value

    return [(operation, plain(answer, operation)) for operation, answer in told]
