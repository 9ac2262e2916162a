"""A server that dies, and a database that goes away: what was answered stays true, and nothing is there by half."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.sharing.postgresql import Postgresql
from tests.sharing.replicas import TOKEN, Replica, replicas

_PATIENCE_S = 60


@pytest.fixture
def url(postgresql: Postgresql) -> str:
    """A log of the test's own."""
    return postgresql.new_schema()


def test_writes_that_end_badly(postgresql: Postgresql, url: str, tmp_path: Path) -> None:
    """What the log does not take nobody ever sees; of what a server died of there is all or nothing."""
    with replicas(tmp_path, url, 2) as (one, other):
        one.add_action("before").raise_for_status()

        def end_transaction() -> None:
            with postgresql.connected(url) as connection:
                connection.execute(_END_WAITING)

        with _slow_log(postgresql, url) as waits:
            answer = asyncio.run(_asked(one, waits, end_transaction))
        assert isinstance(answer, httpx.Response)
        assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
        assert "whether this was written is not known" in answer.json()["message"]
        _ready(one)
        assert one.actions() == other.actions() == ["before"]
        kept = one.done("GET", "/__admin/requests")["requests"]
        assert [each["status"] for each in kept if each["path"].endswith("/actions")] == [503, 200]
        one.add_action("after").raise_for_status()
        assert _once(other, 2) == ["before", "after"]
        assert one.state() == other.state()

        with _slow_log(postgresql, url) as waits:
            answer = asyncio.run(_asked(one, waits, one.process.kill))
        assert isinstance(answer, httpx.TransportError)
        # Nobody waits for the dead one. What it wrote may be in the log: PostgreSQL had been told to end the turn.
        assert other.add_action("undecided").status_code in {HTTPStatus.OK, HTTPStatus.CONFLICT}
        assert other.actions() == ["before", "after", "undecided"]


_WAITING = "select pid from pg_stat_activity where wait_event_type = 'Lock' and query ilike 'insert into zitadel_mock%'"


_END_WAITING = _WAITING.replace("pid", "pg_terminate_backend(pid)", 1)


@contextlib.contextmanager
def _slow_log(postgresql: Postgresql, url: str) -> Iterator[Callable[[], bool]]:
    """Nothing can be put into the log meanwhile: a write waits, having been decided on; tells whether one does."""
    with postgresql.connected(url) as locker, postgresql.connected(url) as watcher, locker.transaction():
        locker.execute("lock table zitadel_mock_log in share mode")
        yield lambda: watcher.execute(_WAITING).fetchone() is not None


async def _asked(one: Replica, waits: Callable[[], bool], disturb: Callable[[], None]) -> object:
    """What a client is answered who adds an action, where something happens in the middle of it."""
    headers = {"authorization": f"Bearer {TOKEN}"}
    async with httpx.AsyncClient(base_url=one.target.base_url, headers=headers, timeout=_PATIENCE_S) as client:
        body = {"name": "undecided", "script": "function f() {}"}
        writing = asyncio.ensure_future(client.post("/management/v1/actions", json=body))
        # What is not in the log yet nobody reads, and so this waits too.
        reading = asyncio.ensure_future(client.post("/management/v1/actions/_search", json={}))
        until = time.monotonic() + _PATIENCE_S
        while not waits():
            assert time.monotonic() < until
            await asyncio.sleep(0.02)
        assert (await client.get("/debug/healthz")).is_success
        disturb()
        answer, read = await asyncio.gather(writing, reading, return_exceptions=True)
        assert not isinstance(read, httpx.Response) or "undecided" not in read.text
        return answer


def _once(replica: Replica, count: int) -> list[str]:
    """The names of all actions, once they are so many."""
    until = time.monotonic() + _PATIENCE_S
    while len(found := replica.actions()) < count:
        assert time.monotonic() < until
        time.sleep(0.02)
    return found


@pytest.mark.thorough
def test_one_that_is_killed_amid_many(url: str, tmp_path: Path) -> None:
    """All that a server answered before it was killed is there, in order, at the other one and at a new one."""
    with replicas(tmp_path, url, 2) as (one, other):
        answered = asyncio.run(_until_killed(one))
        assert len(answered) > 1
        found = _once(other, len(answered))
        assert found[: len(answered)] == answered
        assert len(found) <= len(answered) + 1
        other.add_action("afterwards").raise_for_status()
        state = other.state()
    again = tmp_path / "again"
    again.mkdir()
    with replicas(again, url, 1) as (third,):
        assert third.state() == state


async def _until_killed(one: Replica) -> list[str]:
    """The names of the actions that were added before the server was killed."""
    answered: list[str] = []
    async with httpx.AsyncClient(base_url=one.target.base_url, timeout=_PATIENCE_S) as client:
        headers = {"authorization": f"Bearer {TOKEN}"}
        try:
            for number in range(10_000):
                body = {"name": f"n{number}", "script": "function f() {}"}
                writing = asyncio.ensure_future(client.post("/management/v1/actions", json=body, headers=headers))
                if number == 20:
                    await asyncio.sleep(0.001)
                    one.process.kill()
                (await writing).raise_for_status()
                answered.append(f"n{number}")
        except httpx.TransportError:
            return answered
    raise AssertionError("it was not killed")


@pytest.mark.thorough
def test_a_database_that_goes_away(tmp_path: Path) -> None:
    """Without its database a server says so to everybody, and goes on with what is true once it is back."""
    with Postgresql.running() as mortal, replicas(tmp_path, mortal.new_schema(), 2) as both:
        for number, replica in enumerate(both):
            replica.add_action(f"before{number}").raise_for_status()
        mortal.stop()
        for replica in both:
            refused = _refused(replica)
            assert refused["code"] == 14
            assert "the store of this server cannot be reached" in refused["message"]
            assert replica.add_action("meanwhile").status_code == HTTPStatus.SERVICE_UNAVAILABLE
            assert replica.http.get("/oauth/v2/keys").status_code == HTTPStatus.SERVICE_UNAVAILABLE
            assert replica.http.get("/debug/ready").status_code == HTTPStatus.SERVICE_UNAVAILABLE
            assert replica.http.get("/debug/healthz").is_success
            connect = replica.http.post("/zitadel.action.v2.ActionService/ListTargets", json={})
            assert (connect.status_code, connect.json()["code"]) == (HTTPStatus.SERVICE_UNAVAILABLE, "unavailable")
        mortal.start()
        for number, replica in enumerate(both):
            _ready(replica)
            replica.add_action(f"after{number}").raise_for_status()
        assert _once(both[0], 4) == _once(both[1], 4) == ["before0", "before1", "after0", "after1"]
        assert both[0].state() == both[1].state()


def _refused(replica: Replica) -> dict[str, Any]:
    """How a read is refused, once it is."""
    until = time.monotonic() + _PATIENCE_S
    while True:
        answer = replica.http.post("/management/v1/actions/_search", json={})
        if answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
            told: dict[str, Any] = answer.json()
            return told
        assert time.monotonic() < until
        time.sleep(0.02)


def _ready(replica: Replica) -> None:
    until = time.monotonic() + _PATIENCE_S
    while not replica.http.get("/debug/ready").is_success:
        assert time.monotonic() < until
        time.sleep(0.05)
