"""The journal's pages as the server sends them; what their scripts do is seen in a browser."""

from __future__ import annotations

import html
import itertools
import json
import re
import socket
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import msgspec
import pytest

from mockserver.control.console.journal_search import search
from mockserver.control.request_filter import RequestFilter
from mockserver.operations.first_instance import first_instance
from mockserver.settings import Settings
from mockserver.wire.http import Exchange, HttpRequest, Response
from tests.control.mock import INSTANCE_HOST, Mock
from tests.protocols.grpc_client import connected
from tests.protocols.serving import serving

FLOW_TYPES = "/management/v1/flows/types/_search"
ACTIONS = "/management/v1/actions"
MANY, BATCH = 40_000, 200
SOON_S = 1.0
"""A page takes a tenth of it; machines that run tests have other things to do."""
HOSTILE = "</script><script>alert(1)</script>\"'<img src=x onerror=alert(1)>"


class Read(HTMLParser):
    """What a browser reads of a page: its elements and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self.links += [value for name, value in attrs if name == "href" and value]


def page(mock: Mock, path: str = "", **parameters: Any) -> str:
    """A page of the journal that is answered."""
    response = mock.control("GET", f"/console/journal{path}", params=parameters)
    assert response.status_code == 200, response.text
    assert "script-src 'self'" in response.headers["content-security-policy"]
    assert "unsafe-inline" not in response.headers["content-security-policy"]
    return response.text


def numbers(text: str) -> list[int]:
    """The numbers of a page's rows."""
    body = text.partition('<tbody id="rows">')[2].partition("</tbody>")[0]
    return [int(number) for number in re.findall(r'<tr data-id="(\d+)"', body)]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, [4, 3, 2, 1]),
        ({"operation": "GetAction"}, [2]),
        ({"status": "404"}, [4, 2]),
        ({"status": "4xx"}, [4, 3, 2]),
        ({"text": " nfh52 "}, [3]),
        ({"transport": "json"}, [4, 3, 2, 1]),
        ({"transport": "grpc"}, []),
        ({"organisation": "1"}, []),
        ({"injected": "Prefer"}, []),
        ({"unmatched": "1"}, [4]),
        ({"before": "3"}, [2, 1]),
        ({"before": "nonsense", "operation": ""}, [4, 3, 2, 1]),
        ({"before": "9", "status": "2xx"}, [1]),
    ],
)
def test_filters(mock: Mock, wanted: dict[str, str], expected: list[int]) -> None:
    """A page has the entries that fit all that is asked for; empty fields ask for nothing."""
    mock.api.done("POST", FLOW_TYPES)
    mock.api.call("GET", f"{ACTIONS}/1")
    mock.api.set_trigger([])
    mock.api.call("GET", "/quite/elsewhere")

    assert numbers(page(mock, **wanted)) == expected


def test_a_filter_that_cannot_be_used(mock: Mock) -> None:
    """What was given stays in the form, with what to give instead."""
    response = mock.control("GET", "/console/journal", params={"status": "abc", "text": "kept"})

    assert response.status_code == 400
    assert "is no status. Give one such as 400 or 4xx." in response.text
    assert 'value="abc"' in response.text
    assert 'value="kept"' in response.text


def test_paging(mock: Mock) -> None:
    """The link to older entries goes on where the page ends, and keeps the filter and the instance."""
    for _ in range(103):
        mock.api.done("POST", FLOW_TYPES)
    first = page(mock, operation="ListFlowTypes")
    (older,) = [link for link in Read(first).links if "before=" in link]

    second = mock.plain.get(older).text

    assert numbers(first) == list(range(103, 3, -1))
    assert numbers(second) == [3, 2, 1]
    assert "operation=ListFlowTypes" in older
    assert f"host={mock.host}" in older
    assert 'id="live"' in first
    assert 'id="live"' not in second


def test_what_came_since(mock: Mock) -> None:
    """A page that was away asks for what is newer than what it has; the filter holds there too."""
    for _ in range(3):
        mock.api.done("POST", FLOW_TYPES)
    mock.api.call("GET", "/quite/elsewhere")

    def since(**parameters: Any) -> list[int]:
        rows = mock.done("GET", "/console/journal/new", params=parameters)["requests"]
        return [row["id"] for row in rows]

    assert since(after=2) == [4, 3]
    assert since(after=1, operation="ListFlowTypes") == [3, 2]
    assert since(after=1, unmatched="1") == [4]
    assert since(after=9) == []


def test_nothing_to_show(mock: Mock) -> None:
    """An empty journal says how to begin; a filter that nothing fits says so."""
    assert "No request has come yet" in page(mock)

    mock.api.done("POST", FLOW_TYPES)

    assert "None of 1 requests fits the filter" in page(mock, text="nothing like it")
    assert "No older requests are kept" in page(mock, before="1")


def test_marks(mock: Mock) -> None:
    """What was injected stands in the row, and on the entry's page what it did."""
    mock.fault(name="cut", operation="ListFlowTypes", broken="malformed", times=1)
    mock.api.call("POST", FLOW_TYPES)
    mock.http.get(f"{ACTIONS}/1", headers={"prefer": "example=QUERY-GEfnb"})

    rows = page(mock)
    broken, answered = page(mock, "/1"), page(mock, "/2")

    assert re.search(r'data-cell="injected">cut<.*data-cell="broken">malformed<', rows, re.DOTALL)
    assert "broke the connection (malformed)" in broken
    assert "answered instead of the operation" in answered
    assert step(answered, "injected") == "refused here"
    assert step(answered, "body") == "not reached"


def step(text: str, name: str) -> str:
    """What an entry's page says of a step."""
    found = re.search(rf"<strong>{name}</strong> <span class=\"badge\">([^<]*)</span>", text)
    assert found is not None
    return found[1]


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

    entry = page(mock, "/1")

    assert step(entry, refused) == "refused here"
    assert step(entry, passed) == "passed"
    assert step(entry, "operation") == "not reached"


def test_error_and_cause(mock: Mock) -> None:
    """An error ID leads to its place in the catalogue and says how it comes about."""
    mock.api.call("GET", f"{ACTIONS}/1")

    entry = page(mock, "/1")

    assert f"/__admin/console/errors?host={mock.host}#QUERY-GEfnb" in Read(entry).links
    assert "How it comes about: Get an action that there is not in the organisation." in entry


def test_neighbours(mock: Mock) -> None:
    """An entry leads to the next newer and the next older one, where they are kept."""
    for _ in range(3):
        mock.api.done("POST", FLOW_TYPES)

    def ways(number: int) -> list[str]:
        return re.findall(r"journal/\d+\?host=[^\"]*\">(Newer|Older)<", page(mock, f"/{number}"))

    assert (ways(1), ways(2), ways(3)) == (["Newer"], ["Newer", "Older"], ["Older"])


def test_hostile_texts(mock: Mock) -> None:
    """Whatever was sent is text on both pages, and long texts are cut in the list."""
    body = {"name": HOSTILE + "\u202e", "script": "\"'`<\\" * 8_000}
    mock.http.post(ACTIONS, json=body, headers={"x-zitadel-orgid": HOSTILE})
    mock.http.post("/management/v1/" + HOSTILE.replace("/", "%2F") + "x" * 20_000, content=b"\xff" + HOSTILE.encode())
    mock.http.post(f"{FLOW_TYPES}?q={HOSTILE}", content=HOSTILE.encode())
    rows, *entries = page(mock), page(mock, "/1"), page(mock, "/2"), page(mock, "/3")

    for text in (rows, *entries):
        read = Read(text)
        assert read.tags.count("img") == 1
        assert not {"onerror", "style"} & {name for name, _ in read.attributes}
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

    call = call_of(page(mock, "/1"))

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

    entry = page(mock, "/1")

    assert call_of(page(mock, "/2"))["message"] == {}
    assert call_of(page(mock, "/3")) is None
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

    near, elsewhere, endless = page(mock, "/1"), page(mock, "/2"), page(mock, "/3")

    assert "segment &#39;flow&#39; instead of &#39;flows&#39;" in near
    assert step(near, "route") == "refused here"
    assert "Nothing that this server serves is anything like it" in elsewhere
    assert "Nothing that this server serves is anything like it" in endless


def test_replays(mock: Mock) -> None:
    """A replay leads to what it repeats, and its call does not call itself one."""
    mock.api.done("POST", FLOW_TYPES)
    mock.http.post(FLOW_TYPES, headers={"x-mock-replay-of": "1"})

    entry = page(mock, "/2")

    assert f"/__admin/console/journal/1?host={mock.host}" in Read(entry).links
    assert "A replay of" in entry
    assert "x-mock-replay-of" not in call_of(entry)["headers"]
    assert "A replay of" not in page(mock, "/1")


def test_beside_the_pipeline(mock: Mock) -> None:
    """What is none of the API's operations was judged by no step."""
    mock.http.get("/.well-known/openid-configuration")

    assert "this is none of the API's operations" in page(mock, "/1")


def test_an_entry_that_is_gone(mock: Mock) -> None:
    """The page says what to do; programs get a problem document."""
    gone = mock.control("GET", "/console/journal/7", headers={"accept": "text/html"})

    assert gone.status_code == 404
    assert "request 7 is not in the journal" in gone.text
    assert "What to do: the page Journal lists what is" in gone.text
    assert mock.refused("GET", "/console/journal/7")["field"] == "id"


def test_search_ends_in_time() -> None:
    """A search stops when its time is up and tells where to go on; that search finds what this one did not come to."""
    instance = first_instance(Settings(max_journal_entries=100))
    for number in range(1, 101):
        request = HttpRequest("GET", f"/nothing/{number}", b"/nothing", b"", {}, "http", b"")
        instance.journal.append(Exchange(number, 0, 0, request, Response(404, [], b"", transport="json")), 0)
    wanted = RequestFilter(text="/nothing/5")
    ticks = itertools.count()

    hurried = search(instance, wanted, seconds=2, clock=lambda: float(next(ticks)))
    assert hurried.on is not None
    rest = search(instance, msgspec.structs.replace(wanted, before=hurried.on), seconds=float("inf"))

    assert not hurried.complete
    assert [exchange.number for exchange in hurried.exchanges] == [59, 58, 57, 56, 55, 54, 53]
    assert (hurried.searched, hurried.on) == (48, 53)
    assert [exchange.number for exchange in rest.exchanges] == [52, 51, 50, 5]
    assert (rest.searched, rest.on, rest.complete) == (52, None, True)


def test_long_journals(tmp_path: Path) -> None:
    """Pages of a long journal come soon, also where a text is in none of its entries; one leads to the next."""
    with serving(tmp_path, "--max-journal-entries", str(MANY)) as started:
        fill(started.target.base_url, MANY)
        with httpx.Client(base_url=started.target.base_url, trust_env=False) as client:
            pages = [client.get("/__admin/console/journal", params={"text": "nothing like it"})]
            while on := re.findall(r'data-searched>.*?href="([^"]*)"', pages[-1].text, re.DOTALL):
                pages.append(client.get(html.unescape(on[0])))
            whole = client.get("/__admin/console/journal")

    searched = [
        int(number.replace(",", ""))
        for answer in pages
        for number in re.findall(r"(?:Searched(?: the newest)?|None of) ([0-9,]+) ", answer.text)
    ]
    assert sum(searched) == MANY
    assert len(searched) == len(pages)
    assert len(numbers(whole.text)) == 100
    assert all(answer.elapsed.total_seconds() < SOON_S for answer in (*pages[1:], whole))


def fill(base_url: str, count: int) -> None:
    """Ask for what there is not, many times on one connection."""
    address = urlsplit(base_url)
    request = b"GET /nothing HTTP/1.1\r\nhost: localhost\r\n\r\n"
    with socket.create_connection((address.hostname, address.port)) as connection:
        for _ in range(count // BATCH):
            connection.sendall(request * BATCH)
            answered = b""
            while answered.count(b"HTTP/1.1 404") < BATCH:
                answered += connection.recv(1 << 20)
