"""What the metadata of a service provider says of it."""

from __future__ import annotations

import functools
from typing import NamedTuple
from xml.etree.ElementTree import Element

from mockserver.access.oauth.redirects import broken_redirect_uri
from mockserver.access.saml.names import METADATA, POST, REDIRECT, SIGNATURE
from mockserver.access.saml.reading import Unreadable, read_xml, text_of

_ENTITY = f"{{{METADATA}}}EntityDescriptor"
_PROVIDER = f"{{{METADATA}}}SPSSODescriptor"
_KEY = f"{{{METADATA}}}KeyDescriptor"
_CERTIFICATE = f".//{{{SIGNATURE}}}X509Certificate"
_CONSUMER = f"{{{METADATA}}}AssertionConsumerService"
_LOGOUT = f"{{{METADATA}}}SingleLogoutService"
_TRUE = frozenset({"true", "1"})
_REMEMBERED = 16


class Consumer(NamedTuple):
    """Where a service provider takes responses.

    Attributes:
        place: its index among the others.
    """

    binding: str
    location: str
    place: int = 0
    is_default: bool = False


class ServiceProvider(NamedTuple):
    """A service provider.

    Attributes:
        certificates: those that its requests may be signed by: base64 of DER, without blanks.
        signs: whether it says that it signs its requests.
        logout: where it takes answers to its wish to log out; empty where it takes none.
    """

    entity_id: str
    consumers: tuple[Consumer, ...] = ()
    certificates: tuple[str, ...] = ()
    signs: bool = False
    logout: str = ""


@functools.lru_cache(maxsize=_REMEMBERED)
def read_service_provider(metadata: bytes) -> ServiceProvider:
    """What metadata says.

    An entity that is no service provider is one without consumers. What was read last is remembered, as each request of
    a service provider asks for it.

    Raises: Unreadable.
    Source: the real server's source; that an entity needs an id is assumed.
    """
    root = read_xml(metadata)
    if root.tag != _ENTITY:
        raise Unreadable(f"it is {_shown(root.tag)}, where EntityDescriptor of {METADATA} is expected")
    entity_id = root.get("entityID", "")
    if not entity_id:
        raise Unreadable("its EntityDescriptor has no entityID")
    found = root.find(_PROVIDER)
    if found is None:
        return ServiceProvider(entity_id)
    keys = [key for key in found.findall(_KEY) if key.get("use", "signing") in {"", "signing"}]
    certificates = ("".join(text_of(each).split()) for key in keys for each in key.findall(_CERTIFICATE))
    logout = found.find(_LOGOUT)
    return ServiceProvider(
        entity_id,
        tuple(map(_consumer, found.findall(_CONSUMER))),
        tuple(filter(None, certificates)),
        found.get("AuthnRequestsSigned", "") in _TRUE,
        _answered_at(logout) if logout is not None else "",
    )


def consumer_for(provider: ServiceProvider, binding: str) -> Consumer | None:
    """Where a response is sent: the first consumer with the binding that is asked for, else the default one, else that
    of the lowest index; None where there is none. The address that a request names is not looked at.

    Source: the real server's source.
    """
    for consumer in provider.consumers:
        if consumer.binding == binding:
            return consumer
    default = [consumer for consumer in provider.consumers if consumer.is_default]
    return min(default or provider.consumers, key=lambda consumer: 0 if default else consumer.place, default=None)


def unsendable(consumer: Consumer) -> str | None:
    """Why no response can be sent by a consumer's binding, or to where no browser can go; None where one can."""
    if consumer.binding not in {REDIRECT, POST}:
        return f"unsupported binding: {consumer.binding}"
    wrong = broken_address(consumer.location)
    return None if wrong is None else f"unusable assertion consumer url: {consumer.location!r} {wrong}"


def broken_address(location: str) -> str | None:
    """Why no browser can be sent to an address of metadata; None where it can."""
    if location and not location.lower().startswith(("http://", "https://")):
        return "must be of http or https"
    return broken_redirect_uri(location)


def _answered_at(logout: Element) -> str:
    return logout.get("ResponseLocation", "") or logout.get("Location", "")


def _consumer(element: Element) -> Consumer:
    index = element.get("index", "")
    return Consumer(
        element.get("Binding", ""),
        element.get("Location", ""),
        int(index) if index.isascii() and index.isdigit() and len(index) <= 5 else 0,
        element.get("isDefault", "") in _TRUE,
    )


def _shown(tag: str) -> str:
    return tag.rpartition("}")[2][:100]
