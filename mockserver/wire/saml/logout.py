"""Where service providers send browsers to log out."""

from __future__ import annotations

from dataclasses import replace

from mockserver.access.saml import documents, names
from mockserver.access.saml.documents import Addressed
from mockserver.access.saml.reading import Unreadable
from mockserver.access.saml.requests import read_logout_request
from mockserver.access.saml.service_providers import broken_address
from mockserver.wire.http import Response
from mockserver.wire.oauth.call import Call
from mockserver.wire.saml.telling import Denied, came_as, denied, posted, registered

_KIND = "LogoutResponse"


async def logout(call: Call) -> Response:
    """`GET` or `POST /saml/v2/SLO`: a success, sent to the place that the metadata names, or shown where it names none.

    As on the real server nothing is asked of its signature, and the session of the browser goes on.

    Source: the real server's source.
    """
    to = Addressed(issuer=documents.entity_id(call.issuer))
    try:
        asked = read_logout_request(came_as(call))
        to = replace(to, request=asked.id)
        _, provider = registered(call, asked.issuer)
    except Denied as problem:
        return denied(call, to, problem, _KIND)
    except Unreadable as error:
        return denied(call, to, Denied(f"failed to decode request: {error}"), _KIND)
    to = replace(to, location=provider.logout)
    xml = documents.response(to, names.SUCCESS, "", call.now, kind=_KIND)
    if broken_address(provider.logout) is not None:
        return denied(call, to, Denied("", names.SUCCESS), _KIND)
    return posted(provider.logout, xml, call.parameter("RelayState"))
