"""gRPC beside the operations: compression, limits, deadlines, cancelling, parallel calls, connections."""

from __future__ import annotations

import gzip
import struct

import grpc
import pytest

from contracts.target import Target
from tests.protocols.grpc_client import MANAGEMENT, GrpcClient, connected, encoded, finished
from tests.protocols.h2_client import http2
from tests.server import Api, unique

MAX_MESSAGE_BYTES = 4 << 20
SCRIPT_BYTES = 40_000
MIB = 1 << 20


def in_organisation(client: GrpcClient, api: Api) -> GrpcClient:
    """The same connection, for one organisation."""
    return GrpcClient(client.channel, [*client.metadata, ("x-zitadel-orgid", api.organisation)])


def framed(message: bytes, *, compressed: bool = False) -> bytes:
    """A message with its prefix."""
    return struct.pack(">BI", compressed, len(message)) + message


@pytest.mark.parametrize("compression", [grpc.Compression.Gzip, grpc.Compression.Deflate])
def test_compressed_request(server: Target, api: Api, compression: grpc.Compression) -> None:
    """A compressed request is read."""
    script = "function f() {}" * 1000
    with connected(server) as client:
        answer = in_organisation(client, api).call(
            "CreateAction", {"name": "a", "script": script}, compression=compression
        )

    assert answer.code == "OK"
    assert [action["script"] for action in api.actions()] == [script]


def test_unknown_compression(server: Target) -> None:
    """A compression that is not known is UNIMPLEMENTED, with its name."""
    with http2(server) as peer:
        reply = peer.call("ListFlowTypes", framed(b"x", compressed=True), ("grpc-encoding", "br"))

    assert reply.status == "12"
    assert reply.message == 'grpc: Decompressor is not installed for grpc-encoding "br"'


def test_broken_compression(server: Target) -> None:
    """What does not decompress is INTERNAL."""
    with http2(server) as peer:
        reply = peer.call("ListFlowTypes", framed(b"no gzip", compressed=True), ("grpc-encoding", "gzip"))

    assert reply.status == "13"


def test_too_large_message(server: Target) -> None:
    """A message over 4 MiB is RESOURCE_EXHAUSTED, with both sizes."""
    request = encoded(MANAGEMENT, "CreateAction", {"name": "a", "script": "x" * MAX_MESSAGE_BYTES})
    with connected(server) as client:
        answer = client.call("CreateAction", request)

    assert answer.code == "RESOURCE_EXHAUSTED"
    assert answer.message == f"grpc: received message larger than max ({len(request)} vs. {MAX_MESSAGE_BYTES})"


def test_too_large_when_decompressed(server: Target) -> None:
    """A small message that grows over 4 MiB is RESOURCE_EXHAUSTED."""
    bomb = gzip.compress(bytes(64 * MIB))
    with connected(server) as client:
        answer = client.call("CreateAction", {"script": "x" * MAX_MESSAGE_BYTES}, compression=grpc.Compression.Gzip)
    with http2(server) as peer:
        stream = peer.open("ListFlowTypes", ("grpc-encoding", "gzip"))
        body = framed(bomb, compressed=True)
        for start in range(0, len(body), 16_384):
            peer.h2.send_data(stream, body[start : start + 16_384])
            peer.flush()
        peer.h2.end_stream(stream)
        peer.flush()
        reply = peer.wait(stream)

    assert answer.code == "RESOURCE_EXHAUSTED"
    assert answer.message == f"grpc: received message after decompression larger than max {MAX_MESSAGE_BYTES}"
    assert reply.status == "8"


def test_deadline(server: Target, api: Api) -> None:
    """A call whose deadline has passed does nothing."""
    message = encoded(MANAGEMENT, "CreateAction", {"name": "a", "script": "x"})
    with http2(server) as peer:
        reply = peer.call(
            "CreateAction", framed(message), ("grpc-timeout", "1n"), ("x-zitadel-orgid", api.organisation)
        )

    assert reply.status == "4"
    assert reply.message == "context deadline exceeded"
    assert api.actions() == []


def test_malformed_deadline(server: Target) -> None:
    """A deadline that cannot be read is no gRPC request."""
    with http2(server) as peer:
        reply = peer.call("ListFlowTypes", bytes(5), ("grpc-timeout", "soon"))

    assert reply.headers[":status"] == "400"


def test_cancelled_calls(server: Target) -> None:
    """Calls that a client cancels leave their connection usable, whether they were answered before or not."""
    with connected(server) as client:
        calls = [client.start("ListFlowTypes", {}) for _ in range(50)]
        for call in calls:
            call.cancel()
        assert {call.code() for call in calls} <= {grpc.StatusCode.OK, grpc.StatusCode.CANCELLED}
        assert client.call("ListFlowTypes", {}).code == "OK"


def test_cancelled_before_the_body(server: Target, api: Api) -> None:
    """A call that is reset before its message is complete does nothing; others on the connection go on."""
    message = framed(encoded(MANAGEMENT, "CreateAction", {"name": "a", "script": "x"}))
    with http2(server) as peer:
        stream = peer.open("CreateAction", ("x-zitadel-orgid", api.organisation))
        peer.h2.send_data(stream, message[:-1])
        peer.h2.reset_stream(stream)
        peer.flush()
        assert peer.call("ListFlowTypes").status == "0"

    assert api.actions() == []


def test_cancelled_in_one_packet(server: Target) -> None:
    """A call that comes together with its cancelling does not end the calls beside it."""
    with http2(server) as peer:
        other = peer.open("ListFlowTypes")
        stream = peer.h2.get_next_available_stream_id()
        peer.h2.send_headers(stream, peer.head("ListFlowTypes"))
        peer.h2.send_data(stream, bytes(5), end_stream=True)
        peer.h2.reset_stream(stream)
        peer.flush()
        peer.h2.send_data(other, bytes(5), end_stream=True)
        peer.flush()
        assert peer.wait(other).status == "0"


@pytest.mark.parametrize(
    ("service", "method", "message"),
    [
        (MANAGEMENT, "Nope", f"unknown method Nope for service {MANAGEMENT}"),
        ("zitadel.nope.v1.NopeService", "Nope", "unknown service zitadel.nope.v1.NopeService"),
    ],
)
def test_not_served(server: Target, service: str, method: str, message: str) -> None:
    """A method or service that is not served is UNIMPLEMENTED, never a fake success."""
    with connected(server) as client:
        answer = client.call(method, b"", service=service)

    assert (answer.code, answer.message) == ("UNIMPLEMENTED", message)


@pytest.mark.parametrize(
    "body", [b"", b"\x00", framed(b"x" * 9)[:-1]], ids=["empty", "half a prefix", "half a message"]
)
def test_message_that_breaks_off(server: Target, body: bytes) -> None:
    """A body that ends before its message does is refused with a status."""
    with http2(server) as peer:
        assert peer.call("ListFlowTypes", body).status == "2"


def test_parallel_calls(server: Target, api: Api) -> None:
    """A hundred calls at a time on one connection each get their own answer."""
    with connected(server) as shared:
        client = in_organisation(shared, api)
        names = [unique("parallel") for _ in range(100)]
        calls = [client.start("CreateAction", {"name": name, "script": "x"}) for name in names]
        answers = [finished(call, MANAGEMENT, "CreateAction") for call in calls]

    ids = {answer.response["id"] for answer in answers if answer.response}
    assert ids == {action["id"] for action in api.actions()}
    assert len(ids) == len(names)


def test_large_answer(server: Target, api: Api) -> None:
    """An answer of 3 MiB comes whole, through flow control."""
    scripts = [f"{number:04}" + "x" * (SCRIPT_BYTES - 4) for number in range(3 * MIB // SCRIPT_BYTES + 1)]
    with connected(server) as shared:
        client = in_organisation(shared, api)
        calls = [client.start("CreateAction", {"name": script[:4], "script": script}) for script in scripts]
        assert {call.code().name for call in calls} == {"OK"}
        answer = client.call("ListActions", {"query": {"limit": len(scripts)}})

    assert answer.response is not None
    assert sorted(action["script"] for action in answer.response["result"]) == scripts


def test_large_request(server: Target, api: Api) -> None:
    """A request of 3 MiB is read whole: its last part decides."""
    ids = ["1" * 20] * (3 * MIB // 22)
    with connected(server) as client:
        answer = in_organisation(client, api).call(
            "SetTriggerActions", {"flowType": "1", "triggerType": "1", "actionIds": ids}
        )

    assert [detail["id"] for detail in answer.details] == ["COMMAND-dg422"]


def test_pings(server: Target) -> None:
    """A client that keeps its connection alive gets every ping answered, and calls in between."""
    with http2(server) as peer:
        for _ in range(20):
            peer.ping()
        assert peer.call("ListFlowTypes").status == "0"
        peer.ping()


def test_slow_reader(server: Target, api: Api) -> None:
    """A stream whose window is closed waits, and others on the connection do not."""
    api.done("POST", "/management/v1/actions", {"name": "a", "script": "x" * SCRIPT_BYTES})
    with http2(server) as peer:
        peer.h2.update_settings({4: 0})
        peer.flush()
        peer.ping()
        slow = peer.open("ListActions", ("x-zitadel-orgid", api.organisation))
        peer.h2.send_data(slow, bytes(5), end_stream=True)
        peer.flush()
        peer.ping()
        assert peer.replies[slow].body == b""
        peer.h2.update_settings({4: 1 << 20})
        peer.flush()
        assert peer.wait(slow).status == "0"
        assert len(peer.replies[slow].body) > SCRIPT_BYTES
