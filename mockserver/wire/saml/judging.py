"""Whether a service provider's request can be answered.

Source: the real server's source; the words are our own.
"""

from __future__ import annotations

import asyncio

from mockserver.access.saml import names
from mockserver.access.saml.reading import Unreadable
from mockserver.access.saml.requests import SamlRequest, read_authn_request
from mockserver.access.saml.service_providers import ServiceProvider
from mockserver.access.saml.signatures import Unverified, verified_xml, verify_query
from mockserver.spec.wellknown import parse_timestamp
from mockserver.wire.oauth.call import Call
from mockserver.wire.saml.telling import Denied, came_as, came_by

_VERSION = "2.0"
_WANTED = ", and this identity provider wants signed requests (WantAuthnRequestsSigned in its metadata)"


def judged(call: Call) -> tuple[bytes, SamlRequest]:
    """A request as it came: its XML, and what it says.

    Raises: Denied.
    """
    if not call.parameter("SAMLRequest"):
        raise Denied("no auth request provided: the parameter SAMLRequest is missing")
    if call.parameter("SigAlg") and not call.parameter("Signature"):
        raise Denied("signature algorithm provided but no signature: the parameter Signature is missing")
    xml = came_as(call)
    return xml, _read(xml)


async def verified(call: Call, xml: bytes, asked: SamlRequest, provider: ServiceProvider) -> SamlRequest:
    """The request as its service provider signed it.

    Raises: Denied, SigningMissing.
    """
    try:
        if came_by(call) == names.REDIRECT:
            _require_query_signature(call, provider)
        elif not asked.signed:
            raise Unverified(f"the request has no signature{_WANTED}")
        else:
            signed = await asyncio.to_thread(verified_xml, xml, provider.certificates)
            # What is not signed does not count, wherever it stands in the document.
            asked = _read(signed)
    except (Unverified, Unreadable) as error:
        raise Denied(f"failed to verify signature: {error}") from error
    return asked


def _read(xml: bytes) -> SamlRequest:
    try:
        return read_authn_request(xml)
    except Unreadable as error:
        raise Denied(f"failed to decode request: {error}") from error


def _require_query_signature(call: Call, provider: ServiceProvider) -> None:
    """Raises: Unverified, Unreadable."""
    if not call.parameter("Signature"):
        raise Unverified(f"the parameter Signature is missing{_WANTED}")
    verify_query(call.request.query, provider.certificates)


def require_content(call: Call, asked: SamlRequest, provider: ServiceProvider) -> None:
    """See that a request can be answered now, and here.

    Raises: Denied.
    """
    failed = "failed to validate request content: "
    if not asked.id:
        raise Denied(f"{failed}ID is missing in request")
    if asked.version != _VERSION:
        raise Denied(f"{failed}version in request is {asked.version!r}, not {_VERSION}")
    if asked.issuer != provider.entity_id:
        raise Denied(f"{failed}issuer in request not equal entityID of service provider")
    wanted = call.issuer + names.SSO_PATH
    if asked.destination and asked.destination != wanted:
        raise Denied(f"{failed}destination of request is {asked.destination!r}, not {wanted}")
    for name, at in (("NotBefore", asked.not_before), ("NotOnOrAfter", asked.not_after)):
        instant = parse_timestamp(at) if at else None
        if at and instant is None:
            raise Denied(f"{failed}{name} cannot be read: {at[:100]!r}")
        if instant is not None and (instant > call.now if name == "NotBefore" else instant <= call.now):
            raise Denied(f"{failed}{name} is {at}, which it is not now")
