"""What the OAuth endpoints of one instance remember beside its events."""

from __future__ import annotations

from functools import cached_property

from mockserver.access.oauth.access_tokens import IssuedTokens
from mockserver.access.oauth.auth_requests import AuthRequests
from mockserver.access.oauth.codes import AuthorizationCodes
from mockserver.access.oauth.devices import Devices
from mockserver.access.oauth.refresh import RefreshTokens
from mockserver.access.oauth.sessions import Sessions
from mockserver.access.oauth.signing import SigningKey


class OAuthState:
    """Requests, codes, refresh tokens, devices, browsers' sessions and the signing key.

    Access tokens are in the instance's own state; of them it remembers only the order in which they expire.
    """

    def __init__(self) -> None:
        self.codes = AuthorizationCodes()
        self.refresh_tokens = RefreshTokens()
        self.access_tokens = IssuedTokens()
        self.sessions = Sessions()
        self.requests = AuthRequests()
        self.devices = Devices()

    @cached_property
    def signing_key(self) -> SigningKey:
        """The instance's signing key, made when it is first needed."""
        return SigningKey()
