"""The replayer over real connections: what it sends, what it reports, and what it never prints."""

from __future__ import annotations

import base64
import json
from pathlib import Path

from joserfc import jwk, jwt

from contracts.answer import Answer
from contracts.exchange import Json
from contracts.replayer import replay
from contracts.scripted_server import scripted_server
from contracts.target import Target

ADMIN_PAT = "an-admin-token-that-must-not-be-seen"
ISSUED_PAT = "an-issued-token-that-must-not-be-seen"
ORG_ID = "345678901234567890"
OTHER_ORG_ID = "345678901234567891"


def write_trace(directory: Path, *exchanges: tuple[dict[str, Json], dict[str, Json]]) -> Path:
    """A trace file of pairs of request and recorded body, every answer with status 200."""
    path = directory / "trace.jsonl"
    lines = []
    for request, body in exchanges:
        record = {"request": request, "response": {"status": 200, "headers": {}, "body": body}}
        lines.append(json.dumps(record) + "\n")
    path.write_text("".join(lines), encoding="utf-8")
    return path


def ok(body: Json) -> Answer:
    """An answer with status 200 and a JSON body."""
    return Answer(200, {}, json.dumps(body).encode())


CREATE: tuple[dict[str, Json], dict[str, Json]] = (
    {
        "method": "POST",
        "path": "/orgs",
        "headers": {"authorization": "Bearer {{token:iam_owner}}"},
        "body": {"name": "Org {{nonce}}"},
    },
    {"id": "{{org1}}"},
)
READ: tuple[dict[str, Json], dict[str, Json]] = (
    {"method": "GET", "path": "/orgs/{{org1}}", "headers": {"x-zitadel-orgid": "{{org1}}"}},
    {"id": "{{org1}}"},
)


def test_answers_as_recorded_give_no_deviation(tmp_path: Path) -> None:
    """Values that the first answer made up are sent in later requests and accepted when they come again."""
    with scripted_server([ok({"id": ORG_ID}), ok({"id": ORG_ID})]) as server:
        assert replay(write_trace(tmp_path, CREATE, READ), Target(server.base_url, ADMIN_PAT)) == []
    assert server.headers[0]["authorization"] == f"Bearer {ADMIN_PAT}"
    assert server.requests[0].startswith('POST /orgs {"name": "Org ')
    assert "{{" not in server.requests[0]
    assert server.requests[1] == f"GET /orgs/{ORG_ID} "
    assert server.headers[1]["x-zitadel-orgid"] == ORG_ID


def test_nonce_is_new_in_each_replay(tmp_path: Path) -> None:
    """Two replays on one server do not ask for the same name."""
    with scripted_server([ok({"id": ORG_ID}), ok({"id": ORG_ID})]) as server:
        replay(write_trace(tmp_path, CREATE), Target(server.base_url, ADMIN_PAT))
        replay(write_trace(tmp_path, CREATE), Target(server.base_url, ADMIN_PAT))
    assert server.requests[0] != server.requests[1]


def test_deviation_names_file_line_request_and_place(tmp_path: Path) -> None:
    """A report leads to the recorded line and to the member of the answer."""
    with scripted_server([ok({"id": ORG_ID}), ok({"id": OTHER_ORG_ID})]) as server:
        (deviation,) = replay(write_trace(tmp_path, CREATE, READ), Target(server.base_url, ADMIN_PAT))
    assert str(deviation) == (
        f'trace.jsonl:2 GET /orgs/{{{{org1}}}}\n    body.id: expected "{{{{org1}}}}" = {ORG_ID}, seen "{OTHER_ORG_ID}"'
    )


def test_request_without_its_value_is_reported_and_not_sent(tmp_path: Path) -> None:
    """When the answer that gives an id is wrong, requests that need the id are differences too."""
    with scripted_server([ok({"id": "short"}), ok({"id": ORG_ID})]) as server:
        deviations = replay(write_trace(tmp_path, CREATE, READ), Target(server.base_url, ADMIN_PAT))
    assert [(deviation.line, deviation.difference.where) for deviation in deviations] == [
        (1, "body.id"),
        (2, "request"),
    ]
    assert len(server.requests) == 1


def test_lost_connection_is_a_deviation(tmp_path: Path) -> None:
    """A server that closes the connection instead of answering does not pass."""
    with scripted_server([ok({"id": ORG_ID})]) as server:
        deviations = replay(write_trace(tmp_path, CREATE, READ, READ), Target(server.base_url, ADMIN_PAT))
    assert [(deviation.line, deviation.difference.where) for deviation in deviations] == [(2, "connection")]


def test_query_form_and_client_are_encoded(tmp_path: Path) -> None:
    """Query parameters, the fields of a form and the parts of a client's header go out as their formats want."""
    ask: tuple[dict[str, Json], dict[str, Json]] = (
        {
            "method": "POST",
            "path": "/token",
            "headers": {},
            "query": {"a b": "{{org1}}&"},
            "form": {"scope": "openid {{org1}}", "empty": ""},
            "basic": ["robot:{{org1}}", "s/t"],
        },
        {},
    )
    with scripted_server([ok({"id": ORG_ID}), ok({})]) as server:
        assert replay(write_trace(tmp_path, CREATE, ask), Target(server.base_url, ADMIN_PAT)) == []
    assert server.requests[1] == f"POST /token?a+b={ORG_ID}%26 scope=openid+{ORG_ID}&empty="
    assert server.headers[1]["content-type"] == "application/x-www-form-urlencoded"
    basic = base64.b64decode(server.headers[1]["authorization"].removeprefix("Basic "))
    assert basic.decode() == f"robot%3A{ORG_ID}:s%2Ft"


def test_assertion_is_signed_with_the_key_of_the_answer(tmp_path: Path) -> None:
    """A key file that an answer gave signs a JWT of that user, with claims of the recording in place of its own."""
    key = jwk.RSAKey.generate_key(2048)
    file = {"keyId": "k", "userId": ORG_ID, "key": key.as_pem(private=True).decode()}
    give: tuple[dict[str, Json], dict[str, Json]] = (
        {"method": "POST", "path": "/keys"},
        {"keyDetails": "{{machineKey1}}", "id": "{{user1}}"},
    )
    claims: Json = {"aud": "{{user1}}", "exp": 1}
    ask: tuple[dict[str, Json], dict[str, Json]] = (
        {
            "method": "POST",
            "path": "/token",
            "form": {"assertion": {"$assertion": {"key": "{{machineKey1}}", "claims": claims}}},
        },
        {},
    )
    details = base64.b64encode(json.dumps(file).encode()).decode()
    with scripted_server([ok({"keyDetails": details, "id": ORG_ID}), ok({})]) as server:
        assert replay(write_trace(tmp_path, give, ask), Target(server.base_url, ADMIN_PAT)) == []
    sent = jwt.decode(server.requests[1].removeprefix("POST /token assertion="), key)
    assert sent.header == {"alg": "RS256", "kid": "k", "typ": "JWT"}
    assert {name: sent.claims[name] for name in ("iss", "sub", "aud", "exp")} == {
        "iss": ORG_ID, "sub": ORG_ID, "aud": ORG_ID, "exp": 1
    }  # fmt: skip


def test_redirects_are_compared_and_not_followed(tmp_path: Path) -> None:
    """A redirect is an answer like any other; what its address holds is known from then on."""
    led: tuple[dict[str, Json], dict[str, Json]] = (
        {"method": "GET", "path": "/authorize"},
        {"$location": {"url": "{{issuer}}/login", "query": {"authRequest": "{{authRequest1}}"}}},
    )
    use: tuple[dict[str, Json], dict[str, Json]] = ({"method": "GET", "path": "/{{authRequest1}}"}, {})
    answers = [Answer(302, {"location": "/elsewhere?authRequest=V2_1"}, b"<a href>"), ok({})]
    with scripted_server(answers) as server:
        deviations = replay(write_trace(tmp_path, led, use), Target(server.base_url, ADMIN_PAT))
    assert [(deviation.line, deviation.difference.where) for deviation in deviations] == [(1, "status")]
    assert server.requests[1] == "GET /V2_1 "


def test_connection_that_was_closed_when_recorded(tmp_path: Path) -> None:
    """Where the real server closed the connection, an answer is a deviation, and none is what was expected."""
    path = tmp_path / "trace.jsonl"
    record = {"request": {"method": "GET", "path": "/"}, "response": {"status": 0, "headers": {}, "raw": ""}}
    path.write_text(f"{json.dumps(record)}\n" * 2, encoding="utf-8")
    with scripted_server([ok({})]) as server:
        deviations = replay(path, Target(server.base_url, ADMIN_PAT))
    assert [(deviation.line, deviation.difference.where) for deviation in deviations] == [(1, "connection")]


def test_tokens_are_not_printed(tmp_path: Path) -> None:
    """Neither the given token nor one that the server issued is in a report, wherever the server repeats it."""
    issue: tuple[dict[str, Json], dict[str, Json]] = (
        {"method": "POST", "path": "/pats", "headers": {"authorization": "Bearer {{token:iam_owner}}"}},
        {"token": "{{pat1}}"},
    )
    use: tuple[dict[str, Json], dict[str, Json]] = (
        {"method": "GET", "path": "/", "headers": {"authorization": "Bearer {{pat1}}"}},
        {"token": "{{pat1}}", "message": "fine"},
    )
    unheard = "another-token-that-must-not-be-seen"
    answers = [
        ok({"token": ISSUED_PAT}),
        ok({"token": unheard, "message": f"{ADMIN_PAT} {ISSUED_PAT}", "extra": {"token": unheard}}),
        Answer(500, {"www-authenticate": f"Bearer {ISSUED_PAT}"}, f"{ADMIN_PAT}".encode()),
    ]
    with scripted_server(answers) as server:
        target = Target(server.base_url, ADMIN_PAT)
        deviations = replay(write_trace(tmp_path, issue, use, use), target)
    report = "\n".join(str(deviation) for deviation in deviations) + repr(target)
    assert {deviation.difference.where for deviation in deviations} == {
        "body.token",
        "body.message",
        "body.extra",
        "status",
        "header www-authenticate",
        "body",
    }
    assert "must-not-be-seen" not in report
    assert "{{pat1}}" in report
