"""What a peer can make the server hold, on a server that allows little."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from contracts.target import Target
from mockserver.settings import Settings
from mockserver.testing import ZitadelMock
from mockserver.wire import limits
from tests.protocols.frame_client import NO_WINDOW, FrameClient, data, frames

MIB = 1 << 20
PIECE = 16_000
ACTIONS = "/management/v1/actions"
ME = "/management/v1/orgs/me"
BUNDLE = "/__admin/console/static/swagger-ui/swagger-ui-bundle.js"
ENHANCE_YOUR_CALM = 11
REFLECTION = "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo"
GRPC = (("content-type", "application/grpc"), ("te", "trailers"))


@pytest.fixture
def target(monkeypatch: pytest.MonkeyPatch) -> Iterator[Target]:
    """A server in this process."""
    monkeypatch.setattr(limits, "MAX_UNREAD_BYTES", MIB)
    with ZitadelMock(settings=Settings(port=0, max_body_bytes=MIB)) as mock:
        yield Target(mock.url, mock.admin_pat)


def works(client: FrameClient, stream: int) -> bool:
    """Whether an ordinary request is answered on a connection."""
    client.send(client.head(stream, ME), client.room(stream))
    return client.answer(stream).fields[":status"] == "200"


def test_unfinished_uploads(target: Target) -> None:
    """Uploads that do not end are reset where they are too much together, and nothing else is."""
    streams = range(1, 101, 2)
    with frames(target) as client:
        client.send(*(client.head(stream, ACTIONS, method="POST", end=False) for stream in streams))
        for _ in range(6):
            client.send(*(data(stream, bytes(PIECE)) for stream in streams))
            client.ping()
        resets = [client.answers[stream].reset for stream in streams if stream in client.answers]
        assert works(client, 201)

    assert ENHANCE_YOUR_CALM in resets
    assert set(resets) <= {ENHANCE_YOUR_CALM, 5, None}
    assert len(resets) < len(streams) * 6


def test_body_that_is_too_large(target: Target) -> None:
    """A body over the largest that is read is refused with a status, before its end, and the connection goes on."""
    with frames(target) as client:
        client.send(client.head(1, ACTIONS, method="POST", end=False))
        for _ in range(MIB // PIECE + 2):
            client.send(data(1, bytes(PIECE)))
        client.read_until(lambda: 1 in client.answers and client.answers[1].ended)
        assert works(client, 3)

    assert client.answers[1].fields[":status"] == "429"
    assert json.loads(client.answers[1].body)["code"] == 8


def test_unread_answers(target: Target) -> None:
    """Requests wait while much is unread, and are answered once it is read; none is lost."""
    streams = range(3, 23, 2)
    with frames(target, NO_WINDOW) as client:
        # The first control request of a server is answered late, and would not make the others wait.
        client.send(client.head(1, BUNDLE), client.room(1))
        assert client.answer(1).fields[":status"] == "200"
        client.send(*(client.head(stream, BUNDLE) for stream in streams))
        client.ping()
        client.ping()
        begun = [stream for stream in streams if stream in client.answers]
        client.send(*(client.room(stream) for stream in streams))
        answers = [client.answer(stream) for stream in streams]

    assert 0 < len(begun) < len(streams)
    assert {answer.fields[":status"] for answer in answers} == {"200"}
    assert len({answer.body for answer in answers}) == 1
    assert len(answers[-1].body) > MIB


def test_reflection_that_is_not_read(target: Target) -> None:
    """A reflection stream reads no further than its answers are read, so that its peer has to wait."""
    symbol = b"zitadel.action.v1.Action"
    message = b"\x22" + bytes([len(symbol)]) + symbol
    framed = b"\0" + len(message).to_bytes(4, "big") + message
    count = PIECE // len(framed)
    with frames(target, NO_WINDOW) as client:
        client.send(client.head(1, REFLECTION, *GRPC, method="POST", end=False))
        client.send(data(1, framed * count), data(1, framed * count))
        client.read_until(lambda: 1 in client.answers and client.answers[1].credit > 0)
        client.ping()
        assert client.answers[1].credit == count * len(framed)
        client.send(data(1, b"", end=True), client.room(1))
        answer = client.answer(1)

    assert answer.fields["grpc-status"] == "0"
    assert answer.credit <= 2 * count * len(framed)
    assert len(answer.body) > 2 * count * len(framed)
