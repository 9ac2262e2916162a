"""How error IDs of people of v2 and of their parts come about that no recording shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import httpx

from tests.error_cases.sending import NOBODY, Provoke, post
from tests.error_cases.users import NAME, PEOPLE, PHONE, for_person, initial, name_of_another, new_person
from tests.server import Api, unique

UNPARSED, UNKNOWN_FIELD = {"urlTemplate": "{{"}, {"urlTemplate": "{{.No}}"}
"""Templates of links: one that is none, and one with a field that there is not."""


EMAIL = {"email": "a@example.com"}
FLAWS: Mapping[str, Mapping[str, Any]] = {
    "EMAIL-599BI": {"email": {"email": "a b@example.com"}},
    "EMAIL-599GV": {"email": {"email": "A <a@example.com>"}},
    "USER-UCej2": {"profile": {"givenName": " ", "familyName": "B"}},
    "USER-4hB7d": {"profile": {"givenName": "A", "familyName": " "}},
    "PHONE-so0wa": {"phone": {"phone": "no number"}},
    "USER-Drght": {"metadata": [{"key": " ", "value": "YQ=="}]},
    "USER-JDk4t": {"hashedPassword": {"hash": "x"}},
    "COMMA-HuJf6": {"password": {"password": "short"}},
    "COMMA-VoaRj": {"password": {"password": "password1!"}},
    "COMMA-co3Xw": {"password": {"password": "PASSWORD1!"}},
    "COMMA-ZBv4H": {"password": {"password": "Password!"}},
    "COMMA-ZDLwA": {"password": {"password": "Password1"}},
    "COMMAND-39nf2": {"idpLinks": [{"idpId": "1", "userId": "1", "userName": "1"}]},
    "DOMAIN-oGh5e": {"email": {**EMAIL, "sendCode": UNPARSED}},
    "DOMAIN-ieYa7": {"email": {**EMAIL, "sendCode": UNKNOWN_FIELD}},
}
"""What is wrong with a person whom v2 is to add, by what is answered."""
ADDING: Mapping[str, Callable[..., httpx.Response]] = {
    "CreateUser": lambda api, flaw, **more: api.call(
        "POST",
        f"{PEOPLE}/new",
        json={
            "organizationId": api.organisation,
            "username": unique("person"),
            "human": {"profile": NAME, "email": EMAIL, **flaw},
            **more,
        },
    ),
    "V2AddHumanUser": lambda api, flaw, **more: api.call(
        "POST",
        f"{PEOPLE}/human",
        json={"username": unique("person"), "profile": NAME, "email": EMAIL, **flaw, **more},
    ),
}
"""Adds a person with a flaw, and with what is given for the user."""


def _flawed(operation: str, flaw: Mapping[str, Any]) -> Provoke:
    return lambda api: ADDING[operation](api, flaw)


def _named(operation: str, user_name: Callable[[Api], str]) -> Provoke:
    return lambda api: ADDING[operation](api, {}, username=user_name(api))


def _twice(operation: str) -> Provoke:
    return lambda api: ADDING[operation](api, {}, userId=new_person(api))


CASES: Mapping[tuple[str, str], Provoke] = {
    **{(operation, wanted): _flawed(operation, flaw) for operation in ADDING for wanted, flaw in FLAWS.items()},
    **{(operation, "V2-zzad3"): _named(operation, lambda _: " ") for operation in ADDING},
    **{(operation, "COMMAND-SFd21"): _named(operation, name_of_another) for operation in ADDING},
    **{(operation, "COMMAND-7yiox1isql"): _twice(operation) for operation in ADDING},
    ("CreateInviteCode", "COMMAND-Wgvn4"): post(f"{PEOPLE}/{NOBODY}/invite_code", {}),
    ("CreateInviteCode", "DOMAIN-oGh5e"): for_person("POST", "invite_code", {"sendCode": UNPARSED}),
    ("CreateInviteCode", "DOMAIN-ieYa7"): for_person("POST", "invite_code", {"sendCode": UNKNOWN_FIELD}),
    ("SetMyPhone", "PHONE-so0wa"): lambda api: api.call("PUT", "/auth/v1/users/me/phone", json={"phone": "+"}),
    ("PasswordReset", "DOMAIN-ieYa7"): for_person("POST", "password_reset", {"sendLink": UNKNOWN_FIELD}),
    ("SetEmail", "DOMAIN-ieYa7"): for_person("POST", "email", {"email": "a@example.com", "sendCode": UNKNOWN_FIELD}),
    ("SetEmail", "EMAIL-599BI"): for_person("POST", "email", {"email": "a b@example.com"}),
    ("SetEmail", "EMAIL-599GV"): for_person("POST", "email", {"email": "A <a@example.com>"}),
    ("ResendEmailCode", "DOMAIN-ieYa7"): for_person("POST", "email/resend", {"sendCode": UNKNOWN_FIELD}),
    ("SendEmailCode", "DOMAIN-ieYa7"): for_person("POST", "email/send", {"sendCode": UNKNOWN_FIELD}),
    ("ResendEmailCode", "COMMAND-uz0Uu"): initial("POST", "email/resend"),
    ("SendEmailCode", "COMMAND-uz0Uu"): initial("POST", "email/send"),
    ("VerifyEmail", "COMMAND-uz0Uu"): initial("POST", "email/verify", {"verificationCode": "x"}),
    ("SetPhone", "COMMAND-uz0Uu"): initial("POST", "phone", PHONE),
    ("RemovePhone", "COMMAND-uz0Uu"): initial("DELETE", "phone"),
    ("ResendPhoneCode", "COMMAND-uz0Uu"): initial("POST", "phone/resend"),
    ("VerifyPhone", "COMMAND-uz0Uu"): initial("POST", "phone/verify", {"verificationCode": "x"}),
    ("SendEmailCode", "COMMAND-ieJ2e"): post(f"{PEOPLE}/{NOBODY}/email/send", {}),
    ("VerifyEmail", "COMMAND-ieJ2e"): post(f"{PEOPLE}/{NOBODY}/email/verify", {"verificationCode": "x"}),
    ("SetPhone", "COMMAND-ieJ2e"): post(f"{PEOPLE}/{NOBODY}/phone", PHONE),
    ("VerifyPhone", "COMMAND-ieJ2e"): post(f"{PEOPLE}/{NOBODY}/phone/verify", {"verificationCode": "x"}),
    ("VerifyTOTPRegistration", "COMMAND-3Mif9s"): for_person("POST", "totp/verify", {"code": "123456"}),
}
