"""How the request of a service provider is answered once somebody logged in: with a signed response.

Imported when the first response is made.
Source: the real server's source.
"""

from __future__ import annotations

import asyncio
import base64
import logging
import zlib
from urllib.parse import urlencode

from mockserver.access.oauth import applications
from mockserver.access.oauth.auth_requests import AskedBySaml, AuthRequest
from mockserver.access.saml import documents, names
from mockserver.access.saml.documents import Addressed, SamlAttribute
from mockserver.access.saml.keys import SamlKey, SamlState
from mockserver.access.saml.signatures import Unsignable, with_signature
from mockserver.domain.ids import UserId
from mockserver.domain.rows.apps import App
from mockserver.domain.rows.users import User, UserState
from mockserver.logins.answering import Answer
from mockserver.logins.saml_attributes import SamlFailed, attributes_of
from mockserver.logins.site import Site

_log = logging.getLogger(__name__)

_RAW_DEFLATE = -zlib.MAX_WBITS
_NOT_MADE = "failed to create response"


async def answer(site: Site, request: AuthRequest, asked: AskedBySaml, user: UserId) -> Answer:
    """Answer a request; of what fails the service provider is told, in a response that nobody signed.

    Raises: SigningMissing.
    """
    try:
        return await respond(site, request, asked, user)
    except SamlFailed as failed:
        _log.info("SAML response: %s", failed)
        return refusal(site, request, asked, failed.status, _NOT_MADE)


async def respond(site: Site, request: AuthRequest, asked: AskedBySaml, user_id: UserId) -> Answer:
    """The response of a success.

    Raises: SamlFailed, SigningMissing.
    """
    app, user = _parties(site, request, user_id)
    attributes = await attributes_of(site, app, user)
    key = await site.instance.part(SamlState).key()
    # Scripts and targets take their time, in which somebody may have removed what is answered for.
    _parties(site, request, user_id)
    # What signs is imported by the first response, and takes its time for each.
    try:
        return await asyncio.to_thread(_signed, site, request, asked, user.user_name, attributes, key)
    except Unsignable as error:
        raise SamlFailed(names.INVALID_ATTRIBUTE, str(error)) from error


def _parties(site: Site, request: AuthRequest, user_id: UserId) -> tuple[App, User]:
    """The application that is answered, and who logged in to it. Raises: SamlFailed for what is not active."""
    app = applications.active(site.state, request.client)
    if app is None or app.saml is None:
        raise SamlFailed(names.AUTHN_FAILED, f"application {request.client} was removed or is inactive")
    user = site.state.users.get(user_id)
    if user is None or user.state not in {UserState.ACTIVE, UserState.INITIAL}:
        raise SamlFailed(names.INVALID_ATTRIBUTE, f"user {user_id} was removed or is inactive")
    organisation = site.state.organisations.get(user.organisation)
    if organisation is None or not organisation.active:
        raise SamlFailed(names.INVALID_ATTRIBUTE, f"organisation {user.organisation} was removed or is inactive")
    return app, user


def refusal(site: Site, request: AuthRequest, asked: AskedBySaml, status: str, message: str) -> Answer:
    """A response that tells why there is no login."""
    xml = documents.response(_to(request, asked), status, message, site.now)
    return _answer(request, asked, xml, None)


def _signed(
    site: Site, request: AuthRequest, asked: AskedBySaml, user_name: str, attributes: list[SamlAttribute], key: SamlKey
) -> Answer:
    """A response whose assertion is signed, or in an address the whole of it.

    Raises: SigningMissing, Unsignable.
    """
    to = _to(request, asked)
    id_, xml = documents.assertion(to, user_name, attributes, site.now)
    if asked.binding == names.REDIRECT:
        whole = documents.response(to, names.SUCCESS, "", site.now, xml.replace(documents.PLACE_OF_SIGNATURE, ""))
        return _answer(request, asked, whole, key)
    signed = with_signature(xml, id_, key)
    return _answer(request, asked, documents.response(to, names.SUCCESS, "", site.now, signed), None)


def _to(request: AuthRequest, asked: AskedBySaml) -> Addressed:
    issuer = documents.entity_id(request.issuer)
    return Addressed(issuer=issuer, request=asked.id, location=request.redirect_uri, audience=asked.issuer)


def _answer(request: AuthRequest, asked: AskedBySaml, xml: str, key: SamlKey | None) -> Answer:
    """What a browser takes along.

    Args:
        key: signs the parameters of an address, in the order that SAML wants (Bindings, section 3.4.4.1); None where
            nobody signs them.
    """
    if asked.binding != names.REDIRECT:
        sent = {"RelayState": request.state, "SAMLResponse": base64.b64encode(xml.encode()).decode("ascii")}
        return Answer(request.redirect_uri, sent, "form_post")
    packing = zlib.compressobj(wbits=_RAW_DEFLATE)
    packed = packing.compress(xml.encode()) + packing.flush()
    sent = {"SAMLResponse": base64.b64encode(packed).decode("ascii")}
    if request.state:
        sent["RelayState"] = request.state
    if key is not None:
        sent["SigAlg"] = names.RSA_SHA256
        sent["Signature"] = base64.b64encode(key.sign(urlencode(sent).encode("ascii"))).decode("ascii")
    return Answer(request.redirect_uri, sent, "query")
