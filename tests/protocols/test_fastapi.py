"""A service whose guard is fastapi-zitadel-auth, which verifies access tokens by itself."""

from __future__ import annotations

import base64
from pathlib import Path

from contracts.target import Target
from tests.clients.pypi import run_client
from tests.error_cases.sending import USERS
from tests.server import Api, unique

PROJECT = "353046836421234114"


def test_service_account(server: Target, api: Api, tmp_path: Path) -> None:
    """A service account with tokens of type JWT is let in and known; what else comes is refused for its reason."""
    name = unique("jwt-robot")
    body = {"userName": name, "name": "Robot", "accessTokenType": "ACCESS_TOKEN_TYPE_JWT"}
    user = api.done("POST", f"{USERS}/machine", body)["userId"]
    key = tmp_path / "key.json"
    made = api.done("POST", f"{USERS}/{user}/keys", {"type": "KEY_TYPE_JSON"})
    key.write_bytes(base64.b64decode(made["keyDetails"]))
    asked = {"url": server.base_url, "project": PROJECT, "key": str(key), "opaque": api.new_token(user)}

    answers = run_client("fastapi_service.py", asked)

    assert answers == {
        "own": [200, {"sub": user, "client": name, "roles": {}}],
        "forged": [401, {"detail": {"error": "invalid_token", "message": "Unable to validate token"}}],
        "other project": [401, {"detail": {"error": "invalid_token", "message": "Token contains invalid claims"}}],
        "opaque": [401, {"detail": {"error": "invalid_token", "message": "Invalid token format"}}],
        "nobody": [401, {"detail": "Not authenticated"}],
    }
