"""Names of SAML: of namespaces, bindings, formats, and of what a status says."""

from __future__ import annotations

from typing import Final

ASSERTION: Final = "urn:oasis:names:tc:SAML:2.0:assertion"
PROTOCOL: Final = "urn:oasis:names:tc:SAML:2.0:protocol"
METADATA: Final = "urn:oasis:names:tc:SAML:2.0:metadata"
SIGNATURE: Final = "http://www.w3.org/2000/09/xmldsig#"

REDIRECT: Final = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"
POST: Final = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"
BASIC: Final = "urn:oasis:names:tc:SAML:2.0:attrname-format:basic"
RSA_SHA256: Final = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"

_STATUS = "urn:oasis:names:tc:SAML:2.0:status:"
SUCCESS: Final = f"{_STATUS}Success"
VERSION_MISMATCH: Final = f"{_STATUS}VersionMismatch"
AUTHN_FAILED: Final = f"{_STATUS}AuthnFailed"
INVALID_ATTRIBUTE: Final = f"{_STATUS}InvalidAttrNameOrValue"
INVALID_NAME_ID_POLICY: Final = f"{_STATUS}InvalidNameIDPolicy"
REQUEST_DENIED: Final = f"{_STATUS}RequestDenied"
REQUEST_UNSUPPORTED: Final = f"{_STATUS}RequestUnsupported"
UNSUPPORTED_BINDING: Final = f"{_STATUS}UnsupportedBinding"
RESPONDER: Final = f"{_STATUS}Responder"

METADATA_PATH: Final = "/saml/v2/metadata"
CERTIFICATE_PATH: Final = "/saml/v2/certificate"
SSO_PATH: Final = "/saml/v2/SSO"
SLO_PATH: Final = "/saml/v2/SLO"
"""As on the real server, by its source."""
