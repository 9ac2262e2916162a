"""Sets up a project, an app, roles, a user with a grant, and an action with its trigger.

Each is looked for first, so that a second run changes nothing. Needs httpx; reads ZITADEL_URL and ZITADEL_TOKEN.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import httpx

Json = dict[str, Any]
MANAGEMENT = "/management/v1"
EQUALS = "TEXT_QUERY_METHOD_EQUALS"
ROLES = {"admin": "Admin", "customer": "Customer"}
APP = {
    "name": "web",
    "redirectUris": ["http://localhost:3000/callback"],
    "postLogoutRedirectUris": ["http://localhost:3000"],
    "responseTypes": ["OIDC_RESPONSE_TYPE_CODE"],
    "grantTypes": ["OIDC_GRANT_TYPE_AUTHORIZATION_CODE", "OIDC_GRANT_TYPE_REFRESH_TOKEN"],
    "appType": "OIDC_APP_TYPE_USER_AGENT",
    "authMethodType": "OIDC_AUTH_METHOD_TYPE_NONE",
    "devMode": True,
}
USER = {
    "username": "ada",
    "profile": {"givenName": "Ada", "familyName": "Lovelace"},
    "email": {"email": "ada@shop.example", "isVerified": True},
    "password": {"password": "Password1!", "changeRequired": False},
}
FLOW, TRIGGER = "2", "5"
"""Complement token, before an access token is made."""


class Zitadel:
    """Calls of one organisation's API."""

    def __init__(self, http: httpx.Client) -> None:
        self._http = http

    def call(self, method: str, path: str, body: Json | None = None) -> Json:
        """The answer of a call that succeeds."""
        answer = self._http.request(method, path, json=body)
        answer.raise_for_status()
        found: Json = answer.json()
        return found

    def search(self, path: str, *queries: Json) -> list[Json]:
        """All that fits."""
        rows: list[Json] = self.call("POST", path, {"queries": list(queries)}).get("result", [])
        return rows


def main() -> None:
    """Set everything up, and print what other programs need of it."""
    headers = {"authorization": f"Bearer {os.environ['ZITADEL_TOKEN']}"}
    with httpx.Client(base_url=os.environ["ZITADEL_URL"], headers=headers, timeout=30) as http:
        zitadel = Zitadel(http)
        project = _project(zitadel)
        client = _app(zitadel, project)
        _roles(zitadel, project)
        _grant(zitadel, _user(zitadel), project)
        _trigger(zitadel, _action(zitadel))
    print(json.dumps({"project": project, "clientId": client}))


def _project(zitadel: Zitadel) -> str:
    found = zitadel.search(f"{MANAGEMENT}/projects/_search", {"nameQuery": {"name": "shop", "method": EQUALS}})
    if found:
        return str(found[0]["id"])
    return str(zitadel.call("POST", f"{MANAGEMENT}/projects", {"name": "shop", "projectRoleAssertion": True})["id"])


def _app(zitadel: Zitadel, project: str) -> str:
    apps = f"{MANAGEMENT}/projects/{project}/apps"
    found = zitadel.search(f"{apps}/_search", {"nameQuery": {"name": APP["name"], "method": EQUALS}})
    if found:
        return str(found[0]["oidcConfig"]["clientId"])
    return str(zitadel.call("POST", f"{apps}/oidc", APP)["clientId"])


def _roles(zitadel: Zitadel, project: str) -> None:
    roles = f"{MANAGEMENT}/projects/{project}/roles"
    there = {row["key"] for row in zitadel.search(f"{roles}/_search")}
    for key, name in ROLES.items():
        if key not in there:
            zitadel.call("POST", roles, {"roleKey": key, "displayName": name})


def _user(zitadel: Zitadel) -> str:
    found = zitadel.search("/v2/users", {"userNameQuery": {"userName": USER["username"], "method": EQUALS}})
    return str(found[0]["userId"] if found else zitadel.call("POST", "/v2/users/human", USER)["userId"])


def _grant(zitadel: Zitadel, user: str, project: str) -> None:
    found = zitadel.search(
        f"{MANAGEMENT}/users/grants/_search",
        {"userIdQuery": {"userId": user}},
        {"projectIdQuery": {"projectId": project}},
    )
    grants = f"{MANAGEMENT}/users/{user}/grants"
    if not found:
        zitadel.call("POST", grants, {"projectId": project, "roleKeys": ["admin"]})
    elif found[0].get("roleKeys") != ["admin"]:
        zitadel.call("PUT", f"{grants}/{found[0]['id']}", {"roleKeys": ["admin"]})


def _action(zitadel: Zitadel) -> str:
    script = Path(__file__).with_name("roles-claim.js").read_text("utf-8")
    wanted: Json = {"name": "rolesClaim", "script": script, "timeout": "5s", "allowedToFail": True}
    query = {"actionNameQuery": {"name": wanted["name"], "method": EQUALS}}
    found = zitadel.search(f"{MANAGEMENT}/actions/_search", query)
    if not found:
        return str(zitadel.call("POST", f"{MANAGEMENT}/actions", wanted)["id"])
    action = found[0]
    if any(action.get(field) != value for field, value in wanted.items()):
        zitadel.call("PUT", f"{MANAGEMENT}/actions/{action['id']}", wanted)
    return str(action["id"])


def _trigger(zitadel: Zitadel, action: str) -> None:
    flow = zitadel.call("GET", f"{MANAGEMENT}/flows/{FLOW}")["flow"]
    triggers = [row for row in flow.get("triggerActions", []) if row["triggerType"]["id"] == TRIGGER]
    bound = [row["id"] for trigger in triggers for row in trigger["actions"]]
    if action not in bound:
        zitadel.call("POST", f"{MANAGEMENT}/flows/{FLOW}/trigger/{TRIGGER}", {"actionIds": [*bound, action]})


if __name__ == "__main__":
    main()
