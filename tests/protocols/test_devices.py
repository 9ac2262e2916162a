"""A device without a browser, by zitadel/oidc in Go, and the service that it calls."""

from __future__ import annotations

import json
import subprocess
from html import unescape
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import httpx

from contracts.target import Target
from tests.clients.go import program
from tests.error_cases.projects import new_project
from tests.error_cases.sending import PROJECTS
from tests.protocols.grpc_client import TIMEOUT_S
from tests.server import Api, unique

PASSWORD = "Secret1!pass"


class Form(HTMLParser):
    """The form of a page: where it leads, and what stands in it already."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.action = ""
        self.fields: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what a form, and what an input says."""
        told = {name: unescape(value or "") for name, value in attrs}
        if tag == "form":
            self.action = told["action"]
        elif tag == "input" and "name" in told:
            self.fields[told["name"]] = told.get("value", "")


def device_and_service(api: Api, project: str) -> list[str]:
    """An app for devices and an API, as the program takes them."""
    grants = [f"OIDC_GRANT_TYPE_{name}" for name in ("DEVICE_CODE", "REFRESH_TOKEN")]
    device = {
        "name": "TV",
        "grantTypes": grants,
        "appType": "OIDC_APP_TYPE_NATIVE",
        "authMethodType": "OIDC_AUTH_METHOD_TYPE_NONE",
    }
    client = api.done("POST", f"{PROJECTS}/{project}/apps/oidc", device)["clientId"]
    service = api.done("POST", f"{PROJECTS}/{project}/apps/api", {"name": "Films"})
    return ["-client", client, "-api", service["clientId"], "-secret", service["clientSecret"], "-project", project]


def person_with_role(api: Api, project: str) -> tuple[str, str]:
    """Ada, who watches; her id and her login name."""
    api.done("POST", f"{PROJECTS}/{project}/roles", {"roleKey": "viewer", "displayName": "Viewer"})
    login_name = unique("ada")
    body = {
        "username": login_name,
        "organization": {"orgId": api.organisation},
        "profile": {"givenName": "Ada", "familyName": "Lovelace"},
        "email": {"email": "ada@example.com", "isVerified": True},
        "password": {"password": PASSWORD},
    }
    user = api.done("POST", "/v2/users/human", body)["userId"]
    api.done("POST", f"/management/v1/users/{user}/grants", {"projectId": project, "roleKeys": ["viewer"]})
    return user, login_name


def test_go_device(server: Target, api: Api) -> None:
    """It shows a code, waits, and knows who let it in; the service learns that with the roles, by introspection."""
    project = new_project(api)
    user, login_name = person_with_role(api, project)
    command = [str(program("device")), "-issuer", server.base_url, *device_and_service(api, project)]

    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as device:
        assert device.stdout is not None
        shown = json.loads(device.stdout.readline() or "{}")
        page = httpx.get(shown["page"])
        form = Form(page.text)
        entered = {**form.fields, "loginName": login_name, "password": PASSWORD, "action": "allow"}
        allowed = httpx.post(str(page.url.join(form.action)), data=entered)
        told, complained = device.communicate(timeout=TIMEOUT_S)

    assert parse_qs(urlsplit(shown["page"]).query)["user_code"] == [shown["code"]]
    assert "The device goes on by itself" in allowed.text
    assert device.returncode == 0, complained
    learned = json.loads(told)
    assert list(learned.pop("roles")) == ["viewer"]
    assert learned == {
        "subject": user,
        "name": "Ada Lovelace",
        "refreshed": True,
        "active": True,
        "introspected": user,
    }
