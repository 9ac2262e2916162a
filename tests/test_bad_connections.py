"""Requests and connections that no honest client makes: an answer or an end, and the server goes on."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator

import pytest

from contracts.target import Target
from tests import raw
from tests.protocols.frame_client import frames
from tests.server import Api, authority, require_serving

ACTIONS = "/management/v1/actions"
LIST = "/management/v1/flows/types/_search"
CHUNKED = "transfer-encoding: chunked"


@pytest.fixture(autouse=True)
def _serving_afterwards(api: Api) -> Iterator[None]:
    """After every test here the server is alive and does its work."""
    yield
    require_serving(api)


def head(target: Target, path: str, *headers: str) -> bytes:
    """The head of a POST request without a length."""
    lines = [f"POST {path} HTTP/1.1", "host: localhost", f"authorization: Bearer {target.admin_pat}", *headers]
    return "\r\n".join([*lines, "", ""]).encode()


@pytest.mark.parametrize(
    "headers",
    [[f"x-header-{number}: {number}" for number in range(200)], ["x-long: " + "a" * 70_000]],
    ids=["200-headers", "70-kB"],
)
def test_header_floods(server: Target, headers: list[str]) -> None:
    """Many headers, and a very long one, are read over."""
    assert raw.only_status(server, raw.post(server, LIST, b"", *headers)) == 200


@pytest.mark.parametrize(("length", "code"), [(60_000, b"COMMAND-Dfw2h"), (200_000, b"")])
def test_long_paths(server: Target, length: int, code: bytes) -> None:
    """A very long path segment is an unknown flow; one that is longer still is no HTTP request any more."""
    (answer,) = raw.exchange(server, raw.post(server, f"/management/v1/flows/{'a' * length}/_clear", b""))

    assert answer.status == 400
    assert code in answer.body


@pytest.mark.parametrize(
    ("segment", "status"), [("%", 400), ("%zz", 400), ("%f", 400), ("%ff", 500), ("%00", 500), ("1%2f2", 404)]
)
def test_percent_encoding(server: Target, segment: str, status: int) -> None:
    """Broken escapes are 400; what decodes to something unprintable is 500 code 13 as on the real server."""
    (answer,) = raw.exchange(server, raw.post(server, f"/management/v1/flows/{segment}/_clear", b""))

    assert answer.status == status
    assert status != 500 or json.loads(answer.body)["code"] == 13


@pytest.mark.parametrize(
    "data",
    [
        b"\x00\xff\x16 nonsense\r\n\r\n",
        bytes.fromhex("16030100a5010000a10303") + bytes(100),
        b"POST /management/v1/flows/\xff/_clear HTTP/1.1\r\nhost: localhost\r\n\r\n",
        b"POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 99999999999999999999999\r\n\r\n",
        b"POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 2\r\n" + CHUNKED.encode() + b"\r\n\r\n0\r\n\r\n",
    ],
    ids=["garbage", "tls", "raw-byte", "negative-length", "huge-length", "two-lengths"],
)
def test_no_http(server: Target, data: bytes) -> None:
    """What is no HTTP request is answered 400 or not at all, and the connection ends."""
    assert [answer.status for answer in raw.exchange(server, data)] in ([400], [])


def test_half_a_request(server: Target) -> None:
    """A client that stops sending in the middle of head or body gets an end, no success."""
    request = raw.post(server, ACTIONS, b'{"name": "half", "script": "x"}' + b" " * 100)

    assert raw.exchange(server, request[:30]) == []
    assert raw.exchange(server, request[:-50]) == []


def test_stalled_and_reset_requests(server: Target, api: Api) -> None:
    """While clients hang in the middle of a request others are served; then the hanging ones break off."""
    request = raw.post(server, ACTIONS, b'{"name": "stalled", "script": "x"}', f"x-zitadel-orgid: {api.organisation}")
    opened = [socket.create_connection(authority(server), raw.SOCKET_TIMEOUT_S) for _ in range(20)]
    for number, connection in enumerate(opened):
        connection.sendall(request[: -1 - 3 * number])

    require_serving(api)
    for connection in opened:
        raw.reset(connection)

    assert api.actions() == []


def test_reset_while_answered(server: Target) -> None:
    """Clients that are gone before they have read their answer disturb nobody."""
    for _ in range(20):
        connection = socket.create_connection(authority(server), raw.SOCKET_TIMEOUT_S)
        connection.sendall(raw.post(server, LIST, b""))
        raw.reset(connection)


def test_pipelined_requests(server: Target, api: Api) -> None:
    """Requests that are sent without waiting are answered one by one, in order."""
    header = f"x-zitadel-orgid: {api.organisation}"
    bodies = [json.dumps({"name": f"pipelined-{number}", "script": "x"}).encode() for number in range(20)]
    requests = [raw.post(server, ACTIONS, body, header) for body in bodies[:-1]]
    requests.append(raw.post(server, ACTIONS, bodies[-1], header, "connection: close"))

    with raw.connection(server) as connection:
        connection.sendall(b"".join(requests))
        answers = raw.answers(raw.received(connection))

    ids = [json.loads(answer.body)["id"] for answer in answers]
    assert [(action["id"], action["name"]) for action in api.actions()] == [
        (action, f"pipelined-{number}") for number, action in enumerate(ids)
    ]


def test_chunked_bodies(server: Target, api: Api) -> None:
    """A body in chunks is joined, wherever they are cut; broken chunks are refused."""
    parts = (b'{"na', b'me": "in-', b'chunks", "script": "x"', b"}", b"")
    chunks = b"".join(b"%x;extension=1\r\n%b\r\n" % (len(part), part) for part in parts)
    start = head(server, ACTIONS, CHUNKED, f"x-zitadel-orgid: {api.organisation}")

    assert raw.only_status(server, start + chunks) == 200
    assert raw.only_status(server, start + b"zz\r\n{}\r\n0\r\n\r\n") == 400
    assert [action["name"] for action in api.actions()] == ["in-chunks"]


def test_http_1_0(server: Target) -> None:
    """HTTP/1.0 is served."""
    assert raw.only_status(server, raw.post(server, LIST, b"", version="1.0")) == 200


@pytest.mark.parametrize("origin", ["http://localhost", "http://example.com:99"])
def test_absolute_form(server: Target, origin: str) -> None:
    """A request target with scheme and host, as proxies get it, means its path."""
    assert raw.only_status(server, raw.post(server, f"{origin}{LIST}", b"")) == 200
    assert raw.only_status(server, raw.post(server, f"{origin}/nowhere", b"")) == 404


def test_expect_continue(server: Target, api: Api) -> None:
    """A client that asks before it sends its body is told to go on."""
    body = b'{"name": "asked", "script": "x"}'
    headers = (f"content-length: {len(body)}", "expect: 100-continue", f"x-zitadel-orgid: {api.organisation}")
    with raw.connection(server) as connection:
        connection.sendall(head(server, ACTIONS, *headers))
        assert connection.recv(1024).startswith(b"HTTP/1.1 100 ")
        connection.sendall(body)
        connection.shutdown(socket.SHUT_WR)
        (answer,) = raw.answers(raw.received(connection))

    assert answer.status == 200
    assert [action["name"] for action in api.actions()] == ["asked"]


def get(path: str, *headers: str) -> bytes:
    """A GET request of nobody."""
    return "\r\n".join([f"GET {path} HTTP/1.1", "host: localhost", *headers, "", ""]).encode()


@pytest.mark.parametrize(
    ("value", "status", "code"),
    [
        ("Bearer {} \t", 200, ""),
        ("\t Bearer {}", 200, ""),
        ("Bearer ", 401, "AUTH-toLo1"),
        ("Bearer", 401, "AUTH-toLo1"),
    ],
)
def test_blanks_around_header_values(server: Target, value: str, status: int, code: str) -> None:
    """They are cut off, so that a token behind which there are some holds, and a scheme alone is none."""
    header = f"authorization: {value.format(server.admin_pat)}"
    (answer,) = raw.exchange(server, get("/management/v1/orgs/me", header))

    assert answer.status == status
    assert code in answer.body.decode()


def test_trailers_are_no_headers(server: Target) -> None:
    """A token in a trailer lets nobody in."""
    start = f"POST {LIST} HTTP/1.1\r\nhost: localhost\r\n{CHUNKED}\r\n\r\n0\r\n"
    assert raw.only_status(server, f"{start}authorization: Bearer {server.admin_pat}\r\n\r\n".encode()) == 401


def test_hosts(server: Target) -> None:
    """HTTP/1.1 wants one; that of an absolute target counts for more, and chooses the instance."""
    token = f"authorization: Bearer {server.admin_pat}"
    assert raw.only_status(server, get(LIST, "host: localhost")) == 400
    assert raw.only_status(server, b"GET / HTTP/1.1\r\n\r\n") == 400
    (answer,) = raw.exchange(server, get("http://user@absolute.test:99/management/v1/orgs/me", token))
    assert json.loads(answer.body)["org"]["primaryDomain"].endswith(".absolute.test")


@pytest.mark.parametrize(
    ("target", "status"), [("*", 301), ("/debug/healthz#fragment", 404), ("/debug/healthz?a#b", 200)]
)
def test_odd_targets(server: Target, target: str, status: int) -> None:
    """An asterisk is a path that is not clean, and a number sign a part of the path, as on the real server."""
    assert raw.only_status(server, get(target)) == status


def test_options_of_the_server(server: Target) -> None:
    """Over HTTP/1.1 they are told without a word by what stands before every handler, which HTTP/2 has nothing of."""
    with raw.connection(server) as opened:
        opened.sendall(b"OPTIONS * HTTP/1.1\r\nhost: localhost\r\norigin: http://a.test\r\nconnection: close\r\n\r\n")
        status, *fields = raw.received(opened).decode("ascii").strip().split("\r\n")
    with frames(server) as client:
        client.send(client.head(1, "*", method="OPTIONS"))

        assert client.answer(1).fields[":status"] == "301"
    assert status == "HTTP/1.1 200 OK"
    assert sorted(field.partition(":")[0] for field in fields) == ["connection", "content-length", "date"]


def test_an_answer_that_closes(server: Target) -> None:
    """One that says so does, and what follows it is not answered."""
    assert [answer.status for answer in raw.exchange(server, get("/%zz") + get(LIST))] == [400]
