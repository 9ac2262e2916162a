"""What service providers are told that is no login."""

from __future__ import annotations

import base64

from mockserver.access.oauth import applications
from mockserver.access.saml import documents, names
from mockserver.access.saml.documents import Addressed
from mockserver.access.saml.reading import Unreadable
from mockserver.access.saml.requests import unpacked
from mockserver.access.saml.service_providers import ServiceProvider, read_service_provider
from mockserver.domain.rows.apps import ENTITY, App
from mockserver.wire.http import Response
from mockserver.wire.oauth.answers import not_cached
from mockserver.wire.oauth.call import Call
from mockserver.wire.oauth.sending import send


class Denied(Exception):
    """A request is refused.

    Attributes:
        status: what the service provider is told.
    """

    def __init__(self, reason: str, status: str = names.REQUEST_DENIED) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status


def xml_answer(xml: str, status: int = 200) -> Response:
    """A document that is shown where it was asked for."""
    headers = [(b"content-type", b"application/xml; charset=utf-8"), *not_cached()]
    return Response(status, headers, xml.encode())


def came_by(call: Call) -> str:
    """The binding by which a request came: of one with a form the parameters stand there, whatever the address says."""
    return names.REDIRECT if call.request.method == "GET" else names.POST


def came_as(call: Call) -> bytes:
    """The XML of a request.

    Raises: Denied.
    """
    try:
        return unpacked(call.parameter("SAMLRequest"), deflated=came_by(call) == names.REDIRECT)
    except Unreadable as error:
        raise Denied(f"failed to decode request: {error}") from error


def registered(call: Call, entity_id: str) -> tuple[App, ServiceProvider]:
    """The active application of a service provider, with what its metadata says.

    Raises: Denied.
    """
    state = call.instance.state
    found = state.apps.holder((ENTITY, entity_id)) if entity_id else None
    app = applications.active(state, found.id) if found is not None else None
    if app is None or app.saml is None:
        raise Denied(f"failed to find registered serviceprovider: no active application has the entityID {entity_id!r}")
    try:
        return app, read_service_provider(app.saml.metadata)
    except Unreadable as error:
        raise Denied(f"failed to find registered serviceprovider: its metadata cannot be read: {error}") from error


def denied(call: Call, to: Addressed, problem: Denied, kind: str = "Response") -> Response:
    """A response that says why there is no other; shown where it was asked for, as nobody knows where else to.

    Source: the real server's source, the status of HTTP too.
    """
    return xml_answer(documents.response(to, problem.status, problem.reason, call.now, kind=kind))


def posted(location: str, xml: str, relay_state: str) -> Response:
    """Send a browser on with a document."""
    sent = {"RelayState": relay_state, "SAMLResponse": base64.b64encode(xml.encode()).decode("ascii")}
    return send(location, sent, "form_post")
