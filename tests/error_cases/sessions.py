"""How error IDs of sessions, devices, metadata and the search of users come about, most of which no recording shows."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

import httpx

from mockserver.access import totp
from mockserver.domain.ids import Instant
from tests.error_cases.sending import NOBODY, USERS, Provoke, delete, get, post, removed
from tests.error_cases.users import new_person
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

UNREADY: Mapping[str, Mapping[str, Any]] = {
    "COMMAND-3n77z": {"checks": {"password": {"password": "x"}}},
    "CRYPTO-Swg31": {"checks": CHECKS["COMMAND-Sfw3r"]},
    "COMMAND-3Mif9s": {"checks": CHECKS["COMMAND-8N9ds"]},
    "COMMAND-d2r52": {"checks": CHECKS["COMMAND-S453v"]},
    "COMMAND-84rgg": {"checks": CHECKS["COMMAND-4m9s2"]},
    "COMMAND-JKLJ3": {"challenges": CHALLENGES["COMMAND-JK3gp"]},
    "COMMAND-BJ2g3": {"challenges": CHALLENGES["COMMAND-JKL3g"]},
    "WEBAU-4G8sw": {"challenges": CHALLENGES["COMMAND-eeR2e"]},
}
"""What is answered to them where the user has none of that."""


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


def _about(body: Mapping[str, Any], user: Callable[[Api], str]) -> Provoke:
    """The same in a session that is about a user."""

    def provoke(api: Api) -> httpx.Response:
        session = api.done("POST", SESSIONS, {"checks": {"user": {"userId": user(api)}}})["sessionId"]
        return api.call("PATCH", f"{SESSIONS}/{session}", json=body)

    return provoke


def _of_a_locked_user(api: Api) -> httpx.Response:
    user = _person(api)
    api.done("POST", f"{USERS}/{user}/_lock", {})
    return _in_session({"checks": {"user": {"userId": user}}})(api)


def _expired_code(api: Api) -> httpx.Response:
    _, session, code = _challenged(api)
    api.done("POST", "/__admin/clock/advance", {"by": "10m"})
    try:
        return api.call("PATCH", f"{SESSIONS}/{session}", json={"checks": {"otpEmail": {"code": code}}})
    finally:
        api.done("POST", "/__admin/clock/release")


def _answered_by_what_is_over(api: Api, lifetime: str = "") -> httpx.Response:
    """Answer an authorization request with a session that was ended, or whose time is over."""
    project = api.done("POST", "/management/v1/projects", {"name": unique("project")})["id"]
    cb = "http://localhost:9999/cb"
    app = {
        "name": "web",
        "redirectUris": [cb],
        "responseTypes": ["OIDC_RESPONSE_TYPE_CODE"],
        "grantTypes": ["OIDC_GRANT_TYPE_AUTHORIZATION_CODE"],
        "appType": "OIDC_APP_TYPE_WEB",
        "authMethodType": "OIDC_AUTH_METHOD_TYPE_NONE",
        "devMode": True,
        "loginVersion": {"loginV2": {}},
    }
    client = api.done("POST", f"/management/v1/projects/{project}/apps/oidc", app)["clientId"]
    asked = {"client_id": client, "redirect_uri": cb, "response_type": "code", "scope": "openid"}
    login = api.http.get("/oauth/v2/authorize", params=asked, follow_redirects=False).headers["location"]
    request = httpx.URL(login).params["authRequest"]
    session = api.done("POST", SESSIONS, {"lifetime": lifetime} if lifetime else {})
    if not lifetime:
        api.done("DELETE", f"{SESSIONS}/{session['sessionId']}")
    given = {"sessionId": session["sessionId"], "sessionToken": session["sessionToken"]}
    login_client = api.new_user()
    api.done("POST", "/admin/v1/members", {"userId": login_client, "roles": ["IAM_LOGIN_CLIENT"]})
    caller = Api(api.http, api.organisation, api.new_token(login_client))
    return caller.call("POST", f"/v2/oidc/auth_requests/{request}", json={"session": given})


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
    **{("SetSession", wanted): _about(body, Api.new_user) for wanted, body in UNREADY.items()},
    ("SetSession", "COMMAND-3nJ4t"): _about({"checks": {"password": {"password": "x"}}}, new_person),
    ("SetSession", "SESSION-Gj4ko"): _of_a_locked_user,
    ("SetSession", "CODE-QvUQ4P"): _expired_code,
    ("SetSession", "COMMAND-S6h4R"): _locked_with_code,
    ("SetSession", "EVENT-8isk2"): _wrong_code_of_app,
    ("SetSession", "COMMAND-SF3fg"): _locked_with_app,
    ("CreateCallback", "COMMAND-Hewfq"): _answered_by_what_is_over,
    ("CreateCallback", "COMMAND-Hkl3d"): lambda api: _answered_by_what_is_over(api, SHORT),
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
    ("GetDeviceAuthorizationRequest", "QUERY-Sah9a"): get("/v2/oidc/device_authorization/XXXX-XXXX"),
    ("AuthorizeOrDenyDeviceAuthorization", "COMMAND-D2hf2"): post(
        f"/v2/oidc/device_authorization/{NOBODY}", {"session": {"sessionId": "1", "sessionToken": "x"}}
    ),
    ("AuthorizeOrDenyDeviceAuthorization", "COMMAND-gee5A"): post(
        f"/v2/oidc/device_authorization/{NOBODY}", {"deny": {}}
    ),
}
NEWER = frozenset(
    {("CreateSession", "COMMAND-4m9s2"), ("SetSession", "COMMAND-4m9s2"), ("SetSession", "COMMAND-84rgg")}
)
"""Cases whose requests have fields that the official client for JavaScript does not know yet."""
BY_HTTP = frozenset(
    {("SetSession", "CODE-QvUQ4P"), ("CreateCallback", "COMMAND-Hewfq"), ("CreateCallback", "COMMAND-Hkl3d")}
)
"""Cases that ask the control API or a login endpoint too, which only HTTP reaches."""
