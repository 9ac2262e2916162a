"""Requests to hosts that have no instance, over all protocols."""

from __future__ import annotations

import asyncio
import json
import logging
import re

import httpx
import pytest

from mockserver.app import App, create_app
from mockserver.settings import InstanceMode, LogFormat, Settings
from mockserver.wire.http import HttpRequest, Response

ME = "/management/v1/orgs/me"
TOKEN = b"Bearer secret"
AUTHORIZE = "/oauth/v2/authorize"
_NUMBERED = re.compile(rb"authRequest\w*=\w+|V2_\d+|value=\"\d+\"")
WANTED = b"client_id=app&redirect_uri=http%3A%2F%2Fapp.test&response_type=code&scope=openid"


def app(most: int = 1000, instances: InstanceMode = InstanceMode.AUTO) -> App:
    """A server of its own."""
    return create_app(Settings(admin_pat="secret", max_instances=most, instances=instances, log=LogFormat.OFF))


def ask(app: App, host: str, path: str = ME, *, method: str = "GET", query: bytes = b"", **headers: bytes) -> Response:
    """Any request."""
    fields = {b"host": host.encode("latin-1")} | {
        name.replace("_", "-").encode(): value for name, value in headers.items()
    }
    request = HttpRequest(method, path, path.encode(), query, fields, "http", b"")

    async def answer() -> Response:
        answer = app.gateway.respond(request, native=True)
        return answer if isinstance(answer, Response) else await answer

    return asyncio.run(answer())


@pytest.mark.parametrize(
    ("path", "method", "headers"),
    [
        ("/nothing", "GET", {}),
        ("/nothing", "GET", {"authorization": TOKEN}),
        (ME, "PATCH", {"authorization": TOKEN}),
        (ME, "GET", {}),
        (ME, "GET", {"authorization": b"Bearer wrong"}),
        ("/debug/healthz", "GET", {}),
        ("/.well-known/openid-configuration", "GET", {}),
        ("/oauth/v2/token", "POST", {}),
        (AUTHORIZE, "GET", {}),
        ("/zitadel.management.v1.ManagementService/GetMyOrg", "POST", {"content_type": b"application/grpc-web"}),
        ("/zitadel.management.v1.ManagementService/GetMyOrg", "POST", {"content_type": b"application/grpc"}),
    ],
)
def test_what_gives_no_instance(path: str, method: str, headers: dict[str, bytes]) -> None:
    """A wrong path, a missing or wrong token, what is the same for all hosts, and a refused login use none up."""
    served = app()
    for number in range(3):
        ask(served, f"h{number}.test", path, method=method, **headers)

    assert len(served.instances) == 1


@pytest.mark.parametrize(
    ("path", "query", "headers"),
    [(ME, b"", {"authorization": TOKEN}), ("/oauth/v2/keys", b"", {}), (AUTHORIZE, WANTED, {})],
)
def test_what_gives_one(path: str, query: bytes, headers: dict[str, bytes]) -> None:
    """What is told of an instance, ids, keys or users, stays true: the next answer is the same.

    Each visit of the login page is an authorization request of its own, whose number stands in it.
    """
    served = app()
    first = ask(served, "new.test", path, query=query, **headers)
    for number in range(100):
        ask(served, f"h{number}.test", "/nothing")

    assert first.status == 200
    again = ask(served, "new.test", path, query=query, **headers)
    assert _NUMBERED.sub(b"(number)", again.body) == _NUMBERED.sub(b"(number)", first.body)
    assert len(served.instances) == 2


def test_a_visit_is_in_the_journal_of_its_host() -> None:
    """Who looks why the first request was refused finds it under the host that it was sent to."""
    served = app()
    ask(served, "new.test")

    assert [len(instance.journal) for instance in (served.instances.of("new.test"), served.instances.first)] == [1, 0]


def test_too_many() -> None:
    """It is refused with what to do about it, to an operation and to a login alike."""
    served = app(most=1)
    for answer in (ask(served, "a.test", authorization=TOKEN), ask(served, "a.test", "/oauth/v2/keys")):
        assert answer.status == 429
        message = json.loads(answer.body)["message"]
        assert "DELETE /__admin/instances/HOST" in message
        assert "--max-instances" in message


@pytest.mark.parametrize("path", [ME, "/oauth/v2/keys", "/nothing"])
@pytest.mark.parametrize("host", ["a" * 300, "a" * 20_000, "a b", "\xe9"])
def test_hosts_that_are_none(host: str, path: str, caplog: pytest.LogCaptureFixture) -> None:
    """They are refused in the API's form, in a short message, kept in the first instance's journal; nothing fails."""
    served = app()
    with caplog.at_level(logging.ERROR):
        answer = ask(served, host, path, authorization=TOKEN)

    assert answer.status == (404 if path == "/nothing" else 400)
    assert len(json.loads(answer.body)["message"]) < 300
    assert len(served.instances.first.journal) == 1
    assert not caplog.records


def test_unknown_hosts_are_named_in_short() -> None:
    """With fixed instances a long name is not repeated as a whole."""
    answer = ask(app(instances=InstanceMode.FIXED), "a" * 100_000, authorization=TOKEN)

    assert (answer.status, len(answer.body) < 400) == (404, True)


def test_over_the_network(client: httpx.Client) -> None:
    """A connection that sent a bad name goes on."""
    for length in (300, 20_000):
        refused = client.get(ME, headers={"host": "a" * length})
        assert (refused.status_code, refused.json()["code"]) == (400, 3)
        assert client.get(ME).status_code == 200
