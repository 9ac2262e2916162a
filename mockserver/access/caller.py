"""Who calls, for which organisation, and whether that is allowed."""

from __future__ import annotations

import msgspec

from mockserver.access.roles import permissions_of
from mockserver.domain.ids import Instant, OrganisationId, UserId
from mockserver.domain.state import InstanceState, Organisation, User
from mockserver.errors.catalogue import (
    AUTH_HEADER_INVALID,
    AUTH_HEADER_MISSING,
    MEMBERSHIP_NOT_FOUND,
    NO_PERMISSION,
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
        (the token was made after the user's organisation was removed).
    Source: recordings/access.jsonl, edges-removed-*.jsonl.
    """
    if not authorization:
        raise Refused(AUTH_HEADER_MISSING)
    # The real server splits at the word wherever it stands, so that it must stand there exactly once.
    parts = authorization.split(_BEARER)
    if len(parts) != 2:
        raise Refused(AUTH_HEADER_INVALID)
    token = state.tokens.get(parts[1])
    if token is None or token.expires <= now or not token.for_api:
        raise Refused(TOKEN_INVALID)
    try:
        return state.users[token.user]
    except KeyError:
        raise Refused(USER_NOT_FOUND) from None


def choose_organisation(state: InstanceState, user: User, asked: str) -> Organisation:
    """The organisation of the `x-zitadel-orgid` header, a removed one too; where that is empty, the user's own.

    Raises: ORGANISATION_UNKNOWN.
    Source: recordings/access.jsonl, edges-removed-*.jsonl.
    """
    organisation = state.known_organisations.get(OrganisationId(asked) if asked else user.organisation)
    if organisation is None:
        raise Refused(ORGANISATION_UNKNOWN)
    return organisation


def authorise(state: InstanceState, caller: Caller, permission: str) -> None:
    """Let a caller pass who has a permission in the organisation, or in the instance as a whole.

    Raises: MEMBERSHIP_NOT_FOUND, NO_PERMISSION.
    Source: recordings/access.jsonl.
    """
    if permission == AUTHENTICATED:
        return
    if has_permission(state, caller.organisation, caller.user.id, permission):
        return
    member = caller.user.id in caller.organisation.members or caller.user.id in state.members
    raise Refused(NO_PERMISSION if member else MEMBERSHIP_NOT_FOUND)


def has_permission(state: InstanceState, organisation: Organisation, user: UserId, permission: str) -> bool:
    """Whether a user's roles in the organisation or in the instance give a permission."""
    roles = state.members.get(user)
    if roles is not None and permission in permissions_of(roles):
        return True
    roles = organisation.members.get(user)
    return roles is not None and permission in permissions_of(roles)
