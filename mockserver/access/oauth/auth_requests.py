"""Authorization requests that wait for somebody to log in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum, auto

from mockserver.access.oauth.expiry import MOST
from mockserver.domain.ids import Instant, UserId
from mockserver.settings import TokenLifetimes

PREFIX_V2 = "V2_"
"""How ids of requests begin that a login page of somebody else answers, through the API."""


class Progress(Enum):
    """How far an authorization request has come."""

    OPEN = auto()
    LINKED = auto()
    """Somebody logged in, and the client has a code or tokens."""
    DONE = auto()
    """The code was exchanged."""
    FAILED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedBySaml:
    """What the request of a service provider says beside what those of clients do.

    Attributes:
        id: of the request, as the service provider gave it.
        issuer: its entity id.
        binding: by which it is answered.
    """

    id: str
    issuer: str
    binding: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthRequest:
    """What a client asked of the authorization endpoint, or a service provider of that for SAML, judged.

    Attributes:
        client: its client id; of a service provider the id of its application.
        redirect_uri: where the answer is sent; `state` goes with it, which SAML calls the relay state.
        saml: what is more for SAML; None for OpenID Connect.
        login_client: id of the user that may answer it without a permission; empty for none.
        mode: where the answer stands: `query`, `fragment`, `form_post`.
        challenge: of PKCE; empty for none.
        audience: whom the tokens are to be for; empty for a client that nobody registered.
        max_age: seconds since which somebody must have logged in; None for any time.
        hinted: the user of the `id_token_hint`; empty for none.
        issuer: the name that the client knows the server by.
        lifetimes: of the tokens.
    """

    id: str
    created: Instant
    client: str
    redirect_uri: str
    response_type: str
    mode: str
    state: str = ""
    nonce: str = ""
    scopes: tuple[str, ...] = ()
    challenge: str = ""
    audience: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    ui_locales: tuple[str, ...] = ()
    login_hint: str = ""
    max_age: int | None = None
    hinted: UserId = UserId("")
    login_client: str = ""
    issuer: str = ""
    lifetimes: TokenLifetimes = field(default_factory=TokenLifetimes)
    saml: AskedBySaml | None = None
    progress: Progress = Progress.OPEN


class AuthRequests:
    """The newest authorization requests, by id."""

    def __init__(self) -> None:
        self._held: dict[str, AuthRequest] = {}

    def add(self, request: AuthRequest) -> None:
        """Take a new one, for which the oldest goes where there are many."""
        if len(self._held) >= MOST:
            del self._held[next(iter(self._held))]
        self._held[request.id] = request

    def find(self, id_: str) -> AuthRequest | None:
        """A request, however far it has come."""
        return self._held.get(id_)

    def advance(self, id_: str, progress: Progress) -> None:
        """Let a request come further; one that is forgotten stays so."""
        found = self._held.get(id_)
        if found is not None:
            self._held[id_] = replace(found, progress=progress)
