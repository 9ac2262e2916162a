"""The endpoints of SAML, by their paths; all of it is imported when the first of them is asked for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from mockserver.access.saml import documents, names
from mockserver.access.saml.keys import SamlState
from mockserver.wire.http import Response
from mockserver.wire.oauth.answers import not_cached
from mockserver.wire.oauth.call import Call
from mockserver.wire.saml.logout import logout
from mockserver.wire.saml.sign_on import sign_on
from mockserver.wire.saml.telling import xml_answer


async def metadata(call: Call) -> Response:
    """`GET /saml/v2/metadata`: what service providers are configured with."""
    key = await call.instance.part(SamlState).key()
    return xml_answer(documents.metadata(call.issuer, key))


async def certificate(call: Call) -> Response:
    """`GET /saml/v2/certificate`: that of the key that signs responses, as PEM."""
    key = await call.instance.part(SamlState).key()
    headers = [
        (b"content-type", b"application/x-pem-file"),
        (b"content-disposition", b"attachment; filename=idp.crt"),
        *not_cached(),
    ]
    return Response(200, headers, key.certificate)


_ENDPOINTS: Final[Mapping[str, Callable[[Call], Awaitable[Response]]]] = {
    names.METADATA_PATH: metadata,
    names.CERTIFICATE_PATH: certificate,
    names.SSO_PATH: sign_on,
    names.SLO_PATH: logout,
}


async def serve(call: Call) -> Response:
    """Answer a request for one of them."""
    return await _ENDPOINTS[call.request.path](call)
