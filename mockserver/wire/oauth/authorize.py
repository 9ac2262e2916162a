"""The authorization endpoint: a person, or a setting, says which user logs in."""

from __future__ import annotations

from urllib.parse import urlencode

from mockserver.access.oauth import applications
from mockserver.access.oauth.admission import require_admission
from mockserver.access.oauth.auth_requests import PREFIX_V2, AuthRequest
from mockserver.access.oauth.authorization import (
    LOGIN_REQUIRED,
    Asker,
    AuthorizationRequest,
    asker_of,
    read_authorization,
)
from mockserver.access.oauth.grants import PASSWORD
from mockserver.access.oauth.problems import OAuthProblem, OAuthRefused
from mockserver.access.oauth.sessions import Session
from mockserver.domain.ids import UserId
from mockserver.domain.rows.users import User
from mockserver.errors.problem import Refused
from mockserver.errors.texts import text
from mockserver.logins import answering
from mockserver.logins.answering import Login
from mockserver.wire.http import Header, Response
from mockserver.wire.oauth import paths
from mockserver.wire.oauth.answers import redirect
from mockserver.wire.oauth.call import Call
from mockserver.wire.oauth.choose_user import USER_PARAMETER, choose_user
from mockserver.wire.oauth.own_choice import is_own_choice
from mockserver.wire.oauth.sending import send
from mockserver.wire.oauth.session_cookie import remember, session_secret

LOGIN_CLIENT = b"x-zitadel-login-client"
"""The user that wants to answer the request itself, through the API."""
_LOGIN_V2 = 2
_HTML = (b"content-type", b"text/html; charset=utf-8")


async def authorize(call: Call) -> Response:
    """`GET` or `POST /oauth/v2/authorize` of OpenID Connect, with or without PKCE.

    A client that an application is registered for is judged by it, and its users by their passwords: on the page of
    this server, or on that of whoever answers authorization requests through the API. Any other client is good as long
    as the setting `open_clients` lets it in, with any redirect URI. Who logs in can be chosen by the parameter
    `mock_user` or the setting `auto_login`. A cookie then holds the browser's session, with which `prompt=none` logs it
    in unasked. A user whom the application keeps out is refused to the client with access_denied.

    Raises: OAuthRefused, where it is not known to whom the refusal could be sent, or for a registered client.
    """
    state = call.instance.state
    asker = asker_of(state, call.parameters, open_clients=call.settings.open_clients)
    try:
        asked = read_authorization(call.parameters, asker)
        by_api = _answered_by_api(call, asker)
        user = None if by_api else chosen_user(call)
        session = _session(call) if user is None and "none" in asked.prompts and not by_api else None
    except OAuthRefused as refusal:
        problem = refusal.problem
        if asker.app is not None and problem is not LOGIN_REQUIRED:
            raise
        parameters = {"error": problem.error, "error_description": problem.description, "state": asker.state}
        return send(asker.redirect_uri, parameters, asker.mode)
    request = _kept(call, asker, asked, by_api=by_api)
    try:
        if session is not None:
            return await log_in_again(call, request, session)
        if user is not None:
            return await log_in(call, request, user)
    except Refused as refused:
        answer = answering.refuse(call.site, request, "access_denied", text(refused.problem.key))
        return send(answer.redirect_uri, answer.parameters, answer.mode)
    call.oauth.requests.add(request)
    if by_api:
        return redirect(_login_page(asker, request), _HTML)
    if asker.app is not None:
        return redirect(f"{paths.LOGIN}?{urlencode({'authRequestID': request.id})}", _HTML)
    return choose_user(call, request)


def chosen_user(call: Call) -> User | None:
    """The user that a person or program chose, or that the setting names; None for nobody.

    Raises: OAuthRefused: access_denied, for one that there is not.
    """
    state = call.instance.state
    chosen = call.parameter(USER_PARAMETER)
    if chosen and is_own_choice(call):
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


async def log_in(call: Call, request: AuthRequest, user: User, methods: tuple[str, ...] = PASSWORD) -> Response:
    """Answer a request for a user that just logged in, and let the browser remember it.

    Args:
        methods: how the user logged in, as values of the claim `amr`.

    Raises: Refused, as `require_admission`.
    """
    require_admission(call.instance.state, request, user)
    id_, randomness = call.instance.ids.next(), call.instance.randomness
    secret, session = call.oauth.sessions.begin(id_, user.id, call.now, randomness, methods)
    return await _answer(call, request, session, remember(call, secret))


async def log_in_again(call: Call, request: AuthRequest, session: Session) -> Response:
    """Answer a request for whom the browser remembers. Raises: Refused, as `require_admission`."""
    state = call.instance.state
    require_admission(state, request, state.users[session.user])
    return await _answer(call, request, session)


async def _answer(call: Call, request: AuthRequest, session: Session, *cookies: Header) -> Response:
    login = Login(session.user, session.id, session.authenticated, session.methods)
    answer = await answering.answer(call.site, request, login)
    return send(answer.redirect_uri, answer.parameters, answer.mode, *cookies)


def _session(call: Call) -> Session:
    """The browser's session, for a client that wants nobody asked. Raises: LOGIN_REQUIRED."""
    session = call.oauth.sessions.find(session_secret(call), call.now)
    if session is None or session.user not in call.instance.state.users:
        raise OAuthRefused(LOGIN_REQUIRED)
    return session


def _answered_by_api(call: Call, asker: Asker) -> bool:
    """Whether somebody else's login page answers. Source: recordings/runs-login.jsonl."""
    if asker.oidc is None:
        return False
    return asker.oidc.login_version == _LOGIN_V2 or bool(call.request.text(LOGIN_CLIENT))


def _login_page(asker: Asker, request: AuthRequest) -> str:
    """Where somebody else's login page is; its own address is the real server's source."""
    base = asker.oidc.login_base_uri.rstrip("/") if asker.oidc is not None else ""
    page = f"{base}/login" if base else paths.LOGIN_V2
    return f"{page}?{urlencode({'authRequest': request.id})}"


def _kept(call: Call, asker: Asker, asked: AuthorizationRequest, *, by_api: bool) -> AuthRequest:
    """What is kept of a request until somebody logs in."""
    id_ = call.instance.ids.next()
    granted = applications.granted(call.instance.state, asker.app, asked.scopes)
    return AuthRequest(
        id=PREFIX_V2 + id_ if by_api else id_,
        created=call.now,
        client=asker.id,
        redirect_uri=asker.redirect_uri,
        response_type=asked.response_type,
        mode=asker.mode,
        state=asker.state,
        nonce=asked.nonce,
        scopes=granted.scopes,
        challenge=asked.challenge,
        audience=granted.audience,
        prompts=asked.prompts,
        ui_locales=asked.ui_locales,
        login_hint=asked.login_hint,
        max_age=asked.max_age,
        hinted=_hinted(call),
        login_client=call.request.text(LOGIN_CLIENT),
        issuer=call.issuer,
        lifetimes=call.settings.token_lifetimes,
    )


def _hinted(call: Call) -> UserId:
    """The user of an `id_token_hint` of this server, expired or not; empty for none."""
    hint = call.parameter("id_token_hint")
    claims = call.oauth.signing_key.verified(hint) if hint else None
    return UserId(str(claims["sub"])) if claims is not None else UserId("")
