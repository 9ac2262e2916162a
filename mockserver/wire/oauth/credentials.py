"""What an HTTP request says of its client."""

from __future__ import annotations

from mockserver.access.oauth.clients import Client, ClientCredentials, named_client
from mockserver.wire.oauth.basic import basic
from mockserver.wire.oauth.call import Call


def client_of(call: Call) -> Client:
    """The client that asks. Raises: BASIC_INVALID, and those of `named_client`."""
    return named_client(
        call.instance.state,
        credentials_of(call),
        issuer=call.issuer,
        now=call.now,
        open_clients=call.settings.open_clients,
    )


def credentials_of(call: Call) -> ClientCredentials:
    """Client id and secret from HTTP Basic, where each is URL-encoded, otherwise from the form.

    A header that is no Basic authentication is left aside.

    Raises: BASIC_INVALID.
    """
    pair = basic(call.request.text(b"authorization"))
    client, secret = pair or (call.parameter("client_id"), call.parameter("client_secret"))
    return ClientCredentials(
        client, secret, call.parameter("client_assertion"), call.parameter("client_assertion_type")
    )
