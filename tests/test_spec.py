"""openapi.yaml against everything that must agree with it: the catalogue, the handlers, the recordings."""

from __future__ import annotations

import copy
import re
from typing import Any

import connexion.spec
import openapi_spec_validator
import pytest
from jsonschema.exceptions import ValidationError
from openapi_schema_validator import OAS30Validator

from contracts.pending import read_pending
from mockserver.access.caller import AUTHENTICATED
from mockserver.errors import catalogue
from mockserver.errors.problem import Problem, Refused
from mockserver.operations.first_instance import first_instance
from mockserver.operations.flows import set_trigger_actions
from mockserver.operations.registry import HANDLERS
from mockserver.pipeline import Metadata, ServedOperation, serve_operation
from mockserver.settings import DEFAULT_ADMIN_PAT, Settings
from mockserver.spec.description import describe
from mockserver.spec.document import spec_path
from mockserver.spec.matrix import FlowMatrix
from mockserver.spec.message_types import message_types
from mockserver.spec.operation import compile_operation
from mockserver.wire.plain import PLAIN_HANDLERS
from tests.recorded import Described, Use, operations, uses

SET_TRIGGER_ACTIONS = "/management/v1/flows/{flowType}/trigger/{triggerType}"
PLAIN = {"DebugHealthz"}
"""Operations that answer plain text."""
AFTER_THE_SOURCE = {
    "AddOTPSMS", "AddSAMLApp", "AuthorizeOrDenyDeviceAuthorization", "CreateResponse", "GenerateOrgDomainValidation",
    "GetDeviceAuthorizationRequest", "GetSAMLRequest", "ListMyProjectPermissions", "ListMyRefreshTokens",
    "RegisterTOTP", "RemoveMyUser", "RemoveOTPSMS", "RemoveTOTP", "ResendHumanEmailVerification",
    "ResendHumanPhoneVerification", "ResendInviteCode", "UpdateSAMLAppConfig", "ValidateOrgDomain",
    "VerifyTOTPRegistration",
}  # fmt: skip
"""Operations whose success nobody recorded: they are made after the real server's source."""
LOGIN_POLICIES_AND_PROVIDERS = {
    "AddCustomLoginPolicy", "AddGenericOAuthProvider", "AddGenericOIDCProvider", "AddIDPLink",
    "AddIDPToLoginPolicy", "AddMultiFactorToLoginPolicy", "AddSecondFactorToLoginPolicy",
    "AdminAddGenericOAuthProvider", "AdminAddGenericOIDCProvider", "AdminAddIDPToLoginPolicy",
    "AdminAddMultiFactorToLoginPolicy", "AdminAddSecondFactorToLoginPolicy", "AdminDeleteProvider",
    "AdminGetLoginPolicy", "AdminGetProviderByID", "AdminListLoginPolicyIDPs", "AdminListLoginPolicyMultiFactors",
    "AdminListLoginPolicySecondFactors", "AdminListProviders", "AdminRemoveIDPFromLoginPolicy",
    "AdminRemoveMultiFactorFromLoginPolicy", "AdminRemoveSecondFactorFromLoginPolicy",
    "AdminUpdateGenericOAuthProvider", "AdminUpdateGenericOIDCProvider", "DeleteProvider", "GetDefaultLoginPolicy",
    "GetLoginPolicy", "GetProviderByID", "ListHumanLinkedIDPs", "ListLoginPolicyIDPs",
    "ListLoginPolicyMultiFactors", "ListLoginPolicySecondFactors", "ListProviders", "RemoveHumanLinkedIDP",
    "RemoveIDPFromLoginPolicy", "RemoveIDPLink", "RemoveMultiFactorFromLoginPolicy",
    "RemoveSecondFactorFromLoginPolicy", "ResetLoginPolicyToDefault", "UpdateCustomLoginPolicy",
    "UpdateGenericOAuthProvider", "UpdateGenericOIDCProvider", "UpdateLoginPolicy", "V2GetIDPByID",
}  # fmt: skip
"""Those of login policies and identity providers: the recordings of logins use them, and hold no calls of them."""
NOT_RECORDED = PLAIN | AFTER_THE_SOURCE | LOGIN_POLICIES_AND_PROVIDERS


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    """The description that is served."""
    return describe(spec_path())


@pytest.fixture(scope="module")
def described(document: dict[str, Any]) -> list[Described]:
    """Its operations."""
    return operations(document)


@pytest.fixture(scope="module")
def recorded(described: list[Described]) -> list[Use]:
    """What the real server answered to them, but for what is known to differ for the time being."""
    pending = read_pending()
    return [
        use
        for use in uses(described)
        if not any(entry.names(use.exchange.file, use.exchange.line) for entry in pending)
    ]


def ids_of(document: dict[str, Any], operation: Described) -> set[str]:
    """Every error ID that an operation may answer."""
    access = document["x-access-errors"] if "x-permission" in operation.node else []
    return {*operation.node["x-errors"], *access}


def error_ids(answer: Any) -> set[str]:
    """The error IDs in an answer; gateway errors carry none. Over Connect they are told beside the packed detail."""
    details = answer.get("details", []) if isinstance(answer, dict) else []
    told = [detail.get("debug", detail) for detail in details] if isinstance(details, list) else []
    # An ID that is empty is left out, as JSON leaves out what is empty.
    return {detail["id"] for detail in told if "id" in detail}


def missing(error: ValidationError) -> str:
    """The path of a required member that is not there; empty where something else is wrong."""
    found = re.fullmatch(r"'(\w+)' is a required property", error.message)
    return ".".join([*map(str, error.absolute_path), found[1]]) if found else ""


def judged_by_headers(use: Use) -> bool:
    """Whether a request has headers that any operation may be refused for: a timeout, what is not printable."""
    headers = use.exchange.request.headers
    return "grpc-timeout" in map(str.lower, headers) or not all(
        value.isascii() and value.isprintable() for value in headers.values()
    )


def set_trigger_actions_of(document: dict[str, Any]) -> ServedOperation:
    """Set Trigger Actions, compiled from a description as the server does it."""
    specification = connexion.spec.Specification.from_dict(copy.deepcopy(document))  # type: ignore[no-untyped-call]
    node = specification["paths"][SET_TRIGGER_ACTIONS]["post"]
    spec = compile_operation(specification, SET_TRIGGER_ACTIONS, "post", node, message_types())
    return serve_operation(spec, set_trigger_actions, FlowMatrix(specification))


def test_the_document_is_valid(document: dict[str, Any]) -> None:
    """It is OpenAPI 3.0, examples and references included."""
    openapi_spec_validator.validate(document)


def test_the_catalogue_has_the_ids_of_the_document(document: dict[str, Any], described: list[Described]) -> None:
    """IDs that operations list have problems, and problems with IDs are of operations."""
    listed = set().union(*(ids_of(document, operation) for operation in described))
    known = {problem.id for problem in vars(catalogue).values() if isinstance(problem, Problem) and problem.id}

    # What a target that somebody has set ends a call with, whatever the operation.
    assert listed == known - {catalogue.EXECUTION_FAILED.id}


def test_every_handler_is_an_operation(described: list[Described]) -> None:
    """Each operation has one function, and no function is without its operation."""
    assert not HANDLERS.keys() & PLAIN_HANDLERS.keys()
    assert {operation.id for operation in described} == HANDLERS.keys() | PLAIN_HANDLERS.keys()


def test_permissions_and_security_agree(described: list[Described]) -> None:
    """An operation asks for a permission exactly where it asks for a token, and only services ask for one."""
    for operation in described:
        open_to_all = operation.node.get("security") == []
        assert open_to_all == ("x-permission" not in operation.node), operation.id
        assert open_to_all or operation.node["x-permission"] == AUTHENTICATED or "x-rpc" in operation.node


def test_every_operation_was_recorded(described: list[Described], recorded: list[Use]) -> None:
    """The real server's successes are known of all operations but the few that are listed here."""
    seen = {use.operation.id for use in recorded if use.exchange.response.status < 300}

    assert {operation.id for operation in described} - seen == NOT_RECORDED


def test_recorded_errors_are_listed(document: dict[str, Any], recorded: list[Use]) -> None:
    """Every error ID that the real server answered is one that the operation lists."""
    unlisted = {
        f"{use.place} {use.operation.id}: {unknown}"
        for use in recorded
        for unknown in error_ids(use.answer) - ids_of(document, use.operation)
    }

    assert not unlisted


def test_recorded_answers_fit_the_schemas(document: dict[str, Any], recorded: list[Use]) -> None:
    """Every recorded answer is valid under the schema that its status has, but for what its recording leaves out."""
    wrong = []
    for use in recorded:
        status = str(use.exchange.response.status)
        responses = use.operation.node["responses"]
        response = responses.get(status, responses["default"])
        if "$ref" in response:
            response = document["components"]["responses"][response["$ref"].rpartition("/")[2]]
        schema = response["content"]["application/json"]["schema"]
        validator = OAS30Validator({**schema, "components": document["components"]})
        wrong += [
            f"{use.place} {use.operation.id}: {error.message}"
            for error in validator.iter_errors(use.answer)
            if missing(error) not in use.exchange.request.ignored
        ]

    assert not wrong


def test_recorded_statuses_are_listed(recorded: list[Use]) -> None:
    """An operation lists every status that the real server answered once it was found, its headers aside."""
    unlisted = {
        f"{use.place} {use.operation.id}: {use.exchange.response.status}"
        for use in recorded
        if str(use.exchange.response.status) not in use.operation.node["responses"] and not judged_by_headers(use)
    }

    assert not unlisted


def test_the_matrix_is_read_from_the_document(document: dict[str, Any]) -> None:
    """A trigger that is added to a flow in the document is accepted there, with no change of code."""
    changed = copy.deepcopy(document)
    (flow,) = (row for row in changed["x-flow-types"] if row["id"] == "4")
    flow["triggers"].append("1")
    instance = first_instance(Settings())
    metadata = Metadata(f"Bearer {DEFAULT_ADMIN_PAT}", "", "en")
    message = {"flowType": "4", "triggerType": "1"}

    with pytest.raises(Refused) as before:
        set_trigger_actions_of(document).serve(instance, message, metadata)
    with pytest.raises(Refused) as after:
        set_trigger_actions_of(changed).serve(instance, message, metadata)

    assert before.value.problem == catalogue.TRIGGER_TYPE_INVALID
    assert after.value.problem == catalogue.NO_CHANGES
