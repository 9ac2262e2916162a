"""The journal's page as the server sends it; what its script does is seen in a browser."""

from __future__ import annotations

import html
import itertools
import re
import socket
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
from tests.control.console.pages import links, page
from tests.control.mock import Mock
from tests.protocols.serving import serving

FLOW_TYPES = "/management/v1/flows/types/_search"
ACTIONS = "/management/v1/actions"
MANY, BATCH = 40_000, 200


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

    assert numbers(page(mock, "journal", **wanted)) == expected


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
    first = page(mock, "journal", operation="ListFlowTypes")
    (older,) = [link for link in links(first) if "before=" in link]

    second = mock.plain.get(older).text

    assert numbers(first) == list(range(103, 3, -1))
    assert numbers(second) == [3, 2, 1]
    assert "operation=ListFlowTypes" in older
    assert f"host={mock.host}" in older
    assert 'id="live"' in first
    assert 'id="live"' not in second


def test_what_is_shown_can_be_taken_along(mock: Mock) -> None:
    """As HAR, curl script and test, of the same instance and by the same filter, one by client and program too."""
    mock.http.post(FLOW_TYPES, headers={"user-agent": "first/1"})
    mock.http.post(FLOW_TYPES, headers={"user-agent": "second/2"})
    shown = page(mock, "journal", userAgent="SECOND", client="127.0.0.1")

    assert numbers(shown) == [2]
    exported = [link for link in links(shown) if "/requests/" in link and "console" not in link]
    har, curl, module = (mock.plain.get(link) for link in exported)
    assert len(har.json()["log"]["entries"]) == 1
    assert curl.text.count("curl -gsS") == 1
    assert module.text.count("client.request(") == 1


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
    assert "No request has come yet" in page(mock, "journal")

    mock.api.done("POST", FLOW_TYPES)

    assert "None of 1 requests fits the filter" in page(mock, "journal", text="nothing like it")
    assert "No older requests are kept" in page(mock, "journal", before="1")


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
    """A search for what no entry of a long journal has is spread over pages; one leads to the next."""
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
