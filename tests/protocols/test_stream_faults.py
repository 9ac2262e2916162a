"""What is wrong with one stream of HTTP/2 stays with it: another that is under way on the connection is answered."""

from __future__ import annotations

import gzip
import struct
from collections.abc import Iterator

import pytest

from contracts.target import Target
from tests.protocols.frame_client import FrameClient, data, frames
from tests.protocols.grpc_client import MANAGEMENT
from tests.server import authority

ME = "/management/v1/orgs/me"
ACTIONS = "/management/v1/actions"
PROTOCOL_ERROR, REFUSED_STREAM = 1, 7
MAX_STREAMS = 250
GRPC = (("content-type", "application/grpc"), ("te", "trailers"))


@pytest.fixture
def client(server: Target) -> Iterator[FrameClient]:
    """A connection with a request under way, which is answered in the end."""
    with frames(server) as opened:
        opened.send(opened.head(1, ME, ("x-mock-delay", "300")))
        opened.ping()
        yield opened
        assert opened.answer(1).fields[":status"] == "200"


def pseudo(client: FrameClient, **fields: str) -> list[tuple[str, str]]:
    """Pseudo-header fields of a GET, with others in their place; an empty text leaves one out."""
    whole = {"method": "GET", "scheme": "http", "path": ME, "authority": "{}:{}".format(*authority(client.target))}
    return [(f":{name}", value) for name, value in {**whole, **fields}.items() if value]


@pytest.mark.parametrize(
    "fields",
    [
        {"path": ""},
        {"path": "debug/healthz"},
        {"path": "http://localhost/debug/healthz"},
        {"method": ""},
        {"method": "CONNECT"},
        {"authority": ""},
    ],
    ids=lambda fields: " ".join(f"{name}={value or 'none'}" for name, value in fields.items()),
)
def test_malformed_pseudo_fields(client: FrameClient, fields: dict[str, str]) -> None:
    """Pseudo-header fields that make no request are a protocol error of their stream."""
    client.send(client.block(3, pseudo(client, **fields)))

    assert client.answer(3).reset == PROTOCOL_ERROR


@pytest.mark.parametrize(
    "field",
    [("X-Upper", "1"), ("connection", "close"), ("te", "gzip"), ("x", "a\r\nb"), ("x", " a"), (":path", "/twice")],
    ids=lambda field: f"{field[0]}: {field[1]!r}",
)
def test_malformed_fields(client: FrameClient, field: tuple[str, str]) -> None:
    """So are other fields that HTTP/2 does not allow, among them pseudo-header fields in trailers."""
    client.send(client.head(3, ME, field))
    client.send(client.head(5, "/management/v1/actions", method="POST", end=False), client.block(5, [field]))

    assert client.answer(3).reset == PROTOCOL_ERROR
    assert client.answer(5).reset == PROTOCOL_ERROR


@pytest.mark.parametrize(
    ("lengths", "pieces"),
    [
        (["2"], [b"{}", b""]),
        (["2"], [b"{", b"}"]),
        (["0"], [b""]),
        (["2", "2"], [b"{}"]),
        ([], [b"{", b"}"]),
    ],
)
def test_bodies_of_the_declared_length(client: FrameClient, lengths: list[str], pieces: list[bytes]) -> None:
    """They are read, whatever frames they come in."""
    with_body(client, 3, lengths, pieces)

    assert client.answer(3).fields[":status"] == "400"


@pytest.mark.parametrize("path", [f"{ME}/members/_search", f"{MANAGEMENT}/GetMyOrg"])
@pytest.mark.parametrize(
    ("lengths", "pieces"),
    [
        (["2"], [b"{} "]),
        (["2"], [b"{", b"}", b" "]),
        (["2"], [b"{"]),
        (["2"], [b""]),
        (["0"], [b"{}"]),
        (["2", "3"], [b"{}"]),
        (["-2"], [b"{}"]),
        (["+2"], [b"{}"]),
        (["two"], [b"{}"]),
        ([""], [b"{}"]),
        (["9" * 5000], [b"{}"]),
    ],
)
def test_bodies_of_another_length(client: FrameClient, path: str, lengths: list[str], pieces: list[bytes]) -> None:
    """A body that is not as long as its head says is a protocol error of its stream."""
    with_body(client, 3, lengths, pieces, path)

    assert client.answer(3).reset == PROTOCOL_ERROR


def test_a_length_without_a_body(client: FrameClient) -> None:
    """A request that ends with its head may declare any length."""
    client.send(client.head(3, ME, ("content-length", "7")))

    assert client.answer(3).fields[":status"] == "200"


def with_body(client: FrameClient, stream: int, lengths: list[str], pieces: list[bytes], path: str = ACTIONS) -> None:
    """A POST with its body in frames, all in one go."""
    declared = [("content-length", length) for length in lengths]
    frames_of_body = [data(stream, piece, end=piece is pieces[-1]) for piece in pieces]
    client.send(client.head(stream, path, *declared, method="POST", end=False), *frames_of_body)


def test_connect(client: FrameClient) -> None:
    """CONNECT has no path; it is answered as one of `/` is, which leads to the console."""
    client.send(client.block(3, [(":method", "CONNECT"), (":authority", "example.com:443")]))

    assert client.answer(3).fields[":status"] == "302"


def test_host_beside_authority(client: FrameClient) -> None:
    """`:authority` wins over a `host` that differs."""
    client.send(client.head(3, ME, ("host", "other.localhost")))

    assert client.answer(3).fields[":status"] == "200"


def test_bad_host(client: FrameClient) -> None:
    """A host that no instance can have is refused on its stream."""
    fields = [*pseudo(client, authority="a" * 300), ("authorization", f"Bearer {client.target.admin_pat}")]
    client.send(client.block(3, fields))

    assert client.answer(3).over


def test_first_flight(server: Target) -> None:
    """Of more streams than may be open, sent before a client can know, the first are answered, the rest refused."""
    count = MAX_STREAMS + 50
    with frames(server) as client:
        client.send(*(client.head(1 + 2 * number, ME, ("x-mock-delay", "300")) for number in range(count)))
        answers = [client.answer(1 + 2 * number) for number in range(count)]
        client.ping()

    assert [answer.fields.get(":status") for answer in answers[:MAX_STREAMS]] == ["200"] * MAX_STREAMS
    assert [answer.reset for answer in answers[MAX_STREAMS:]] == [REFUSED_STREAM] * 50


@pytest.mark.parametrize("cut", [10, 20, -8, -1], ids=["header only", "in the data", "no checksum", "last byte"])
def test_compressed_message_that_breaks_off(client: FrameClient, cut: int) -> None:
    """The start of a compressed message is no message, whatever it holds so far."""
    message = gzip.compress(b"")[:cut] if cut == 10 else gzip.compress(b"\x0a\x0212" * 100)[:cut]
    head = client.head(3, f"/{MANAGEMENT}/ListActions", *GRPC, ("grpc-encoding", "gzip"), method="POST", end=False)
    client.send(head, data(3, struct.pack(">BI", 1, len(message)) + message, end=True))

    answer = client.answer(3).fields
    assert answer["grpc-status"] == "13"
    assert answer["grpc-message"] == "grpc: failed to decompress the received message: unexpected EOF"


@pytest.mark.parametrize(
    ("path", "body", "status", "message"),
    [
        ("/grpc.health.v1.Health/Check", b"", "2", "EOF"),
        ("/grpc.health.v1.Health/Check", b"\0\0\0\0\x05a", "2", "unexpected EOF"),
        ("/grpc.health.v1.Health/Check", b"\0\0\0\0\0", "0", None),
        ("/grpc.reflection.v1.ServerReflection/ServerReflectionInfo", b"", "0", None),
        ("/grpc.reflection.v1.ServerReflection/ServerReflectionInfo", b"\0\0\0", "13", "unexpected EOF"),
        (
            "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
            b"\0\xff\xff\xff\xff",
            "8",
            "grpc: received message larger than max (4294967295 vs. 4194304)",
        ),
    ],
)
def test_messages_of_streaming_calls(
    client: FrameClient, path: str, body: bytes, status: str, message: str | None
) -> None:
    """A missing message, and one that breaks off or is too large, is refused with a status."""
    head = client.head(3, path, *GRPC, method="POST", end=False)
    client.send(head, data(3, body, end=True))

    answer = client.answer(3).fields
    assert (answer["grpc-status"], answer.get("grpc-message")) == (status, message)


def test_compressed_message_of_a_streaming_call(client: FrameClient) -> None:
    """Streaming calls read compressed messages too."""
    message = gzip.compress(b"")
    head = client.head(3, "/grpc.health.v1.Health/Check", *GRPC, ("grpc-encoding", "gzip"), method="POST", end=False)
    client.send(head, data(3, struct.pack(">BI", 1, len(message)) + message, end=True))

    assert client.answer(3).fields["grpc-status"] == "0"
