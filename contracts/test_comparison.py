"""The teeth of the comparison: answers that differ from a recording are reported, each at its place."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

import pytest

from contracts.answer import Answer, answer_differences
from contracts.comparison import differences
from contracts.exchange import Exchange, Json, JsonContent, Request, Response, TextContent
from contracts.placeholders import Placeholders

ID_1, ID_2, ID_3 = "345678901234567890", "345678901234567891", "345678901234567892"
T_1, T_2 = "2026-11-23T10:00:00.000001Z", "2026-11-23T10:00:00.000002Z"
T_10 = "2026-11-23T10:00:00.100000Z"
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
    unordered: str = ""
    ignored: tuple[str, ...] = ()


def judged(
    case: Case,
    *,
    status: int = 200,
    headers: Mapping[str, str] = JSON_HEADERS,
    content: bytes | None = None,
) -> list[str]:
    """Where the answer of a case, by default with the recorded status and headers, differs."""
    request = Request("POST", case.path, {}, JsonContent(case.sent), unordered=case.unordered, ignored=case.ignored)
    exchange = Exchange("case.jsonl", 1, request, Response(200, JSON_HEADERS, JsonContent(case.recorded)))
    match case.answered:
        case {"$location": {"url": url, "query": dict() as query}}:
            headers = {**headers, "location": f"{url}?{urlencode(query)}"}
    answer = Answer(status, headers, json.dumps(case.answered).encode() if content is None else content)
    placeholders = Placeholders({"iam_owner": "secret"}, nonce="cafe0123")
    return [difference.where for difference in answer_differences(exchange, answer, placeholders)]


def flow(*triggers: Json, details: Json) -> Json:
    """A flow as GetFlow answers it."""
    return {"flow": {"details": details, "triggerActions": list(triggers)}}


def trigger(number: str, *actions: Json) -> Json:
    """One trigger of a flow with its actions, given by id."""
    return {"triggerType": {"id": number}, "actions": [{"id": action} for action in actions]}


def jwt(header: Mapping[str, Json], claims: Mapping[str, Json]) -> str:
    """A JWT with a signature that nobody can check."""
    parts = (base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in (header, claims))
    return ".".join((*parts, "c2ln"))


def token(header: dict[str, Json], claims: dict[str, Json]) -> Json:
    """A JWT as a recording holds it."""
    return {"$jwt": {"name": "jwt1", "header": header, "claims": claims}}


def location(url: str, **query: Json) -> Json:
    """An answer that leads to another address."""
    return {"$location": {"url": url, "query": query}}


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
    "parse error of another message": Case(
        {"message": "unmarshal message: unmarshal into *a.B: proto: bad"},
        {"message": "unmarshal message: unmarshal into *a.C: bad"},
        ["body.message"],
    ),
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
    "number of seconds long ago": Case({"iat": "{{epoch}}"}, {"iat": 1_000_000_000}, ["body.iat"]),
    "number of seconds as a text": Case({"iat": "{{epoch}}"}, {"iat": "1"}, ["body.iat"]),
    "no seconds left": Case({"expires_in": "{{seconds}}"}, {"expires_in": 0}, ["body.expires_in"]),
    "a fraction of seconds": Case({"expires_in": "{{seconds}}"}, {"expires_in": 1.5}, ["body.expires_in"]),
    "an empty text for any": Case({"kid": "{{any}}"}, {"kid": ""}, ["body.kid"]),
    "another instant in its short form": Case(
        ["{{t1}}", "{{t1:short}}"], [T_10, "2026-11-23T10:00:00.2Z"], ["body[1]"]
    ),
    "long form in place of the short one": Case(["{{t1}}", "{{t1:short}}"], [T_10, T_10], ["body[1]"]),
    "another id inside a text": Case(["{{org1}}", "a {{org1}} b"], [ID_1, f"a {ID_2} b"], ["body[1]"]),
    "two ids for one name inside a text": Case("{{org1}}/{{org1}}", f"{ID_1}/{ID_2}", ["body"]),
    "one id for two names inside a text": Case("{{org1}}/{{org2}}", f"{ID_1}/{ID_1}", ["body"]),
    "no id inside a text": Case("a {{org1}} b", "a x b", ["body"]),
    "another key of an object": Case(
        ["{{org1}}", {"x{{org1}}": 1}], [ID_1, {"x": 1}], [f"body[1].x{ID_1}", "body[1].x"]
    ),
    "a key without its value": Case({"x{{org1}}": 1}, {"x": 1}, ["body"]),
    "no JWT": Case({"id_token": token({}, {})}, {"id_token": "opaque"}, ["body.id_token"]),
    "JWT without algorithm": Case(token({}, {}), jwt({}, {}), ["body"]),
    "another header of a JWT": Case(token({"alg": "RS256"}, {}), jwt({"alg": "none"}, {}), ["body.header.alg"]),
    "a claim more": Case(token({"alg": "x"}, {}), jwt({"alg": "x"}, {"a": 1}), ["body.claims.a"]),
    "a claim less": Case(token({"alg": "x"}, {"a": 1}), jwt({"alg": "x"}, {}), ["body.claims.a"]),
    "another parameter of a redirect": Case(
        location("{{issuer}}/ui/login", state="x"), location("/login", state="y"), ["body.$location.query.state"]
    ),
    "another place of a redirect": Case(
        location("https://a.example/", code="x"), location("https://b.example/", code="x"), ["body.$location.url"]
    ),
    "found in another order": Case(
        {"result": [{"a": {"id": "{{org1}}"}}, {"a": {"id": "{{org2}}"}}, {"a": {"id": "{{org1}}"}}]},
        {"result": [{"a": {"id": ID_2}}, {"a": {"id": ID_1}}, {"a": {"id": ID_2}}]},
        ["body.result[2].a.id"],
        unordered="result.a.id",
    ),
    "found by what is no text": Case(
        {"result": [{"id": "{{org1}}"}, {"id": 1}]},
        {"result": [{"id": 1}, {"id": ID_1}]},
        ["body.result[0].id", "body.result[1].id"],
        unordered="result.id",
    ),
    "what is not ignored": Case({}, {"a": {"b": 1}, "b": 2}, ["body.a", "body.b"], ignored=("b.a", "a.b.c")),
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
    "parse error of a named message in other words": Case(
        {"message": "unmarshal message: unmarshal into *a.B: proto: bad"},
        {"message": "unmarshal message: unmarshal into *a.B: must be a list"},
    ),
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


AGREEMENTS |= {
    "seconds near now": Case(
        {"iat": "{{epoch}}", "expires_in": "{{seconds}}"}, {"iat": int(time.time()), "expires_in": 1}
    ),
    "any text twice": Case(["{{any}}", "{{any}}"], ["x", "y"]),
    "a short instant after the long one": Case(["{{t1}}", "{{t1:short}}"], [T_10, "2026-11-23T10:00:00.1Z"]),
    "a short instant before the long one": Case(["{{t1:short}}", "{{t1}}"], ["2026-11-23T10:00:00.1Z", T_10]),
    "a short instant of a whole second": Case(
        ["{{t1}}", "{{t1:short}}"], ["2026-11-23T10:00:00.000000Z", "2026-11-23T10:00:00Z"]
    ),
    "an id inside a text, and again": Case(["a {{org1}} b {{any}}", "{{org1}}"], [f"a {ID_1} b x", ID_1]),
    "a code inside an address": Case(
        "https://a.example/?code={{authCode1}}&state=x", "https://a.example/?code=c&state=x"
    ),
    "a key of an object": Case(["{{org1}}", {"x{{org1}}": 1}], [ID_1, {f"x{ID_1}": 1}]),
    "a template of a message": Case("{{.Code}}", "{{.Code}}"),
    "a JWT with another audience first": Case(
        token({"alg": "RS256"}, {"aud": ["robot", "{{project1}}"]}), jwt({"alg": "RS256"}, {"aud": [ID_1, "robot"]})
    ),
    "an audience in another order": Case({"aud": ["robot", "{{project1}}"]}, {"aud": [ID_1, "robot"]}),
    "another page of the server": Case(
        location("{{issuer}}/ui/login", id="{{authRequest1}}"), location("/login", id="V2_1")
    ),
    "a list without order": Case(
        {"result": [{}, {"a": {"id": "{{org1}}"}}, {"a": {"id": "{{org2}}"}}]},
        {"result": [{"a": {"id": ID_2}}, {}, {"a": {"id": ID_1}}]},
        unordered="result.a.id",
    ),
    "a page without order": Case(
        {"result": 2},
        {"result": [{"id": ID_2}, {"id": ID_1}]},
        unordered="result.id",
        sent={"pagination": {"limit": 2}},
    ),
    "metadata in another order": Case(
        {"result": [{"key": "a"}, {"key": "b"}]}, {"result": [{"key": "b"}, {"key": "a"}]}, path="/x/metadata/_search"
    ),
    "what is ignored": Case(
        {"result": [{"a": {}}], "details": {}},
        {"result": [{"a": {"b": 1}}], "details": {"c": 1}},
        ignored=("result.a.b", "details.c", "x.y"),
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


def test_token_stands_for_its_whole_text() -> None:
    """A JWT that was looked into can be sent, and is covered in reports like any other token."""
    placeholders = Placeholders({}, nonce="cafe0123")
    text = jwt({"alg": "RS256"}, {"sub": ID_1})
    assert differences(token({"alg": "RS256"}, {"sub": "{{user1}}"}), text, placeholders) == []
    assert placeholders.fill_text("Bearer {{jwt1}}, {{user1}}") == f"Bearer {text}, {ID_1}"
    assert text not in placeholders.redact(f"refused: {text}")
