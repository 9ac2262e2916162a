"""A project with an application and a person, in the instance of a provider."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import parse_qsl

from mockserver.access import keys, passwords
from mockserver.domain.events import RowAdded, RowChanged
from mockserver.domain.ids import AppId, GrantId, KeyId, Nanoseconds, OrganisationId, ProjectId, UserId
from mockserver.domain.rows.apps import APP_KEYS, APPS, ApiConfiguration, App, AppKey, OidcConfiguration
from mockserver.domain.rows.grants import PROJECT_GRANTS, USER_GRANTS, ProjectGrant, UserGrant
from mockserver.domain.rows.projects import PROJECTS, ROLES, Project, Role
from mockserver.domain.rows.users import USERS, Human, User
from mockserver.domain.tables import Kind, Row
from mockserver.domain.users import NEVER
from mockserver.wire.http import Response
from tests.oauth.provider import Provider, header

PROJECT = ProjectId("700000000000000001")
CALLBACK = "https://web.example/callback"
PASSWORD = "Password1!"
APP_SECRET = "app-secret"
APP_KEY = keys.new_key_pair()
WEB, USER_AGENT, NATIVE = range(3)
BASIC, POST, NONE, PRIVATE_KEY = range(4)


def add(provider: Provider, name: str, kind: Kind[Any], row: Row) -> None:
    """Let a row come to be."""
    provider.instance.append(RowAdded(name, kind, row))


def home(provider: Provider) -> OrganisationId:
    """The organisation that all of this belongs to."""
    return provider.instance.state.default_organisation


def add_project(provider: Provider, **changed: Any) -> Project:
    """A project with the roles `admin` and `reader`."""
    project = Project(id=PROJECT, organisation=home(provider), name="Shop", **changed)
    add(provider, "project.added", PROJECTS, project)
    for key in ("admin", "reader"):
        role = Role(project=PROJECT, organisation=home(provider), key=key, display_name=key.title())
        add(provider, "project.role.added", ROLES, role)
    return project


def add_app(provider: Provider, client: str = "700000000000000002", **changed: Any) -> App:
    """An application of the project: public, for the code flow with refresh tokens, unless changed."""
    values = {
        "redirect_uris": (CALLBACK,),
        "response_types": (0,),
        "grant_types": (0, 2),
        "auth_method": NONE,
        "post_logout_redirect_uris": ("https://web.example/bye",),
        "clock_skew": Nanoseconds(0),
    }
    oidc = OidcConfiguration(client_id=client, **{**values, **changed})
    app = App(id=AppId(f"app-{client}"), project=PROJECT, organisation=home(provider), name=client, oidc=oidc)
    add(provider, "project.application.added", APPS, app)
    return app


def add_api(provider: Provider, client: str = "700000000000000009", **changed: Any) -> App:
    """An application of the project that introspects tokens, with APP_SECRET."""
    api = ApiConfiguration(client_id=client, **{"client_secret": APP_SECRET, **changed})
    app = App(id=AppId(f"api-{client}"), project=PROJECT, organisation=home(provider), name=client, api=api)
    add(provider, "project.application.added", APPS, app)
    return app


def add_app_key(provider: Provider, app: App) -> KeyId:
    """Register APP_KEY for an application."""
    key = AppKey(
        id=KeyId("app-key"),
        app=app.id,
        project=app.project,
        organisation=app.organisation,
        public_key=APP_KEY.public,
        expires=NEVER,
    )
    add(provider, "project.application.oidc.key.added", APP_KEYS, key)
    return key.id


def add_person(provider: Provider, name: str = "alice", organisation: str = "", **changed: Any) -> User:
    """A person with PASSWORD and a verified address."""
    values = {"email": f"{name}@example.com", "email_verified": True, "password": passwords.hashed(PASSWORD)}
    human = Human(first_name="Alice", last_name="Tester", display_name="Alice Tester", **{**values, **changed})
    user = User(
        id=UserId(f"user-{name}"),
        organisation=OrganisationId(organisation or home(provider)),
        user_name=name,
        human=human,
    )
    add(provider, "user.human.added", USERS, user)
    return provider.instance.state.users[user.id]


def grant_roles(provider: Provider, user: User, *roles: str) -> None:
    """Grant roles of the project to a user."""
    grant = UserGrant(
        id=GrantId(f"grant-{user.id}"), user=user.id, project=PROJECT, organisation=home(provider), roles=roles
    )
    add(provider, "user.grant.added", USER_GRANTS, grant)


def grant_project(provider: Provider, organisation: str) -> None:
    """Grant the project to another organisation."""
    grant = ProjectGrant(
        id=GrantId("project-grant"),
        project=PROJECT,
        organisation=home(provider),
        granted=OrganisationId(organisation),
    )
    add(provider, "project.grant.added", PROJECT_GRANTS, grant)


def change(provider: Provider, name: str, kind: Kind[Any], row: Row) -> None:
    """Replace a row."""
    provider.instance.append(RowChanged(name, kind, row))


@dataclass(slots=True)
class Page:
    """A page that a program can use."""

    response: Response

    @property
    def text(self) -> str:
        """Its HTML."""
        assert self.response.status == 200, self.response
        return self.response.body.decode()

    @property
    def name(self) -> str:
        """What it calls itself."""
        return self._mark("data-page")

    @property
    def error(self) -> str:
        """The ID of the error that it shows; empty for none."""
        return self._mark("data-error-id")

    def _mark(self, attribute: str) -> str:
        found = re.search(rf'{attribute}="([^"]*)"', self.text)
        return unescape(found[1]) if found else ""

    def form(self) -> tuple[str, dict[str, str]]:
        """Where its form leads, and its fields as they are filled in."""
        action = re.search(r'<form[^>]*action="([^"]*)"', self.text)
        assert action is not None
        fields = {}
        for tag in re.findall(r"<input[^>]*>", self.text):
            name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
            if name:
                fields[name[1]] = unescape(value[1]) if value else ""
        return unescape(action[1]), fields

    def submit(self, provider: Provider, headers: dict[str, str] | None = None, /, **entered: str) -> Page:
        """Fill in the form and send it."""
        action, fields = self.form()
        path, _, query = action.partition("?")
        asked = {"query": dict(parse_qsl(query)), "form": {**fields, **entered}, "headers": headers or {}}
        return Page(provider.call("POST", path, **asked))


def open_login(provider: Provider, client: str, **query: str) -> Page:
    """The login page of an application."""
    asked = {"client_id": client, "redirect_uri": CALLBACK, "response_type": "code", "scope": "openid profile email"}
    response = provider.authorize(**{**asked, **query})
    assert response.status == 302, response.body
    path, _, given = header(response, "location").partition("?")
    return Page(provider.call("GET", path, query=dict(pair.split("=", 1) for pair in given.split("&"))))
