"""Spring Security: a client with credentials, and a guard of resources."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.target import Target
from tests.error_cases.sending import USERS
from tests.server import Api, unique
from tests.tools.folders import run
from tests.tools.java_programs import compiled

pytestmark = pytest.mark.tools


def account(api: Api, type_: str) -> tuple[str, str, str]:
    """A service account with a type of access tokens: user id, client id, secret."""
    body = {"userName": unique("spring"), "name": "Robot", "accessTokenType": f"ACCESS_TOKEN_TYPE_{type_}"}
    user = api.done("POST", f"{USERS}/machine", body)["userId"]
    made = api.done("PUT", f"{USERS}/{user}/secret")
    return user, made["clientId"], made["clientSecret"]


def test_client_credentials(server: Target, api: Api, tmp_path: Path) -> None:
    """It finds everything by the issuer, logs service accounts in, and knows whose an opaque token and a JWT are."""
    opaque, jwt = account(api, "BEARER"), account(api, "JWT")

    output = run([*compiled("Spring", tmp_path), server.base_url, *opaque[1:], *jwt[1:]])

    assert dict(line.split("=", 1) for line in output.splitlines()) == {
        "type": "Bearer",
        "introspected": opaque[0],
        "scopes": "[SCOPE_openid, SCOPE_profile]",
        "nonsense": "Provided token isn't active",
        "decoded": jwt[0],
        "client": jwt[1],
    }
