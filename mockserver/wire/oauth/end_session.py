"""The end of a session."""

from __future__ import annotations

from mockserver.access.oauth import applications
from mockserver.access.oauth.problems import (
    APP_NOT_FOUND,
    CLIENT_IS_NOT_AZP,
    HINT_INVALID,
    POST_LOGOUT_REDIRECT_URI_INVALID,
    OAuthRefused,
)
from mockserver.access.oauth.redirects import broken_redirect_uri, with_parameters
from mockserver.access.oauth.registered_redirects import require_post_logout_uri
from mockserver.access.oauth.user_info import Claims
from mockserver.domain import sessions
from mockserver.domain.ids import SessionId, UserId
from mockserver.wire.http import Response
from mockserver.wire.oauth.answers import redirect
from mockserver.wire.oauth.call import Call
from mockserver.wire.oauth.page import page
from mockserver.wire.oauth.revoke import revoke_all
from mockserver.wire.oauth.session_cookie import forget, session_secret


def end_session(call: Call) -> Response:
    """`GET` or `POST /oidc/v1/end_session` (OpenID Connect RP-Initiated Logout).

    The tokens that the user of the hint let its client have are taken back, and the session ends, the browser's too. It
    is sent to `post_logout_redirect_uri`: one that the application registered, any of a client that nobody registered;
    without one it is shown a page.

    Raises: OAuthRefused: HINT_INVALID (no id_token of this issuer; an expired one is good), CLIENT_IS_NOT_AZP,
        APP_NOT_FOUND, POST_LOGOUT_REDIRECT_URI_INVALID.
    """
    claims = _hint(call)
    target = call.parameter("post_logout_redirect_uri")
    _require_target(call, target, claims)
    if claims:
        revoke_all(call, UserId(claims["sub"]), claims["client_id"])
        _end(call, SessionId(str(claims.get("sid", ""))))
    call.oauth.sessions.end(session_secret(call))
    if target:
        return redirect(with_parameters(target, {"state": call.parameter("state")}), forget(call))
    return page("You are logged out", "<p>You can close this page.</p>", forget(call))


def _hint(call: Call) -> Claims:
    """Claims of the id_token that the client shows; none where it shows none. Raises: HINT_INVALID."""
    hint = call.parameter("id_token_hint")
    claims = call.oauth.signing_key.verified(hint) if hint else {}
    if claims is None or (hint and claims["iss"] != call.issuer):
        raise OAuthRefused(HINT_INVALID)
    return claims


def _require_target(call: Call, target: str, claims: Claims) -> None:
    """Let the browser be sent to where its client may want it.

    Raises: CLIENT_IS_NOT_AZP, APP_NOT_FOUND, POST_LOGOUT_REDIRECT_URI_INVALID.
    """
    client, state = call.parameter("client_id"), call.instance.state
    if claims and client and client != claims["azp"]:
        raise OAuthRefused(CLIENT_IS_NOT_AZP)
    client = str(claims["azp"]) if claims else client
    app = applications.active(state, client)
    if app is not None and app.oidc is not None:
        if target:
            require_post_logout_uri(app.oidc, target)
        return
    if client and not claims and not applications.is_open(state, client, open_clients=call.settings.open_clients):
        raise OAuthRefused(APP_NOT_FOUND)
    broken = broken_redirect_uri(target) if target else None
    if broken or (target and not call.settings.open_clients):
        reason = f"post_logout_redirect_uri {broken or 'is that of no application'}"
        raise OAuthRefused(POST_LOGOUT_REDIRECT_URI_INVALID, reason)


def _end(call: Call, session: SessionId) -> None:
    """End a session of the session service."""
    found = call.instance.state.sessions.get(session)
    events = sessions.end(call.instance.state, found, call.now) if found is not None else ()
    if events:
        call.instance.append_all(events)
