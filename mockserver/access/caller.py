"""Who calls, for which organisation, and whether that is allowed."""

from __future__ import annotations

from typing import Any

import msgspec

from mockserver.access.permissions import has_permission, require_reach
from mockserver.domain.ids import Instant
from mockserver.domain.rows.organisations import Organisation
from mockserver.domain.rows.users import User
from mockserver.domain.state import InstanceState
from mockserver.errors.catalogue import (
    AUTH_HEADER_INVALID,
    AUTH_HEADER_MISSING,
    AUTHENTICATION_REQUIRED,
    ORGANISATION_UNKNOWN,
    TOKEN_INVALID,
    USER_NOT_FOUND,
)
from mockserver.errors.problem import Refused

AUTHENTICATED = "authenticated"
"""The permission of operations that any caller with a valid token may use."""

_BEARER = "Bearer "


class Caller(msgspec.Struct, frozen=True):
    """An authenticated user and the organisation that the request is for."""

    user: User
    organisation: Organisation


def authenticate(state: InstanceState, authorization: str | None, now: Instant) -> User:
    """The user whose token an `Authorization` header holds.

    Raises: AUTH_HEADER_MISSING, AUTH_HEADER_INVALID (the word is case-sensitive), TOKEN_INVALID, USER_NOT_FOUND
        (the token was made after the user's organisation was removed), AUTHENTICATION_REQUIRED (that of a session).
    Source: recordings/access.jsonl, edges-removed-*.jsonl.
    """
    if not authorization:
        raise Refused(AUTH_HEADER_MISSING)
    # The real server splits at the word wherever it stands, so that it must stand there exactly once.
    parts = authorization.split(_BEARER)
    if len(parts) != 2:
        raise Refused(AUTH_HEADER_INVALID)
    token = state.tokens.get(parts[1])
    if token is None:
        return _user_of_session(state, parts[1], now)
    if token.expires <= now or not token.for_api:
        raise Refused(TOKEN_INVALID)
    user = state.users.get(token.user)
    if user is None:
        raise Refused(USER_NOT_FOUND)
    if token.sequence < user.tokens_ended:
        raise Refused(TOKEN_INVALID)
    return user


def _user_of_session(state: InstanceState, token: str, now: Instant) -> User:
    """The user of a session of the session service, by its last token, who showed the password that is good now.

    Raises: TOKEN_INVALID, AUTHENTICATION_REQUIRED.
    Source: recordings/id-my-self.jsonl; that a session without a password is not enough is assumed.
    """
    session = state.sessions.holder(("token", token))
    if session is None or 0 < session.expires <= now:
        raise Refused(TOKEN_INVALID)
    user = state.users.get(session.user)
    if user is None:
        raise Refused(TOKEN_INVALID)
    if not session.password_checked or session.password_checked < user.password_changed:
        raise Refused(AUTHENTICATION_REQUIRED)
    return user


def choose_organisation(state: InstanceState, user: User, asked: str) -> Organisation:
    """The organisation of the `x-zitadel-orgid` header, a removed one too; where that is empty, the user's own.

    Raises: ORGANISATION_UNKNOWN.
    Source: recordings/access.jsonl, edges-removed-*.jsonl.
    """
    organisations, id_ = state.organisations, asked or user.organisation
    organisation = organisations.get(id_) or organisations.ghosts.get(id_)
    if organisation is None:
        raise Refused(ORGANISATION_UNKNOWN)
    return organisation


def named_organisation(state: InstanceState, named: Any) -> str:
    """The organisation that a message of v2 names by its id or by a domain of it; empty where it names none.

    Args:
        named: canonical, as `zitadel.object.v2.Organization`.

    Raises: ORGANISATION_UNKNOWN.
    Source: recordings/id-users-v2.jsonl.
    """
    if not named:
        return ""
    domain = named.get("orgDomain", "")
    if not domain:
        return str(named.get("orgId", ""))
    organisation = state.organisation_with_domain(domain)
    if organisation is None:
        raise Refused(ORGANISATION_UNKNOWN)
    return organisation.id


def authorise(state: InstanceState, caller: Caller, permission: str, resource: str | None = None) -> None:
    """Let a caller pass who has a permission in the organisation, or in the instance as a whole.

    Args:
        resource: the project or project grant that a permission on it is enough for.

    Raises: MEMBERSHIP_NOT_FOUND, NO_PERMISSION, NO_PERMISSION_ON_RESOURCE.
    Source: recordings/access.jsonl.
    """
    if permission == AUTHENTICATED:
        return
    organisation, user = caller.organisation.id, caller.user.id
    # What nearly every call has, asked for without a detour.
    if not has_permission(state, organisation, user, permission):
        require_reach(state, organisation, user, permission, resource)
