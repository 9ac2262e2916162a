"""Who a client says it is, and whether that is believed.

A registered application proves it as its registration says. Machine users have secrets and keys too; any other client
is public, where those are let in.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from mockserver.access.oauth import assertion
from mockserver.access.oauth.applications import GRANT_TYPES, active, is_open, registered
from mockserver.access.oauth.problems import (
    CLIENT_ASSERTION_EMPTY,
    CLIENT_ASSERTION_INVALID,
    CLIENT_ASSERTION_REFUSED,
    CLIENT_MISSING,
    CLIENT_NOT_ACTIVE,
    CLIENT_NOT_AUTHENTICATED,
    CLIENT_NOT_FOUND,
    CLIENT_SECRET_EMPTY,
    CLIENT_SECRET_INVALID,
    CLIENT_UNAUTHORISED,
    SECRET_INVALID,
    SECRET_NOT_EXISTING,
    OAuthProblem,
    OAuthRefused,
    grant_not_allowed,
)
from mockserver.domain.ids import Instant, UserId
from mockserver.domain.oidc_compliance import AuthMethod
from mockserver.domain.oidc_configuration import METHODS_WITH_SECRET
from mockserver.domain.rows.apps import App, OidcConfiguration
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


@dataclass(frozen=True, slots=True)
class Client:
    """A client that is believed.

    Attributes:
        app: its registration; None for one that needs none.
    """

    id: str
    app: App | None = None

    @property
    def oidc(self) -> OidcConfiguration | None:
        """How the application logs people in; None for any other client."""
        return self.app.oidc if self.app is not None else None

    def require_grant(self, grant_type: str) -> None:
        """Let an application use a grant that it registered; others may use any.

        Raises: unauthorized_client.
        Source: recordings/runs-login.jsonl.
        """
        if self.oidc is not None and grant_type not in {GRANT_TYPES[number] for number in self.oidc.grant_types}:
            raise OAuthRefused(grant_not_allowed(grant_type))


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


def authenticated_client(state: InstanceState, credentials: ClientCredentials, *, issuer: str, now: Instant) -> Client:
    """A client that proved who it is: an application or, which the real server does not take, a machine user.

    Raises: CLIENT_MISSING, CLIENT_NOT_AUTHENTICATED, CLIENT_UNAUTHORISED.
    Source: recordings/runs-login.jsonl.
    """
    credentials.require_any()
    claimed = _claimed(credentials, CLIENT_UNAUTHORISED)
    app = active(state, claimed)
    if credentials.assertion:
        if app is None:
            return Client(_by_assertion(state, credentials, issuer=issuer, now=now, otherwise=CLIENT_UNAUTHORISED))
        _require_assertion(state, app, credentials, issuer=issuer, now=now, otherwise=CLIENT_UNAUTHORISED)
        return Client(claimed, app)
    if not credentials.secret:
        raise OAuthRefused(CLIENT_NOT_AUTHENTICATED)
    user = _named(state, claimed) if app is None else None
    secret = app.client_secret if app is not None else user.secret if user is not None else ""
    if not secret or not _same(secret, credentials.secret):
        raise OAuthRefused(CLIENT_UNAUTHORISED, f"client {claimed!r} has no such secret")
    return Client(claimed, app)


def named_client(
    state: InstanceState, credentials: ClientCredentials, *, issuer: str, now: Instant, open_clients: bool
) -> Client:
    """A client that proved who it is as far as it has to: an application that logs people in as its registration says.

    Of a client that nobody registered only an assertion is checked.

    Raises: CLIENT_MISSING, CLIENT_NOT_ACTIVE, CLIENT_SECRET_EMPTY, CLIENT_SECRET_INVALID, CLIENT_ASSERTION_EMPTY,
        CLIENT_ASSERTION_REFUSED, CLIENT_ASSERTION_INVALID.
    Source: recordings/runs-login.jsonl; how what is wrong with an assertion is called is the real server's source.
    """
    credentials.require_any()
    claimed = _claimed(credentials, CLIENT_ASSERTION_INVALID)
    app = active(state, claimed)
    if app is not None and app.oidc is not None:
        _require_proof(state, app, app.oidc, credentials, issuer=issuer, now=now)
        return Client(claimed, app)
    if registered(state, claimed) is None and credentials.assertion and open_clients:
        return Client(_by_assertion(state, credentials, issuer=issuer, now=now, otherwise=CLIENT_ASSERTION_INVALID))
    if app is None and is_open(state, claimed, open_clients=open_clients):
        return Client(claimed)
    raise OAuthRefused(CLIENT_NOT_ACTIVE, f"no active application that logs people in has the client id {claimed!r}")


def as_issued_to(state: InstanceState, client: str, issued_to: str) -> str:
    """A client, as something that was issued to one names it.

    A machine user is its own client by its user name, and shows itself by its id where it signs an assertion.
    """
    user = state.users.get(UserId(client))
    return issued_to if user is not None and unique_name(user.user_name) == unique_name(issued_to) else client


def _claimed(credentials: ClientCredentials, otherwise: OAuthProblem) -> str:
    """Who the client says it is."""
    if not credentials.assertion:
        return credentials.client
    try:
        return assertion.issuer_of_assertion(credentials.assertion)
    except OAuthRefused as refusal:
        raise OAuthRefused(otherwise, refusal.reason) from None


def _require_proof(
    state: InstanceState,
    app: App,
    oidc: OidcConfiguration,
    credentials: ClientCredentials,
    *,
    issuer: str,
    now: Instant,
) -> None:
    """A secret may come by Basic or in the form, whichever of the two is registered."""
    if oidc.auth_method in METHODS_WITH_SECRET:
        if not credentials.secret:
            raise OAuthRefused(CLIENT_SECRET_EMPTY)
        if not _same(oidc.client_secret, credentials.secret):
            raise OAuthRefused(CLIENT_SECRET_INVALID)
    elif oidc.auth_method == AuthMethod.PRIVATE_KEY_JWT:
        if not credentials.assertion:
            raise OAuthRefused(CLIENT_ASSERTION_EMPTY)
        _require_assertion(state, app, credentials, issuer=issuer, now=now, otherwise=CLIENT_ASSERTION_REFUSED)


def _require_assertion(
    state: InstanceState,
    app: App,
    credentials: ClientCredentials,
    *,
    issuer: str,
    now: Instant,
    otherwise: OAuthProblem,
) -> None:
    _require_type(credentials, otherwise)
    try:
        assertion.require_assertion_of_app(state, app, credentials.assertion, issuer=issuer, now=now)
    except OAuthRefused as refusal:
        raise OAuthRefused(otherwise, refusal.reason) from None


def _by_assertion(
    state: InstanceState, credentials: ClientCredentials, *, issuer: str, now: Instant, otherwise: OAuthProblem
) -> str:
    _require_type(credentials, otherwise)
    try:
        return assertion.user_of_assertion(state, credentials.assertion, issuer=issuer, now=now).id
    except OAuthRefused as refusal:
        raise OAuthRefused(otherwise, refusal.reason) from None


def _require_type(credentials: ClientCredentials, otherwise: OAuthProblem) -> None:
    if credentials.assertion_type != assertion.TYPE:
        raise OAuthRefused(otherwise, f"client_assertion_type is not {assertion.TYPE}")


def _named(state: InstanceState, name: str) -> User | None:
    found = state.user_named(name)
    return found if found is not None and found.machine is not None else None


def _same(secret: str, given: str) -> bool:
    return hmac.compare_digest(secret.encode(), given.encode())
