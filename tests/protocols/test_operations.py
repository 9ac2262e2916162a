"""Every operation and every error of openapi.yaml, over JSON, gRPC and gRPC-Web, by clients of other people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import httpx
import pytest

from tests.error_cases.saml import BY_HTTP as SAML_BY_HTTP
from tests.error_cases.sending import ACTIONS, FLOWS, MEMBERS, MY_ORG, USERS
from tests.error_cases.sessions import BY_HTTP as MORE_BY_HTTP
from tests.error_cases.sessions import NEWER
from tests.error_cases.users import BY_HTTP
from tests.protocols.conftest import TRANSPORTS
from tests.protocols.rpc_transport import RPCS, can_be_bridged
from tests.protocols.story import comparable, recording, tell
from tests.recorded import Described, shown
from tests.sampling import is_in_sample
from tests.server import Api
from tests.test_error_ids import ACCESS, CASES, bare_path, bare_request, require
from tests.test_spec import NOT_RECORDED

OPERATIONS = {operation.id: operation for operation in RPCS}
OTHERS = TRANSPORTS[1:]
SKIPPED = NEWER | BY_HTTP | MORE_BY_HTTP | SAML_BY_HTTP
KNOWN = [case for case in CASES if case not in SKIPPED and can_be_bridged(OPERATIONS[case[0]])]
"""What the client can ask for."""
_ONE_IN = 4
SAMPLED = [
    pytest.param(*case, id="-".join(case), marks=[] if is_in_sample("-".join(case), _ONE_IN) else pytest.mark.thorough)
    for case in KNOWN
]
"""All of them; a run of all tests takes one in four, as transports have no rule of their own for any ID."""

BROKEN_RULES: Mapping[str, tuple[str, str, Any]] = {
    "CreateAction.Name": ("POST", ACTIONS, {"script": "x"}),
    "CreateAction.Name of 201": ("POST", ACTIONS, {"name": "ü" * 201, "script": "x"}),
    "CreateAction.Script": ("POST", ACTIONS, {"name": "a"}),
    "CreateAction.Timeout": ("POST", ACTIONS, {"name": "a", "script": "x", "timeout": "21s"}),
    "CreateAction.Timeout below 0": ("POST", ACTIONS, {"name": "a", "script": "x", "timeout": "-0.000000001s"}),
    "UpdateAction.Name": ("PUT", f"{ACTIONS}/1", {}),
    "ListActions.Queries": ("POST", f"{ACTIONS}/_search", {"queries": [{}]}),
    "ListActions.Name": ("POST", f"{ACTIONS}/_search", {"queries": [{"actionNameQuery": {"name": "a" * 201}}]}),
    "AddOrg.Name": ("POST", "/management/v1/orgs", {}),
    "UpdateOrg.Name": ("PUT", MY_ORG, {}),
    "AddMachineUser.UserName": ("POST", f"{USERS}/machine", {"name": "a"}),
    "AddMachineUser.Name": ("POST", f"{USERS}/machine", {"userName": "a"}),
    "AddMachineKey.Type": ("POST", f"{USERS}/1/keys", {}),
    "AddOrgMember.UserId": ("POST", MEMBERS, {}),
    "AddIAMMember.UserId": ("POST", "/admin/v1/members", {}),
    "AddOrganization.Name": ("POST", "/v2/organizations", {}),
}
"""Requests that break a rule of one field; such refusals have no ID."""


def fresh(http: httpx.Client) -> Api:
    """Calls for a new organisation."""
    return Api(http, "").new_organisation()


def same_everywhere(over: Mapping[str, httpx.Client], ask: Callable[[Api], httpx.Response]) -> httpx.Response:
    """What JSON answers, in a fresh organisation; the others are asserted to answer the same, status included."""
    answer = ask(fresh(over["json"]))
    for transport in OTHERS:
        other = ask(fresh(over[transport]))
        assert other.json() == answer.json(), transport
        assert other.status_code == answer.status_code, transport
    return answer


@pytest.mark.parametrize("transport", OTHERS)
def test_all_operations(over: Mapping[str, httpx.Client], transport: str) -> None:
    """Every operation is called, here or in recordings, and each answer is as in JSON."""
    stories = []
    for http in (over["json"], over[transport]):
        with recording(http) as answers:
            tell(fresh(http))
        stories.append(comparable(answers))

    expected, seen = stories
    told = {operation for operation, _ in expected}
    assert told <= set(OPERATIONS)
    assert set(OPERATIONS) - told <= shown(RPCS).successes | NOT_RECORDED
    for wanted, found in zip(expected, seen, strict=True):
        assert found == wanted


@pytest.mark.parametrize(("operation", "wanted"), SAMPLED)
def test_error(over: Mapping[str, httpx.Client], operation: str, wanted: str) -> None:
    """An error has one code, message and details over all protocols."""
    answer = same_everywhere(over, CASES[operation, wanted])

    require(answer, OPERATIONS[operation], wanted)


@pytest.mark.parametrize("wanted", ACCESS)
def test_access_error(over: Mapping[str, httpx.Client], wanted: str) -> None:
    """Each refusal of a caller is the same over all protocols, for every operation that knows it."""
    caller_for, asked = ACCESS[wanted]
    for operation in filter(can_be_bridged, asked):

        def ask(api: Api, operation: Described = operation) -> httpx.Response:
            return bare_request(operation, caller_for(operation, api))

        require(same_everywhere(over, ask), operation, wanted)


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_without_authorization(over: Mapping[str, httpx.Client], transport: str) -> None:
    """Without a token every operation that asks for one is refused, with no details."""
    for operation in filter(can_be_bridged, ACCESS["AUTH-7fs1e"][1]):
        request = over[transport].build_request(operation.method, bare_path(operation))
        del request.headers["authorization"]
        assert over[transport].send(request).json() == {"code": 16, "message": "auth header missing"}


@pytest.mark.parametrize("case", BROKEN_RULES.values(), ids=BROKEN_RULES)
def test_field_rule(over: Mapping[str, httpx.Client], case: tuple[str, str, Any]) -> None:
    """A broken field rule is told in the same words over all protocols."""
    method, path, body = case
    answer = same_everywhere(over, lambda api: api.call(method, path, json=body))

    assert answer.status_code == 400
    assert answer.json()["message"].startswith("invalid ")
    assert set(answer.json()) == {"code", "message"}


@pytest.mark.parametrize("language", ["de", "fr-CH, fr;q=0.9, en;q=0.8", "xx"])
def test_language(over: Mapping[str, httpx.Client], language: str) -> None:
    """Texts come in the language that was asked for, whichever protocol asks."""
    headers = {"accept-language": language}
    answers = [
        [
            http.post(f"{FLOWS}/types/_search", headers=headers).json(),
            http.post(f"{FLOWS}/9/trigger/1", headers=headers).json(),
        ]
        for http in over.values()
    ]

    assert answers[0] == answers[1] == answers[2]
