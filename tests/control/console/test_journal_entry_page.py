"""An entry's page as the server sends it; what its script does is seen in a browser."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.control.console.pages import links, page, tags
from tests.control.mock import INSTANCE_HOST, Mock
from tests.protocols.grpc_client import connected

FLOW_TYPES = "/management/v1/flows/types/_search"
ACTIONS = "/management/v1/actions"
HOSTILE = "</script><script>alert(1)</script>\"'<img src=x onerror=alert(1)>"


def step(text: str, name: str) -> str:
    """What an entry's page says of a step."""
    found = re.search(rf"<strong>{name}</strong> <span class=\"badge\">([^<]*)</span>", text)
    assert found is not None
    return found[1]


def test_marks(mock: Mock) -> None:
    """What was injected stands in the row, and on the entry's page what it did."""
    mock.fault(name="cut", operation="ListFlowTypes", broken="malformed", times=1)
    mock.api.call("POST", FLOW_TYPES)
    mock.http.get(f"{ACTIONS}/1", headers={"prefer": "example=QUERY-GEfnb"})

    rows = page(mock, "journal")
    broken, answered = page(mock, "journal/1"), page(mock, "journal/2")

    assert re.search(r'data-cell="injected">cut<.*data-cell="broken">malformed<', rows, re.DOTALL)
    assert "broke the connection (malformed)" in broken
    assert "answered instead of the operation" in answered
    assert step(answered, "injected") == "refused here"
    assert step(answered, "body") == "not reached"


@pytest.mark.parametrize(
    ("request_", "refused", "passed"),
    [
        ({"headers": {"authorization": "Bearer nonsense"}}, "authentication", "body"),
        ({"headers": {"x-zitadel-orgid": "1"}}, "organisation", "authentication"),
        ({"json": {"name": ""}}, "field rules", "permission"),
        ({"content": b"{"}, "body", "route"),
    ],
)
def test_where_it_was_refused(mock: Mock, request_: dict[str, Any], refused: str, passed: str) -> None:
    """The step that refused is marked in words; what follows it was not reached."""
    mock.http.post(ACTIONS, **request_)

    entry = page(mock, "journal/1")

    assert step(entry, refused) == "refused here"
    assert step(entry, passed) == "passed"
    assert step(entry, "operation") == "not reached"


def test_error_and_cause(mock: Mock) -> None:
    """An error ID leads to its place in the catalogue and says how it comes about."""
    mock.api.call("GET", f"{ACTIONS}/1")

    entry = page(mock, "journal/1")

    assert f"/__admin/console/errors?host={mock.host}#QUERY-GEfnb" in links(entry)
    assert "How it comes about: Get an action that there is not in the organisation." in entry


def test_neighbours(mock: Mock) -> None:
    """An entry leads to the next newer and the next older one, where they are kept."""
    for _ in range(3):
        mock.api.done("POST", FLOW_TYPES)

    def ways(number: int) -> list[str]:
        return re.findall(r"journal/\d+\?host=[^\"]*\">(Newer|Older)<", page(mock, f"journal/{number}"))

    assert (ways(1), ways(2), ways(3)) == (["Newer"], ["Newer", "Older"], ["Older"])


def test_hostile_texts(mock: Mock) -> None:
    """Whatever was sent is text on both pages, and long texts are cut in the list."""
    body = {"name": HOSTILE + "\u202e", "script": "\"'`<\\" * 8_000}
    mock.http.post(ACTIONS, json=body, headers={"x-zitadel-orgid": HOSTILE})
    mock.http.post("/management/v1/" + HOSTILE.replace("/", "%2F") + "x" * 20_000, content=b"\xff" + HOSTILE.encode())
    mock.http.post(f"{FLOW_TYPES}?q={HOSTILE}", content=HOSTILE.encode())
    rows, *entries = page(mock, "journal"), page(mock, "journal/1"), page(mock, "journal/2"), page(mock, "journal/3")

    for text in (rows, *entries):
        (icon,) = tags(text, "img")
        assert "onerror" not in icon
        assert "<script>alert" not in text
    assert len(rows) < 60_000
    # A character that turns the direction round is shown as its escape.
    assert "\u202e" not in entries[0]
    assert json.loads(call_of(entries[0])["body"]) == body
    assert call_of(entries[1]) is None
    assert call_of(entries[2])["body"] == HOSTILE


def call_of(text: str) -> Any:
    """The call that an entry's page hands to its script."""
    return json.loads(text.partition('id="entry-call">')[2].partition("</script>")[0])


def test_the_call(mock: Mock) -> None:
    """An entry's call has the headers that matter, and as gRPC all fields, of the path and the query too."""
    mock.http.post("/management/v1/flows/1/trigger/2", json={"actionIds": ["7"]}, headers={"accept-language": "de"})

    call = call_of(page(mock, "journal/1"))

    assert (call["method"], call["path"]) == ("POST", "/management/v1/flows/1/trigger/2")
    assert call["rpc"] == "zitadel.management.v1.ManagementService/SetTriggerActions"
    assert call["message"] == {"actionIds": ["7"], "flowType": "1", "triggerType": "2"}
    assert call["headers"] == {
        "authorization": f"Bearer {mock.target.admin_pat}",
        INSTANCE_HOST: mock.host,
        "accept-language": "de",
        "content-type": "application/json",
    }


def test_the_call_of_grpc(mock: Mock) -> None:
    """A call over gRPC is shown with its message, its metadata, and trailers."""
    metadata = [("authorization", f"Bearer {mock.target.admin_pat}"), (INSTANCE_HOST, mock.host)]
    with connected(mock.target) as client:
        client.call("GetAction", {"id": "1"}, metadata)
        client.call("ListFlowTypes", {}, metadata)
        client.call("GetAction", b"no message", metadata)

    entry = page(mock, "journal/1")

    assert call_of(page(mock, "journal/2"))["message"] == {}
    assert call_of(page(mock, "journal/3")) is None
    call = call_of(entry)
    assert (call["operation"], call["message"]) == ("GetAction", {"id": "1"})
    assert call["headers"] == {"authorization": f"Bearer {mock.target.admin_pat}", INSTANCE_HOST: mock.host}
    assert "Trailers" in entry
    assert "grpc-status" in entry


def test_unmatched(mock: Mock) -> None:
    """What nothing serves is shown with what comes closest; nothing is compared with a path without end."""
    mock.api.call("POST", "/management/v1/flow/1/trigger/1")
    mock.api.call("POST", "/quite/elsewhere")
    mock.api.call("POST", "/management/v1/flow/1/trigger/" + "1" * 30_000)

    near, elsewhere, endless = page(mock, "journal/1"), page(mock, "journal/2"), page(mock, "journal/3")

    assert "segment &#39;flow&#39; instead of &#39;flows&#39;" in near
    assert step(near, "route") == "refused here"
    assert "Nothing that this server serves is anything like it" in elsewhere
    assert "Nothing that this server serves is anything like it" in endless


def test_replays(mock: Mock) -> None:
    """A replay leads to what it repeats, and its call does not call itself one."""
    mock.api.done("POST", FLOW_TYPES)
    mock.http.post(FLOW_TYPES, headers={"x-mock-replay-of": "1"})

    entry = page(mock, "journal/2")

    assert f"/__admin/console/journal/1?host={mock.host}" in links(entry)
    assert "A replay of" in entry
    assert "x-mock-replay-of" not in call_of(entry)["headers"]
    assert "A replay of" not in page(mock, "journal/1")


def test_beside_the_pipeline(mock: Mock) -> None:
    """What is none of the API's operations was judged by no step."""
    mock.http.get("/.well-known/openid-configuration")

    assert "this is none of the API's operations" in page(mock, "journal/1")


def test_an_entry_that_is_gone(mock: Mock) -> None:
    """The page says what to do; programs get a problem document."""
    gone = mock.control("GET", "/console/journal/7", headers={"accept": "text/html"})

    assert gone.status_code == 404
    assert "request 7 is not in the journal" in gone.text
    assert "What to do: the page Journal lists what is" in gone.text
    assert mock.refused("GET", "/console/journal/7")["field"] == "id"
