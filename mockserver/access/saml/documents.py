"""What this identity provider tells of itself, and what it answers, as XML.

Source: the real server's source, names of elements and all; of the formats of names and of the order of attributes
nothing is recorded.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from mockserver.access.saml import names
from mockserver.access.saml.keys import SamlKey
from mockserver.domain.ids import Instant
from mockserver.spec.wellknown import timestamp

_PROTOCOL = f'xmlns:samlp="{names.PROTOCOL}" xmlns:saml="{names.ASSERTION}"'
_ENTITY_FORMAT = "urn:oasis:names:tc:SAML:2.0:nameid-format:entity"
_NAME_FORMAT = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"
_PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"
_PASSWORD = "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"  # noqa: S105 (a name)
_BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer"
_LASTS_US = 5 * 60 * 1_000_000
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
STANDARD = ("Email", "SurName", "FirstName", "FullName", "UserName", "UserID")
"""The attributes that responses have of their own, in order."""
PLACE_OF_SIGNATURE = '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Id="placeholder"></ds:Signature>'


@dataclass(frozen=True, slots=True)
class SamlAttribute:
    """An attribute of somebody, in a response."""

    name: str
    format: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressed:
    """To whom a response goes, and what it answers.

    Attributes:
        issuer: the entity id of this identity provider; `audience` that of the service provider.
        request: the id of what it answers; empty where that could not be read.
        location: where it is sent; empty where nobody knows.
    """

    issuer: str
    request: str = ""
    location: str = ""
    audience: str = ""


def new_id() -> str:
    """An id of an element, of any instance."""
    return f"_{secrets.token_hex(16)}"


def assertion(to: Addressed, user_name: str, attributes: Iterable[SamlAttribute], now: Instant) -> tuple[str, str]:
    """What is said of somebody who logged in, for five minutes, with a place for its signature.

    Returns: its id, and the XML.
    """
    id_, at, until = new_id(), timestamp(now), timestamp(Instant(now + _LASTS_US))
    recipient = f' Recipient="{_text(to.location)}"'
    told = "".join(map(_attribute, attributes))
    return id_, (
        f'<saml:Assertion xmlns:saml="{names.ASSERTION}" Version="2.0" ID="{id_}" IssueInstant="{at}">'
        f"{_issuer(to.issuer)}{PLACE_OF_SIGNATURE}"
        f'<saml:Subject><saml:NameID Format="{_NAME_FORMAT}">{_text(user_name)}</saml:NameID>'
        f'<saml:SubjectConfirmation Method="{_BEARER}"><saml:SubjectConfirmationData NotBefore="{at}" '
        f'NotOnOrAfter="{until}"{recipient} InResponseTo="{_text(to.request)}"/>'
        "</saml:SubjectConfirmation></saml:Subject>"
        f'<saml:Conditions NotBefore="{at}" NotOnOrAfter="{until}"><saml:AudienceRestriction>'
        f"<saml:Audience>{_text(to.audience)}</saml:Audience></saml:AudienceRestriction></saml:Conditions>"
        f'<saml:AuthnStatement AuthnInstant="{at}" SessionIndex="{id_}"><saml:AuthnContext>'
        f"<saml:AuthnContextClassRef>{_PASSWORD}</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>"
        f"<saml:AttributeStatement>{told}</saml:AttributeStatement></saml:Assertion>"
    )


def response(to: Addressed, status: str, message: str, now: Instant, content: str = "", kind: str = "Response") -> str:
    """An answer.

    Args:
        message: why it is no success; empty for one.
        content: the assertion, as XML.
        kind: `Response` or `LogoutResponse`.
    """
    destination = f' Destination="{_text(to.location)}"' if to.location else ""
    answers = f' InResponseTo="{_text(to.request)}"' if to.request else ""
    told = f"<samlp:StatusMessage>{_text(message)}</samlp:StatusMessage>" if message else ""
    return (
        f'<samlp:{kind} {_PROTOCOL} Version="2.0" ID="{new_id()}" IssueInstant="{timestamp(now)}"'
        f"{destination}{answers}>"
        f'{_issuer(to.issuer)}<samlp:Status><samlp:StatusCode Value="{_text(status)}"/>{told}</samlp:Status>'
        f"{content}</samlp:{kind}>"
    )


def entity_id(issuer: str) -> str:
    """By which this identity provider is known: where its metadata is."""
    return issuer + names.METADATA_PATH


def metadata(issuer: str, key: SamlKey) -> str:
    """What this identity provider tells of itself.

    It is not signed, and tells of no service for queries of attributes, which the real one has.
    """
    sso = "".join(_endpoint("SingleSignOnService", binding, issuer + names.SSO_PATH) for binding in _BINDINGS)
    slo = "".join(_endpoint("SingleLogoutService", binding, issuer + names.SLO_PATH) for binding in _BINDINGS)
    told = "".join(_attribute(SamlAttribute(name, names.BASIC, ("",))) for name in STANDARD)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<md:EntityDescriptor xmlns:md="{names.METADATA}" xmlns:saml="{names.ASSERTION}" '
        f'xmlns:ds="{names.SIGNATURE}" entityID="{_text(entity_id(issuer))}" ID="{new_id()}">'
        f'<md:IDPSSODescriptor WantAuthnRequestsSigned="true" protocolSupportEnumeration="{names.PROTOCOL}">'
        f'<md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>{key.certificate_base64}'
        f"</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>"
        f"{slo}<md:NameIDFormat>{_PERSISTENT}</md:NameIDFormat>{sso}"
        f"<md:AttributeProfile>urn:oasis:names:tc:SAML:2.0:profiles:attribute:basic</md:AttributeProfile>{told}"
        "</md:IDPSSODescriptor></md:EntityDescriptor>\n"
    )


_BINDINGS = (names.REDIRECT, names.POST)


def _endpoint(name: str, binding: str, location: str) -> str:
    return f'<md:{name} Binding="{binding}" Location="{_text(location)}"/>'


def _issuer(entity: str) -> str:
    return f'<saml:Issuer Format="{_ENTITY_FORMAT}">{_text(entity)}</saml:Issuer>'


def _attribute(attribute: SamlAttribute) -> str:
    values = "".join(f"<saml:AttributeValue>{_text(value)}</saml:AttributeValue>" for value in attribute.values)
    named = f' NameFormat="{_text(attribute.format)}"' if attribute.format else ""
    return f'<saml:Attribute Name="{_text(attribute.name)}"{named}>{values}</saml:Attribute>'


def _text(text: str) -> str:
    """A text within XML; what XML cannot hold is U+FFFD, as Go writes it."""
    return escape(_UNWRITABLE.sub("\ufffd", text)).replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#9;")
