"""The end of a connection of HTTP/2 by its client: what was asked is answered."""

from __future__ import annotations

import json
import socket

import pytest

from contracts.target import Target
from tests.clients.node import node_json
from tests.protocols.frame_client import GOAWAY, NO_WINDOW, data, frames
from tests.server import Api, unique

ME = "/management/v1/orgs/me"
ACTIONS = "/management/v1/actions"
LATE = ("x-mock-delay", "200")


def test_node_closes_its_session(server: Target) -> None:
    """`session.close()` of node waits for the answers, gets them, and ends."""
    answer = node_json("http2_close.mjs", {"baseUrl": server.base_url, "token": server.admin_pat})

    assert answer == {"status": 200, "closed": True}


@pytest.mark.parametrize("extra", [(), (LATE,)], ids=["at once", "late"])
def test_goaway_behind_a_request(server: Target, extra: tuple[tuple[str, str], ...]) -> None:
    """A request in the same packet as GOAWAY is answered, then the server says GOAWAY and closes in order."""
    with frames(server) as client:
        client.send(client.head(1, ME, *extra), GOAWAY)
        client.read_to_end()

    assert client.answers[1].fields[":status"] == "200"
    assert client.answers[1].ended
    assert client.goaway == 0


def test_goaway_within_a_body(server: Target, api: Api) -> None:
    """A body that is still being sent is read to its end, and carried out."""
    body = json.dumps({"name": unique("late"), "script": "x"}).encode()
    with frames(server) as client:
        head = client.head(1, ACTIONS, ("x-zitadel-orgid", api.organisation), method="POST", end=False)
        client.send(head, data(1, body[:5]), GOAWAY)
        client.ping()
        client.send(data(1, body[5:], end=True))
        client.read_to_end()

    assert client.answers[1].fields[":status"] == "200"
    assert len(api.actions()) == 1


def test_goaway_before_the_answer_is_read(server: Target) -> None:
    """An answer that flow control holds back is sent as it is let out, GOAWAY or not."""
    with frames(server, NO_WINDOW) as client:
        client.send(client.head(1, ME), GOAWAY)
        client.ping()
        assert client.answers[1].body == b""
        client.send(b"\x00\x00\x04\x08\x00\x00\x00\x00\x01\x00\x01\x00\x00")
        client.read_to_end()

    assert json.loads(client.answers[1].body)["org"]


def test_requests_behind_goaway(server: Target) -> None:
    """GOAWAY is about streams of the server; node says it in front of requests that it had not sent yet."""
    with frames(server) as client:
        client.send(GOAWAY, client.head(1, ME, LATE))
        client.ping()
        client.send(client.head(3, ME))
        client.read_to_end()

    assert client.answers[1].fields[":status"] == "200"
    assert client.answers[3].fields[":status"] == "200"


def test_goaway_twice(server: Target) -> None:
    """A second GOAWAY, as in a graceful shutdown of two steps, changes nothing."""
    with frames(server) as client:
        client.send(client.head(1, ME, LATE), GOAWAY, GOAWAY)
        client.read_to_end()

    assert client.answers[1].ended


def test_goaway_that_breaks_the_rules(server: Target) -> None:
    """GOAWAY of a stream is a protocol error, as the package h2 judges it."""
    with frames(server) as client:
        client.send(GOAWAY[:8] + b"\x01" + GOAWAY[9:])
        client.read_to_end()

    assert client.goaway == 1


@pytest.mark.parametrize("extra", [(), (LATE,)], ids=["at once", "late"])
def test_client_that_stops_sending(server: Target, extra: tuple[tuple[str, str], ...]) -> None:
    """Who has closed its own side only gets its answers."""
    with frames(server) as client:
        client.send(client.head(1, ME, *extra))
        client.socket.shutdown(socket.SHUT_WR)
        client.read_to_end()

    assert client.answers[1].fields[":status"] == "200"
    assert client.answers[1].ended
