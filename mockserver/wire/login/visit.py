"""A browser's request to a page of the built-in login, with what is known of the login so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import parse_qs

from mockserver.access.oauth.admission import person_named
from mockserver.access.oauth.auth_requests import AuthRequest, Progress
from mockserver.domain import login_policies
from mockserver.domain.ids import UserId
from mockserver.domain.rows.login_policies import LoginPolicy
from mockserver.domain.rows.users import Human, User
from mockserver.domain.state import InstanceState
from mockserver.errors.login_problems import LOGIN_NAME_NOT_FOUND, LOGIN_REQUEST_NOT_FOUND
from mockserver.errors.problem import Refused
from mockserver.logins.attempts import Attempt, Attempts, organisation_of
from mockserver.logins.drafts import ExternalUser
from mockserver.logins.seen import Browser
from mockserver.logins.site import Site
from mockserver.wire.http import HttpRequest
from mockserver.wire.oauth import paths
from mockserver.wire.oauth.call import Call
from mockserver.wire.oauth.own_choice import is_own_choice

Who: TypeAlias = tuple[UserId, tuple[ExternalUser, ...]]
"""A user, and whom providers told of that are nobody's yet."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One step of a login.

    Attributes:
        sent: whether a form of these pages was sent; what pages of other origins send does not count.
    """

    call: Call
    attempt: Attempt
    browser: Browser
    sent: bool

    @property
    def state(self) -> InstanceState:
        """What the instance knows."""
        return self.call.instance.state

    @property
    def site(self) -> Site:
        """The same for what logs people in."""
        return self.call.site

    @property
    def request(self) -> AuthRequest:
        """What the client asked for."""
        return self.attempt.request

    @property
    def policy(self) -> LoginPolicy:
        """How people log in here: by the organisation that the scopes name, or the user's, or else by the instance."""
        return login_policies.effective(self.state, organisation_of(self.state, self.attempt))

    def field(self, name: str) -> str:
        """A field of the form; empty where it did not come."""
        return self.call.parameter(name)

    def touch(self) -> None:
        """Note that a step changed what is known."""
        self.attempt.changed = self.call.now

    def person(self) -> tuple[User, Human]:
        """Who logs in.

        Raises: LOGIN_NAME_NOT_FOUND: the user was removed meanwhile.
        """
        user = self.state.users.get(self.attempt.user)
        if user is None or user.human is None:
            raise Refused(LOGIN_NAME_NOT_FOUND)
        return user, user.human

    def who(self) -> Who:
        """Who is logging in now, to be asked before something is waited for."""
        return self.attempt.user, self.attempt.linking

    def require_open(self, who: Who) -> None:
        """Refuse to go on with a request that was answered while something was waited for, or is about others by now.

        Args:
            who: it was about before.

        Raises: LOGIN_REQUEST_NOT_FOUND.
        """
        found = self.call.oauth.requests.find(self.request.id)
        if found is None or found.progress is not Progress.OPEN or who != self.who():
            raise Refused(LOGIN_REQUEST_NOT_FOUND)


def visit_of(call: Call, id_: str) -> Visit:
    """The visit that a request is.

    Args:
        id_: of the request for authorization.

    Raises: LOGIN_REQUEST_NOT_FOUND: there is no such request, or it was answered already.
    """
    request = call.oauth.requests.find(id_)
    if request is None or request.progress is not Progress.OPEN:
        raise Refused(LOGIN_REQUEST_NOT_FOUND)
    attempts = call.instance.part(Attempts)
    attempt = attempts.find(request)
    if attempt is None:
        attempt = attempts.begin(request, call.instance.ids.next())
        _take_hint(call, attempt)
    sent = is_own_choice(call) and call.request.method == "POST"
    return Visit(call, attempt, browser_of(call.request), sent)


def _take_hint(call: Call, attempt: Attempt) -> None:
    """Let a login be that of the person whom the parameter `login_hint` names, if there is one.

    Source: the real server's source.
    """
    hint = attempt.request.login_hint
    try:
        user = person_named(call.instance.state, attempt.request, hint)
    except Refused:
        return
    attempt.user_name = attempt.login_name = hint
    attempt.user, attempt.organisation, attempt.changed = user.id, user.organisation, call.now


def browser_of(request: HttpRequest) -> Browser:
    """The browser's request as scripts see it; of the protocol nothing is known here, and it is told as HTTP/1.1."""
    query, post_form = _fields(request.query), _fields(request.body) if request.method == "POST" else {}
    form = {name: [*post_form.get(name, ()), *query.get(name, ())] for name in {**post_form, **query}}
    below = request.path.removeprefix(paths.LOGIN_ROOT)
    return Browser(
        method=request.method,
        url=f"{below}?{request.query.decode('latin-1')}" if request.query else below,
        protocol="HTTP/1.1",
        length=len(request.body),
        host=request.host,
        form=form,
        post_form=post_form,
        address=request.peer,
        headers={_canonical(name): [value.decode("latin-1")] for name, value in request.headers.items()},
    )


def _fields(encoded: bytes) -> dict[str, list[str]]:
    return parse_qs(encoded.decode("latin-1"), keep_blank_values=True)


def _canonical(name: bytes) -> str:
    """A header's name as Go writes it: `user-agent` is `User-Agent`."""
    return "-".join(part.capitalize() for part in name.decode("latin-1").split("-"))
