"""Requests at random are answered by the Connexion application as by the port's shortcut, byte for byte."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import HealthCheck, given, settings

from contracts.target import Target
from tests.raw import connection, received
from tests.wire.connexion.random_requests import Request, requests
from tests.wire.connexion.twins import HOST, Answer, Twins, comparable, twins

FEW, MANY = 150, 20_000
_TRAILERS = (b"transfer-encoding", b"chunked")
"""Of the port's answers those to gRPC proper come in chunks, as trailers need it, which ASGI has no place for."""


def answer(target: Target, data: bytes) -> Answer:
    """The answer to the only request on a connection, which asks for its end.

    The client leaves its side open: uvicorn takes a client that closes it for one that is gone, and what is under way
    is then answered or not, as it happens.
    """
    with connection(target) as opened:
        opened.sendall(data)
        head, _, body = received(opened).partition(b"\r\n\r\n")
    status_line, *lines = head.split(b"\r\n")
    headers = [(name, value.strip()) for name, _, value in (line.partition(b":") for line in lines)]
    return comparable(int(status_line.split(b" ")[1]), headers, body)


def answers(both: Twins, request: Request, known: Mapping[str, str]) -> tuple[Answer, Answer]:
    """Both answers to a request."""
    data = request.data(known)
    return answer(both.port, data), answer(both.application, data)


def done(both: Twins, known: Mapping[str, str], path: str, body: object) -> dict[str, str]:
    """The answer to a POST of the administrator that succeeds on both."""
    headers = (("host", HOST), ("authorization", "Bearer {admin}"))
    one, other = answers(both, Request("POST", path, headers, json.dumps(body).encode()), known)
    assert one == other
    assert one.status == 200, one
    answered: dict[str, str] = json.loads(one.body)
    return answered


@pytest.fixture(scope="module", params=["httptools", pytest.param("h11", marks=pytest.mark.thorough)])
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Twins]:
    """Both servers, the application under each of uvicorn's protocols."""
    with twins(tmp_path_factory.mktemp("twins"), request.param) as started:
        yield started


@pytest.fixture(scope="module")
def known(both: Twins) -> dict[str, str]:
    """What recorded requests name: both servers make the same ids."""
    values = {"token:iam_owner": both.port.admin_pat, "admin": both.port.admin_pat, "nonce": "n"}
    values["action"] = done(both, values, "/management/v1/actions", {"name": "a", "script": "function a() {}"})["id"]
    values["org"] = done(both, values, "/management/v1/orgs", {"name": "another"})["id"]
    values["user"] = done(both, values, "/management/v1/users/machine", {"userName": "u", "name": "U"})["userId"]
    values["poor"] = done(both, values, f"/management/v1/users/{values['user']}/pats", {})["token"]
    return values


def test_random_requests(both: Twins, known: dict[str, str]) -> None:
    """The same few in every run."""
    ask(both, known, FEW)


@pytest.mark.fuzz
@pytest.mark.timeout(3600)
def test_many_random_requests(both: Twins, known: dict[str, str]) -> None:
    """Many more."""
    ask(both, known, MANY)


def ask(both: Twins, known: dict[str, str], examples: int) -> None:
    """Ask both, and compare."""
    statuses: set[int] = set()

    @settings(max_examples=examples, suppress_health_check=list(HealthCheck))
    @given(requests())
    def asked(request: Request) -> None:
        one, other = answers(both, request, known)
        statuses.add(one.status)
        assert one == other or _TRAILERS in one.headers

    asked()
    assert {200, 400, 401, 404, 405} <= statuses, "too little of all that can be answered was asked for"
