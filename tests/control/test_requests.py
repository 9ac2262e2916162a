"""The journal of requests."""

from __future__ import annotations

import base64
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from contracts.target import Target
from tests.control.instances import fresh_instance
from tests.control.mock import INSTANCE_HOST, Mock
from tests.protocols.grpc_client import connected
from tests.protocols.serving import serving
from tests.server import unique

FLOW_TYPES = "/management/v1/flows/types/_search"
ACTIONS = "/management/v1/actions"


def test_requests_are_listed_newest_first(mock: Mock) -> None:
    """Each line says what was asked, by which way, for whom, and what came of it."""
    mock.api.done("POST", FLOW_TYPES)
    mock.api.call("GET", f"{ACTIONS}/1")

    newest, oldest = mock.requests()

    assert (newest["operation"], newest["status"], newest["errorId"]) == ("GetAction", 404, "QUERY-GEfnb")
    assert (oldest["operation"], oldest["status"], oldest["step"]) == ("ListFlowTypes", 200, "done")
    assert newest["id"] == oldest["id"] + 1
    assert newest["organisation"] == mock.api.done("GET", "/management/v1/orgs/me")["org"]["id"]
    assert newest["transport"] == "json"


def test_control_requests_are_not_kept(mock: Mock) -> None:
    """Looking at the journal leaves no trace in it."""
    mock.done("GET", "/settings")

    assert mock.requests() == []


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"operation": "GetAction"}, ["GetAction"]),
        ({"status": "404"}, ["GetAction"]),
        ({"status": "4xx"}, ["SetTriggerActions", "GetAction"]),
        ({"status": "2xx"}, ["ListFlowTypes"]),
        ({"text": "nfh52"}, ["SetTriggerActions"]),
        ({"text": "EXTERNAL authentication"}, ["ListFlowTypes"]),
        ({"transport": "grpc"}, []),
        ({"organisation": "1"}, []),
        ({"limit": "1"}, ["SetTriggerActions"]),
        ({}, ["SetTriggerActions", "GetAction", "ListFlowTypes"]),
    ],
)
def test_filters(mock: Mock, wanted: dict[str, str], expected: list[str]) -> None:
    """List and find give the entries that fit all that is asked for; count counts them without the limit."""
    mock.api.done("POST", FLOW_TYPES)
    mock.api.call("GET", f"{ACTIONS}/1")
    mock.api.set_trigger([])

    assert [row["operation"] for row in mock.requests(**wanted)] == expected
    as_json = {name: int(value) if name == "limit" else value for name, value in wanted.items()}
    found = mock.done("POST", "/requests/find", json=as_json)["requests"]
    assert [row["operation"] for row in found] == expected
    unlimited = {name: value for name, value in as_json.items() if name != "limit"}
    total = len(mock.requests(**unlimited))
    assert mock.done("GET", "/requests/count", params=unlimited) == {"count": total}
    assert mock.done("POST", "/requests/count", json=unlimited) == {"count": total}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ONE-QUERY", True),
        ("a NAME", True),
        ("Ein Ästchen", True),
        ("deleteACTION", True),
        ('one-query{"of"', False),
        ("nowhere", False),
    ],
)
def test_text_is_sought_in_every_part(mock: Mock, text: str, found: bool) -> None:
    """It is found in query, path, body and operation, whatever its case, and never across two of them."""
    mock.http.request("DELETE", f"{ACTIONS}/ein%20%C3%84stchen?q=One-Query", content=b'{"of": "A name"}')

    assert bool(mock.requests(text=text)) is found


def test_paging(mock: Mock) -> None:
    """`before` goes on where a page ended."""
    for _ in range(3):
        mock.api.done("POST", FLOW_TYPES)

    (first,) = mock.requests(limit=1)
    rest = mock.requests(before=first["id"])

    assert [row["id"] for row in rest] == [first["id"] - 1, first["id"] - 2]


def test_details_show_both_sides(mock: Mock) -> None:
    """Headers and bodies of request and answer stand side by side."""
    mock.api.call("POST", ACTIONS, json={"name": "<script>", "script": "s"})

    entry = mock.details()

    assert entry["request"]["json"] == {"name": "<script>", "script": "s"}
    assert {"name": INSTANCE_HOST, "value": mock.host} in entry["request"]["headers"]
    assert entry["response"]["status"] == 200
    assert entry["response"]["json"]["id"]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (b"", {}),
        (b"no json", {"text": "no json"}),
        (b'{"name": NaN}', {"text": '{"name": NaN}'}),
        (rb'{"name": "\ud83d"}', {"text": r'{"name": "\ud83d"}'}),
        (rb'{"\udc00": 1}', {"text": r'{"\udc00": 1}'}),
        (b"\xff\x00", {"base64": base64.b64encode(b"\xff\x00").decode()}),
        ("\u202e\u05de".encode(), {"text": "\u202e\u05de"}),
    ],
)
def test_bodies_that_are_no_json(mock: Mock, body: bytes, shown: dict[str, str]) -> None:
    """What is no JSON is shown as text, and what is no text as base64."""
    mock.api.call("POST", ACTIONS, content=body)

    request = mock.details()["request"]
    del request["headers"]

    assert request == shown


def test_grpc_is_shown_as_json(mock: Mock) -> None:
    """A call over gRPC is kept under its operation, its messages shown as JSON, its code as the HTTP status for it."""
    metadata = [("authorization", f"Bearer {mock.target.admin_pat}"), (INSTANCE_HOST, mock.host)]
    with connected(mock.target) as client:
        client.call("ListFlowTypes", {}, metadata)
        client.call("GetAction", {"id": "1"}, metadata)

    refused, listed = (mock.done("GET", f"/requests/{row['id']}") for row in mock.requests(transport="grpc"))

    assert (refused["operation"], refused["status"], refused["code"]) == ("GetAction", 404, "NOT_FOUND")
    assert refused["request"]["json"] == {"id": "1"}
    assert {"name": "grpc-status", "value": "5"} in refused["response"]["trailers"]
    assert listed["response"]["json"]["result"][0]["id"] == "1"


def test_unmatched_requests_have_near_misses(mock: Mock) -> None:
    """A request that nothing serves is kept, with the operations that come closest and what differs."""
    mock.api.call("POST", "/management/v1/flow/1/trigger/1")
    mock.api.call("DELETE", ACTIONS)
    mock.api.call("POST", "/quite/elsewhere")
    mock.api.done("POST", FLOW_TYPES)

    elsewhere, method, typo = mock.done("GET", "/requests/unmatched")["requests"]

    assert elsewhere["nearMisses"] == []
    assert method["status"] == 405
    assert method["nearMisses"][0]["operation"] == "CreateAction"
    assert "method DELETE instead of POST" in method["nearMisses"][0]["difference"]
    assert typo["nearMisses"][0]["operation"] == "SetTriggerActions"
    assert typo["nearMisses"][0]["difference"] == "segment 'flow' instead of 'flows'"


def test_clearing(mock: Mock) -> None:
    """A journal can be emptied; numbers go on."""
    mock.api.done("POST", FLOW_TYPES)
    before = mock.requests()[0]["id"]

    assert mock.done("DELETE", "/requests") == {"removed": 1}
    assert mock.requests() == []
    mock.api.done("POST", FLOW_TYPES)
    assert mock.requests()[0]["id"] == before + 1


@pytest.mark.parametrize("number", [0, 999_999])
def test_unknown_numbers(mock: Mock, number: int) -> None:
    """A request that is not kept is not found."""
    assert mock.refused("GET", f"/requests/{number}")["status"] == 404


@pytest.mark.parametrize(
    ("wanted", "field"),
    [({"status": "4"}, "status"), ({"limit": "0"}, "limit"), ({"limit": "x"}, "limit"), ({"oper": "x"}, "oper")],
)
def test_filters_that_cannot_be_used(mock: Mock, wanted: dict[str, str], field: str) -> None:
    """The problem names the parameter and says what to send."""
    problem = mock.refused("GET", "/requests", params=wanted)

    assert (problem["status"], problem["field"]) == (400, field)
    assert problem["fix"]


def test_instances_keep_journals_of_their_own(mock: Mock, server: Target) -> None:
    """What one instance was asked, another one knows nothing of."""
    with fresh_instance(server) as other:
        other.api.done("POST", FLOW_TYPES)
        assert len(other.requests()) == 1

    assert mock.requests() == []


def test_a_journal_is_bounded(tmp_path: Path) -> None:
    """Only as many requests are kept as the option says; 0 keeps none."""
    with serving(tmp_path, "--max-journal-entries", "2") as started, fresh_instance(started.target) as mock:
        for _ in range(5):
            mock.api.done("POST", FLOW_TYPES)
        assert [row["id"] for row in mock.requests()] == [5, 4]
        mock.done("PUT", "/settings", json={"maxJournalEntries": 0})
        mock.api.done("POST", FLOW_TYPES)
        assert mock.requests() == []


def test_a_limit_of_unmatched_requests(mock: Mock) -> None:
    """Each is held against every operation, so that only so many are shown, whatever is asked for."""
    for _ in range(101):
        mock.api.call("GET", "/nothing")

    for limit, shown in (("100", 100), ("1000", 100), ("99999999999999999999", 100), ("7", 7)):
        assert len(mock.done("GET", "/requests/unmatched", params={"limit": limit})["requests"]) == shown
    assert mock.refused("GET", "/requests/unmatched", params={"limit": "0"})["field"] == "limit"


@pytest.mark.parametrize(
    "path", ["/" + "a/" * 15_000, "/management/v1/" + "flows" * 11_000, "/management/v1/" + "a" * 60_000]
)
def test_long_paths_cost_no_more_than_others(mock: Mock, path: str) -> None:
    """They are cut before they are compared, and so are the differences that are told."""
    mock.api.call("GET", path)

    (row,) = mock.done("GET", "/requests/unmatched")["requests"]

    assert row["path"] == path
    assert all(len(near["difference"]) < 2_000 for near in row["nearMisses"])


def test_long_searches_let_others_through(mock: Mock) -> None:
    """A list of what is unmatched is worked out while other requests are answered."""
    for number in range(100):
        mock.api.call("GET", f"/management/v1/{unique('project')}/{number}/grants/flaws/{number}")
    with ThreadPoolExecutor(1) as pool:
        listed = pool.submit(mock.control, "GET", "/requests/unmatched", params={"limit": "100"})
        answered = 0
        while not listed.done():
            assert mock.plain.get("/debug/healthz").status_code == 200
            answered += 1
        assert len(listed.result().json()["requests"]) == 100
    assert answered > 0
