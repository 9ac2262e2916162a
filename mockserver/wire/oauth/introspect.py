"""Whether a token is alive, and whose it is."""

from __future__ import annotations

from mockserver.access.oauth.claims import audience_of_token, introspection, live_token, scopes_of
from mockserver.access.oauth.clients import Client, authenticated_client
from mockserver.access.oauth.problems import TOKEN_MISSING, OAuthRefused
from mockserver.access.oauth.user_info import Asking, Purpose
from mockserver.domain.rows.users import Token
from mockserver.domain.state import InstanceState
from mockserver.logins.script_failures import ClaimUnwritable, ScriptFailed
from mockserver.logins.telling import told_of
from mockserver.wire.http import Response
from mockserver.wire.oauth.answers import answer, unwritten
from mockserver.wire.oauth.call import Call
from mockserver.wire.oauth.credentials import credentials_of


async def introspect(call: Call) -> Response:
    """`POST /oauth/v2/introspect` (RFC 7662); a token that is not alive is `{"active":false}`, not an error.

    An application learns of tokens that are for it or its project. A machine user, which the real server does not take
    for a client, learns of all.

    Raises: OAuthRefused: CLIENT_MISSING, CLIENT_NOT_AUTHENTICATED, CLIENT_UNAUTHORISED, BASIC_INVALID, TOKEN_MISSING.
    Source: recordings/runs-login.jsonl, runs-endpoints.jsonl; that audiences count is the real server's source.
    """
    state = call.instance.state
    client = authenticated_client(state, credentials_of(call), issuer=call.issuer, now=call.now)
    secret = call.parameter("token")
    if not secret:
        raise OAuthRefused(TOKEN_MISSING)
    token = live_token(state, secret, call.now)
    if token is None:
        return answer({"active": False})
    audience = audience_of_token(state, token, client.app)
    if client.app is not None and not {client.id, client.app.project} & set(audience):
        return answer({"active": False})
    try:
        told = await told_of(call.site, _asking(state, token, client))
    except ClaimUnwritable as unwritable:
        return unwritten("IntrospectionResponse", unwritable.cause)
    except ScriptFailed as failure:
        call.log(failure)
        return answer({"active": False})
    return answer(introspection(state, token, told, audience, call.issuer))


def _asking(state: InstanceState, token: Token, client: Client) -> Asking:
    """Of roles only those of the project that asks are told."""
    project = state.projects.get(client.app.project) if client.app is not None else None
    return Asking(
        purpose=Purpose.INTROSPECTION,
        user=state.users[token.user],
        client=client.id,
        scopes=scopes_of(token),
        project=project.id if project is not None else "",
        project_asserts_roles=project is not None and project.role_assertion,
        own_project_only=project is not None,
    )
