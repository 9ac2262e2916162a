"""The token endpoint's answer."""

from __future__ import annotations

import msgspec

from mockserver.access.oauth.clients import Client
from mockserver.access.oauth.grants import Grant
from mockserver.logins import issuing
from mockserver.wire.http import Response
from mockserver.wire.oauth.answers import answer
from mockserver.wire.oauth.call import Call


class TokenAnswer(msgspec.Struct, frozen=True, omit_defaults=True):
    """RFC 6749, section 5.1, with what OpenID Connect adds."""

    access_token: str
    token_type: str
    expires_in: int
    refresh_token: str = ""
    id_token: str = ""


async def issue(call: Call, grant: Grant, client: Client) -> Response:
    """Issue what a grant is worth, and answer it.

    Raises: as `mockserver.logins.issuing.issue`.
    """
    issued = await issuing.issue(call.site, grant, client)
    return answer(TokenAnswer(issued.access_token, "Bearer", issued.expires_in, issued.refresh_token, issued.id_token))
