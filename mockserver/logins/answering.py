"""How an authorization request is answered once somebody logged in, whoever asked that person for a password."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mockserver.access.oauth import applications
from mockserver.access.oauth.auth_requests import AuthRequest, Progress
from mockserver.access.oauth.authorization import CODE
from mockserver.access.oauth.clients import Client
from mockserver.access.oauth.codes import Authorization
from mockserver.access.oauth.grants import PASSWORD, Grant
from mockserver.domain.ids import Instant, UserId
from mockserver.domain.rows.sessions import Session
from mockserver.later import Later
from mockserver.logins.issuing import issue_access_token, require_user, sign_id_token
from mockserver.logins.site import Site

if TYPE_CHECKING:
    from mockserver.logins import saml_answering
else:
    saml_answering = Later("mockserver.logins.saml_answering")

_FACTORS = 2


@dataclass(frozen=True, slots=True)
class Login:
    """Somebody logged in.

    Attributes:
        session: its id, the claim `sid`.
        at: when.
        methods: how, as in the claim `amr`.
    """

    user: UserId
    session: str
    at: Instant
    methods: tuple[str, ...] = PASSWORD


@dataclass(frozen=True, slots=True)
class Answer:
    """What the client is told; parameters that are empty are left out.

    Attributes:
        mode: where the parameters stand: `query`, `fragment`, `form_post`.
    """

    redirect_uri: str
    parameters: Mapping[str, str]
    mode: str


def login_of_session(session: Session) -> Login:
    """What a session of the session service tells of a login: its checks, and the last of their instants.

    Source: recordings/runs-login.jsonl; of more than a password the real server's source.
    """
    codes = [name for name in ("otp_email_checked", "otp_sms_checked") if getattr(session, name)]
    methods = [*(PASSWORD if session.password_checked else ()), *(["otp"] if codes else ())]
    if len(methods) == _FACTORS:
        methods.append("mfa")
    at = max(session.user_checked, session.password_checked, session.otp_email_checked, session.otp_sms_checked)
    return Login(session.user, session.id, at, tuple(methods))


def grant_of(request: AuthRequest, login: Login) -> Grant:
    """What somebody lets a client have that asked for it."""
    return Grant(
        login.user,
        request.client,
        request.scopes,
        login.at,
        login.methods,
        request.nonce,
        session=login.session,
        audience=request.audience,
    )


async def answer(site: Site, request: AuthRequest, login: Login) -> Answer:
    """Answer a request: with a code, or with the tokens themselves, or with a response of SAML.

    Raises: as `issuing.require_user` and failing scripts, where tokens are asked for.
    """
    site.oauth.requests.advance(request.id, Progress.LINKED)
    if request.saml is not None:
        return await saml_answering.answer(site, request, request.saml, login.user)
    grant = grant_of(request, login)
    if request.response_type == CODE:
        authorization = Authorization(grant, request.redirect_uri, request.challenge, request.id)
        code = site.oauth.codes.issue(authorization, site.now, site.instance.randomness)
        return _answer(request, {"code": code, "state": request.state})
    require_user(site, grant)
    client = Client(request.client, applications.active(site.state, request.client))
    secret = await issue_access_token(site, grant, client) if request.response_type == "id_token token" else ""
    tokens = {"access_token": secret, "token_type": "Bearer", "expires_in": str(site.lifetimes.access_token_s - 1)}
    parameters = {
        **(tokens if secret else {}),
        "id_token": await sign_id_token(site, grant, client, secret),
        "state": request.state,
    }
    return _answer(request, parameters)


def refuse(site: Site, request: AuthRequest, error: str, description: str = "", uri: str = "") -> Answer:
    """Answer a request with an error."""
    site.oauth.requests.advance(request.id, Progress.FAILED)
    parameters = {"error": error, "error_description": description, "error_uri": uri, "state": request.state}
    return _answer(request, parameters)


def _answer(request: AuthRequest, parameters: Mapping[str, str]) -> Answer:
    return Answer(request.redirect_uri, parameters, request.mode)
