"""How the error IDs of users come about that no recording shows."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import httpx

from mockserver.access import totp
from mockserver.domain.ids import Instant
from tests.error_cases.sending import MY_ORG, NOBODY, USERS, Provoke, post
from tests.server import Api, unique

PEOPLE = "/v2/users"
PHONE = {"phone": "+41791234567", "isVerified": True}
NAME = {"givenName": "A", "familyName": "B"}


def person(**more: Any) -> dict[str, Any]:
    """The fields of somebody whom v2 adds, whose email address is verified."""
    name = unique("person")
    return {"username": name, "profile": NAME, "email": {"email": f"{name}@example.com", "isVerified": True}, **more}


def new_person(api: Api, **more: Any) -> str:
    """Add a person to the organisation; returns its id."""
    return str(api.done("POST", f"{PEOPLE}/human", person(**more))["userId"])


def new_person_v1(api: Api, **more: Any) -> str:
    """The same by the management service."""
    fields = {"firstName": "A", "lastName": "B"}
    name = unique("person")
    body = {"userName": name, "profile": fields, "email": {"email": f"{name}@example.com"}, **more}
    return str(api.done("POST", f"{USERS}/human", body)["userId"])


def for_person(method: str, end: str, body: Any = None, **more: Any) -> Provoke:
    """A request about a person of the organisation."""
    return lambda api: api.call(method, f"{PEOPLE}/{new_person(api, **more)}/{end}", json=body)


def totp_code(secret: str) -> str:
    """What an app shows now."""
    return totp.code(secret, Instant(time.time_ns() // 1000))


def name_of_another(api: Api) -> str:
    """A user name in the domain of another organisation."""
    return f"x@{api.new_organisation().done('GET', MY_ORG)['org']['primaryDomain']}"


def _add_with_name_of_another(api: Api) -> httpx.Response:
    name = {"firstName": "A", "lastName": "B"}
    body = {"userName": name_of_another(api), "profile": name, "email": {"email": "a@example.com"}}
    return api.call("POST", f"{USERS}/human", json=body)


def _change_to_name_of_another(api: Api) -> httpx.Response:
    return api.call("PATCH", f"{PEOPLE}/{new_person(api)}", json={"username": name_of_another(api), "human": {}})


def _resend_to_verified_phone(api: Api) -> httpx.Response:
    phone = {"phone": "+41791234567", "isPhoneVerified": True}
    return api.call("POST", f"{USERS}/{new_person_v1(api, phone=phone)}/phone/_resend_verification", json={})


def initial(method: str, end: str, body: Any = None) -> Provoke:
    """A request about somebody who has yet to take up the account."""
    return lambda api: api.call(method, f"{PEOPLE}/{new_person_v1(api)}/{end}", json=body or {})


def _otp_sms_twice(api: Api) -> httpx.Response:
    user = new_person(api, phone=PHONE)
    api.done("POST", f"{PEOPLE}/{user}/otp_sms", {})
    return api.call("POST", f"{PEOPLE}/{user}/otp_sms", json={})


def _with_totp(end: str) -> Provoke:
    """A request about a person whose app counts already."""

    def provoke(api: Api) -> httpx.Response:
        user = new_person(api)
        code = {"code": totp_code(api.done("POST", f"{PEOPLE}/{user}/totp", {})["secret"])}
        api.done("POST", f"{PEOPLE}/{user}/totp/verify", code)
        return api.call("POST", f"{PEOPLE}/{user}/{end}", json=code if end.endswith("verify") else {})

    return provoke


def _wrong_totp(api: Api) -> httpx.Response:
    user = new_person(api)
    api.done("POST", f"{PEOPLE}/{user}/totp", {})
    return api.call("POST", f"{PEOPLE}/{user}/totp/verify", json={"code": "no code"})


def _expired_code(api: Api) -> httpx.Response:
    user = new_person(api)
    code = api.done("POST", f"{PEOPLE}/{user}/password_reset", {"returnCode": {}})["verificationCode"]
    api.done("POST", "/__admin/clock/advance", {"by": "2h"})
    try:
        body = {"newPassword": {"password": "Secret-1!"}, "verificationCode": code}
        return api.call("POST", f"{PEOPLE}/{user}/password", json=body)
    finally:
        api.done("POST", "/__admin/clock/release")


CASES: Mapping[tuple[str, str], Provoke] = {
    ("AddHumanUser", "COMMAND-SFd21"): _add_with_name_of_another,
    ("UpdateUser", "COMMAND-Di2ei"): _change_to_name_of_another,
    ("UpdateUser", "COMMAND-3klek4sbns"): lambda api: api.call(
        "PATCH", f"{PEOPLE}/{new_person(api)}", json={"human": {"password": {}}}
    ),
    ("ResendHumanPhoneVerification", "COMMAND-2M9sf"): _resend_to_verified_phone,
    ("UpdateHumanUser", "USER-oz74onzvqr"): lambda api: api.call(
        "PUT", f"{PEOPLE}/human/{new_person(api)}", json={"password": {"hashedPassword": {"hash": "x"}}}
    ),
    ("V2DeactivateUser", "COMMAND-gvx4kct9r2"): initial("POST", "deactivate"),
    ("PasswordReset", "COMMAND-Sfe4g"): initial("POST", "password_reset"),
    ("SetEmail", "DOMAIN-oGh5e"): for_person(
        "POST", "email", {"email": "a@example.com", "sendCode": {"urlTemplate": "{{"}}
    ),
    ("SetPassword", "CODE-QvUQ4P"): _expired_code,
    ("HumanMFAInitSkipped", "COMMAND-auj6jeBei4"): post(f"{PEOPLE}/{NOBODY}/mfa_init_skipped", {}),
    ("VerifyInviteCode", "COMMAND-F5g2h"): post(f"{PEOPLE}/{NOBODY}/invite_code/verify", {"verificationCode": "x"}),
    ("AddOTPSMS", "COMMAND-Ad3g2"): _otp_sms_twice,
    ("AddOTPEmail", "COMMAND-KLJ2d"): post(f"{PEOPLE}/{NOBODY}/otp_email", {}),
    ("RegisterTOTP", "COMMAND-SqyJz"): post(f"{PEOPLE}/{NOBODY}/totp", {}),
    ("RegisterTOTP", "COMMAND-do9se"): _with_totp("totp"),
    ("VerifyTOTPRegistration", "COMMAND-qx4ls"): _with_totp("totp/verify"),
    ("VerifyTOTPRegistration", "EVENT-8isk2"): _wrong_totp,
    ("ResendPhoneCode", "PHONE-5xrra88eq8"): for_person("POST", "phone/resend", {}),
}
BY_HTTP = frozenset({("SetPassword", "CODE-QvUQ4P")})
"""Cases that move the clock, by the control API, which only HTTP reaches."""
