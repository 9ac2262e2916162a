"""Who a client says it is, and whether that is believed.

Applications do not exist in the mock: any client id is a public client. Only machine users have secrets and keys.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from mockserver.access.oauth import assertion
from mockserver.access.oauth.problems import (
    CLIENT_ASSERTION_INVALID,
    CLIENT_MISSING,
    CLIENT_NOT_AUTHENTICATED,
    CLIENT_NOT_FOUND,
    CLIENT_UNAUTHORISED,
    SECRET_INVALID,
    SECRET_NOT_EXISTING,
    OAuthProblem,
    OAuthRefused,
)
from mockserver.domain.ids import Instant, UserId
from mockserver.domain.rows.users import User
from mockserver.domain.state import InstanceState
from mockserver.domain.text import unique_name


@dataclass(frozen=True, slots=True)
class ClientCredentials:
    """What a request says of its client; empty where it says nothing."""

    client: str
    secret: str
    assertion: str
    assertion_type: str

    def require_any(self) -> None:
        """Raises: CLIENT_MISSING."""
        if not self.client and not self.assertion:
            raise OAuthRefused(CLIENT_MISSING)


def user_of_secret(state: InstanceState, credentials: ClientCredentials) -> User:
    """The machine user whose user name (in any case) and secret are given.

    Raises: CLIENT_NOT_FOUND, SECRET_NOT_EXISTING, SECRET_INVALID.
    """
    user = _named(state, credentials.client)
    if user is None:
        raise OAuthRefused(CLIENT_NOT_FOUND)
    if not user.secret:
        raise OAuthRefused(SECRET_NOT_EXISTING)
    if not _same(user.secret, credentials.secret):
        raise OAuthRefused(SECRET_INVALID)
    return user


def authenticated_client(state: InstanceState, credentials: ClientCredentials, *, issuer: str, now: Instant) -> str:
    """The id of a client that proved who it is: a machine user by its secret or by an assertion.

    On the real server these are applications.

    Raises: CLIENT_MISSING, CLIENT_NOT_AUTHENTICATED, CLIENT_UNAUTHORISED.
    """
    credentials.require_any()
    if credentials.assertion:
        return _by_assertion(state, credentials, issuer=issuer, now=now, otherwise=CLIENT_UNAUTHORISED)
    if not credentials.secret:
        raise OAuthRefused(CLIENT_NOT_AUTHENTICATED)
    user = _named(state, credentials.client)
    if user is None or not user.secret or not _same(user.secret, credentials.secret):
        raise OAuthRefused(CLIENT_UNAUTHORISED, f"client {credentials.client!r} has no such secret")
    return credentials.client


def named_client(state: InstanceState, credentials: ClientCredentials, *, issuer: str, now: Instant) -> str:
    """The id of a client, whose secret nobody knows; only an assertion is checked.

    Raises: CLIENT_MISSING, CLIENT_ASSERTION_INVALID.
    """
    credentials.require_any()
    if not credentials.assertion:
        return credentials.client
    return _by_assertion(state, credentials, issuer=issuer, now=now, otherwise=CLIENT_ASSERTION_INVALID)


def as_issued_to(state: InstanceState, client: str, issued_to: str) -> str:
    """A client, as something that was issued to one names it.

    A machine user is its own client by its user name, and shows itself by its id where it signs an assertion.
    """
    user = state.users.get(UserId(client))
    return issued_to if user is not None and unique_name(user.user_name) == unique_name(issued_to) else client


def _by_assertion(
    state: InstanceState, credentials: ClientCredentials, *, issuer: str, now: Instant, otherwise: OAuthProblem
) -> str:
    if credentials.assertion_type != assertion.TYPE:
        raise OAuthRefused(otherwise, f"client_assertion_type is not {assertion.TYPE}")
    try:
        return assertion.user_of_assertion(state, credentials.assertion, issuer=issuer, now=now).id
    except OAuthRefused as refusal:
        raise OAuthRefused(otherwise, refusal.reason) from None


def _named(state: InstanceState, name: str) -> User | None:
    found = state.user_named(name)
    return found if found is not None and found.machine is not None else None


def _same(secret: str, given: str) -> bool:
    return hmac.compare_digest(secret.encode(), given.encode())
