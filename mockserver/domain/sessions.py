"""Decisions on sessions: how they begin, go on and end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mockserver.domain.events import Event, RowAdded, RowChanged
from mockserver.domain.ids import Instant, Nanoseconds, SessionId
from mockserver.domain.rows.sessions import SESSIONS, Session
from mockserver.domain.state import InstanceState
from mockserver.domain.text import require_storable
from mockserver.domain.verbs import Events, remove
from mockserver.errors.catalogue import SESSION_EXPIRED, SESSION_TERMINATED
from mockserver.errors.problem import Problem, Refused


class CheckFailed(Refused):
    """A check that its user failed.

    Attributes:
        events: what is to be recorded nevertheless; nothing else of the call is.
    """

    def __init__(self, problem: Problem, *events: Event) -> None:
        super().__init__(problem)
        self.events = events


class Change:
    """What happens to a session in one call, in its order.

    Attributes:
        session: as it is after that.
        events: of the session, and of the user that it checks.
    """

    def __init__(self, session: Session, *events: Event) -> None:
        self.session = session
        self.events = list(events)

    def to(self, event: str, **values: Any) -> None:
        """Let an event change some of the session's values."""
        self.session = replace(self.session, **values)
        self.events.append(RowChanged(event, SESSIONS, self.session))

    def note(self, event: Event) -> None:
        """Let something happen elsewhere."""
        self.events.append(event)


def begin(session: Session) -> Change:
    """A new session."""
    return Change(session, RowAdded("session.added", SESSIONS, session))


def known(state: InstanceState, session: SessionId) -> Session:
    """The session as writes know it: one that ended, one that nobody began.

    Source: recordings/id-sessions.jsonl (an id that there never was takes changes, which reads do not tell of).
    """
    return state.sessions.get(session) or state.sessions.removed.get(session) or Session(id=session, begun=False)


def has_ended(state: InstanceState, session: Session) -> bool:
    """Whether the session was ended."""
    return session.id in state.sessions.removed and session.id not in state.sessions


def require_going_on(state: InstanceState, session: Session, now: Instant) -> None:
    """Refuse changes to a session that is over.

    Raises: SESSION_TERMINATED, SESSION_EXPIRED.
    Source: recordings/id-sessions.jsonl; expiration is the real server's source.
    """
    if has_ended(state, session):
        raise Refused(SESSION_TERMINATED)
    if 0 < session.expires <= now:
        raise Refused(SESSION_EXPIRED)


def keep_metadata(change: Change, metadata: Mapping[str, bytes]) -> None:
    """Replace what the session holds by what was given, unless that is nothing; empty values count as none.

    Raises: NUL_IN_TEXT.
    Source: recordings/id-sessions.jsonl.
    """
    given = tuple(sorted((key, value) for key, value in metadata.items() if value))
    if given:
        require_storable(*(key for key, _ in given))
        change.to("session.metadata.set", metadata=given)


def keep_lifetime(change: Change, lifetime: Nanoseconds, now: Instant) -> None:
    """Let the session end so long after now."""
    change.to("session.lifetime.set", expires=Instant(now + lifetime // 1000))


def settle(change: Change, token: str) -> Events:
    """All that happens, with a new token last; nothing where nothing did."""
    if change.events:
        change.to("session.token.set", token=token)
    return tuple(change.events)


def end(state: InstanceState, session: Session, now: Instant) -> Events:
    """End a session; nothing happens to one that is over, or that nobody began.

    Source: recordings/id-sessions.jsonl.
    """
    over = has_ended(state, session) or 0 < session.expires <= now
    return () if over or not session.begun else (remove(SESSIONS, session, name="session.terminated"),)
