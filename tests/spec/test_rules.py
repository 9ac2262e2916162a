"""Field rules, and the sentences that broken ones answer."""

from __future__ import annotations

from typing import Any

import pytest

from mockserver.spec.rules import RuleBook
from mockserver.surface import text
from mockserver.surface.library import Surface
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
        ("string min_len=2", "x", ": value length must be at least 2 runes"),
        ("string max_len=2", "xxx", ": value length must be at most 2 runes"),
        ("string min_len=1 max_len=2", "", ": value length must be between 1 and 2 runes, inclusive"),
        ("string min_len=2 max_len=2", "x", ": value length must be 2 runes"),
        ("string len=6", "12345", ": value length must be 6 runes"),
        ("string max_bytes=3", "üü", ": value length must be at most 3 bytes"),
        ("string min_bytes=1 max_bytes=3", "", ": value length must be between 1 and 3 bytes, inclusive"),
        ('string prefix="+"', "1", ': value does not have prefix "+"'),
        ("string email", "x", ": value must be a valid email address | caused by: mail: missing '@' or angle-addr"),
        ("string email", "", ": value must be a valid email address | caused by: mail: no address"),
        ("string uri_ref", "%zz", ": value must be a valid URI"),
        ("bytes min_len=1 max_len=2", "YWJj", ": value length must be between 1 and 2 bytes, inclusive"),
        ("bool const=true", False, ": value must equal true"),
        ("google.protobuf.Duration gte=1s lte=270s", "0.9s", ": value must be inside range [1s, 4m30s]"),
        ("google.protobuf.Duration gt=0s", "0s", ": value must be greater than 0s"),
        ("google.protobuf.Duration const=0s", "1s", ": value must equal 0s"),
        ("google.protobuf.Duration required", None, ": value is required"),
        ("google.protobuf.Timestamp required", None, ": value is required"),
        ("int32 gte=1 lte=50", 51, ": value must be inside range [1, 50]"),
        ("uint64 gt=0", 0, ": value must be greater than 0"),
        ("Colour not_in=0", 0, ": value must not be in list [COLOUR_UNSPECIFIED]"),
        ("Colour defined_only", 4, ": value must be one of the defined enum values"),
        ("string repeated min_items=1 max_items=2", [], ": value must contain between 1 and 2 items, inclusive"),
        ("string repeated min_items=1", [], ": value must contain at least 1 item(s)"),
        ("string repeated max_items=1", ["a", "b"], ": value must contain no more than 1 item(s)"),
        ("string repeated unique", ["a", "b", "a"], "[2]: repeated value must contain unique items"),
        ("string repeated items.min_len=1 items.max_len=2", ["a", ""],
         "[1]: value length must be between 1 and 2 runes, inclusive"),
        ("Colour repeated items.not_in=0", [1, 0], "[1]: value must not be in list [0]"),
        ("Inner required", None, ": value is required"),
        ("Inner", {}, ": embedded message failed validation | caused by: invalid Inner.Choice: value is required"),
        ("Inner repeated", [{"a": ""}, {"a": "xx"}],
         "[1]: embedded message failed validation | caused by: invalid Inner.A: value length must be at most 1 runes"),
    ],
)  # fmt: skip
def test_each_rule_alone(rule: str, value: Any, sentence: str) -> None:
    """Each rule has its own words, and names the field and the item."""
    rules = book(f" 1 a_field {rule}").of("test.v1.Any")
    assert rules is not None
    message = {} if value is None else {"aField": value}

    with refuses_argument(f"invalid Any.AField{sentence}"):
        rules.check(message)


@pytest.mark.parametrize(
    "rule",
    ["string optional min_len=1", "string max_len=2", "string email ignore_empty", "Inner", "Inner repeated",
     "google.protobuf.Duration gte=1s lte=2s", "string oneof=one min_len=1", "string repeated items.min_len=1"],
)  # fmt: skip
def test_what_is_not_set_breaks_no_rule_of_its_value(rule: str) -> None:
    """What is optional, embedded, in a oneof or a list is judged only where it is there."""
    rules = book(f" 1 a_field {rule}").of("test.v1.Any")

    assert rules is not None
    rules.check({})


def test_oneofs_and_optional_fields_are_judged_last() -> None:
    """Fields outside of oneofs come first, then oneofs, then those that are optional."""
    rules = book(" 1 a string optional min_len=1\n 2 b string oneof=one min_len=1\n 3 c string min_len=1").of(
        "test.v1.Any"
    )
    assert rules is not None

    with refuses_argument("invalid Any.C: value length must be at least 1 runes"):
        rules.check({"a": "", "b": ""})
    with refuses_argument("invalid Any.B: value length must be at least 1 runes"):
        rules.check({"a": "", "b": "", "c": "x"})
    with refuses_argument("invalid Any.A: value length must be at least 1 runes"):
        rules.check({"a": "", "c": "x"})


def test_a_message_that_holds_itself() -> None:
    """Rules reach as deep as a message does."""
    rules = book(" 1 any Any repeated\n 2 name string max_len=1").of("test.v1.Any")
    assert rules is not None

    rules.check({"any": [{"any": [{}]}]})
    with refuses_argument(
        "invalid Any.Any[0]: embedded message failed validation | caused by: "
        "invalid Any.Any[1]: embedded message failed validation | caused by: "
        "invalid Any.Name: value length must be at most 1 runes"
    ):
        rules.check({"any": [{"any": [{}, {"name": "xx"}]}]})


def book(fields: str) -> RuleBook:
    """The rules of a message `Any` with these fields, and of what they name."""
    inner = "message Inner\n 1 a string oneof=choice max_len=1\n oneof choice\n"
    colours = "enum Colour\n COLOUR_UNSPECIFIED 0\n COLOUR_RED 1\n"
    return RuleBook(Surface.of("test", [text.read("test.v1", f"message Any\n{fields}\n{inner}{colours}")]))
