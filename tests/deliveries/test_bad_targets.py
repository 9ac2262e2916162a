"""Targets that behave badly: each is bounded and told, and nothing else stops."""

from __future__ import annotations

import threading
import time

import httpx
import pytest

from mockserver.deliveries import client as calls
from mockserver.settings import Settings
from mockserver.testing import ZitadelMock
from tests.deliveries import raw_targets as raw
from tests.deliveries.calls import ADDING, add, client_of, deliveries, execute, target

_TO_LOOPBACK = b"HTTP/1.1 302 Found\r\nlocation: http://localhost:1/\r\ncontent-length: 0\r\n\r\n"


@pytest.mark.parametrize(
    ("behaves", "told"),
    [
        (raw.hangs, "context deadline exceeded"),
        (raw.drips, "context deadline exceeded"),
        (raw.never_ends, "more than 4194304 bytes"),
        (raw.breaks_off, "EOF"),
        (raw.says_nothing, "EOF"),
        (raw.is_no_http, "EOF"),
        (raw.answering(b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 4\r\n\r\nnope"), "gzip"),
        (raw.answering(b"HTTP/1.1 302 Found\r\nlocation: /hook\r\ncontent-length: 0\r\n\r\n"), "10 redirects"),
        (raw.answering(b"HTTP/1.1 302 Found\r\nlocation: ftp://x/\r\ncontent-length: 0\r\n\r\n"), "protocol scheme"),
        (raw.answering(b"HTTP/1.1 302 Found\r\nlocation: http://[\r\ncontent-length: 0\r\n\r\n"), "Location header"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_it_is_told(client: httpx.Client, behaves: raw.Behaviour, told: str) -> None:
    """The caller is told in Go's words, and the delivery keeps them."""
    with raw.target_that(behaves) as url:
        waits = "deadline" in told
        execute(client, ADDING, target(client, url, timeout="0.4s" if waits else "10s"))
        answer = add(client, "Refused")

    assert (answer.status_code, answer.json()["code"]) == (500, "unknown")
    assert told in answer.json()["message"]
    (delivery,) = deliveries(client)
    assert delivery["outcome"] == "interrupted"
    assert told in delivery["error"]


def test_nobody_else_waits(client: httpx.Client) -> None:
    """Others are answered while a target hangs."""
    with raw.target_that(raw.hangs) as url:
        execute(client, ADDING, target(client, url, timeout="3s"))
        waiting = threading.Thread(target=add, args=(client, "Waits"))
        begun = time.monotonic()
        waiting.start()
        while not deliveries(client) and time.monotonic() - begun < 1:
            assert client.get("/management/v1/orgs/me").status_code == 200
        assert waiting.is_alive()
        waiting.join()


def test_a_bomb_is_not_unpacked(client: httpx.Client) -> None:
    """Of a compressed answer no more is unpacked than is read."""
    import gzip  # noqa: PLC0415 (only here)

    packed = gzip.compress(b" " * (64 << 20))
    head = b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: %d\r\n\r\n" % len(packed)
    with raw.target_that(raw.answering(head + packed)) as url:
        execute(client, ADDING, target(client, url))
        answer = add(client, "Refused")

    assert "more than 4194304 bytes" in answer.json()["message"]


def test_a_loop_ends(client: httpx.Client, mock: ZitadelMock, monkeypatch: pytest.MonkeyPatch) -> None:
    """A target that calls the server back, and is called for that, ends at the bound of its calls; others go on."""
    monkeypatch.setattr(calls, "OF_ONE_TARGET", 5)
    depth = []

    def calls_back(_: object, __: bytes) -> None:
        depth.append(1)
        with client_of(mock) as own:
            add(own, f"Loop {len(depth)}")

    with raw.target_that(calls_back) as url:
        execute(client, ADDING, target(client, url, timeout="3s"))
        answer = add(client, "Begins")

        while len(deliveries(client)) < 6:
            time.sleep(0.02)

    assert answer.status_code == 500
    assert len(depth) == 5
    assert any("does it call this server back?" in each["error"] for each in deliveries(client))
    assert client.get("/management/v1/orgs/me").status_code == 200


def test_loopback_can_be_denied() -> None:
    """With the setting no address of this machine is called, be it by name, in other spellings or behind a redirect."""
    settings = Settings(deny_loopback_targets=True)
    with ZitadelMock(settings=settings) as mock, client_of(mock) as client, raw.target_that(raw.hangs) as url:
        port = url.split(":")[2].split("/")[0]
        for host in ("127.0.0.1", "localhost", "[::1]", "127.1", "0.0.0.0", "[::ffff:127.0.0.1]"):  # noqa: S104
            execute(client, ADDING, target(client, f"http://{host}:{port}/hook", timeout="2s"))
            answer = add(client, "Refused")
            assert answer.status_code == 500
            assert "--deny-loopback-targets forbids" in answer.json()["message"], host


def test_a_redirect_is_judged_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """A target that may be called cannot lead to one that may not."""
    monkeypatch.setattr("mockserver.deliveries.network._is_loopback", lambda address: str(address) == "127.0.0.2")
    moved = b"HTTP/1.1 307 Moved\r\nlocation: http://127.0.0.2:1/\r\ncontent-length: 0\r\n\r\n"
    settings = Settings(deny_loopback_targets=True)
    with (
        ZitadelMock(settings=settings) as mock,
        client_of(mock) as client,
        raw.target_that(raw.answering(moved)) as url,
    ):
        execute(client, ADDING, target(client, url))
        answer = add(client, "Refused")

    assert "127.0.0.2 is a loopback address, which --deny-loopback-targets forbids" in answer.json()["message"]


def test_half_a_character_is_read_as_go_reads_it(client: httpx.Client) -> None:
    """What an answer forwards can be told to the caller, and shown."""
    forwarded = b'{"forwardedStatusCode": 400, "forwardedErrorMessage": "a\\ud800"}'
    head = b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n" % len(forwarded)
    with raw.target_that(raw.answering(head + forwarded)) as url:
        execute(client, ADDING, target(client, url))
        answer = add(client, "Refused")

    assert answer.json()["message"].startswith("a\N{REPLACEMENT CHARACTER}")
    assert len(deliveries(client)) == 1
