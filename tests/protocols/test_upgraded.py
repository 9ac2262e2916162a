"""A connection of HTTP/1.1 that becomes one of HTTP/2."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hyperframe.frame import SettingsFrame

from contracts.target import Target
from tests import raw
from tests.protocols.frame_client import GOAWAY, PREFACE, FrameClient
from tests.server import Api, unique

END_OF_HEAD = b"\r\n\r\n"
ACTIONS = "/management/v1/actions"
LATE = "x-mock-delay: 200"
ASKING = ("connection: Upgrade, HTTP2-Settings", "upgrade: h2c", "http2-settings: AAMAAABkAAQAAP__")


@pytest.fixture
def asking(server: Target) -> Iterator[FrameClient]:
    """A connection on which nothing was said yet."""
    with raw.connection(server) as opened:
        yield FrameClient(opened, server)


def upgrade(client: FrameClient, api: Api, *extra: str) -> None:
    """Create an action over HTTP/1.1 and ask for HTTP/2; returns behind the 101, with our side of HTTP/2 said."""
    body = json.dumps({"name": unique("upgraded"), "script": "x"}).encode()
    headers = (f"x-zitadel-orgid: {api.organisation}", *ASKING, *extra)
    client.send(raw.post(client.target, ACTIONS, body, *headers))
    head = b""
    while not head.endswith(END_OF_HEAD):
        head += client.socket.recv(1)
    assert head.startswith(b"HTTP/1.1 101 ")
    client.send(PREFACE, SettingsFrame(0).serialize())


@pytest.mark.parametrize("extra", [(), (LATE,)], ids=["at once", "late"])
def test_the_request_is_answered_as_stream_1(asking: FrameClient, api: Api, extra: tuple[str, ...]) -> None:
    """The request's body counts, its answer comes over HTTP/2, and the connection is one like others."""
    upgrade(asking, api, *extra)
    asking.send(asking.head(3, "/debug/healthz"))

    assert asking.answer(1).fields[":status"] == "200"
    assert asking.answer(3).body == b"ok"
    assert [action["id"] for action in api.actions()] == [json.loads(asking.answer(1).body)["id"]]


def test_goaway_of_an_upgraded_connection(asking: FrameClient, api: Api) -> None:
    """Stream 1 is answered behind a GOAWAY too."""
    upgrade(asking, api, LATE)
    asking.send(GOAWAY)
    asking.read_to_end()

    assert asking.answers[1].fields[":status"] == "200"
    assert asking.goaway == 0
