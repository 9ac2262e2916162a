"""The crate `zitadel`: clients over gRPC, and a guard of axum that introspects tokens."""

from __future__ import annotations

import base64
import json

import pytest

from contracts.target import Target
from tests.error_cases.projects import new_project
from tests.error_cases.sending import MEMBERS, PROJECTS, USERS
from tests.server import Api
from tests.tools.folders import run
from tests.tools.rust_programs import people

pytestmark = pytest.mark.tools


def key_file(api: Api, path: str) -> str:
    """The content of a new key file."""
    return base64.b64decode(api.done("POST", path, {"type": "KEY_TYPE_JSON"})["keyDetails"]).decode()


def test_people(server: Target, api: Api) -> None:
    """It reads organisations and users by a token, itself by a key file, and guards a path with roles."""
    user, project = api.new_user(), new_project(api)
    api.done("POST", MEMBERS, {"userId": user, "roles": ["ORG_OWNER"]})
    api.done("POST", f"{PROJECTS}/{project}/roles", {"roleKey": "reader", "displayName": "Reader"})
    api.done("POST", f"{USERS}/{user}/grants", {"projectId": project, "roleKeys": ["reader"]})
    service = {"name": "Films", "authMethodType": "API_AUTH_METHOD_TYPE_PRIVATE_KEY_JWT"}
    app = api.done("POST", f"{PROJECTS}/{project}/apps/api", service)["appId"]
    asked = {
        "url": server.base_url,
        "token": api.new_token(user),
        "key": key_file(api, f"{USERS}/{user}/keys"),
        "api": key_file(api, f"{PROJECTS}/{project}/apps/{app}/keys"),
        "project": project,
    }

    told = json.loads(run([people(), json.dumps(asked)]))

    assert told == {
        "organisation": api.organisation,
        "listed": True,
        "found": True,
        "unknown": "User could not be found (QUERY-Dfbg2)",
        "caller": user,
        "guarded": [200, [user, ["reader"]]],
        "nonsense": 403,
    }
