"""Logins that are under way on the pages of this server: what is known of each so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from mockserver.access.oauth.admission import requested_organisation
from mockserver.access.oauth.auth_requests import AuthRequest
from mockserver.domain.ids import Instant, OrganisationId, UserId
from mockserver.domain.state import InstanceState
from mockserver.logins.drafts import Draft, ExternalUser
from mockserver.scripts.model import ListedMetadata

UNKNOWN_USER: Final = UserId("UNKNOWN")
"""Stands for nobody, where a policy does not let on that a login name is nobody's."""
_MOST: Final = 10_000


@dataclass(slots=True, kw_only=True)
class Attempt:
    """What is known of who logs in for a request; each step of the login adds to it.

    Attributes:
        agent: what scripts are told as the id of the browser; that it is the same one nobody asks.
        changed: when a step last changed it.
        user_name: as it was typed; `login_name` likewise, or the real one of a user that a provider told of.
        user: empty while nobody is known; UNKNOWN_USER for somebody who is not there.
        organisation: of the user.
        password_verified: whether a password was right; when, tells `authenticated`.
        factors: numbers of the second factors that were right.
        methods: how the user logged in so far, as values of the claim `amr`.
        session: id of the browser's session that lets the user in unasked; empty for none.
        asks_name: whether the browser's session is passed over, as somebody wants to be another user.
        provider: id of the identity provider that was chosen; empty for none.
        provider_verified: whether it told who the user is, or the user is linked to whom it told of.
        verifier: of PKCE, for the provider.
        offered: who the form to create a user or link one was filled in with.
        linking: whom providers told of that are linked to nobody yet.
        metadata: what scripts behind a provider's answer left to be kept of somebody who is not there yet.
    """

    request: AuthRequest
    agent: str
    changed: Instant
    user_name: str = ""
    login_name: str = ""
    user: UserId = UserId("")
    organisation: OrganisationId = OrganisationId("")
    password_verified: bool = False
    factors: tuple[int, ...] = ()
    methods: tuple[str, ...] = ()
    authenticated: Instant = Instant(0)
    session: str = ""
    asks_name: bool = False
    provider: str = ""
    provider_verified: bool = False
    verifier: str = ""
    offered: Draft = field(default_factory=Draft)
    linking: tuple[ExternalUser, ...] = ()
    metadata: tuple[ListedMetadata, ...] = field(default=())


@dataclass(slots=True)
class Attempts:
    """The newest attempts, by the id of their request; a part of an instance."""

    _held: dict[str, Attempt] = field(default_factory=dict)

    def find(self, request: AuthRequest) -> Attempt | None:
        """The attempt of a request, if it has one yet."""
        return self._held.get(request.id)

    def begin(self, request: AuthRequest, agent: str) -> Attempt:
        """A new one, for which the oldest goes where there are many."""
        if len(self._held) >= _MOST:
            del self._held[next(iter(self._held))]
        begun = self._held[request.id] = Attempt(request=request, agent=agent, changed=request.created)
        return begun

    def end(self, attempt: Attempt) -> None:
        """Forget one, as its request was answered."""
        self._held.pop(attempt.request.id, None)


def organisation_of(state: InstanceState, attempt: Attempt) -> OrganisationId:
    """Whose login policy holds, and whose scripts run after a check: the scopes', else the user's; empty for none.

    Source: recordings/logins.jsonl.
    """
    requested = requested_organisation(state, attempt.request)
    return requested.id if requested is not None else attempt.organisation


def organisation_of_new(state: InstanceState, attempt: Attempt) -> OrganisationId:
    """Where somebody is added, and whose scripts run then: the scopes' organisation, else the default one.

    Source: recordings/logins.jsonl.
    """
    requested = requested_organisation(state, attempt.request)
    return requested.id if requested is not None else state.default_organisation
