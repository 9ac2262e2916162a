"""Where and when somebody logs in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from mockserver.access.oauth.state import OAuthState
from mockserver.domain.ids import Instant, UserId
from mockserver.domain.rows.metadata import Metadata
from mockserver.domain.rows.users import User
from mockserver.domain.state import InstanceState
from mockserver.settings import TokenLifetimes
from mockserver.store.instance import Instance

if TYPE_CHECKING:
    from mockserver.deliveries.model import Delivery
    from mockserver.scripts.model import TriggerRuns


@dataclass(slots=True)
class Telling:
    """What one request remembers: of users that it tells of, of scripts that ran, and of what targets were sent."""

    runs: list[TriggerRuns] = field(default_factory=list)
    metadata: dict[UserId, list[Metadata]] = field(default_factory=dict)
    deliveries: list[Delivery] = field(default_factory=list)

    def metadata_of(self, state: InstanceState, user: User) -> list[Metadata]:
        """A user's metadata as it was when the request first looked: what its scripts set, none of them sees.

        Source: recordings/runs-set-metadata.jsonl, runs-everyday.jsonl.
        """
        found = self.metadata.get(user.id)
        if found is None:
            found = self.metadata[user.id] = list(state.user_metadata.where("owner", user.id))
        return found


class Site(NamedTuple):
    """An instance at an instant, under the name that a client knows it by.

    Attributes:
        issuer: that name, as tokens hold it.
        telling: of the request.
    """

    instance: Instance
    issuer: str
    lifetimes: TokenLifetimes
    now: Instant
    telling: Telling

    @property
    def state(self) -> InstanceState:
        """What the instance knows."""
        return self.instance.state

    @property
    def oauth(self) -> OAuthState:
        """What the OAuth endpoints of the instance remember."""
        return self.instance.part(OAuthState)
