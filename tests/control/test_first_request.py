"""The first control request of a server, which has Flask imported."""

from __future__ import annotations

import asyncio
import threading

import flask
import pytest

from mockserver.app import create_app
from mockserver.control import application
from mockserver.settings import Settings
from mockserver.wire.gateway import Gateway
from mockserver.wire.http import HttpRequest, Response


def get(path: str, accept: bytes = b"") -> HttpRequest:
    """A look at a path below `/__admin`."""
    headers = {b"host": b"localhost", b"accept": accept}
    return HttpRequest("GET", f"/__admin{path}", f"/__admin{path}".encode(), b"", headers, "http", b"", "127.0.0.1")


async def answer(gateway: Gateway, request: HttpRequest) -> Response:
    """What a request is answered."""
    given = gateway.respond(request, native=False)
    return given if isinstance(given, Response) else await given


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[threading.Thread]:
    """The threads in which applications are made."""
    threads: list[threading.Thread] = []
    create = application.create_flask

    def noting() -> flask.Flask:
        threads.append(threading.current_thread())
        return create()

    monkeypatch.setattr(application, "create_flask", noting)
    return threads


@pytest.mark.parametrize(
    ("path", "accept", "status"),
    [
        ("/health", b"", 200),
        ("/requests", b"", 200),
        ("/state", b"", 200),
        ("/", b"text/html", 200),
        ("/nowhere", b"text/html", 404),
    ],
)
def test_nobody_waits_for_the_import(made: list[threading.Thread], path: str, accept: bytes, status: int) -> None:
    """It happens once, and in a thread aside; those that come meanwhile are answered behind it."""

    async def run() -> list[int]:
        gateway = create_app(Settings()).gateway
        first = [answer(gateway, get(path, accept)) for _ in range(3)]
        return [given.status for given in [*await asyncio.gather(*first), await answer(gateway, get(path, accept))]]

    assert asyncio.run(run()) == [status] * 4
    (thread,) = made
    assert thread is not threading.main_thread()


def test_one_that_goes_away(made: list[threading.Thread]) -> None:
    """The first client may go before its answer is there; the next one gets its own."""

    async def run() -> int:
        gateway = create_app(Settings()).gateway
        gone = asyncio.ensure_future(answer(gateway, get("/health")))
        await asyncio.sleep(0)
        gone.cancel()
        return (await answer(gateway, get("/health"))).status

    assert asyncio.run(run()) == 200
    assert len(made) == 1


def test_an_import_that_fails(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """It is told as a fault of the server, and tried again."""
    create, tries = application.create_flask, []

    def failing() -> flask.Flask:
        tries.append(1)
        if len(tries) == 1:
            raise OSError("no memory")
        return create()

    monkeypatch.setattr(application, "create_flask", failing)

    async def run() -> list[int]:
        gateway = create_app(Settings()).gateway
        return [(await answer(gateway, get("/health"))).status for _ in range(2)]

    assert asyncio.run(run()) == [500, 200]
    assert "no memory" in caplog.text
