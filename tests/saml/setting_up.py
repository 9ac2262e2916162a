"""What tests of SAML set up: people, applications, scripts; and how somebody logs in for them."""

from __future__ import annotations

import html
import re
from typing import Any, NamedTuple

import httpx

from tests.saml.service_provider import CONSUMER, ServiceProvider

PASSWORD = "Secret-word-1"
_FIELD = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
_FORM = re.compile(r'<form method="post" action="([^"]+)">')


class Person(NamedTuple):
    """Somebody who can log in."""

    id: str
    name: str
    organisation: str


def add_person(client: httpx.Client, name: str = "ada") -> Person:
    """Somebody with a password, in the default organisation."""
    body = {
        "username": name,
        "profile": {"givenName": "Ada", "familyName": "Lovelace"},
        "email": {"email": f"{name}@example.com", "isVerified": True},
        "password": {"password": PASSWORD, "changeRequired": False},
    }
    answer = client.post("/v2/users/human", json=body).raise_for_status().json()
    return Person(answer["userId"], name, answer["details"]["resourceOwner"])


def add_project(client: httpx.Client, **more: Any) -> str:
    """The id of a project of the default organisation."""
    return str(client.post("/management/v1/projects", json={"name": "portal", **more}).raise_for_status().json()["id"])


def register(client: httpx.Client, provider: ServiceProvider, project: str = "", **more: Any) -> str:
    """The id of an application that is made for a service provider."""
    path = f"/management/v1/projects/{project or add_project(client)}/apps/saml"
    body = {"name": "portal", "metadataXml": provider.metadata_base64, **more}
    return str(client.post(path, json=body).raise_for_status().json()["appId"])


def bind(client: httpx.Client, script: str, name: str = "f", *, may_fail: bool = False, before: str = "") -> str:
    """The id of an action that runs before SAML responses, behind another one."""
    body = {"name": name, "script": script, "timeout": "5s", "allowedToFail": may_fail}
    action = str(client.post("/management/v1/actions", json=body).raise_for_status().json()["id"])
    ids = [before, action] if before else [action]
    client.post("/management/v1/flows/4/trigger/6", json={"actionIds": ids}).raise_for_status()
    return action


def log_in(client: httpx.Client, page: httpx.Response, person: Person) -> httpx.Response:
    """What the last page of a login answers."""
    at = page.headers["location"]
    assert page.status_code == 303, page.text
    request = at.partition("authRequestID=")[2]
    form = {"authRequestID": request, "loginName": person.name}
    asked = client.post("/ui/login/loginname", data=form)
    assert 'data-page="password"' in asked.text
    return client.post("/ui/login/password", data={**form, "password": PASSWORD})


def sent_on(page: httpx.Response, to: str = CONSUMER) -> dict[str, str]:
    """The form that a page sends on by itself."""
    assert page.status_code == 200, page.text
    target = _FORM.search(page.text)
    assert target is not None, page.text
    assert html.unescape(target[1]) == to
    return {name: html.unescape(value) for name, value in _FIELD.findall(page.text)}


def logged_in(client: httpx.Client, provider: ServiceProvider, person: Person) -> dict[str, str]:
    """The form with which somebody comes back who logged in for a service provider."""
    return sent_on(log_in(client, client.get(provider.login_address()), person))


def message_of(xml: str) -> str:
    """What the status of a response says."""
    found = re.search(r"<samlp:StatusMessage>(.*?)</samlp:StatusMessage>", xml)
    assert found is not None, xml
    return html.unescape(found[1])
