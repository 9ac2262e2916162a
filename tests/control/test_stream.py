"""The journal as it grows."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from h2.connection import H2Connection

from tests.control.instances import REQUEST_TIMEOUT_S, fresh_instance
from tests.control.mock import Mock
from tests.protocols.serving import serving
from tests.server import authority

FLOW_TYPES = "/management/v1/flows/types/_search"
ACTIONS = "/management/v1/actions"


def test_requests_are_streamed(mock: Mock) -> None:
    """Who follows is told of each request once it is answered, across a reset too."""
    with followed(mock) as events:
        mock.http.post(FLOW_TYPES)
        first = next(events)
        with httpx.Client(base_url=mock.target.base_url, timeout=REQUEST_TIMEOUT_S, trust_env=False) as other:
            assert other.post("/__admin/reset", params={"host": mock.host}).is_success
        mock.http.post(FLOW_TYPES)
        second = next(events)

    assert (first["operation"], second["operation"]) == ("ListFlowTypes", "ListFlowTypes")
    assert second["id"] == first["id"] + 1


@pytest.mark.parametrize(
    "wanted",
    [
        {"operation": "GetAction"},
        {"status": "4xx"},
        {"text": "bs7ds"},
        {"injected": "x-mock-delay"},
        {"organisation": "7", "transport": "json"},
    ],
)
def test_filters(mock: Mock, wanted: dict[str, str]) -> None:
    """Only the requests that fit all that is asked for are told of."""
    with followed(mock, **wanted) as events:
        for number in range(2):
            mock.http.post(FLOW_TYPES)
            mock.http.get(f"{ACTIONS}/{number}", headers={"x-zitadel-orgid": "7", "x-mock-delay": "1"})

        assert [next(events)["path"] for _ in range(2)] == [f"{ACTIONS}/0", f"{ACTIONS}/1"]


@pytest.mark.parametrize(
    ("wanted", "field"),
    [({"status": "4"}, "status"), ({"oper": "x"}, "oper"), ({"limit": "1"}, "limit"), ({"before": "1"}, "before")],
)
def test_filters_that_cannot_be_used(mock: Mock, wanted: dict[str, str], field: str) -> None:
    """The problem names the parameter; a page of a stream is none."""
    problem = mock.refused("GET", "/requests/stream", params=wanted)

    assert (problem["status"], problem["field"]) == (400, field)
    assert problem["fix"]


def test_going_on_after_a_break(mock: Mock) -> None:
    """Who names the last event that it has gets what came since, in its order, and then what comes."""
    for number in range(4):
        mock.http.get(f"{ACTIONS}/{number}")
        mock.http.post(FLOW_TYPES)

    with followed(mock, last="3", operation="GetAction") as events:
        missed = [next(events)["id"] for _ in range(2)]
        mock.http.get(f"{ACTIONS}/5")
        assert [*missed, next(events)["id"]] == [5, 7, 9]


def test_going_on_after_a_restart(mock: Mock) -> None:
    """A number that this journal has not given is of an earlier one: all entries are new."""
    mock.http.post(FLOW_TYPES)

    with followed(mock, last="4000") as events:
        assert next(events)["id"] == 1


def test_following_from_now_on(mock: Mock) -> None:
    """Without an event to go on from, or with the newest, what there is already is not told again."""
    mock.http.post(FLOW_TYPES)

    with followed(mock, last="") as fresh, followed(mock, last="1") as going_on:
        mock.http.get(f"{ACTIONS}/1")
        assert (next(fresh)["id"], next(going_on)["id"]) == (2, 2)


@pytest.mark.parametrize("last", ["x", "-1", "1.5", "²", "9" * 5000])
def test_events_that_there_cannot_be(mock: Mock, last: str) -> None:
    """What is no id of an event is refused."""
    problem = mock.refused("GET", "/requests/stream", headers=[(b"last-event-id", last.encode("latin-1"))])

    assert (problem["status"], problem["field"]) == (400, "Last-Event-ID")


def test_a_follower_does_not_keep_the_server(tmp_path: Path) -> None:
    """A server that is told to end does at once, whoever still follows."""
    with (
        serving(tmp_path) as started,
        fresh_instance(started.target) as mock,
        mock.plain.stream("GET", "/__admin/requests/stream", params={"host": mock.host}) as stream,
    ):
        next(stream.iter_lines())
        started.process.terminate()
        assert started.process.wait(REQUEST_TIMEOUT_S) == 0
    # uvicorn tells of it where it has to wait for connections in vain.
    assert b"graceful shutdown" not in (tmp_path / "output").read_bytes()


@contextmanager
def followed(mock: Mock, last: str = "", **wanted: str) -> Iterator[Iterator[dict[str, Any]]]:
    """The events of a stream, from an event on if there is one, on a connection of its own."""
    with (
        httpx.Client(base_url=mock.target.base_url, timeout=REQUEST_TIMEOUT_S, trust_env=False) as http,
        http.stream(
            "GET", "/__admin/requests/stream", params={"host": mock.host, **wanted}, headers={"last-event-id": last}
        ) as stream,
    ):
        assert stream.headers["content-type"] == "text/event-stream"
        lines = stream.iter_lines()
        assert next(lines).startswith(":")
        yield (json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: "))


@pytest.mark.parametrize("version", ["1.1", "2"])
def test_a_follower_that_does_not_read(tmp_path: Path, version: str) -> None:
    """It costs the server no memory, as what it does not take is not kept for it, and does not keep the server."""
    burst, spare_bytes = 20_000, 10 << 20
    with serving(tmp_path, "--max-journal-entries", "200") as started:
        address = authority(started.target)
        with socket.create_connection(address) as follower, socket.create_connection(address) as busy:
            follower.sendall(FOLLOWING[version]())
            assert follower.recv(1)
            ask(busy, 100)
            before = started.resident_bytes()
            # Each of them is told to the follower in more than two thousand bytes.
            ask(busy, burst)
            grown = started.resident_bytes() - before
            started.process.terminate()
            assert started.process.wait(REQUEST_TIMEOUT_S) == 0

    assert grown < spare_bytes
    assert b"graceful shutdown" not in (tmp_path / "output").read_bytes()


def follow_by_http1() -> bytes:
    """A request for the stream over HTTP/1.1."""
    return b"GET /__admin/requests/stream HTTP/1.1\r\nhost: localhost\r\n\r\n"


def follow_by_http2() -> bytes:
    """A request for the stream over HTTP/2, from a peer with the smallest windows."""
    peer = H2Connection()
    peer.initiate_connection()
    head = {":method": "GET", ":scheme": "http", ":authority": "localhost", ":path": "/__admin/requests/stream"}
    peer.send_headers(1, list(head.items()), end_stream=True)
    return peer.data_to_send()


FOLLOWING = {"1.1": follow_by_http1, "2": follow_by_http2}


def ask(connection: socket.socket, times: int) -> None:
    """Ask for a long path over and over, and read the answers."""
    request = b"GET /%b HTTP/1.1\r\nhost: localhost\r\n\r\n" % (b"x" * 2_000)
    for _ in range(times // 100):
        connection.sendall(request * 100)
        answers = b""
        while answers.count(b"HTTP/1.1 404") < 100 or not answers.endswith(b"}"):
            answers += connection.recv(1 << 20)
