"""Settings that change while the server runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.control.instances import fresh_instance
from tests.control.mock import INSTANCE_HOST, Mock
from tests.protocols.grpc_client import connected
from tests.protocols.serving import serving

ACTIONS = "/management/v1/actions"
JSON = {"content-type": "application/json"}
WRONG: list[tuple[str, dict[str, str], bytes, str]] = [
    (ACTIONS, JSON, b'{"name":"a","script":"s","scirpt":"s"}', "unknown field scirpt; did you mean script?"),
    (f"{ACTIONS}/_search", JSON, b'{"query":{"ofset":1}}', "unknown field query.ofset; did you mean offset?"),
    (
        f"{ACTIONS}/_search",
        JSON,
        b'{"queries":[{"actionNameQuery":{"name":"x","nam":"x"}}]}',
        "unknown field queries[0].actionNameQuery.nam; did",
    ),
    (f"{ACTIONS}/_search", {"content-type": "text/plain"}, b"{}", "content type text/plain"),
    (f"{ACTIONS}/_search?limit=1", JSON, b"{}", "query parameter limit is ignored; send it in the body"),
    (f"{ACTIONS}/_search", {**JSON, "x-zitadel-orgid": ""}, b"{}", "x-zitadel-orgid is empty"),
    ("/management/v1/flows/types/_search", JSON, b"{}", "ListFlowTypes reads no body"),
]


@pytest.mark.parametrize(("path", "headers", "body", "warning"), WRONG)
def test_warnings(mock: Mock, path: str, headers: dict[str, str], body: bytes, warning: str) -> None:
    """What is silently ignored is done all the same, and told in a header and in the journal."""
    mock.done("PUT", "/settings", json={"strict": "warn"})

    answer = mock.http.post(path, headers=headers, content=body)

    assert answer.status_code == 200
    assert warning in answer.headers["x-mock-warning"]
    assert warning in mock.requests()[0]["warnings"][0]


@pytest.mark.parametrize(("path", "headers", "body", "warning"), WRONG)
def test_refusals(mock: Mock, path: str, headers: dict[str, str], body: bytes, warning: str) -> None:
    """Where it is an error, the request is refused with the same words and nothing is done."""
    mock.done("PUT", "/settings", json={"strict": "error"})

    answer = mock.http.post(path, headers=headers, content=body)

    assert answer.status_code == 400
    assert warning in answer.json()["message"]
    assert mock.api.actions() == []


@pytest.mark.parametrize(("path", "headers", "body", "warning"), WRONG)
def test_silence(mock: Mock, path: str, headers: dict[str, str], body: bytes, warning: str) -> None:
    """By default the server is as silent as the real one."""
    answer = mock.http.post(path, headers=headers, content=body)

    assert answer.status_code == 200, warning
    assert "x-mock-warning" not in answer.headers


def test_good_requests_have_no_warning(mock: Mock) -> None:
    """Strictness does not bother who does it right, in either spelling of a field."""
    mock.done("PUT", "/settings", json={"strict": "error"})
    body = {"name": "a", "script": "s", "allowed_to_fail": True}

    assert mock.http.post(ACTIONS, json=body).status_code == 200
    assert mock.http.get("/management/v1/global/orgs/_by_domain?domain=nowhere").status_code == 404
    assert mock.api.call("POST", "/management/v1/flows/types/_search").status_code == 200


def test_unknown_fields_of_protobuf(mock: Mock) -> None:
    """A field number that the definitions do not have is told by gRPC as well."""
    metadata = [("authorization", f"Bearer {mock.target.admin_pat}"), (INSTANCE_HOST, mock.host)]
    mock.done("PUT", "/settings", json={"strict": "error"})

    with connected(mock.target) as client:
        refused = client.call("ListFlowTypes", b"\xa0\x06\x01", metadata)
        done = client.call("ListFlowTypes", {}, metadata)

    assert refused.code == "INVALID_ARGUMENT"
    assert "unknown field number 100" in refused.message
    assert done.code == "OK"


@pytest.mark.parametrize(
    ("options", "expected"),
    [(["--strict"], "warn"), (["--strict=error"], "error"), (["--strict", "error"], "error"), ([], "off")],
)
def test_strictness_of_the_command_line(tmp_path: Path, options: list[str], expected: str) -> None:
    """The flag may stand alone, which means a warning."""
    with serving(tmp_path, *options) as started, fresh_instance(started.target) as mock:
        assert mock.done("GET", "/settings")["strict"] == expected


def test_reads_lag_behind_writes(mock: Mock) -> None:
    """A write is answered and judged at once, while reads show it only later; without a lag they show it at once."""
    assert mock.done("PUT", "/settings", json={"consistencyLag": "60s"})["consistencyLag"] == "60000ms"
    action = mock.api.new_action("late")

    assert mock.api.call("GET", f"{ACTIONS}/{action}").status_code == 404
    assert mock.api.actions() == []
    assert mock.http.post(ACTIONS, json={"name": "late", "script": "s"}).status_code == 409
    assert mock.api.set_trigger([action]).status_code == 200
    assert mock.api.bound() == []
    mock.done("PUT", "/settings", json={"consistencyLag": "0ms"})
    assert mock.api.bound() == [action]


def test_reads_catch_up(tmp_path: Path) -> None:
    """Once the lag has passed, a read shows what was written."""
    with serving(tmp_path, "--consistency-lag", "50ms") as started, fresh_instance(started.target) as mock:
        assert mock.api.call("GET", "/management/v1/orgs/me").status_code == 200
        action = mock.api.new_action("late")
        while mock.api.call("GET", f"{ACTIONS}/{action}").status_code == 404:
            pass
        assert [row["id"] for row in mock.api.actions()] == [action]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"strict": "very"}, "strict"),
        ({"consistencyLag": "x"}, "consistencyLag"),
        ({"consistencyLag": "61s"}, "consistencyLag"),
        ({"consistencyLag": "-1s"}, "consistencyLag"),
        ({"maxJournalEntries": -1}, "maxJournalEntries"),
        ({"port": 1}, "port"),
    ],
)
def test_changes_that_cannot_be_made(mock: Mock, change: dict[str, Any], field: str) -> None:
    """The problem names the field; nothing that came with it is changed."""
    before = mock.done("GET", "/settings")

    problem = mock.refused("PUT", "/settings", json={"maxJournalEntries": 5, **change})

    assert (problem["status"], problem["field"]) == (400, field)
    assert mock.done("GET", "/settings") == before


def test_huge_names_are_cut(mock: Mock) -> None:
    """To look for what is like a name of megabytes would hold others up; a warning tells the beginning of it."""
    mock.done("PUT", "/settings", json={"strict": "error"})
    names = {f"{number}{'n' * 1_000_000}": 1 for number in range(10)}

    answer = mock.api.call("POST", "/management/v1/actions", json=names)

    assert answer.status_code == 400
    assert answer.json()["message"].count("unknown field") == 10
    assert len(answer.content) < 20_000
