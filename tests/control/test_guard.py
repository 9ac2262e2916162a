"""Who may use the control API."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from contracts.target import Target
from tests.control.mock import ADMIN_TOKEN, Mock
from tests.protocols.frame_client import frames
from tests.protocols.serving import serving
from tests.server import authority

HEALTH = "/__admin/health"


def get(target: Target, **headers: str) -> httpx.Response:
    """A look at the server's health."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.get(f"{target.base_url}{HEALTH}", headers=named, trust_env=False)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:1", "[::1]:8080", "app.localhost", "LOCALHOST"])
def test_loopback_names(server: Target, host: str) -> None:
    """Every name that can only mean this machine is answered."""
    assert get(server, host=host).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80", "10.0.0.1"])
def test_rebound_names(mock: Mock, server: Target, host: str) -> None:
    """A page whose name was bound to this machine by its owner gets nothing, although its host has an instance."""
    mock.plain.post("/management/v1/flows/types/_search", headers={"host": host})

    answer = get(server, host=host)

    assert answer.status_code == 403
    assert answer.json()["field"] == "Host"


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:1"},
        {"sec_fetch_site": "cross-site", "sec_fetch_mode": "no-cors"},
        {"sec_fetch_site": "same-site", "sec_fetch_mode": "cors"},
    ],
)
def test_pages_of_other_origins(server: Target, headers: dict[str, str]) -> None:
    """A page of another origin is refused, and no header lets it read the refusal."""
    answer = get(server, **headers)

    assert answer.status_code == 403
    assert not [name for name in answer.headers if name.startswith("access-control-")]


def test_a_foreign_page_changes_nothing(mock: Mock) -> None:
    """A form of another origin that is sent without asking is refused before it does anything."""
    rule = '{"name": "evil", "broken": "reset"}'
    answer = mock.control("POST", "/faults", content=rule, headers={"origin": "http://evil.example"})

    assert answer.status_code == 403
    assert mock.done("GET", "/faults") == {"faults": []}


def test_preflights_allow_nothing(server: Target) -> None:
    """Who asks before sending is told of no permission."""
    asked = {"origin": "http://evil.example", "access-control-request-method": "POST"}
    answer = httpx.options(f"{server.base_url}/__admin/faults", headers=asked, trust_env=False)

    assert not [name for name in answer.headers if name.startswith("access-control-")]


def test_our_own_pages(server: Target) -> None:
    """A page that this server gave may use it, and a link from elsewhere may lead to it."""
    host, port = authority(server)

    assert get(server, origin=f"http://{host}:{port}", sec_fetch_site="same-origin").status_code == 200
    assert get(server, sec_fetch_site="cross-site", sec_fetch_mode="navigate").status_code == 200


def test_forwarded_for_others(server: Target) -> None:
    """A proxy on this machine does not make its clients local."""
    assert get(server, x_forwarded_for="127.0.0.1").status_code == 200
    assert get(server, x_forwarded_for="203.0.113.7, 127.0.0.1").status_code == 403


@pytest.mark.parametrize("authorization", [None, "Bearer wrong", ADMIN_TOKEN, f"bearer {ADMIN_TOKEN}"])
def test_without_the_token(guarded: Target, authorization: str | None) -> None:
    """A server that was given a token answers nobody without it, this machine included."""
    answer = get(guarded, **({"authorization": authorization} if authorization else {}))

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.json()["field"] == "Authorization"


def test_with_the_token(guarded: Target) -> None:
    """With it every host is answered; a page of another origin still is not."""
    token = f"Bearer {ADMIN_TOKEN}"

    assert get(guarded, authorization=token).status_code == 200
    assert get(guarded, authorization=token, host="mock.example").status_code == 200
    assert get(guarded, authorization=token, origin="http://evil.example").status_code == 403


def test_unknown_hosts_have_no_instance(tmp_path: Path) -> None:
    """Where hosts are fixed, an unknown one is told which there are."""
    with serving(tmp_path, "--instances", "fixed") as started:
        answer = httpx.get(f"{started.target.base_url}/__admin/settings?host=nowhere", trust_env=False)

    assert answer.status_code == 404
    assert answer.json()["field"] == "host"
    assert "localhost" in answer.json()["fix"]


@pytest.mark.parametrize("origin", ["http://[", "http://[::1", "//", "["])
def test_an_origin_that_is_none(server: Target, origin: str) -> None:
    """It is another origin than ours, not a fault of the server."""
    assert get(server, origin=origin).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"forwarded": "for=8.8.8.8"},
        {"forwarded": 'proto=https;for="[2001:db8::1]:80", for=127.0.0.1'},
        {"forwarded": "for=127.0.0.1, for=unknown"},
        {"forwarded": "proto=https"},
        {"x_real_ip": "8.8.8.8"},
        {"x_client_ip": "8.8.8.8"},
        {"via": "1.1 proxy"},
        {"x_forwarded_for": "127.0.0.1", "x_real_ip": "8.8.8.8"},
    ],
)
def test_a_proxy_on_this_machine_opens_nothing(server: Target, headers: dict[str, str]) -> None:
    """Whichever header a proxy uses to tell whom it was asked by: others than this machine get nothing."""
    answer = get(server, **headers)

    assert answer.status_code == 403
    assert "only this machine" in answer.json()["detail"]


@pytest.mark.parametrize(
    "headers",
    [
        {"forwarded": 'for="[::1]:4711";proto=http, For=127.0.0.1:80'},
        {"x_real_ip": "127.0.0.1"},
        {"via": "1.1 proxy", "x_forwarded_for": "127.0.0.1"},
    ],
)
def test_a_proxy_for_this_machine(server: Target, headers: dict[str, str]) -> None:
    """Who sits at this machine gets through its own proxy."""
    assert get(server, **headers).status_code == 200


NAMING = [
    ("x-forwarded-for", "127.0.0.1", "192.0.2.1"),
    ("x-real-ip", "127.0.0.1", "192.0.2.1"),
    ("x-client-ip", "127.0.0.1", "192.0.2.1"),
    ("x-cluster-client-ip", "127.0.0.1", "192.0.2.1"),
    ("true-client-ip", "127.0.0.1", "192.0.2.1"),
    ("cf-connecting-ip", "127.0.0.1", "192.0.2.1"),
    ("forwarded", "for=127.0.0.1", "for=192.0.2.1"),
]


@pytest.mark.parametrize(("name", "here", "elsewhere"), NAMING)
def test_every_line_counts(server: Target, name: str, here: str, elsewhere: str) -> None:
    """A proxy that adds a line of its own about its client, as HAProxy does, is heard in every version of HTTP."""
    assert statuses(server, name, [here, here]) == [200, 200]
    assert statuses(server, name, [here, elsewhere]) == [403, 403]
    assert statuses(server, name, [elsewhere, here]) == [403, 403]
    assert statuses(server, name, [here, here, f"{here}, {elsewhere}"]) == [403, 403]


def statuses(target: Target, name: str, lines: list[str]) -> list[int]:
    """Of a look at the server's health, whose header has several lines, over HTTP/1.1 and HTTP/2."""
    named = httpx.get(f"{target.base_url}{HEALTH}", headers=[(name, line) for line in lines], trust_env=False)
    with frames(target) as client:
        client.send(client.head(1, HEALTH, *((name, line) for line in lines)))
        return [named.status_code, int(client.answer(1).fields[":status"])]


@pytest.mark.parametrize("host", ["127.0.0.2", "127.1.2.3:80", "[::ffff:127.0.0.1]:80"])
def test_every_loopback_address(server: Target, host: str) -> None:
    """An address cannot be bound to another one as a name can."""
    assert get(server, host=host).status_code == 200
