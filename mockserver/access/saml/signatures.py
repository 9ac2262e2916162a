"""Signatures of requests, which are verified, and of responses, which are made.

Those within XML are the affair of signxml, which comes with the extra `saml` and is imported when it is first needed.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_plus

from mockserver.access.saml.keys import SamlKey
from mockserver.access.saml.names import RSA_SHA256
from mockserver.access.saml.reading import Unreadable
from mockserver.later import Later

if TYPE_CHECKING:
    from cryptography import exceptions, x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding, rsa
    from lxml import etree  # type: ignore[import-untyped]  # (it has no types)
    from signxml import algorithms, signer, verifier
    from signxml import exceptions as signxml_exceptions
else:
    etree = Later("lxml.etree")
    algorithms, signer, verifier = Later("signxml.algorithms"), Later("signxml.signer"), Later("signxml.verifier")
    signxml_exceptions = Later("signxml.exceptions")
    exceptions, x509 = Later("cryptography.exceptions"), Later("cryptography.x509")
    hashes = Later("cryptography.hazmat.primitives.hashes")
    padding = Later("cryptography.hazmat.primitives.asymmetric.padding")
    rsa = Later("cryptography.hazmat.primitives.asymmetric.rsa")

_EXCLUSIVE: Final = "http://www.w3.org/2001/10/xml-exc-c14n#"
_HASHES: Final = {
    "http://www.w3.org/2000/09/xmldsig#rsa-sha1": "SHA1",
    RSA_SHA256: "SHA256",
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384": "SHA384",
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512": "SHA512",
}
"""By algorithm; SHA-1 too, which the real server takes as well (its source)."""
_SIGNED = ("SAMLRequest", "RelayState", "SigAlg")
_SIGNED_AND_SIGNATURE = frozenset({*_SIGNED, "Signature"})
MISSING: Final = (
    "SAML messages are signed by the package signxml, which is not installed: pip install 'zitadel-mock[saml]'"
)


class Unverified(ValueError):
    """A signature is missing, or not one that counts; the message says why."""


class Unsignable(ValueError):
    """What is to be signed cannot be; the message says why."""


class SigningMissing(RuntimeError):
    """The extra `saml` is not installed."""

    def __init__(self) -> None:
        super().__init__(MISSING)


def require_signing() -> None:
    """See that what signs within XML is there; its first import takes a while.

    Raises: SigningMissing.
    """
    try:
        signer.XMLSigner, verifier.XMLVerifier, etree.fromstring  # noqa: B018 (which imports them)
    except ImportError:
        raise SigningMissing from None


def with_signature(xml: str, id_: str, key: SamlKey) -> str:
    """XML with a signature of the element that has an id, where its placeholder stands.

    Raises: SigningMissing; Unsignable: a text is longer than libxml2 reads, 10 million bytes.
    """
    require_signing()
    try:
        signed = signer.XMLSigner(c14n_algorithm=_EXCLUSIVE).sign(
            etree.fromstring(xml.encode(), _parser()),
            key=key.private,
            cert=key.certificate.decode(),
            reference_uri=id_,
        )
    except etree.XMLSyntaxError as error:
        raise Unsignable(str(error)) from error
    text: str = etree.tostring(signed, encoding="unicode")
    return text


def verified_xml(xml: bytes, certificates: Sequence[str]) -> bytes:
    """The part of a document that one of the certificates signed, which is all of it that counts.

    Args:
        certificates: base64 of DER.

    Raises: Unverified, SigningMissing.
    """
    require_signing()
    known = verifier.SignatureConfiguration(
        location="./",
        signature_methods=frozenset(map(algorithms.SignatureMethod, _HASHES)),
        digest_algorithms=frozenset(algorithms.DigestAlgorithm),
    )
    why = "the service provider's metadata has no certificate"
    for certificate in certificates:
        try:
            found = verifier.XMLVerifier().verify(
                etree.fromstring(xml, _parser()), x509_cert=_certificate(certificate), expect_config=known
            )
        except (
            signxml_exceptions.SignXMLException,
            etree.LxmlError,
            exceptions.UnsupportedAlgorithm,
            LookupError,
            TypeError,
            ValueError,
        ) as error:
            # It raises whatever its parts do where a signature is no signature.
            why = str(error) or type(error).__name__
            continue
        result = found[0] if isinstance(found, list) else found
        if result.signed_xml is None:
            raise Unverified("the signature is of no element")
        data: bytes = etree.tostring(result.signed_xml)
        return data
    raise Unverified(why)


def verify_query(query: bytes, certificates: Sequence[str]) -> None:
    """See that one of the certificates signed the parameters of an address, as they came there.

    None of them may come twice: which one counts is not to depend on who reads them.

    Raises: Unverified.
    Source: SAML 2.0 Bindings, section 3.4.4.1.
    """
    came: dict[str, str] = {}
    for part in query.decode("latin-1").split("&"):
        encoded, _, value = part.partition("=")
        name = unquote_plus(encoded)
        if name in came and name in _SIGNED_AND_SIGNATURE:
            raise Unverified(f"the parameter {name} comes more than once")
        came[name] = value
    algorithm = unquote_plus(came.get("SigAlg", ""))
    if algorithm not in _HASHES:
        raise Unverified(f"the signature algorithm {algorithm[:100]!r} is not known")
    try:
        signature = base64.b64decode(unquote_plus(came.get("Signature", "")), validate=True)
    except (binascii.Error, ValueError):
        raise Unverified("the signature is no base64") from None
    signed = "&".join(f"{name}={came[name]}" for name in _SIGNED if name in came).encode("latin-1")
    why = "the service provider's metadata has no certificate"
    for certificate in certificates:
        try:
            public = _certificate(certificate).public_key()
            if not isinstance(public, rsa.RSAPublicKey):
                why = "the certificate's key is not of RSA"
                continue
            public.verify(signature, signed, padding.PKCS1v15(), getattr(hashes, _HASHES[algorithm])())
        except exceptions.InvalidSignature:
            why = "no certificate of the service provider's metadata made the signature"
        except Unreadable as error:
            why = str(error)
        else:
            return
    raise Unverified(why)


def _certificate(text: str) -> x509.Certificate:
    """Raises: Unreadable."""
    try:
        return x509.load_der_x509_certificate(base64.b64decode(text))
    except ValueError as error:
        raise Unreadable(f"a certificate of the metadata cannot be read: {error}") from error


def _parser() -> etree.XMLParser:
    """Looks nothing up and defines nothing, as `reading` does, which has read the document before."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False)
