"""What a device without a browser asks with."""

from __future__ import annotations

from urllib.parse import urlencode

from mockserver.access.oauth import applications
from mockserver.access.oauth.devices import INTERVAL_S, LIFETIME_S
from mockserver.access.oauth.scopes import space_separated
from mockserver.wire.http import Response
from mockserver.wire.oauth import paths
from mockserver.wire.oauth.answers import answer
from mockserver.wire.oauth.call import Call
from mockserver.wire.oauth.credentials import client_of

_GRANT = "urn:ietf:params:oauth:grant-type:device_code"


def device_authorization(call: Call) -> Response:
    """`POST /oauth/v2/device_authorization` (RFC 8628): a code for the device, and one for whoever lets it in.

    Raises: OAuthRefused: those of `named_client`, unauthorized_client.
    """
    client = client_of(call)
    client.require_grant(_GRANT)
    granted = applications.granted(call.instance.state, client.app, space_separated(call.parameter("scope")))
    device = call.oauth.devices.add(
        call.instance.ids.next(),
        client=client.id,
        scopes=granted.scopes,
        audience=granted.audience,
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
