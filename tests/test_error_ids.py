"""Every error ID that openapi.yaml lists for an operation can be provoked there, over a real socket."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable

import httpx
import pytest

from mockserver.access.caller import AUTHENTICATED
from mockserver.access.roles import permissions_of
from mockserver.errors import catalogue
from mockserver.errors.codes import Code
from mockserver.errors.lookup import problems_by_id, row_for
from mockserver.errors.problem import Problem
from mockserver.operations.registry import HANDLERS
from mockserver.spec.description import description
from tests.error_cases.every import AREAS, CASES
from tests.error_cases.sending import MEMBERS, NOBODY
from tests.recorded import Described, fits, operations, shown
from tests.server import Api, error_id

DOCUMENT = description()
OPERATIONS = {operation.id: operation for operation in operations(DOCUMENT)}
LISTED = [(operation.id, listed) for operation in OPERATIONS.values() for listed in operation.node["x-errors"]]
WITH_TOKEN = [
    operation
    for operation in OPERATIONS.values()
    # Those that only Connect and gRPC reach put errors into other forms.
    if "x-permission" in operation.node and operation.path != f"/{operation.node['x-rpc']}"
]
WITH_PERMISSION = [operation for operation in WITH_TOKEN if operation.node["x-permission"] != AUTHENTICATED]


PROBLEMS = {name: problem for name, problem in vars(catalogue).items() if isinstance(problem, Problem)}
RAISES = re.compile(r"^Raises: (.*?)(?=^\S|\Z)", re.DOTALL | re.MULTILINE)
WEAK_ROLES = ("SELF_MANAGEMENT_GLOBAL", "ORG_SETTINGS_MANAGER")


def gives(role: str, operation: Described) -> bool:
    """Whether a role has the permission of an operation."""
    return operation.node["x-permission"] in permissions_of((role,))


TO_BE_REFUSED = [operation for operation in WITH_PERMISSION if not all(gives(role, operation) for role in WEAK_ROLES)]
"""All but those that every role may use."""


def bare_path(operation: Described) -> str:
    """A path of an operation, about nothing that there is."""
    return re.sub(r"\{\w+\}", NOBODY, operation.path)


def bare_request(operation: Described, api: Api) -> httpx.Response:
    """Call an operation with nothing in it: access is judged before the fields are."""
    return api.call(operation.method, bare_path(operation))


def raised(function: Callable[..., object]) -> list[Problem]:
    """The problems that a function's docstring names, each by itself: `CHANGED_PASSWORD_…` names none."""
    told = RAISES.search(inspect.getdoc(function) or "")
    return [PROBLEMS[word] for word in re.findall(r"\w+", told[1]) if word in PROBLEMS] if told else []


def require(response: httpx.Response, operation: Described, wanted: str) -> None:
    """Assert that an operation answered an error ID, with a status that it lists."""
    assert response.request.method == operation.method
    assert fits(operation.path, response.request.url.path)
    assert error_id(response) == wanted, response.text
    assert str(response.status_code) in operation.node["responses"]
    assert response.json()["message"].endswith(f" ({wanted})")


def new_member(api: Api, role: str) -> Api:
    """Calls of a user of the organisation with one role there."""
    user = api.new_user()
    api.done("POST", MEMBERS, {"userId": user, "roles": [role]})
    return Api(api.http, api.organisation, api.new_token(user))


def malformed_header(_: Described, api: Api) -> Api:
    """The word of the scheme comes twice."""
    return Api(api.http, api.organisation, "Bearer token")


def unknown_token(_: Described, api: Api) -> Api:
    """A token that was never issued."""
    return Api(api.http, api.organisation, "token")


def unknown_organisation(_: Described, api: Api) -> Api:
    """An organisation that does not exist."""
    return Api(api.http, NOBODY)


def stranger(_: Described, api: Api) -> Api:
    """A user of another organisation, member of nothing."""
    other = api.new_organisation()
    return Api(api.http, api.organisation, other.new_token(other.new_user()))


def orphan(_: Described, api: Api) -> Api:
    """A user whose organisation was removed, with a token that was issued after that."""
    home = api.new_organisation()
    user = home.new_user()
    home.done("DELETE", "/management/v1/orgs/me")
    return Api(api.http, api.organisation, home.new_token(user))


def weak_member(operation: Described, api: Api) -> Api:
    """A member with a role that does not give the operation's permission."""
    return new_member(api, next(role for role in WEAK_ROLES if not gives(role, operation)))


ACCESS: dict[str, tuple[Callable[[Described, Api], Api], list[Described]]] = {
    "AUTH-toLo1": (malformed_header, WITH_TOKEN),
    "AUTH-7fs1e": (unknown_token, WITH_TOKEN),
    "AUTH-Bs7Ds": (unknown_organisation, WITH_TOKEN),
    "AUTHZ-cdgFk": (stranger, WITH_PERMISSION),
    "AUTH-5mWD2": (weak_member, TO_BE_REFUSED),
    "QUERY-Dfbg2": (orphan, WITH_TOKEN),
}


def test_there_is_a_case_for_each_listed_id() -> None:
    """Each ID that an operation lists has a case, here or in a recording, and no case is for one that is not listed."""
    assert set(CASES) <= set(LISTED)
    assert set(LISTED) - set(CASES) <= shown(list(OPERATIONS.values())).errors
    assert sorted(ACCESS) == sorted(DOCUMENT["x-access-errors"])


def test_no_case_is_there_twice() -> None:
    """No area has a case that another one has too, which would hide it."""
    assert sum(map(len, AREAS)) == len(CASES)


def test_what_an_operation_raises_is_listed() -> None:
    """Each error that a docstring says an operation to raise is listed there, but for those of access.

    Of the latter the document tells once, for all operations.
    """
    told = {
        (operation, problem.id)
        for operation, function in HANDLERS.items()
        for problem in raised(function)
        if problem.id and problem.code != Code.PERMISSION_DENIED and problem.id not in ACCESS
    }

    assert told
    assert told <= set(LISTED)


SAME_WORDS = {
    ("UpdateSAMLAppConfig", "V3-DKcYh"),
    ("ValidateOrgDomain", "ORG-Sjdi3"),
    ("VerifyTOTPRegistration", "COMMAND-3Mif9s"),
}
"""Of which neither path nor code tells one text of the ID from another: examples show the other one."""


def test_an_example_has_the_text_that_its_operation_raises() -> None:
    """Where an ID stands for several texts, the one that the document, faults and pages take is the operation's own."""
    for operation, function in HANDLERS.items():
        own: dict[str, set[str]] = {}
        for problem in raised(function):
            own.setdefault(problem.id, set()).add(problem.key)
        for wanted in own.keys() & problems_by_id().keys():
            taken = row_for(problems_by_id()[wanted], OPERATIONS[operation].path)
            assert (taken.key in own[wanted]) is ((operation, wanted) not in SAME_WORDS), (operation, taken)


@pytest.mark.parametrize(("operation", "wanted"), CASES, ids=["-".join(case) for case in CASES])
def test_error_id(api: Api, operation: str, wanted: str) -> None:
    """The operation answers the ID."""
    require(CASES[operation, wanted](api), OPERATIONS[operation], wanted)


@pytest.mark.parametrize("wanted", ACCESS)
def test_access_error_id(api: Api, wanted: str) -> None:
    """Every operation that asks for a token answers the IDs of access, those of permission where it asks for one."""
    caller_for, asked = ACCESS[wanted]
    for operation in asked:
        require(bare_request(operation, caller_for(operation, api)), operation, wanted)
