"""The authorization endpoint: a person, or a setting, says which user logs in."""

from __future__ import annotations

from mockserver.access.oauth.authorization import (
    LOGIN_REQUIRED,
    AuthorizationRequest,
    Client,
    client_of,
    read_authorization,
)
from mockserver.access.oauth.codes import Authorization
from mockserver.access.oauth.grants import PASSWORD, Grant
from mockserver.access.oauth.problems import OAuthProblem, OAuthRefused
from mockserver.access.oauth.redirects import with_parameters
from mockserver.access.oauth.sessions import Session
from mockserver.domain.ids import UserId
from mockserver.domain.rows.users import User
from mockserver.wire.http import Header, Response
from mockserver.wire.oauth.answers import redirect
from mockserver.wire.oauth.call import Call
from mockserver.wire.oauth.choose_user import USER_PARAMETER, choose_user
from mockserver.wire.oauth.session_cookie import remember, session_secret

_OWN_SITES = frozenset({"", "none", "same-origin"})
_NAVIGATING = frozenset({"", "navigate"})


def authorize(call: Call) -> Response:
    """`GET` or `POST /oauth/v2/authorize`: the code flow of OpenID Connect, with or without PKCE.

    Any client id and any redirect URI is accepted, for no applications are registered. There is no password: the page
    asks which of the instance's users logs in, unless the setting `auto_login` names one. A cookie then
    holds the browser's session, with which `prompt=none` logs it in unasked.

    Raises: OAuthRefused, where it is not known to whom the refusal could be sent.
    """
    client = client_of(call.parameters)
    try:
        asked = read_authorization(call.parameters)
        user = _chosen(call)
        session = _session(call) if user is None and "none" in asked.prompts else None
    except OAuthRefused as refusal:
        problem = refusal.problem
        parameters = {"error": problem.error, "error_description": problem.description, "state": client.state}
        return redirect(with_parameters(client.redirect_uri, parameters, client.mode))
    if session is not None:
        return _log_in(call, client, asked, session)
    if user is None:
        return choose_user(call, client.id, client.redirect_uri, asked.login_hint)
    secret, session = call.oauth.sessions.begin(call.instance.ids.next(), user.id, call.now, call.instance.randomness)
    return _log_in(call, client, asked, session, remember(call, secret))


def _session(call: Call) -> Session:
    """The browser's session, for a client that wants nobody asked. Raises: LOGIN_REQUIRED."""
    session = call.oauth.sessions.find(session_secret(call), call.now)
    if session is None or session.user not in call.instance.state.users:
        raise OAuthRefused(LOGIN_REQUIRED)
    return session


def _chosen(call: Call) -> User | None:
    state = call.instance.state
    chosen = call.parameter(USER_PARAMETER)
    if chosen and _is_own_choice(call):
        user = state.users.get(UserId(chosen))
        if user is None:
            raise OAuthRefused(OAuthProblem(400, "access_denied", "the chosen user does not exist"))
        return user
    name = call.settings.auto_login
    if name:
        user = state.user_named(name)
        if user is None:
            raise OAuthRefused(OAuthProblem(400, "access_denied", f"auto_login: no user is named {name}"))
        return user
    return None


def _is_own_choice(call: Call) -> bool:
    """Whether the user was chosen on the page that asks, or by a person or program that named one.

    What a page of another origin chose does not count, and the page asks. Browsers tell on whose behalf they ask, and
    then also how; what other programs leave out is no hindrance, nor is the mode alone, which `fetch` of Node.js sends.
    """
    request = call.request
    site, origin = request.text(b"sec-fetch-site"), request.text(b"origin")
    return (
        site in _OWN_SITES
        and (not site or request.text(b"sec-fetch-mode") in _NAVIGATING)
        and origin in ("", request.origin)
    )


def _log_in(call: Call, client: Client, asked: AuthorizationRequest, session: Session, *cookie: Header) -> Response:
    grant = Grant(
        session.user, client.id, asked.scopes, session.authenticated, PASSWORD, asked.nonce, session=session.id
    )
    code = call.oauth.codes.issue(
        Authorization(grant, client.redirect_uri, asked.challenge), call.now, call.instance.randomness
    )
    parameters = {"code": code, "state": client.state}
    return redirect(with_parameters(client.redirect_uri, parameters, client.mode), *cookie)
