"""Where service providers send browsers for a login."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from urllib.parse import urlencode

import msgspec

from mockserver.access.oauth.auth_requests import PREFIX_V2, AskedBySaml, AuthRequest
from mockserver.access.saml import documents, names
from mockserver.access.saml.documents import Addressed
from mockserver.access.saml.requests import SamlRequest
from mockserver.access.saml.service_providers import Consumer, ServiceProvider, consumer_for, unsendable
from mockserver.access.saml.signatures import SigningMissing, require_signing
from mockserver.domain.oidc_configuration import LoginVersion
from mockserver.domain.rows.apps import App
from mockserver.errors.problem import Refused
from mockserver.errors.texts import text
from mockserver.logins import saml_answering
from mockserver.wire.http import Response
from mockserver.wire.oauth import paths
from mockserver.wire.oauth.answers import not_cached, redirect
from mockserver.wire.oauth.authorize import LOGIN_CLIENT, chosen_user, log_in
from mockserver.wire.oauth.call import Call
from mockserver.wire.oauth.sending import send
from mockserver.wire.saml.judging import judged, require_content, verified
from mockserver.wire.saml.telling import Denied, denied, registered

_SEE_OTHER = 303
_NOT_IMPLEMENTED = 501


async def sign_on(call: Call) -> Response:
    """`GET` or `POST /saml/v2/SSO` with a request that the service provider signed.

    A person then logs in on the pages of this server, or on those of whoever answers requests through the API; the
    parameter `mock_user` and the setting `auto_login` choose who it is, as at the endpoint of OpenID Connect. The
    response goes to a consumer of the registered metadata, whatever address the request names. That a login is to be
    forced, or to be silent, is not looked at.

    Source: the real server's source, for the order in which a request is judged as well.
    """
    to = Addressed(issuer=documents.entity_id(call.issuer))
    try:
        xml, asked = judged(call)
        to = replace(to, request=asked.id)
        app, provider = registered(call, asked.issuer)
        asked = await verified(call, xml, asked, provider)
        consumer = _consumer(provider, asked)
        if consumer.binding == names.POST:
            await asyncio.to_thread(require_signing)
    except SigningMissing as missing:
        headers = [(b"content-type", b"text/plain; charset=utf-8"), *not_cached()]
        return Response(_NOT_IMPLEMENTED, headers, f"{missing}\n".encode())
    except Denied as problem:
        return denied(call, to, problem)
    request = _kept(call, app, asked, consumer)
    try:
        require_content(call, asked, provider)
    except Denied as problem:
        return _refused(call, request, problem)
    return await _go_on(call, app, request)


def _refused(call: Call, request: AuthRequest, problem: Denied) -> Response:
    """Tell the service provider why there is no login."""
    assert request.saml is not None, "it was asked by SAML"  # noqa: S101 (made that way)
    answer = saml_answering.refusal(call.site, request, request.saml, problem.status, problem.reason)
    return send(answer.redirect_uri, answer.parameters, answer.mode)


def _consumer(provider: ServiceProvider, asked: SamlRequest) -> Consumer:
    """Where the response goes. Raises: Denied."""
    found = consumer_for(provider, asked.binding)
    if found is None or not found.location:
        raise Denied("missing usable assertion consumer url", names.UNSUPPORTED_BINDING)
    why_not = unsendable(found)
    if why_not is not None:
        raise Denied(why_not, names.UNSUPPORTED_BINDING)
    return found


async def _go_on(call: Call, app: App, request: AuthRequest) -> Response:
    """To the pages that ask who somebody is, or at once back, where that is known."""
    by_api = request.id.startswith(PREFIX_V2)
    user = None if by_api else chosen_user(call)
    if user is not None:
        try:
            return await log_in(call, request, user)
        except Refused as refused:
            return _refused(call, request, Denied(text(refused.problem.key), names.AUTHN_FAILED))
    call.oauth.requests.add(request)
    page = _login_page(app, request) if by_api else f"{paths.LOGIN}?{urlencode({'authRequestID': request.id})}"
    return msgspec.structs.replace(redirect(page), status=_SEE_OTHER)


def _answered_by_api(call: Call, app: App) -> bool:
    """Whether somebody else's login page answers."""
    version = app.saml.login_version if app.saml is not None else LoginVersion.UNSPECIFIED
    return version == LoginVersion.V2 or bool(call.request.text(LOGIN_CLIENT))


def _login_page(app: App, request: AuthRequest) -> str:
    base = app.saml.login_base_uri.rstrip("/") if app.saml is not None else ""
    page = f"{base}/login" if base else paths.LOGIN_V2
    return f"{page}?{urlencode({'samlRequest': request.id})}"


def _kept(call: Call, app: App, asked: SamlRequest, consumer: Consumer) -> AuthRequest:
    """What is kept of a request until somebody logs in."""
    id_ = call.instance.ids.next()
    by_api = _answered_by_api(call, app)
    return AuthRequest(
        id=PREFIX_V2 + id_ if by_api else id_,
        created=call.now,
        client=app.id,
        redirect_uri=consumer.location,
        response_type="",
        mode="query" if consumer.binding == names.REDIRECT else "form_post",
        state=call.parameter("RelayState"),
        login_client=call.request.text(LOGIN_CLIENT),
        issuer=call.issuer,
        lifetimes=call.settings.token_lifetimes,
        saml=AskedBySaml(id=asked.id, issuer=asked.issuer, binding=consumer.binding),
    )
