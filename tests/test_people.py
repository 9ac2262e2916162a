"""What people can do with success, where no recording shows it."""

from __future__ import annotations

from tests.error_cases.sending import USERS
from tests.error_cases.users import PEOPLE, PHONE, new_person, new_person_v1, totp_code
from tests.server import Api, unique


def factors(api: Api, user: str) -> list[str]:
    """What a person logs in with."""
    found: list[str] = api.done("GET", f"{PEOPLE}/{user}/authentication_methods").get("authMethodTypes", [])
    return found


def test_an_app_for_codes(api: Api) -> None:
    """It is asked for once its code was shown, until it is removed."""
    user = new_person(api)
    answer = api.done("POST", f"{PEOPLE}/{user}/totp", {})
    assert answer["uri"].startswith("otpauth://totp/")
    assert answer["uri"].endswith(answer["secret"])
    assert factors(api, user) == []
    api.done("POST", f"{PEOPLE}/{user}/totp/verify", {"code": totp_code(answer["secret"])})
    assert factors(api, user) == ["AUTHENTICATION_METHOD_TYPE_TOTP"]
    api.done("DELETE", f"{PEOPLE}/{user}/totp")
    assert factors(api, user) == []


def test_codes_by_text_message(api: Api) -> None:
    """They need a number that was verified."""
    user = new_person(api, phone=PHONE)
    api.done("POST", f"{PEOPLE}/{user}/otp_sms", {})
    assert factors(api, user) == ["AUTHENTICATION_METHOD_TYPE_OTP_SMS"]
    api.done("DELETE", f"{PEOPLE}/{user}/otp_sms")
    assert factors(api, user) == []


def test_an_invitation_is_sent_again(api: Api) -> None:
    """Where its code was sent; the answer tells of the event."""
    user = new_person(api)
    first = api.done("POST", f"{PEOPLE}/{user}/invite_code", {"sendCode": {}})["details"]["sequence"]
    again = api.done("POST", f"{PEOPLE}/{user}/invite_code/resend", {})["details"]["sequence"]
    assert int(again) == int(first) + 1


def test_an_address_and_a_number_get_codes_again(api: Api) -> None:
    """By the management service, once the person has a password and is there."""
    body = {"password": "Secret-1!", "profile": {"firstName": "A", "lastName": "B"}}
    user = api.done(
        "POST",
        f"{USERS}/human/_import",
        {"userName": "resent", "email": {"email": "resent@example.com", "isEmailVerified": True}, **body},
    )["userId"]
    api.done("PUT", f"{USERS}/{user}/email", {"email": "other@example.com"})
    api.done("POST", f"{USERS}/{user}/email/_resend_verification", {})
    number = new_person_v1(api, phone={"phone": PHONE["phone"]})
    api.done("POST", f"{USERS}/{number}/phone/_resend_verification", {})


def test_an_import_may_ask_for_a_key(api: Api) -> None:
    """The answer has the link by which it would be registered, and the person needs no password."""
    name = unique("key")
    email = {"email": f"{name}@example.com", "isEmailVerified": True}
    profile = {"firstName": "A", "lastName": "B"}
    body = {"userName": name, "email": email, "profile": profile, "requestPasswordlessRegistration": True}
    answer = api.done("POST", f"{USERS}/human/_import", body)
    assert f"userID={answer['userId']}&orgID={api.organisation}&codeID=" in answer["passwordlessRegistration"]["link"]
    assert answer["passwordlessRegistration"]["lifetime"] == "3600s"
    assert api.done("GET", f"{USERS}/{answer['userId']}")["user"]["state"] == "USER_STATE_ACTIVE"
