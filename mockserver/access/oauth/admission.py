"""Who is let into an application on the pages of this server; the API lets anybody in that it has a session of."""

from __future__ import annotations

from mockserver.access.oauth.applications import project_of
from mockserver.access.oauth.auth_requests import AuthRequest
from mockserver.access.oauth.scopes import DOMAIN_PREFIX, ORGANISATION_PREFIX, after
from mockserver.domain.ids import OrganisationId
from mockserver.domain.rows.organisations import Organisation
from mockserver.domain.rows.projects import Project
from mockserver.domain.rows.users import User, UserState
from mockserver.domain.state import InstanceState
from mockserver.errors.login_problems import (
    LOGIN_GRANT_REQUIRED,
    LOGIN_NAME_NOT_FOUND,
    LOGIN_NAME_OF_OTHER_ORGANISATION,
    LOGIN_PROJECT_REQUIRED,
    LOGIN_USER_NOT_ACTIVE,
    LOGIN_USER_NOT_INITIALISED,
)
from mockserver.errors.problem import Refused


def requested_organisation(state: InstanceState, request: AuthRequest) -> Organisation | None:
    """The organisation that the scopes ask for, by its id or by its primary domain; None where they ask for none.

    Source: recordings/logins.jsonl. Of one that there is not None is assumed.
    """
    for id_ in after(ORGANISATION_PREFIX, request.scopes):
        return state.organisations.get(OrganisationId(id_))
    for domain in after(DOMAIN_PREFIX, request.scopes):
        return state.organisation_with_domain(domain)
    return None


def person_named(state: InstanceState, request: AuthRequest, login_name: str) -> User:
    """The person of a login name, in the organisation that the scopes name.

    Raises: LOGIN_NAME_NOT_FOUND (a machine too), LOGIN_NAME_OF_OTHER_ORGANISATION.
    Source: what the real server's own pages answered.
    """
    user = state.user_named(login_name.strip())
    if user is None or user.human is None:
        raise Refused(LOGIN_NAME_NOT_FOUND)
    wanted = after(ORGANISATION_PREFIX, request.scopes)
    requested = requested_organisation(state, request)
    others = user.organisation not in wanted if wanted else requested is not None and user.organisation != requested.id
    if others:
        raise Refused(LOGIN_NAME_OF_OTHER_ORGANISATION)
    return user


def require_admission(state: InstanceState, request: AuthRequest, user: User) -> None:
    """Let a user in that is active and whom the project of the application does not keep out.

    Raises: LOGIN_USER_NOT_ACTIVE, LOGIN_USER_NOT_INITIALISED, LOGIN_GRANT_REQUIRED, LOGIN_PROJECT_REQUIRED.
    Source: what the real server's own pages answered for the grant; for the others the real server's source.
    """
    if user.human is not None and user.human.uninitialised:
        raise Refused(LOGIN_USER_NOT_INITIALISED)
    if user.state not in {UserState.ACTIVE, UserState.INITIAL}:
        raise Refused(LOGIN_USER_NOT_ACTIVE)
    project = project_of(state, request.client)
    if project is None:
        return
    if project.role_check and not has_grant(state, user, project):
        raise Refused(LOGIN_GRANT_REQUIRED)
    if project.has_project_check and not has_project(state, user, project):
        raise Refused(LOGIN_PROJECT_REQUIRED)


def has_grant(state: InstanceState, user: User, project: Project) -> bool:
    """Whether a user has a grant of a project."""
    grants = state.user_grants.where("user", user.id)
    return any(grant.active and grant.project == project.id for grant in grants)


def has_project(state: InstanceState, user: User, project: Project) -> bool:
    """Whether a project is that of a user's organisation, or granted to it."""
    if user.organisation == project.organisation:
        return True
    grants = state.project_grants.where("project", project.id)
    return any(grant.active and grant.granted == user.organisation for grant in grants)
