"""A service provider: python3-saml, which verifies by libxmlsec, with a key and a certificate of its own."""

from __future__ import annotations

import base64
import datetime
import functools
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from onelogin.saml2.auth import OneLogin_Saml2_Auth  # type: ignore[import-untyped]  # (it has no types)
from onelogin.saml2.idp_metadata_parser import OneLogin_Saml2_IdPMetadataParser  # type: ignore[import-untyped]  # (it has no types)
from onelogin.saml2.settings import OneLogin_Saml2_Settings  # type: ignore[import-untyped]  # (it has no types)
from onelogin.saml2.utils import OneLogin_Saml2_Utils  # type: ignore[import-untyped]  # (it has no types)

from mockserver.access.saml.names import POST, REDIRECT

ENTITY = "https://portal.example/saml/metadata"
CONSUMER = "https://portal.example/saml/acs"
LOGOUT = "https://portal.example/saml/slo"
_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
_DIGEST = "http://www.w3.org/2001/04/xmlenc#sha256"


@functools.cache
def key_pair() -> tuple[str, str]:
    """A private key and its certificate, as PEM; one for all, as it takes a while."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "portal.example")])
    now = datetime.datetime.now(datetime.UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(now)
    certificate = builder.not_valid_after(now + datetime.timedelta(days=1)).sign(key, hashes.SHA256())
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
    return private.decode(), certificate.public_bytes(serialization.Encoding.PEM).decode()


class ServiceProvider:
    """An application that has its users logged in by SAML."""

    def __init__(self, client: httpx.Client, *, entity: str = ENTITY, signs: bool = True, binding: str = POST) -> None:
        self.entity = entity
        private, certificate = key_pair()
        metadata = client.get("/saml/v2/metadata").raise_for_status().text
        known = OneLogin_Saml2_IdPMetadataParser.parse(metadata)
        own = {
            "strict": True,
            "sp": {
                "entityId": entity,
                "assertionConsumerService": {"url": CONSUMER, "binding": binding},
                "singleLogoutService": {"url": LOGOUT, "binding": REDIRECT},
                "NameIDFormat": "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified",
                "x509cert": certificate,
                "privateKey": private,
            },
            "security": {
                "authnRequestsSigned": signs,
                "logoutRequestSigned": signs,
                "wantAssertionsSigned": True,
                "signatureAlgorithm": _SHA256,
                "digestAlgorithm": _DIGEST,
                "requestedAuthnContext": False,
            },
        }
        self._settings: dict[str, Any] = OneLogin_Saml2_IdPMetadataParser.merge_settings(known, own)
        self.request = ""

    @property
    def identity_provider(self) -> dict[str, Any]:
        """What it knows of the identity provider, to be changed."""
        known: dict[str, Any] = self._settings["idp"]
        return known

    @property
    def metadata(self) -> bytes:
        """What it tells of itself."""
        found: bytes | str = OneLogin_Saml2_Settings(self._settings, sp_validation_only=True).get_sp_metadata()
        return found if isinstance(found, bytes) else found.encode()

    @property
    def metadata_base64(self) -> str:
        """The same as messages have it."""
        return base64.b64encode(self.metadata).decode()

    def login_address(self, relay_state: str = "there") -> str:
        """Where it sends a browser for a login, with a signed request."""
        auth = self._auth({})
        address: str = auth.login(return_to=relay_state)
        self.request = auth.get_last_request_id()
        return address

    def posted_request(self, *, signed: bool = True) -> dict[str, str]:
        """The same as a form, with the signature within the XML."""
        auth = self._auth({})
        auth.login()
        self.request = auth.get_last_request_id()
        xml: bytes | str = auth.get_last_request_xml()
        if signed:
            private, certificate = key_pair()
            xml = OneLogin_Saml2_Utils.add_sign(xml, private, certificate, False, _SHA256, _DIGEST)
        raw = xml if isinstance(xml, bytes) else xml.encode()
        return {"SAMLRequest": base64.b64encode(raw).decode(), "RelayState": "there"}

    def logout_address(self) -> str:
        """Where it sends a browser to log out."""
        address: str = self._auth({}).logout(name_id="ada", return_to="bye")
        return address

    def accepted(self, form: dict[str, str]) -> OneLogin_Saml2_Auth:
        """A response that it accepts, by its signature and all its conditions; of what is wrong an error tells."""
        auth = self._auth(form)
        auth.process_response(self.request)
        assert auth.get_errors() == [], auth.get_last_error_reason()
        assert auth.is_authenticated()
        return auth

    def refused(self, form: dict[str, str]) -> str:
        """Why it does not accept a response."""
        auth = self._auth(form)
        auth.process_response(self.request)
        assert auth.get_errors() != []
        reason: str = auth.get_last_error_reason()
        return reason

    def signed_query(self, address: str, certificate: str) -> bool:
        """Whether the parameters of an address are signed, in the order that SAML wants."""
        found = parameters_of(address)
        signed = urlencode({name: found[name] for name in ("SAMLResponse", "RelayState", "SigAlg")})
        public = x509.load_pem_x509_certificate(certificate.encode()).public_key()
        assert isinstance(public, rsa.RSAPublicKey)
        public.verify(base64.b64decode(found["Signature"]), signed.encode(), padding.PKCS1v15(), hashes.SHA256())
        return True

    def _auth(self, form: dict[str, str]) -> OneLogin_Saml2_Auth:
        at = urlsplit(CONSUMER)
        came = {"https": "on", "http_host": at.netloc, "script_name": at.path, "get_data": {}, "post_data": form}
        return OneLogin_Saml2_Auth(came, old_settings=self._settings)


def parameters_of(address: str) -> dict[str, str]:
    """The parameters of an address."""
    return dict(parse_qsl(urlsplit(address).query))
