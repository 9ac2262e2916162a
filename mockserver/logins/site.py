"""Where and when somebody logs in."""

from __future__ import annotations

from typing import NamedTuple

from mockserver.access.oauth.state import OAuthState
from mockserver.domain.ids import Instant
from mockserver.domain.state import InstanceState
from mockserver.settings import TokenLifetimes
from mockserver.store.instance import Instance


class Site(NamedTuple):
    """An instance at an instant, under the name that a client knows it by.

    Attributes:
        issuer: that name, as tokens hold it.
    """

    instance: Instance
    issuer: str
    lifetimes: TokenLifetimes
    now: Instant

    @property
    def state(self) -> InstanceState:
        """What the instance knows."""
        return self.instance.state

    @property
    def oauth(self) -> OAuthState:
        """What the OAuth endpoints of the instance remember."""
        return self.instance.part(OAuthState)
