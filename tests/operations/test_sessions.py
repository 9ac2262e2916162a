"""Sessions, where no recording shows them."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import pytest

from mockserver.access import totp
from mockserver.domain.ids import Instant
from tests.server import Api, unique

SESSIONS = "/v2/sessions"
FAR = "2199-01-01T00:00:00Z"


def _found(api: Api, *queries: Mapping[str, Any]) -> list[str]:
    """Ids of the sessions that queries find, oldest first."""
    body = {"queries": queries, "sortingColumn": "SESSION_FIELD_NAME_CREATION_DATE", "query": {"asc": True}}
    return [session["id"] for session in api.done("POST", f"{SESSIONS}/search", body).get("sessions", [])]


def _begun(api: Api, body: Mapping[str, Any]) -> str:
    return str(api.done("POST", SESSIONS, body)["sessionId"])


def test_code_of_an_app(api: Api) -> None:
    """A person logs in with the code that an app shows, and the session tells when."""
    name = unique("person")
    body = {
        "username": name,
        "profile": {"givenName": "A", "familyName": "B"},
        "email": {"email": f"{name}@example.com", "isVerified": True},
    }
    user = api.done("POST", "/v2/users/human", body)["userId"]
    secret = api.done("POST", f"/v2/users/{user}/totp", {})["secret"]
    code = totp.code(secret, Instant(time.time_ns() // 1000))
    api.done("POST", f"/v2/users/{user}/totp/verify", {"code": code})

    session = _begun(api, {"checks": {"user": {"loginName": name}, "totp": {"code": code}}})

    factors = api.done("GET", f"{SESSIONS}/{session}")["session"]["factors"]
    assert set(factors) == {"user", "totp"}
    assert factors["user"]["id"] == user


def test_search_by_creator_and_browser(api: Api) -> None:
    """Sessions are found by who made them, the caller where nobody is named, and by the browser that they are of."""
    print_ = unique("print")
    maker = Api(api.http, "", api.new_token(_login_client(api)))
    mine = _begun(maker, {"userAgent": {"fingerprintId": print_}})
    _begun(maker, {})
    by_browser = {"userAgentQuery": {"fingerprintId": print_}}
    assert _found(api, by_browser) == [mine]
    assert mine in _found(maker, {"creatorQuery": {}})
    assert _found(api, by_browser, {"creatorQuery": {}}) == []


def _login_client(api: Api) -> str:
    user = api.new_user()
    api.done("POST", "/admin/v1/members", {"userId": user, "roles": ["IAM_LOGIN_CLIENT"]})
    return user


@pytest.mark.parametrize(
    ("method", "date", "endless", "ending"),
    [
        ("LESS", FAR, False, True),
        ("LESS_OR_EQUALS", FAR, False, True),
        ("GREATER", FAR, True, False),
        ("GREATER_OR_EQUALS", FAR, True, False),
        ("GREATER", "2020-01-01T00:00:00Z", True, True),
        ("EQUALS", FAR, False, False),
    ],
)
def test_search_by_end(api: Api, method: str, date: str, endless: bool, ending: bool) -> None:
    """A session without an end ends later than any other, and at no moment."""
    sessions = [_begun(api, {}), _begun(api, {"lifetime": "3600s"})]
    asked = {"expirationDate": date, "method": f"TIMESTAMP_QUERY_METHOD_{method}"}
    found = _found(api, {"idsQuery": {"ids": sessions}}, {"expirationDateQuery": asked})
    assert [session in found for session in sessions] == [endless, ending]


@pytest.mark.parametrize(
    ("given", "shown"), [("1.2.3.4", "1.2.3.4"), ("::FFFF:1", "::ffff:1"), ("nowhere", None)], ids=str
)
def test_address_of_a_browser(api: Api, given: str, shown: str | None) -> None:
    """An address is shown as Go writes it, and what is none is left out."""
    session = _begun(api, {"userAgent": {"ip": given, "description": "d"}})
    assert api.done("GET", f"{SESSIONS}/{session}")["session"]["userAgent"].get("ip") == shown
