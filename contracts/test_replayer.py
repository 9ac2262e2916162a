"""The replayer over real connections: what it sends, what it reports, and what it never prints."""

from __future__ import annotations

import json
from pathlib import Path

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
