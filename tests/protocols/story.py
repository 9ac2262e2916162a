"""One run through all operations, and its answers in a form that does not depend on when and where it was told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from contracts.placeholders import TIMESTAMP
from tests.error_cases import ACTIONS, FLOWS, MEMBERS, MY_ORG, USERS
from tests.protocols.rpc_transport import operation_of
from tests.server import Api, unique

Told = list[tuple[str, Any]]
"""Operation and answer of each request."""

_MADE_UP = re.compile(r"[0-9]{15,20}|[a-z0-9]+-[0-9]+(?=$|\.localhost)")
_SECRETS = frozenset({"token", "keyDetails", "clientSecret"})
_HISTORY = frozenset({"AddIAMMember", "GetDefaultOrg"})
"""What all tests of a worker have done counts in the sequences of these."""


def tell(api: Api) -> None:
    """Call every operation that all protocols have, with success."""
    _health(api)
    _actions_and_flows(api)
    _users_and_members(api)
    _organisations(api)


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
