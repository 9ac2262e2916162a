"""The teeth of the comparison: answers that differ from a recording are reported, each at its place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from contracts.answer import Answer, answer_differences
from contracts.exchange import Exchange, Json, JsonContent, Request, Response, TextContent
from contracts.placeholders import Placeholders

ID_1, ID_2, ID_3 = "345678901234567890", "345678901234567891", "345678901234567892"
T_1, T_2 = "2026-11-23T10:00:00.000001Z", "2026-11-23T10:00:00.000002Z"
JSON_HEADERS = {"content-type": "application/json", "cache-control": "no-store"}
SEARCH = "/management/v1/actions/_search"


@dataclass(frozen=True, slots=True)
class Case:
    """A recorded body, the body of an answer, and where differences must be reported."""

    recorded: Json
    answered: Json
    where: list[str] = field(default_factory=list)
    path: str = "/"
    sent: Json = None


def judged(
    case: Case,
    *,
    status: int = 200,
    headers: Mapping[str, str] = JSON_HEADERS,
    content: bytes | None = None,
) -> list[str]:
    """Where the answer of a case, by default with the recorded status and headers, differs."""
    request = Request("POST", case.path, {}, JsonContent(case.sent))
    exchange = Exchange("case.jsonl", 1, request, Response(200, JSON_HEADERS, JsonContent(case.recorded)))
    answer = Answer(status, headers, json.dumps(case.answered).encode() if content is None else content)
    placeholders = Placeholders({"iam_owner": "secret"}, nonce="cafe0123")
    return [difference.where for difference in answer_differences(exchange, answer, placeholders)]


def flow(*triggers: Json, details: Json) -> Json:
    """A flow as GetFlow answers it."""
    return {"flow": {"details": details, "triggerActions": list(triggers)}}


def trigger(number: str, *actions: Json) -> Json:
    """One trigger of a flow with its actions, given by id."""
    return {"triggerType": {"id": number}, "actions": [{"id": action} for action in actions]}


DEVIATIONS = {
    "missing member": Case({"a": "x", "b": "y"}, {"a": "x"}, ["body.b"]),
    "extra member": Case({"a": "x"}, {"a": "x", "b": "y"}, ["body.b"]),
    "null is not missing": Case({}, {"a": None}, ["body.a"]),
    "other text": Case({"a": "x"}, {"a": "X"}, ["body.a"]),
    "text with a space at the end": Case({"a": "x"}, {"a": "x "}, ["body.a"]),
    "no-break space": Case({"a": "x y"}, {"a": "x\u00a0y"}, ["body.a"]),
    "number instead of text": Case({"a": "5"}, {"a": 5}, ["body.a"]),
    "text instead of number": Case({"a": 5}, {"a": "5"}, ["body.a"]),
    "true instead of one": Case({"a": 1}, {"a": True}, ["body.a"]),
    "fraction instead of integer": Case({"a": 1}, {"a": 1.0}, ["body.a"]),
    "text instead of object": Case({"a": {}}, {"a": "x"}, ["body.a"]),
    "object instead of list": Case({"a": []}, {"a": {}}, ["body.a"]),
    "list instead of object": Case({"a": "x"}, [], ["body"]),
    "order of a list": Case({"a": ["x", "y"]}, {"a": ["y", "x"]}, ["body.a[0]", "body.a[1]"]),
    "shorter list": Case({"a": ["x", "y"]}, {"a": ["x"]}, ["body.a"]),
    "longer list": Case({"a": ["x"]}, {"a": ["x", "x"]}, ["body.a"]),
    "instant not used again": Case(["{{t1}}", "{{t1}}"], [T_1, T_2], ["body[1]"]),
    "id not used again": Case(["{{org1}}", "{{org1}}"], [ID_1, ID_2], ["body[1]"]),
    "one id for two things": Case(["{{action1}}", "{{action2}}"], [ID_1, ID_1], ["body[1]"]),
    "id of too few digits": Case("{{org1}}", "12345", ["body"]),
    "id with letters": Case("{{org1}}", "34567890123456789a", ["body"]),
    "id as a number": Case("{{org1}}", int(ID_1), ["body"]),
    "instant without zone": Case("{{t1}}", "2026-11-23T10:00:00.000001", ["body"]),
    "instant with an offset": Case("{{t1}}", "2026-11-23T10:00:00+00:00", ["body"]),
    "instant with a line end": Case("{{t1}}", f"{T_1}\n", ["body"]),
    "no timestamp for any time": Case("{{time}}", "now", ["body"]),
    "empty issued token": Case("{{pat1}}", "", ["body"]),
    "issued token not used again": Case(["{{pat1}}", "{{pat1}}"], ["x", "y"], ["body[1]"]),
    "empty translation": Case("{{text}}", "", ["body"]),
    "translation with another id": Case("{{text}} (A-1)", "Texte (A-2)", ["body"]),
    "translation as a number": Case("{{text}}", 5, ["body"]),
    "other nonce": Case("Org {{nonce}}", "Org cafe0124", ["body"]),
    "empty parse error": Case({"message": "proto: bad"}, {"message": ""}, ["body.message"]),
    "parse error elsewhere": Case({"id": "proto: bad"}, {"id": "other"}, ["body.id"]),
    "code of a parse error": Case({"code": 3, "message": "proto: x"}, {"code": 13, "message": "y"}, ["body.code"]),
    "order of a trigger's actions": Case(
        flow(trigger("1", "{{action1}}"), trigger("2", "{{action2}}", "{{action1}}"), details={}),
        flow(trigger("1", ID_1), trigger("2", ID_1, ID_2), details={}),
        [
            "body.flow.triggerActions[1].actions[0].id",
            "body.flow.triggerActions[1].actions[1].id",
        ],
    ),
    "other trigger": Case(
        flow(trigger("1"), details={}), flow(trigger("2"), details={}), ["body.flow.triggerActions[0].triggerType.id"]
    ),
    "details of an unset flow": Case(flow(details={}), flow(details={"sequence": "6"}), ["body.flow.details.sequence"]),
    "flow of another owner": Case(
        [{"id": "{{org1}}"}, {"resourceOwner": "{{org1}}"}],
        [{"id": ID_1}, {"resourceOwner": ID_2}],
        ["body[1].resourceOwner"],
    ),
    "flow details without owner": Case(
        flow(details={"resourceOwner": "{{org1}}"}),
        flow(details={"sequence": "6", "changeDate": T_1}),
        ["body.flow.details.resourceOwner", "body.flow.details.sequence", "body.flow.details.changeDate"],
    ),
    "malformed flow details": Case(
        flow(details={"resourceOwner": "{{org1}}"}),
        flow(details={"resourceOwner": ID_1, "sequence": 6, "changeDate": "today"}),
        ["body.flow.details.sequence", "body.flow.details.changeDate"],
    ),
    "result missing": Case({"result": [{"id": "{{action1}}"}]}, {}, ["body.result"], SEARCH),
    "result with an unasked action": Case(
        {"result": [{"id": "{{action1}}"}]}, {"result": [{"id": ID_1}, {"id": ID_2}]}, ["body.result"], SEARCH
    ),
    "page too long": Case(
        {"result": 1}, {"result": [{"id": ID_1}, {"id": ID_2}]}, ["body.result"], SEARCH, {"query": {"limit": 1}}
    ),
    "page with one action twice": Case(
        {"result": 2}, {"result": [{"id": ID_1}, {"id": ID_1}]}, ["body.result"], SEARCH, {"query": {"limit": 2}}
    ),
    "results elsewhere in another order": Case(
        {"result": [{"id": "1"}, {"id": "2"}]},
        {"result": [{"id": "2"}, {"id": "1"}]},
        ["body.result[0].id", "body.result[1].id"],
    ),
}

AGREEMENTS = {
    "the same": Case({"a": [1, "x", True, None, {}]}, {"a": [1, "x", True, None, {}]}),
    "keys in another order": Case({"a": 1, "b": 2}, {"b": 2, "a": 1}),
    "values made up and used again": Case(
        ["{{org1}}", "{{t1}}", "{{org2}}", "{{t2}}", "{{org1}}", "{{t1}}"], [ID_1, T_1, ID_2, T_2, ID_1, T_1]
    ),
    "two things in one instant": Case(["{{t1}}", "{{t2}}"], [T_1, T_1]),
    "any time twice": Case(["{{time}}", "{{time}}"], [T_1, T_2]),
    "a translation": Case("{{text}} (A-1)", "Keine Änderung (A-1)"),
    "the nonce": Case("org-{{nonce}}.localhost", "org-cafe0123.localhost"),
    "parse error in other words": Case({"message": "proto: bad"}, {"message": "actionIds must be a list"}),
    "triggers in another order": Case(
        flow(trigger("1", "{{action1}}"), trigger("2", "{{action2}}"), details={}),
        flow(trigger("2", ID_2), trigger("1", ID_1), details={}),
    ),
    "flow details of another trigger": Case(
        flow(details={"resourceOwner": "{{org1}}"}),
        flow(details={"sequence": "7", "creationDate": T_1, "changeDate": T_2, "resourceOwner": ID_1}),
    ),
    "sequence of the instance": Case(
        {"details": {"creationDate": "{{t1}}"}},
        {"details": {"creationDate": T_1, "sequence": "41"}},
        path="/admin/v1/members",
    ),
    "actions in another order": Case(
        {"result": [{"id": "{{action1}}"}, {"id": "{{action2}}"}, {"id": "{{action3}}"}]},
        {"result": [{"id": ID_3}, {"id": ID_1}, {"id": ID_2}]},
        path=SEARCH,
    ),
    "a page of other actions": Case(
        {"result": 1}, {"result": [{"id": ID_3}]}, path=SEARCH, sent={"query": {"offset": "1"}}
    ),
}


@pytest.mark.parametrize("case", DEVIATIONS.values(), ids=DEVIATIONS.keys())
def test_deviating_body_is_reported(case: Case) -> None:
    """Each deviation is reported at its place, and nothing else is."""
    assert judged(case) == case.where


@pytest.mark.parametrize("case", AGREEMENTS.values(), ids=AGREEMENTS.keys())
def test_agreeing_body_is_not_reported(case: Case) -> None:
    """What a recording leaves open may differ."""
    assert judged(case) == []


@pytest.mark.parametrize(
    ("headers", "where"),
    [
        ({"cache-control": "no-store"}, ["header content-type"]),
        (JSON_HEADERS | {"content-type": "application/json; charset=utf-8"}, ["header content-type"]),
        (JSON_HEADERS | {"content-type": "Application/JSON"}, ["header content-type"]),
        (JSON_HEADERS | {"cache-control": "no-cache, no-store"}, ["header cache-control"]),
        (JSON_HEADERS | {"www-authenticate": "Bearer"}, ["header www-authenticate"]),
        (JSON_HEADERS | {"allow": "POST"}, ["header allow"]),
        (JSON_HEADERS | {"access-control-allow-origin": "*"}, ["header access-control-allow-origin"]),
        (JSON_HEADERS | {"access-control-allow-credentials": ""}, ["header access-control-allow-credentials"]),
        (JSON_HEADERS | {"date": "today", "vary": "Origin"}, []),
    ],
)
def test_headers_are_compared_exactly(headers: Mapping[str, str], where: list[str]) -> None:
    """A kept header is there with the recorded value, or absent where the recording lacks it; others are free."""
    assert judged(Case({}, {}), headers=headers) == where


def test_status_is_compared() -> None:
    """Another status is reported even when the rest is the same."""
    assert judged(Case({}, {}), status=201) == ["status"]


@pytest.mark.parametrize(
    "content", [b"", b"{", b'{"a": "x"} {}', b'{"a": "x", "a": "x"}', b"\xff", b'{"a": NaN}', "{}".encode("utf-16")]
)
def test_answer_that_is_no_json_is_reported(content: bytes) -> None:
    """Where JSON was recorded the answer is exactly one JSON value in UTF-8, no member twice."""
    assert judged(Case({"a": "x"}, None), content=content) == ["body"]


@pytest.mark.parametrize(
    ("content", "agrees"), [(b"ok", True), (b"ok\n", False), (b'"ok"', False), (b"OK", False), (b"", False)]
)
def test_raw_body_is_compared_byte_for_byte(content: bytes, agrees: bool) -> None:
    """Where a text was recorded the answer is that text and nothing around it."""
    exchange = Exchange("case.jsonl", 1, Request("GET", "/", {}, None), Response(200, {}, TextContent("ok")))
    found = answer_differences(exchange, Answer(200, {}, content), Placeholders({}, nonce="cafe0123"))
    assert (found == []) is agrees


def test_unknown_placeholder_in_a_recording_is_an_error() -> None:
    """A misspelt placeholder would otherwise accept anything."""
    with pytest.raises(ValueError, match="no known placeholder"):
        judged(Case("{{orgx}}", ID_1))


def test_value_before_its_answer_is_reported() -> None:
    """A text that needs a value which no answer has given cannot agree."""
    assert judged(Case("org {{org1}}", f"org {ID_1}")) == ["body"]
