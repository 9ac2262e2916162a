"""Starting and ending servers in this process."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from mockserver.seeds import SeedError
from mockserver.settings import Settings
from mockserver.testing import ZitadelMock
from tests.testing.calling import client_of, create_action, set_actions


def own_threads() -> int:
    """How many threads of mocks there are."""
    return sum(thread.name == "zitadel-mock" for thread in threading.enumerate())


def test_several_at_once_share_nothing() -> None:
    """What one holds, another does not have: neither actions nor requests nor tokens."""
    with ZitadelMock() as one, ZitadelMock() as other:
        action = create_action(one)
        assert set_actions(one, action).status_code == 200
        assert set_actions(other, action).status_code == 400
        assert set_actions(other, action, token=one.token()).status_code == 401
        assert len(one.requests()) == 2
        assert len(other.requests()) == 2


def test_isolated_mocks_share_nothing_but_a_thread(zitadel_mock_server: ZitadelMock) -> None:
    """Each has its own port, host, state, requests and faults."""
    threads = own_threads()
    with zitadel_mock_server.isolated() as one, zitadel_mock_server.isolated() as other:
        assert own_threads() == threads
        assert one.url != other.url
        assert one.host != other.host
        one.fail_next(code="UNAVAILABLE", times=None)
        create_action(other)
        assert one.requests() == []
        assert len(other.requests(status=200)) == 1


def test_a_mock_goes_by_its_host(zitadel_mock: ZitadelMock) -> None:
    """Its host means its instance, in either header; another name means another instance."""
    create_action(zitadel_mock)
    with client_of(zitadel_mock) as http:
        for name, value, found in [
            ("host", f"{zitadel_mock.host}:{zitadel_mock.port}", "1"),
            ("x-zitadel-instance-host", zitadel_mock.host, "1"),
            ("x-zitadel-instance-host", "other.localhost", "0"),
        ]:
            details = http.post("/actions/_search", headers={name: value}, json={}).json()["details"]
            assert details.get("totalResult", "0") == found


def test_in_a_coroutine() -> None:
    """`async with` serves clients of the loop that it runs in, and its methods can be called there."""

    async def story() -> list[int]:
        async with ZitadelMock() as mock, httpx.AsyncClient(base_url=mock.url, trust_env=False) as http:
            token = mock.token(roles=["ORG_OWNER"])
            calls = (
                http.post("/management/v1/actions/_search", headers={"authorization": f"Bearer {token}"})
                for _ in range(20)
            )
            await asyncio.gather(*calls)
            return [request.status for request in mock.assert_called("ListActions", times=20)]

    assert asyncio.run(story()) == [200] * 20


def test_from_many_threads(zitadel_mock: ZitadelMock) -> None:
    """Calls over the network and of methods may come from any thread at the same time."""

    def work(number: int) -> int:
        create_action(zitadel_mock, f"action{number}")
        zitadel_mock.token()
        return len(zitadel_mock.requests("CreateAction"))

    with ThreadPoolExecutor(8) as pool:
        counts = list(pool.map(work, range(40)))
    assert max(counts) == 40
    zitadel_mock.assert_called("CreateAction", times=40, status=200)


def test_the_end() -> None:
    """Nothing listens any more, connections are closed, and the thread is gone."""
    threads = own_threads()
    mock = ZitadelMock().start()
    port = mock.port
    assert own_threads() == threads + 1
    with client_of(mock) as http, socket.create_connection(("127.0.0.1", port)) as connection:
        http.post("/actions/_search", json={})
        mock.stop()
        assert connection.recv(1) == b""
        with pytest.raises(httpx.ConnectError):
            http.post("/actions/_search", json={})
    assert own_threads() == threads


@pytest.mark.parametrize("sent", [b"", b"PRI * HTTP", b"GET /"])
def test_the_end_of_connections_just_begun(zitadel_mock_server: ZitadelMock, sent: bytes) -> None:
    """Whatever a connection has come to, it is closed."""
    for _ in range(20):
        mock = zitadel_mock_server.isolated().start()
        with socket.create_connection(("127.0.0.1", mock.port), timeout=20) as connection:
            connection.sendall(sent)
            mock.stop()
            with contextlib.suppress(ConnectionResetError):
                assert connection.recv(1) == b""


def test_the_end_waits_for_no_delay(zitadel_mock_server: ZitadelMock) -> None:
    """A request that is held back for a minute is cut off."""
    mock = zitadel_mock_server.isolated().start()
    mock.delay(60_000)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(set_actions, mock)
        faults = f"{mock.url}/__admin/faults"
        while httpx.get(faults, trust_env=False, timeout=30).json()["faults"][0]["struck"] == 0:
            pass
        mock.stop()
        with pytest.raises(httpx.TransportError):
            waiting.result(20)


def test_wrong_order() -> None:
    """Using it before its start, starting it twice; ending it twice does no harm, and it can start again."""
    mock = ZitadelMock()
    with pytest.raises(RuntimeError, match="does not serve"):
        mock.token()
    with mock:
        with pytest.raises(RuntimeError, match="serves already"):
            mock.start()
        create_action(mock)
    mock.stop()
    with mock:
        assert mock.requests() == []


def test_what_cannot_be_served(tmp_path: Path) -> None:
    """A wrong seed and settings that mean nothing here are refused at once."""
    with pytest.raises(SeedError, match="there is no such field"):
        ZitadelMock(seed={"organizations": []})
    with pytest.raises(ValueError, match="TLS"):
        ZitadelMock(settings=Settings(tls_self_signed=True))
    with pytest.raises(ValueError, match="state files"):
        ZitadelMock(settings=Settings(state_file=tmp_path / "state.yaml"))
