"""Clients of each protocol that call one server at the same time until they are told to stop."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx

from contracts.target import Target
from tests import raw
from tests.protocols.grpc_client import MANAGEMENT, TIMEOUT_S, GrpcClient, connected
from tests.protocols.h2_client import http2
from tests.raw import connection
from tests.server import Api

WEB_OK = b"\x80\x00\x00\x00\x10grpc-status: 0\r\n"
CALLS_A_CONNECTION = 50


@dataclass(frozen=True, slots=True)
class Worker:
    """One client: what it does in one go, as often as there is time."""

    name: str
    work: Callable[[Target, str], int]
    """Returns how many calls it made; asserts that each was answered as it should."""


@dataclass(slots=True)
class Load:
    """Running clients."""

    stop: threading.Event = field(default_factory=threading.Event)
    running: dict[str, Future[int]] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        """Stop, and tell how many calls each client made. Raises what a client raised."""
        self.stop.set()
        return {name: future.result(TIMEOUT_S) for name, future in self.running.items()}


def json_calls(target: Target, organisation: str) -> int:
    """Set and clear a trigger over HTTP/1.1."""
    headers = {"authorization": f"Bearer {target.admin_pat}"}
    with httpx.Client(base_url=target.base_url, headers=headers, timeout=TIMEOUT_S, trust_env=False) as http:
        api = Api(http, organisation)
        action = api.new_action()
        for _ in range(CALLS_A_CONNECTION):
            assert api.set_trigger([action], trigger="1").status_code == 200
            assert api.set_trigger([], trigger="1").status_code == 200
        api.done("DELETE", f"/management/v1/actions/{action}")
    return 2 * CALLS_A_CONNECTION


def grpc_calls(target: Target, organisation: str) -> int:
    """Ask several things at a time over HTTP/2."""
    with connected(target) as shared:
        client = GrpcClient(shared.channel, [*shared.metadata, ("x-zitadel-orgid", organisation)])
        for _ in range(CALLS_A_CONNECTION // 10):
            calls = [client.start("ListActions", {}) for _ in range(10)]
            assert {call.code().name for call in calls} == {"OK"}
    return CALLS_A_CONNECTION


def web_calls(target: Target, organisation: str) -> int:
    """Ask over gRPC-Web."""
    headers = {
        "authorization": f"Bearer {target.admin_pat}",
        "x-zitadel-orgid": organisation,
        "content-type": "application/grpc-web+proto",
    }
    with httpx.Client(base_url=target.base_url, headers=headers, timeout=TIMEOUT_S, trust_env=False) as http:
        for _ in range(CALLS_A_CONNECTION):
            response = http.post(f"/{MANAGEMENT}/GetMyOrg", content=bytes(5))
            assert response.content.endswith(WEB_OK), response.content
    return CALLS_A_CONNECTION


def broken_connections(target: Target, organisation: str) -> int:
    """Open connections and drop them in the middle: of a preface, a head, a body, an answer, a stream."""
    del organisation
    request = raw.post(target, "/management/v1/flows/types/_search", b"{}")
    for data in (b"", b"PRI * HT", request[:40], request[:-1], request, request * 3):
        with connection(target) as opened:
            opened.sendall(data)
            raw.reset(opened)
    with http2(target) as peer:
        peer.open("ListActions")
        peer.h2.send_data(peer.open("ListActions"), bytes(4))
        peer.flush()
        raw.reset(peer.socket)
    with http2(target) as peer:
        peer.open("CreateAction")
        peer.h2.send_data(peer.open("ListFlowTypes"), bytes(5), end_stream=True)
        peer.flush()
    return 8


WORKERS: Sequence[Worker] = (
    Worker("json", json_calls),
    Worker("grpc", grpc_calls),
    Worker("grpc-web", web_calls),
    Worker("broken", broken_connections),
)


@contextmanager
def under_load(target: Target) -> Iterator[Load]:
    """All clients at once, each with an organisation of its own."""
    headers = {"authorization": f"Bearer {target.admin_pat}"}
    load = Load()

    def repeat(worker: Worker, organisation: str) -> int:
        count = 0
        while not load.stop.is_set():
            count += worker.work(target, organisation)
        return count

    with ThreadPoolExecutor(len(WORKERS)) as pool:
        with httpx.Client(base_url=target.base_url, headers=headers, timeout=TIMEOUT_S, trust_env=False) as http:
            for worker in WORKERS:
                organisation = Api(http, "").new_organisation().organisation
                load.running[worker.name] = pool.submit(repeat, worker, organisation)
        try:
            yield load
        finally:
            load.stop.set()
