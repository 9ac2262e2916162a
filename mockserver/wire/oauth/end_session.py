"""The end of a session."""

from __future__ import annotations

from mockserver.access.oauth.problems import HINT_INVALID, POST_LOGOUT_REDIRECT_URI_INVALID, OAuthRefused
from mockserver.access.oauth.redirects import broken_redirect_uri, with_parameters
from mockserver.domain.ids import UserId
from mockserver.wire.http import Response
from mockserver.wire.oauth.answers import redirect
from mockserver.wire.oauth.call import Call
from mockserver.wire.oauth.page import page
from mockserver.wire.oauth.revoke import revoke_all
from mockserver.wire.oauth.session_cookie import forget, session_secret


def end_session(call: Call) -> Response:
    """`GET` or `POST /oidc/v1/end_session` (OpenID Connect RP-Initiated Logout).

    The tokens that the user of the hint let its client have are taken back, and the browser's session ends. The browser
    is sent to `post_logout_redirect_uri`, any, since none are registered; without one it is shown a page.

    Raises: OAuthRefused: HINT_INVALID (no id_token of this issuer; an expired one is good),
        POST_LOGOUT_REDIRECT_URI_INVALID.
    """
    hint = call.parameter("id_token_hint")
    claims = call.oauth.signing_key.verified(hint) if hint else {}
    if claims is None or (hint and claims["iss"] != call.issuer):
        raise OAuthRefused(HINT_INVALID)
    target = call.parameter("post_logout_redirect_uri")
    broken = broken_redirect_uri(target) if target else None
    if broken:
        raise OAuthRefused(POST_LOGOUT_REDIRECT_URI_INVALID, f"post_logout_redirect_uri {broken}")
    if claims:
        revoke_all(call, UserId(claims["sub"]), claims["client_id"])
    call.oauth.sessions.end(session_secret(call))
    if target:
        return redirect(with_parameters(target, {"state": call.parameter("state")}), forget(call))
    return page("You are logged out", "<p>You can close this page.</p>")
