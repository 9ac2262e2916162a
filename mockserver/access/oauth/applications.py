"""Which application a client id means, and what its registration lets a client ask for."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from mockserver.access.oauth.problems import APP_NOT_FOUND, OAuthRefused
from mockserver.access.oauth.scopes import (
    ORGANISATION_PREFIX,
    PROJECT_PREFIX,
    PROJECTS_ROLES,
    RESOURCE_OWNER,
    ROLE_ORGANISATION_PREFIX,
    ROLE_PREFIX,
    SUPPORTED,
    USER_METADATA,
    projects_of,
)
from mockserver.domain.rows.apps import App, OidcConfiguration
from mockserver.domain.rows.projects import Project
from mockserver.domain.state import InstanceState

_NO_CLIENT = re.compile(r"\d{1,14}\Z")
"""A number that is too short to have been made up by a server."""
_ANY_SCOPE = (
    "urn:zitadel:iam:org:domain:primary:",
    ORGANISATION_PREFIX,
    ROLE_ORGANISATION_PREFIX,
    PROJECT_PREFIX,
    "urn:zitadel:iam:org:idp:id:",
)

RESPONSE_TYPES: Final = ("code", "id_token", "id_token token")
"""By number of zitadel.app.v1.OIDCResponseType."""
GRANT_TYPES: Final = (
    "authorization_code",
    "implicit",
    "refresh_token",
    "urn:ietf:params:oauth:grant-type:device_code",
    "urn:ietf:params:oauth:grant-type:token-exchange",
)
"""By number of zitadel.app.v1.OIDCGrantType."""

AS_JWT = 1
"""Number of zitadel.app.v1.OIDCTokenType."""


class Granted(NamedTuple):
    """What a client that asks for scopes gets, if somebody lets it.

    Attributes:
        audience: whom its tokens are for; empty for a client that nobody registered.
    """

    scopes: tuple[str, ...]
    audience: tuple[str, ...]


def registered(state: InstanceState, client: str) -> App | None:
    """The application that has a client id, whatever its state."""
    return state.apps.holder(("client", client))


def active(state: InstanceState, client: str) -> App | None:
    """The same where it, its project and its organisation are active: others are not known to the endpoints.

    Source: recordings/id-auth-requests.jsonl; that the organisation counts is the real server's source.
    """
    app = registered(state, client)
    return app if app is not None and _is_active(state, app) else None


def _is_active(state: InstanceState, app: App) -> bool:
    project, organisation = state.projects.get(app.project), state.organisations.get(app.organisation)
    return app.active and project is not None and project.active and organisation is not None and organisation.active


def for_login(state: InstanceState, client: str, *, open_clients: bool) -> tuple[App, OidcConfiguration] | None:
    """The application that people are to be logged in for; None for a client that nobody needs to register.

    Raises: APP_NOT_FOUND.
    Source: recordings/id-auth-requests.jsonl, runs-login.jsonl.
    """
    app = active(state, client)
    if app is not None and app.oidc is not None:
        return app, app.oidc
    if app is None and is_open(state, client, open_clients=open_clients):
        return None
    raise OAuthRefused(APP_NOT_FOUND, f"no active application has the client id {client!r}")


def is_open(state: InstanceState, client: str, *, open_clients: bool) -> bool:
    """Whether a client id is good although no application has it.

    None is that an application has or had, and none that no server would have made up.
    """
    if not open_clients or registered(state, client) is not None or _NO_CLIENT.match(client):
        return False
    return not any(app.client_id == client for app in state.apps.removed.values())


def project_of(state: InstanceState, client: str) -> Project | None:
    """The project of the application that has a client id, if there is one."""
    app = registered(state, client)
    return state.projects.get(app.project) if app is not None else None


def audience_of_project(state: InstanceState, app: App) -> list[str]:
    """Whom tokens of an application are for: all applications of its project, and the project.

    Source: recordings/runs-login.jsonl.
    """
    clients = (other.client_id for other in state.apps.where("project", app.project))
    return [*filter(None, clients), app.project]


def allowed_scopes(state: InstanceState, app: App, scopes: tuple[str, ...]) -> tuple[str, ...]:
    """The scopes that an application may ask for; the others are left out in silence.

    Source: the real server's.
    """
    roles = {ROLE_PREFIX + role.key for role in state.roles.where("project", app.project)}
    known = {*SUPPORTED, USER_METADATA, RESOURCE_OWNER, PROJECTS_ROLES, *roles}
    return tuple(scope for scope in scopes if scope in known or scope.startswith(_ANY_SCOPE))


def granted(state: InstanceState, app: App | None, scopes: tuple[str, ...]) -> Granted:
    """What comes of the scopes that an application asks for, or a client that nobody registered: that gets them all."""
    if app is None:
        return Granted(scopes, ())
    scopes = _with_asserted_roles(state, app, allowed_scopes(state, app, scopes))
    audience = (*audience_of_project(state, app), *projects_of(scopes, state.id))
    return Granted(scopes, tuple(dict.fromkeys(audience)))


def _with_asserted_roles(state: InstanceState, app: App, scopes: tuple[str, ...]) -> tuple[str, ...]:
    """The scopes of a login, with all roles of a project that asserts them, unless some are asked for by name.

    Source: recordings/runs-roles.jsonl.
    """
    project = state.projects.get(app.project)
    if project is None or not project.role_assertion or any(scope.startswith(ROLE_PREFIX) for scope in scopes):
        return scopes
    return (*scopes, *(ROLE_PREFIX + role.key for role in state.roles.where("project", app.project)))
