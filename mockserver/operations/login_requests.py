"""What answering a client's request and a service provider's request through the API have in common."""

from __future__ import annotations

import hmac

from mockserver.access.oauth.auth_requests import AuthRequest
from mockserver.domain import sessions
from mockserver.domain.ids import SessionId
from mockserver.domain.rows.sessions import Session
from mockserver.errors.catalogue import SESSION_TO_LINK_NOT_FOUND, SESSION_TOKEN_INVALID
from mockserver.errors.problem import Refused
from mockserver.logins.site import Site, Telling
from mockserver.operations.context import Context


def require_login_client(context: Context, request: AuthRequest) -> None:
    """Let the caller pass whom the request named as its login page, or who may link sessions.

    Raises: MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN.
    """
    if request.login_client != context.user.id:
        context.require("session.link", context.state.id)


def open_session(context: Context, session_id: str, token: str) -> Session:
    """The session that a request shows the token of.

    Raises: SESSION_TO_LINK_NOT_FOUND, SESSION_TERMINATED, SESSION_EXPIRED, SESSION_TOKEN_INVALID.
    """
    session = sessions.known(context.state, SessionId(session_id))
    if not session.begun:
        raise Refused(SESSION_TO_LINK_NOT_FOUND)
    sessions.require_going_on(context.state, session, context.instance.clock.now())
    if not hmac.compare_digest(session.token.encode(), token.encode()):
        raise Refused(SESSION_TOKEN_INVALID)
    return session


def site_of(context: Context, request: AuthRequest) -> Site:
    """Where a request is answered, under the name that it was made for."""
    telling = context.telling or Telling()
    return Site(context.instance, request.issuer, request.lifetimes, context.instance.clock.now(), telling)
