"""What a service provider asks, as it came and as it reads."""

from __future__ import annotations

import base64
import binascii
import zlib
from typing import NamedTuple
from xml.etree.ElementTree import Element

from mockserver.access.saml.names import ASSERTION, PROTOCOL, SIGNATURE
from mockserver.access.saml.reading import Unreadable, read_xml, text_of

_AUTHN_REQUEST = f"{{{PROTOCOL}}}AuthnRequest"
_LOGOUT_REQUEST = f"{{{PROTOCOL}}}LogoutRequest"
_ISSUER = f"{{{ASSERTION}}}Issuer"
_CONDITIONS = f"{{{ASSERTION}}}Conditions"
_SIGNED = f"{{{SIGNATURE}}}Signature"
_MOST_BYTES = 100_000
_RAW_DEFLATE = -zlib.MAX_WBITS


class SamlRequest(NamedTuple):
    """A request for a login, or to log out.

    Attributes:
        binding: by which the response is wanted; empty for any.
        not_before: as it came; `not_after` likewise.
        signed: whether a signature stands in it.
    """

    id: str
    version: str
    issuer: str
    destination: str
    binding: str = ""
    not_before: str = ""
    not_after: str = ""
    signed: bool = False


def unpacked(text: str, *, deflated: bool) -> bytes:
    """The XML of a parameter `SAMLRequest`.

    Args:
        deflated: whether it may be compressed, as in an address.

    Raises: Unreadable.
    """
    if len(text) > 2 * _MOST_BYTES:
        raise Unreadable(f"it has more than {_MOST_BYTES} bytes")
    try:
        data = base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        raise Unreadable("it is no base64") from None
    if not deflated or data.lstrip().startswith(b"<"):
        found = data
    else:
        inflating = zlib.decompressobj(_RAW_DEFLATE)
        try:
            found = inflating.decompress(data, _MOST_BYTES + 1)
        except zlib.error:
            raise Unreadable("it is base64 of what is no raw DEFLATE") from None
    if len(found) > _MOST_BYTES:
        raise Unreadable(f"it has more than {_MOST_BYTES} bytes")
    return found


def read_authn_request(xml: bytes) -> SamlRequest:
    """A request for a login. Raises: Unreadable."""
    return _read(xml, _AUTHN_REQUEST, "AuthnRequest")


def read_logout_request(xml: bytes) -> SamlRequest:
    """A request to log out. Raises: Unreadable."""
    return _read(xml, _LOGOUT_REQUEST, "LogoutRequest")


def _read(xml: bytes, tag: str, name: str) -> SamlRequest:
    root = read_xml(xml)
    if root.tag != tag:
        raise Unreadable(f"it is {root.tag.rpartition('}')[2][:100]}, where {name} of {PROTOCOL} is expected")
    conditions = root.find(_CONDITIONS)
    if conditions is None:
        conditions = Element(_CONDITIONS)
    return SamlRequest(
        id=root.get("ID", ""),
        version=root.get("Version", ""),
        issuer=text_of(root.find(_ISSUER)),
        destination=root.get("Destination", ""),
        binding=root.get("ProtocolBinding", ""),
        not_before=conditions.get("NotBefore", ""),
        not_after=conditions.get("NotOnOrAfter", root.get("NotOnOrAfter", "")),
        signed=root.find(_SIGNED) is not None,
    )
