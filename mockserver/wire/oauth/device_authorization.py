"""What a device without a browser asks with."""

from __future__ import annotations

from urllib.parse import urlencode

from mockserver.access.oauth import applications
from mockserver.access.oauth.clients import named_client
from mockserver.access.oauth.devices import INTERVAL_S, LIFETIME_S
from mockserver.access.oauth.scopes import projects_of, space_separated
from mockserver.wire.http import Response
from mockserver.wire.oauth import paths
from mockserver.wire.oauth.answers import answer
from mockserver.wire.oauth.call import Call
from mockserver.wire.oauth.credentials import credentials_of

_GRANT = "urn:ietf:params:oauth:grant-type:device_code"


def device_authorization(call: Call) -> Response:
    """`POST /oauth/v2/device_authorization` (RFC 8628): a code for the device, and one for whoever lets it in.

    Raises: OAuthRefused: those of `named_client`, unauthorized_client.
    """
    state = call.instance.state
    client = named_client(
        state, credentials_of(call), issuer=call.issuer, now=call.now, open_clients=call.settings.open_clients
    )
    client.require_grant(_GRANT)
    scopes = space_separated(call.parameter("scope"))
    audience: list[str] = []
    if client.app is not None:
        scopes = applications.with_asserted_roles(
            state, client.app, applications.allowed_scopes(state, client.app, scopes)
        )
        audience = [*applications.audience_of_project(state, client.app), *projects_of(scopes, state.id)]
    device = call.oauth.devices.add(
        call.instance.ids.next(),
        client=client.id,
        scopes=scopes,
        audience=tuple(dict.fromkeys(audience)),
        now=call.now,
        randomness=call.instance.randomness,
    )
    page = call.issuer + paths.DEVICE
    return answer(
        {
            "device_code": device.secret,
            "user_code": device.user_code,
            "verification_uri": page,
            "verification_uri_complete": f"{page}?{urlencode({'user_code': device.user_code})}",
            "expires_in": LIFETIME_S,
            "interval": INTERVAL_S,
        }
    )
