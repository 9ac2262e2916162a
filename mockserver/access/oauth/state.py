"""What the OAuth endpoints of one instance remember beside its events."""

from __future__ import annotations

from functools import cached_property

from mockserver.access.oauth.access_tokens import IssuedTokens
from mockserver.access.oauth.codes import AuthorizationCodes
from mockserver.access.oauth.refresh import RefreshTokens
from mockserver.access.oauth.sessions import Sessions
from mockserver.access.oauth.signing import SigningKey


class OAuthState:
    """Codes, refresh tokens, browsers' sessions and the signing key; access tokens are in the instance's own state.

    Of these it remembers only the order in which they expire.
    """

    def __init__(self) -> None:
        self.codes = AuthorizationCodes()
        self.refresh_tokens = RefreshTokens()
        self.access_tokens = IssuedTokens()
        self.sessions = Sessions()

    @cached_property
    def signing_key(self) -> SigningKey:
        """The instance's signing key, made when it is first needed."""
        return SigningKey()
