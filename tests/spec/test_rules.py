"""Field rules, and the sentences that broken ones answer."""

from __future__ import annotations

from typing import Any

import pytest

from mockserver.spec.rules import FieldRules
from tests.domain.refusals import refuses_argument
from tests.spec.documents import operation

NAME_LENGTH = "value length must be between 1 and 200 runes, inclusive"
AT_LEAST_ONE = "value length must be at least 1 runes"
NESTED = "embedded message failed validation | caused by: invalid"


def check(operation_id: str, message: dict[str, Any]) -> None:
    """Hold a canonical message against the rules of an operation."""
    rules = operation(operation_id).rules
    assert rules is not None
    rules.check(message)


def test_an_operation_without_rules_has_nothing_to_check() -> None:
    """SetTriggerActions judges its fields itself, so that no time is spent on rules."""
    assert operation("SetTriggerActions").rules is None


@pytest.mark.parametrize(
    ("operation_id", "message"),
    [
        ("CreateAction", {"name": "n" * 200, "script": "s" * 40_000, "timeout": "20s", "allowedToFail": True}),
        ("CreateAction", {"name": "名" * 200, "script": "ü" * 20_000}),
        ("CreateAction", {"name": "🚀" * 200, "script": "s", "timeout": "0s"}),
        ("CreateAction", {"name": " ", "script": " ", "timeout": "20.000000000s"}),
        ("UpdateAction", {"id": "1", "name": "n", "script": "s", "timeout": "+0.5s"}),
        ("ListActions", {}),
        ("ListActions", {"query": {"limit": 4294967295}, "sortingColumn": 99, "queries": []}),
        ("ListActions", {"queries": [{"actionIdQuery": {}}, {"actionNameQuery": {"name": "x" * 200, "method": 7}}]}),
        ("ListActions", {"queries": [{"actionStateQuery": {"state": 0}}]}),
        ("AddMachineUser", {"userName": "u", "name": "n", "description": "ü" * 500, "accessTokenType": 1}),
        ("AddMachineKey", {"userId": "1", "type": 1}),
        ("AddOrganization", {"name": "n", "orgId": "x" * 200}),
        ("ListOrganizations", {"queries": [{"defaultQuery": {}}, {"stateQuery": {"state": 3}}]}),
    ],
)
def test_messages_that_keep_all_rules(operation_id: str, message: dict[str, Any]) -> None:
    """Limits belong to what is allowed; lengths count characters, those of scripts bytes."""
    check(operation_id, message)


@pytest.mark.parametrize(
    ("operation_id", "message", "sentence"),
    [
        ("CreateAction", {"script": "s"}, f"CreateActionRequest.Name: {NAME_LENGTH}"),
        ("CreateAction", {"name": "", "script": "s"}, f"CreateActionRequest.Name: {NAME_LENGTH}"),
        ("CreateAction", {"name": "n" * 201, "script": "s"}, f"CreateActionRequest.Name: {NAME_LENGTH}"),
        ("CreateAction", {"name": "名" * 201, "script": "s"}, f"CreateActionRequest.Name: {NAME_LENGTH}"),
        ("CreateAction", {"name": "n"}, f"CreateActionRequest.Script: {AT_LEAST_ONE}"),
        ("CreateAction", {"name": "n", "script": ""}, f"CreateActionRequest.Script: {AT_LEAST_ONE}"),
        (
            "CreateAction",
            {"name": "n", "script": "s" * 40_001},
            "CreateActionRequest.Script: value length must be at most 40000 bytes",
        ),
        (
            "UpdateAction",
            {"id": "1", "name": "n", "script": "ü" * 20_000 + "s"},
            "UpdateActionRequest.Script: value length must be at most 40000 bytes",
        ),
        ("UpdateAction", {"id": "x" * 201, "name": "n", "script": "s"}, f"UpdateActionRequest.Id: {NAME_LENGTH}"),
        ("AddOrg", {}, f"AddOrgRequest.Name: {NAME_LENGTH}"),
        ("UpdateOrg", {"name": ""}, f"UpdateOrgRequest.Name: {NAME_LENGTH}"),
        ("GetOrgByDomainGlobal", {}, f"GetOrgByDomainGlobalRequest.Domain: {NAME_LENGTH}"),
        ("GetOrgByID", {"id": "x" * 201}, f"GetOrgByIDRequest.Id: {NAME_LENGTH}"),
        ("AddMachineUser", {"userName": "u"}, f"AddMachineUserRequest.Name: {NAME_LENGTH}"),
        (
            "AddMachineUser",
            {"userName": "u", "name": "n", "description": "x" * 501},
            "AddMachineUserRequest.Description: value length must be at most 500 runes",
        ),
        (
            "AddMachineUser",
            {"userName": "u", "name": "n", "accessTokenType": 2},
            "AddMachineUserRequest.AccessTokenType: value must be one of the defined enum values",
        ),
        (
            "AddMachineUser",
            {"userName": "u", "name": "n", "userId": ""},
            f"AddMachineUserRequest.UserId: {NAME_LENGTH}",
        ),
        (
            "AddMachineKey",
            {"userId": "1"},
            "AddMachineKeyRequest.Type: value must not be in list [KEY_TYPE_UNSPECIFIED]",
        ),
        (
            "AddMachineKey",
            {"userId": "1", "type": 0},
            "AddMachineKeyRequest.Type: value must not be in list [KEY_TYPE_UNSPECIFIED]",
        ),
        (
            "AddMachineKey",
            {"userId": "1", "type": 2},
            "AddMachineKeyRequest.Type: value must be one of the defined enum values",
        ),
        ("AddOrgMember", {"roles": []}, f"AddOrgMemberRequest.UserId: {NAME_LENGTH}"),
        ("AddIAMMember", {}, f"AddIAMMemberRequest.UserId: {NAME_LENGTH}"),
        ("AddOrganization", {"name": "n", "orgId": ""}, f"AddOrganizationRequest.OrgId: {NAME_LENGTH}"),
    ],
)
def test_sentences(operation_id: str, message: dict[str, Any], sentence: str) -> None:
    """A broken rule is told in the real server's words: message, field, rule."""
    with refuses_argument(f"invalid {sentence}"):
        check(operation_id, message)


@pytest.mark.parametrize("timeout", ["21s", "20.000000001s", "-1s", "-0.5s", "-0.000000001s", "315576000000s"])
def test_timeouts_out_of_range(timeout: str) -> None:
    """A timeout below 0 or above 20 seconds is refused, by however little."""
    with refuses_argument("invalid CreateActionRequest.Timeout: value must be inside range [0s, 20s]"):
        check("CreateAction", {"name": "n", "script": "s", "timeout": timeout})


@pytest.mark.parametrize(
    ("operation_id", "queries", "sentence"),
    [
        ("ListActions", [{}], f"ListActionsRequest.Queries[0]: {NESTED} ActionQuery.Query: value is required"),
        (
            "ListActions",
            [{"actionIdQuery": {}}, {}],
            f"ListActionsRequest.Queries[1]: {NESTED} ActionQuery.Query: value is required",
        ),
        (
            "ListActions",
            [{"actionNameQuery": {"name": "x" * 201}}],
            f"ListActionsRequest.Queries[0]: {NESTED} ActionQuery.ActionNameQuery: {NESTED} ActionNameQuery.Name: "
            "value length must be at most 200 runes",
        ),
        (
            "ListActions",
            [{"actionNameQuery": {"method": 8}}],
            f"ListActionsRequest.Queries[0]: {NESTED} ActionQuery.ActionNameQuery: {NESTED} ActionNameQuery.Method: "
            "value must be one of the defined enum values",
        ),
        (
            "ListActions",
            [{"actionStateQuery": {"state": -1}}],
            f"ListActionsRequest.Queries[0]: {NESTED} ActionQuery.ActionStateQuery: {NESTED} ActionStateQuery.State: "
            "value must be one of the defined enum values",
        ),
        (
            "ListActions",
            [{"actionIdQuery": {"id": "x" * 201}}],
            f"ListActionsRequest.Queries[0]: {NESTED} ActionQuery.ActionIdQuery: {NESTED} ActionIDQuery.Id: "
            "value length must be at most 200 runes",
        ),
        (
            "ListOrganizations",
            [{}],
            f"ListOrganizationsRequest.Queries[0]: {NESTED} SearchQuery.Query: value is required",
        ),
        (
            "ListOrganizations",
            [{"idQuery": {}}],
            f"ListOrganizationsRequest.Queries[0]: {NESTED} SearchQuery.IdQuery: {NESTED} OrganizationIDQuery.Id: "
            f"{NAME_LENGTH}",
        ),
    ],
)
def test_sentences_of_nested_messages(operation_id: str, queries: list[dict[str, Any]], sentence: str) -> None:
    """A rule of an inner message is told from the outside in, list items by their number."""
    with refuses_argument(f"invalid {sentence}"):
        check(operation_id, {"queries": queries})


@pytest.mark.parametrize(
    ("operation_id", "message", "field"),
    [
        ("CreateAction", {"timeout": "21s"}, "Name"),
        ("CreateAction", {"timeout": "21s", "script": "", "name": "n" * 201}, "Name"),
        ("CreateAction", {"timeout": "21s", "name": "n"}, "Script"),
        ("UpdateAction", {"id": "x" * 201}, "Id"),
        ("UpdateAction", {"script": "", "name": "", "id": "1"}, "Name"),
        ("AddMachineUser", {}, "UserName"),
        ("AddMachineUser", {"userName": "u", "description": "x" * 501}, "Name"),
        ("AddMachineUser", {"userName": "u", "name": "n", "description": "x" * 501, "userId": ""}, "Description"),
        ("AddMachineUser", {"userName": "u", "name": "n", "accessTokenType": 5, "userId": ""}, "AccessTokenType"),
        ("AddMachineKey", {}, "UserId"),
    ],
)
def test_the_first_broken_rule_is_told(operation_id: str, message: dict[str, Any], field: str) -> None:
    """Of several broken rules the one whose field comes first in the message counts, however the message is ordered."""
    rules = operation(operation_id).rules
    assert rules is not None

    for ordered in (message, dict(reversed(message.items()))):
        with pytest.raises(Exception, match=rf"invalid {operation_id}Request\.{field}: "):
            rules.check(ordered)


def test_the_first_broken_item_is_told() -> None:
    """Of several broken list items the first counts, even the eleventh before the twelfth."""
    fine = {"actionIdQuery": {"id": "1"}}
    queries = [fine] * 10 + [{"actionIdQuery": {"id": "x" * 201}}, {}]

    with pytest.raises(Exception, match=r"Queries\[10\]: .* ActionIDQuery\.Id: "):
        check("ListActions", {"queries": queries})


@pytest.mark.parametrize(
    ("rule", "value", "sentence"),
    [
        ({"type": "string", "minLength": 2}, "x", "value length must be at least 2 runes"),
        ({"type": "string", "maxLength": 2}, "xxx", "value length must be at most 2 runes"),
        (
            {"type": "string", "minLength": 1, "maxLength": 2},
            "",
            "value length must be between 1 and 2 runes, inclusive",
        ),
        ({"type": "string", "x-max-bytes": 3}, "üü", "value length must be at most 3 bytes"),
        ({"type": "string", "x-duration-range": ["1s", "1.5s"]}, "0.9s", "value must be inside range [1s, 1.5s]"),
        ({"x-not-in": ["A_UNSPECIFIED"]}, 0, "value must not be in list [A_UNSPECIFIED]"),
        (
            {"anyOf": [{"type": "string"}, {"type": "integer", "maximum": 3}]},
            4,
            "value must be one of the defined enum values",
        ),
    ],
)
def test_each_keyword_alone(rule: dict[str, Any], value: Any, sentence: str) -> None:
    """Each keyword that states a rule has its own words, and form (a pattern, a format) is not judged here."""
    rules = FieldRules(
        {
            "x-message": "test.v1.Any",
            "type": "object",
            "properties": {"aField": {**rule, "pattern": "^never$", "format": "email", "nullable": True}},
        }
    )

    rules.check({})
    with refuses_argument(f"invalid Any.AField: {sentence}"):
        rules.check({"aField": value})
