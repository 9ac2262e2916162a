"""Peers that neither send nor read, on a server that loses its patience soon."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from hyperframe.frame import PingFrame

from contracts.target import Target
from mockserver.testing import ZitadelMock
from mockserver.wire import limits
from tests.protocols.frame_client import NO_WINDOW, FrameClient, data, frames

IDLE_S = 0.4
CANCEL = 8
ME = "/management/v1/orgs/me"
ACTIONS = "/management/v1/actions"
BUNDLE = "/__admin/console/static/swagger-ui/swagger-ui-bundle.js"


@pytest.fixture
def target(monkeypatch: pytest.MonkeyPatch) -> Iterator[Target]:
    """A server in this process."""
    monkeypatch.setattr(limits, "IDLE_S", IDLE_S)
    with ZitadelMock() as mock:
        yield Target(mock.url, mock.admin_pat)


def test_silent_connection(target: Target) -> None:
    """A connection on which nothing is asked is closed in order."""
    with frames(target) as client:
        client.read_to_end()

    assert client.goaway == 0


@pytest.mark.parametrize("method", ["GET", "POST"], ids=["answer not read", "upload not finished"])
def test_stalled_stream(target: Target, method: str) -> None:
    """A stream whose peer does nothing is reset though the connection is alive; a late answer is waited for."""
    with frames(target, NO_WINDOW) as client:
        if method == "GET":
            client.send(client.head(1, ME))
        else:
            client.send(client.head(1, ACTIONS, method="POST", end=False), data(1, b"{"))
        late = str(round(3000 * IDLE_S))
        client.send(client.head(3, ME, ("x-mock-delay", late)), client.room(3))
        while not client.answers.get(1) or client.answers[1].reset is None:
            client.ping()
            time.sleep(IDLE_S / 10)
        assert client.answer(3).fields[":status"] == "200"

    assert client.answers[1].reset == CANCEL


def test_upload_that_goes_on(target: Target) -> None:
    """An upload that takes long is read to its end, as long as it goes on."""
    with frames(target) as client:
        client.send(client.head(1, ACTIONS, method="POST", end=False))
        for byte in b'{"n":1}':
            client.send(data(1, bytes([byte])))
            time.sleep(IDLE_S / 3)
        client.send(data(1, b"", end=True))

        assert client.answer(1).fields[":status"] == "400"


def ping_for_ever(client: FrameClient) -> None:
    """Send and never read. Raises ConnectionError once the server has gone."""
    while True:
        client.send(PingFrame(0, b"12345678").serialize())
        time.sleep(IDLE_S / 10)


def test_answer_that_is_never_read(target: Target) -> None:
    """A peer that lets answers out and then does not read its socket is disconnected, whatever it sends meanwhile."""
    with frames(target, {4: (1 << 31) - 1}) as client:
        client.send(*(client.head(1 + 2 * number, BUNDLE) for number in range(20)))
        with pytest.raises(ConnectionError):
            ping_for_ever(client)
