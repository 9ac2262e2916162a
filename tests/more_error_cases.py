"""How error IDs of sessions, metadata and the search of users come about, most of which no recording shows."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import httpx

from mockserver.access import totp
from mockserver.domain.ids import Instant
from tests.error_cases import USERS, Provoke, delete, post, removed
from tests.server import Api, unique

SESSIONS = "/v2/sessions"
METADATA = "/management/v1/metadata"
SHORT = "0.000001s"
"""A lifetime that is over before the next request comes."""
CHECKS: Mapping[str, Mapping[str, Any]] = {
    "COMMAND-Sfw3r": {"idpIntent": {"idpIntentId": "1", "idpIntentToken": "x"}},
    "COMMAND-8N9ds": {"totp": {"code": "123456"}},
    "COMMAND-S453v": {"otpSms": {"code": "1"}},
    "COMMAND-4m9s2": {"recoveryCode": {"code": "x"}},
}
"""Checks that look for a user first, by what they answer where there is none."""
CHALLENGES: Mapping[str, Mapping[str, Any]] = {
    "COMMAND-JK3gp": {"otpEmail": {}},
    "COMMAND-JKL3g": {"otpSms": {}},
    "COMMAND-eeR2e": {
        "webAuthN": {
            "domain": "localhost",
            "userVerificationRequirement": "USER_VERIFICATION_REQUIREMENT_REQUIRED",
        }
    },
}
"""The same of challenges."""


def _with_user(body: Mapping[str, Any]) -> Provoke:
    """Begin a session of a machine user."""

    def provoke(api: Api) -> httpx.Response:
        checks = {"user": {"userId": api.new_user()}, **body.get("checks", {})}
        return api.call("POST", SESSIONS, json={**body, "checks": checks})

    return provoke


def _expired(api: Api) -> httpx.Response:
    session = api.done("POST", SESSIONS, {"lifetime": SHORT})["sessionId"]
    return api.call("PATCH", f"{SESSIONS}/{session}", json={"metadata": {"a": "YQ=="}})


def _person(api: Api) -> str:
    """Somebody who can log in at once; returns the id."""
    name = unique("person")
    body = {
        "userName": name,
        "profile": {"firstName": "A", "lastName": "B"},
        "email": {"email": f"{name}@example.com", "isEmailVerified": True},
        "password": "Password1!",
    }
    return str(api.done("POST", f"{USERS}/human/_import", body)["userId"])


def _wrong_password(api: Api) -> httpx.Response:
    checks = {"user": {"userId": _person(api)}, "password": {"password": "wrong"}}
    return api.call("POST", SESSIONS, json={"checks": checks})


def _password_of_the_locked(api: Api) -> httpx.Response:
    user = _person(api)
    session = api.done("POST", SESSIONS, {"checks": {"user": {"userId": user}}})["sessionId"]
    api.done("POST", f"{USERS}/{user}/_lock", {})
    return api.call("PATCH", f"{SESSIONS}/{session}", json={"checks": {"password": {"password": "Password1!"}}})


def _challenged(api: Api) -> tuple[str, str, str]:
    """Somebody who was asked for a code by email; returns the user, the session and the code."""
    user = _person(api)
    api.done("POST", f"/v2/users/{user}/otp_email", {})
    challenges: Mapping[str, Any] = {"otpEmail": {"returnCode": {}}}
    made = api.done("POST", SESSIONS, {"checks": {"user": {"userId": user}}, "challenges": challenges})
    return user, made["sessionId"], made["challenges"]["otpEmail"]


def _with_app(api: Api) -> tuple[str, str]:
    """Somebody with an app that makes codes; returns the session and the app's code of now."""
    user = _person(api)
    secret = api.done("POST", f"/v2/users/{user}/totp", {})["secret"]
    code = totp.code(secret, Instant(time.time_ns() // 1000))
    api.done("POST", f"/v2/users/{user}/totp/verify", {"code": code})
    return str(api.done("POST", SESSIONS, {"checks": {"user": {"userId": user}}})["sessionId"]), code


def _locked_with_code(api: Api) -> httpx.Response:
    user, session, code = _challenged(api)
    api.done("POST", f"{USERS}/{user}/_lock", {})
    return api.call("PATCH", f"{SESSIONS}/{session}", json={"checks": {"otpEmail": {"code": code}}})


def _wrong_code_of_app(api: Api) -> httpx.Response:
    session, code = _with_app(api)
    wrong = f"{(int(code) + 500_000) % 1_000_000:06}"
    return api.call("PATCH", f"{SESSIONS}/{session}", json={"checks": {"totp": {"code": wrong}}})


def _locked_with_app(api: Api) -> httpx.Response:
    session, code = _with_app(api)
    user = api.done("GET", f"{SESSIONS}/{session}")["session"]["factors"]["user"]["id"]
    api.done("POST", f"{USERS}/{user}/_lock", {})
    return api.call("PATCH", f"{SESSIONS}/{session}", json={"checks": {"totp": {"code": code}}})


def _in_session(body: Mapping[str, Any]) -> Provoke:
    """The same in a session that there is."""

    def provoke(api: Api) -> httpx.Response:
        session = api.done("POST", SESSIONS, {})["sessionId"]
        return api.call("PATCH", f"{SESSIONS}/{session}", json=body)

    return provoke


def _nested(levels: int) -> Mapping[str, Any]:
    query: Mapping[str, Any] = {"typeQuery": {}}
    for _ in range(levels):
        query = {"notQuery": {"query": query}}
    return query


CASES: Mapping[tuple[str, str], Provoke] = {
    **{("CreateSession", wanted): post(SESSIONS, {"checks": check}) for wanted, check in CHECKS.items()},
    **{("CreateSession", wanted): post(SESSIONS, {"challenges": asked}) for wanted, asked in CHALLENGES.items()},
    ("CreateSession", "COMMAND-3M0fs"): _wrong_password,
    ("SetSession", "COMMAND-JLK35"): _password_of_the_locked,
    ("CreateSession", "COMMAND-3n77z"): _with_user({"checks": {"password": {"password": "x"}}}),
    ("CreateSession", "WEBAU-4G8sw"): _with_user({"challenges": CHALLENGES["COMMAND-eeR2e"]}),
    **{("SetSession", wanted): _in_session({"checks": check}) for wanted, check in CHECKS.items()},
    **{("SetSession", wanted): _in_session({"challenges": asked}) for wanted, asked in CHALLENGES.items()},
    ("SetSession", "QUERY-Dfbg2"): _in_session({"checks": {"user": {"userId": "none"}}}),
    ("SetSession", "COMMAND-Sfw3f"): _in_session({"checks": {"password": {"password": "x"}}}),
    ("SetSession", "COMMAND-Ioqu5"): _in_session({"checks": {"webAuthN": {"credentialAssertionData": {}}}}),
    ("SetSession", "COMMAND-Hkl3d"): _expired,
    ("SetSession", "COMMAND-S6h4R"): _locked_with_code,
    ("SetSession", "EVENT-8isk2"): _wrong_code_of_app,
    ("SetSession", "COMMAND-SF3fg"): _locked_with_app,
    ("V2ListUsers", "USER-zsQ97"): post("/v2/users", {"queries": [_nested(21)]}),
    ("SetOrgMetadata", "COMMAND-QXPGs"): removed(post(f"{METADATA}/a", {"value": "YQ=="})),
    ("BulkSetOrgMetadata", "COMMAND-QXPGs"): removed(
        post(f"{METADATA}/_bulk", {"metadata": [{"key": "a", "value": "YQ=="}]})
    ),
    ("RemoveOrgMetadata", "COMMAND-QXPGs"): removed(delete(f"{METADATA}/a")),
    ("BulkRemoveOrgMetadata", "COMMAND-QXPGs"): removed(
        lambda api: api.call("DELETE", f"{METADATA}/_bulk", json={"keys": ["a"]})
    ),
    ("ListSessions", "GRPC-x8n24uh"): post(f"{SESSIONS}/search", {"queries": [{"creatorQuery": {"id": ""}}]}),
    ("ListSessions", "GRPC-x8n23uh"): post(f"{SESSIONS}/search", {"queries": [{"userAgentQuery": {}}]}),
}
NEWER = frozenset((operation, "COMMAND-4m9s2") for operation in ("CreateSession", "SetSession"))
"""Cases whose requests have fields that the official client for JavaScript does not know yet."""
