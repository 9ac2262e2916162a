"""How the error IDs of service accounts come about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx

from tests.error_cases.sending import NOBODY, USERS, Provoke, post, put, twice
from tests.server import Api, unique

PAST = "2001-01-01T00:00:00Z"


def for_user(method: str, end: str, body: Any = None) -> Provoke:
    """A request about a machine user of the organisation."""
    return lambda api: api.call(method, f"{USERS}/{api.new_user()}/{end}", json=body)


def _secret_of_foreign_user(api: Api) -> httpx.Response:
    return api.call("PUT", f"{USERS}/{api.new_organisation().new_user()}/secret")


def _user_with_taken_id(api: Api) -> httpx.Response:
    return api.call(
        "POST", f"{USERS}/machine", json={"userId": api.new_user(), "userName": unique("robot"), "name": "x"}
    )


CASES: Mapping[tuple[str, str], Provoke] = {
    ("AddMachineUser", "COMMAND-k2una"): _user_with_taken_id,
    ("AddMachineUser", "V3-DKcYh"): twice("POST", f"{USERS}/machine", lambda: {"userName": unique("x"), "name": "x"}),
    ("AddPersonalAccessToken", "DOMAIN-dv3t5"): for_user("POST", "pats", {"expirationDate": PAST}),
    ("AddPersonalAccessToken", "COMMAND-Dggw2"): post(f"{USERS}/{NOBODY}/pats"),
    ("AddMachineKey", "COMMAND-5F3h1"): for_user("POST", "keys", {"type": "KEY_TYPE_JSON", "publicKey": "AAAA"}),
    ("AddMachineKey", "DOMAIN-dv3t5"): for_user("POST", "keys", {"type": "KEY_TYPE_JSON", "expirationDate": PAST}),
    ("AddMachineKey", "COMMAND-bnipwm1"): post(f"{USERS}/{NOBODY}/keys", {"type": "KEY_TYPE_JSON"}),
    ("GenerateMachineSecret", "QUERY-Dfbg2"): put(f"{USERS}/{NOBODY}/secret"),
    ("GenerateMachineSecret", "MANAG-fpo4B"): _secret_of_foreign_user,
}
