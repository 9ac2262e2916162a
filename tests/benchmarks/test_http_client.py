"""The client that fills our server and checks answers."""

from __future__ import annotations

from benchmarks.http_client import connected, request_bytes
from contracts.target import Target
from tests.server import authority


def test_answers_come_in_order(server: Target) -> None:
    """Many requests at once, more than are written at a time, are each answered in its place."""
    port = authority(server)[1]
    requests = [request_bytes("GET", path) for path in ("/debug/healthz", "/no/such/route")] * 120
    with connected(port) as connection:
        answers = connection.ask_all(requests)
    assert [answer.status for answer in answers] == [200, 404] * 120
    assert answers[0].body == b"ok"


def test_a_request_has_the_same_bytes_for_every_server() -> None:
    """A request holds no port, and only the headers that it needs."""
    assert request_bytes("GET", "/a") == b"GET /a HTTP/1.1\r\nhost: localhost\r\n\r\n"
    assert request_bytes("POST", "/a", b"{}", "t") == (
        b"POST /a HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer t\r\n"
        b"content-type: application/json\r\ncontent-length: 2\r\n\r\n{}"
    )
