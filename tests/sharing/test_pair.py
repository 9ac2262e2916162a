"""Two servers with one state: what one did, the other one knows."""

from __future__ import annotations

import asyncio
import itertools
import re
from collections import Counter
from collections.abc import Sequence
from html import unescape
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from contracts.pages import inputs
from contracts.pending import read_pending, unexpected
from contracts.replayer import replay
from contracts.test_recordings import TRACES
from tests.server import unique
from tests.sharing.replicas import TOKEN, Replica

_REDIRECT = "http://localhost:9/callback"
_SMALL = ("set_trigger_actions",)


def test_a_write_is_seen(pair: Sequence[Replica]) -> None:
    """What one server wrote the other one reads, refuses to write again, and changes."""
    one, other = pair
    name = unique("seen")
    id_ = one.add_action(name).raise_for_status().json()["id"]
    assert other.done("GET", f"/management/v1/actions/{id_}")["action"]["name"] == name
    assert other.add_action(name).status_code == HTTPStatus.CONFLICT
    assert other.http.delete(f"/management/v1/actions/{id_}").is_success
    assert one.http.get(f"/management/v1/actions/{id_}").status_code == HTTPStatus.NOT_FOUND
    assert one.state() == other.state()


def test_a_race(pair: Sequence[Replica]) -> None:
    """Of many who want one name at both servers at once one gets it, and ids and sequences are no one's twice."""
    names = [unique("race") for _ in range(4)]

    async def wanted(client: httpx.AsyncClient, replica: Replica, name: str) -> httpx.Response:
        body = {"name": name, "script": "function f() {}"}
        return await client.post(f"{replica.target.base_url}/management/v1/actions", json=body)

    async def all_of_them() -> list[httpx.Response]:
        async with httpx.AsyncClient(headers={"authorization": f"Bearer {TOKEN}"}, timeout=60) as client:
            wishes = [wanted(client, replica, name) for _ in range(2) for name in names for replica in pair]
            return await asyncio.gather(*wishes)

    answers = asyncio.run(all_of_them())
    assert Counter(answer.status_code for answer in answers) == {HTTPStatus.OK: 4, HTTPStatus.CONFLICT: 12}
    assert len({answer.json()["id"] for answer in answers if answer.is_success}) == len(names)
    assert pair[0].state() == pair[1].state()


def test_a_login_goes_through_both(pair: Sequence[Replica]) -> None:
    """A code that one server gave the other one takes, once; so are refresh tokens, and the key is one."""
    one, other = pair
    me = one.done("GET", "/auth/v1/users/me")["user"]["id"]
    asked = {
        "client_id": "app",
        "redirect_uri": _REDIRECT,
        "response_type": "code",
        "scope": "openid offline_access",
        "mock_user": me,
    }
    answer = one.http.get("/oauth/v2/authorize", params=asked)
    code = parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": _REDIRECT, "client_id": "app"}
    tokens = other.done("POST", "/oauth/v2/token", data=form)
    assert one.http.post("/oauth/v2/token", data=form).status_code == HTTPStatus.BAD_REQUEST
    told = one.done("GET", "/oidc/v1/userinfo", headers={"authorization": f"Bearer {tokens['access_token']}"})
    assert told["sub"] == me
    again = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"], "client_id": "app"}
    assert one.done("POST", "/oauth/v2/token", data=again)["access_token"]
    assert other.http.post("/oauth/v2/token", data=again).status_code == HTTPStatus.BAD_REQUEST
    assert one.done("GET", "/oauth/v2/keys") == other.done("GET", "/oauth/v2/keys")


def test_saml_is_signed_by_one_key(pair: Sequence[Replica]) -> None:
    """The certificate that one server shows is the other one's as well."""
    one, other = (replica.http.get("/saml/v2/metadata") for replica in pair)
    certificate = re.search(r"<[^>]*X509Certificate>([^<]+)<", one.text)
    assert certificate is not None, one.text
    assert certificate[1] in other.text


def test_a_login_page_goes_through_both(pair: Sequence[Replica]) -> None:
    """Each step of the login's pages may be taken at another server."""
    one, other = pair
    name = unique("ada")
    human = {
        "username": name,
        "profile": {"givenName": "Ada", "familyName": "Page"},
        "email": {"email": f"{name}@example.com", "isVerified": True},
        "password": {"password": "Secret-1234"},
    }
    one.done("POST", "/v2/users/human", json=human)
    project = one.done("POST", "/management/v1/projects", json={"name": unique("site")})["id"]
    app = {
        "name": "site",
        "redirectUris": [_REDIRECT],
        "responseTypes": ["OIDC_RESPONSE_TYPE_CODE"],
        "grantTypes": ["OIDC_GRANT_TYPE_AUTHORIZATION_CODE"],
        "authMethodType": "OIDC_AUTH_METHOD_TYPE_BASIC",
        "devMode": True,
    }
    made = other.done("POST", f"/management/v1/projects/{project}/apps/oidc", json=app)
    client = (made["clientId"], made["clientSecret"])
    asked = {"client_id": client[0], "redirect_uri": _REDIRECT, "response_type": "code", "scope": "openid"}
    at = one.http.get("/oauth/v2/authorize", params=asked).headers["location"]
    entered = {"loginName": name, "password": "Secret-1234", "skip": "true"}
    servers = itertools.cycle((other, one))
    while not at.startswith(_REDIRECT):
        page = next(servers).http.get(urlsplit(at)._replace(scheme="", netloc="").geturl()).text
        action = re.search(r'<form[^>]*action="([^"]*)"', page)
        assert action is not None, page
        answer = next(servers).http.post(unescape(action[1]), data={**inputs(page), **entered})
        assert answer.is_redirect, answer.text
        at = answer.headers["location"]
    code = parse_qs(urlsplit(at).query)["code"][0]
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": _REDIRECT}
    assert other.done("POST", "/oauth/v2/token", data=form, auth=client)["id_token"]


def test_a_clock_is_set_for_both(pair: Sequence[Replica]) -> None:
    """A clock that stands still at one server does so at the other one, until it is let go."""
    one, other = pair
    one.done("POST", "/__admin/clock/fix", json={"at": "2030-01-02T03:04:05Z"})
    try:
        made = other.add_action(unique("late")).raise_for_status().json()
        assert made["details"]["creationDate"] == "2030-01-02T03:04:05Z"
    finally:
        other.done("POST", "/__admin/clock/release")
    after = one.add_action(unique("now")).raise_for_status().json()["details"]["creationDate"]
    assert after < "2030"


def test_a_reset_is_one_of_both(pair: Sequence[Replica]) -> None:
    """After a reset at one server neither has anything of before, and both go on together."""
    one, other = pair
    one.add_action(unique("gone")).raise_for_status()
    other.done("POST", "/__admin/reset")
    assert one.actions() == other.actions() == []
    name = unique("new")
    one.add_action(name).raise_for_status()
    assert other.actions() == [name]
    assert one.state() == other.state()


@pytest.mark.parametrize("trace", [path for path in TRACES if path.stem in _SMALL], ids=lambda path: path.stem)
def test_recordings_at_both(trace: Path, pair: Sequence[Replica], monkeypatch: pytest.MonkeyPatch) -> None:
    """A recording whose requests go to one server and the other by turns is answered as recorded."""
    _replayed(trace, pair, monkeypatch)


@pytest.mark.thorough
@pytest.mark.timeout(900)
@pytest.mark.parametrize("trace", [path for path in TRACES if path.stem not in _SMALL], ids=lambda path: path.stem)
def test_all_recordings_at_both(trace: Path, pair: Sequence[Replica], monkeypatch: pytest.MonkeyPatch) -> None:
    """So are all others, as far as they do not need hosts of their own."""
    _replayed(trace, pair, monkeypatch)


def _replayed(trace: Path, pair: Sequence[Replica], monkeypatch: pytest.MonkeyPatch) -> None:
    ports = [httpx.URL(replica.target.base_url).port for replica in pair]
    sent: list[Any] = []
    send = httpx.Client.send

    def by_turns(client: httpx.Client, request: httpx.Request, **options: Any) -> httpx.Response:
        if request.url.port == ports[0]:
            request.url = request.url.copy_with(port=ports[len(sent) % 2])
            sent.append(request.url)
        return send(client, request, **options)

    monkeypatch.setattr(httpx.Client, "send", by_turns)
    seen = unexpected(replay(trace, pair[0].target), read_pending(elsewhere=False))
    assert [str(deviation) for deviation in seen] == []
    assert len(sent) > 1
    assert pair[0].state() == pair[1].state()
