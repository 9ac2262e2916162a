"""Sessions, in the session service of v2."""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Mapping, Sequence

from mockserver.access import keys
from mockserver.access.permissions import has_permission
from mockserver.domain import sessions as decide
from mockserver.domain.ids import Instant, Nanoseconds, SessionId
from mockserver.domain.rows.sessions import Session, UserAgent
from mockserver.domain.sessions import Change
from mockserver.domain.tables import Stamp
from mockserver.domain.verbs import require
from mockserver.errors.catalogue import (
    SESSION_CREATOR_QUERY_INVALID,
    SESSION_NOT_FOUND,
    SESSION_PERMISSION_DENIED,
    SESSION_TOKEN_INVALID,
    SESSION_USER_AGENT_QUERY_INVALID,
)
from mockserver.errors.problem import Refused
from mockserver.operations import details_v2, session_checking
from mockserver.operations.context import Context
from mockserver.operations.messages import zitadel_session_v2 as messages
from mockserver.operations.messages.zitadel_object_v2 import Details
from mockserver.operations.searching import (
    Test,
    Tests,
    find,
    instant,
    listed_v2,
    narrowed,
    one_of,
    ordered,
    visible,
    with_keys,
)
from mockserver.operations.session_view import view
from mockserver.spec.wellknown import Base64, Duration, parse_base64, parse_duration

_COLUMNS = {messages.SessionFieldNameNumber.SESSION_FIELD_NAME_CREATION_DATE: lambda session: session.created}
_NEVER = Instant(2**63)
_EXPIRES: Test[Session] = instant(lambda session: session.expires, "expiration_date")
_EXPIRES_LATER: Test[Session] = instant(lambda session: session.expires or _NEVER, "expiration_date")
_LATER = frozenset({1, 2})
"""Numbers of TimestampQueryMethod that ask for what is later: a session without an end is."""


def create_session(context: Context, request: messages.CreateSessionRequest) -> messages.CreateSessionResponse:
    """Begin a session; all checks that come along must succeed.

    Raises: MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN, NUL_IN_TEXT; what `session_checking` raises.
    """
    user = session_checking.user_of(context, request.checks)
    context.require("session.write", context.state.id)
    session = SessionId(context.instance.ids.next())
    change = decide.begin(Session(id=session, creator=context.user.id, agent=_agent(request.user_agent)))
    challenges = session_checking.perform(context, change, user, request.checks, request.challenges)
    token, details = _settle(context, change, request.metadata, request.lifetime)
    return messages.CreateSessionResponse(
        details=details, session_id=session, session_token=token, challenges=challenges
    )


def set_session(context: Context, request: messages.SetSessionRequest) -> messages.SetSessionResponse:
    """Check more in a session, or change what it holds; each change gives it a new token.

    The token that the request brings is not looked at: the caller needs the permission.

    Raises: MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN, SESSION_TERMINATED, SESSION_EXPIRED, NUL_IN_TEXT; what
        `session_checking` raises.
    """
    user = session_checking.user_of(context, request.checks)
    session = decide.known(context.state, SessionId(request.session_id))
    context.require("session.write", session.user_organisation or context.state.id)
    decide.require_going_on(context.state, session, context.instance.clock.now())
    change = Change(session)
    challenges = session_checking.perform(context, change, user, request.checks, request.challenges)
    token, details = _settle(context, change, request.metadata, request.lifetime)
    return messages.SetSessionResponse(details=details, session_token=token, challenges=challenges)


def get_session(context: Context, request: messages.GetSessionRequest) -> messages.GetSessionResponse:
    """A session, for whoever has its token, made it, is its user or may read it.

    Raises: SESSION_NOT_FOUND, SESSION_PERMISSION_DENIED, MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN.
    """
    session = context.state.sessions.get(request.session_id)
    session = require(session if session is not None and session.begun else None, SESSION_NOT_FOUND)
    if request.session_token:
        if not hmac.compare_digest(request.session_token.encode(), session.token.encode()):
            raise Refused(SESSION_PERMISSION_DENIED)
    elif not _is_own(context, session):
        context.require("session.read", session.user_organisation or context.state.id)
    return messages.GetSessionResponse(view(context.state, session))


def list_sessions(context: Context, request: messages.ListSessionsRequest) -> messages.ListSessionsResponse:
    """The sessions for which all queries hold; the total tells of those too that the caller may not read.

    Raises: SESSION_CREATOR_QUERY_INVALID, SESSION_USER_AGENT_QUERY_INVALID.
    Source: recordings/id-sessions.jsonl; how queries without a value are read is the real server's source.
    """
    _require_queries(request.queries)
    state, query = context.state, request.query
    among = narrowed(
        state.sessions,
        request.queries,
        {
            "ids_query": lambda asked: with_keys(state.sessions, asked.ids),
            "user_id_query": lambda asked: state.sessions.where("user", asked.id),
        },
    )
    begun = (session for session in among if session.begun)
    found = ordered(
        find(begun, request.queries, _tests(context)),
        request.sorting_column,
        _COLUMNS,
        ascending=query is not None and query.asc,
    )
    told, rows = listed_v2(context, found, query)
    return messages.ListSessionsResponse(
        details=told,
        sessions=tuple(view(state, session) for session in visible(rows, lambda row: _may_read(context, row))),
    )


def delete_session(context: Context, request: messages.DeleteSessionRequest) -> messages.DeleteSessionResponse:
    """End a session, by its token or by the permission; ending it again changes nothing.

    Raises: SESSION_TOKEN_INVALID, MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN.
    """
    session = decide.known(context.state, SessionId(request.session_id))
    if request.session_token:
        if not hmac.compare_digest(request.session_token.encode(), session.token.encode()):
            raise Refused(SESSION_TOKEN_INVALID)
    elif session.user != context.user.id:
        context.require("session.delete", session.user_organisation or context.state.id)
    events = decide.end(context.state, session, context.instance.clock.now())
    stamp = context.write(events, unchanged=session)
    return messages.DeleteSessionResponse(_details(context, stamp))


def _settle(
    context: Context, change: Change, metadata: Mapping[str, Base64], lifetime: Duration
) -> tuple[str, Details]:
    """Finish a change: the new token, empty where nothing changed, and what the answer tells of the session."""
    before = change.session
    decide.keep_metadata(change, {key: parse_base64(value) for key, value in metadata.items()})
    if lifetime:
        decide.keep_lifetime(change, Nanoseconds(parse_duration(lifetime) or 0), context.instance.clock.now())
    events = decide.settle(change, keys.new_token(context.instance.randomness))
    stamp = context.write(events, unchanged=before)
    return change.session.token if events else "", _details(context, stamp)


def _details(context: Context, stamp: Stamp) -> Details:
    """Details of a session; empty for one that nothing ever happened to."""
    return details_v2.changed(stamp, context.state.id) if stamp.sequence else Details()


def _is_own(context: Context, session: Session) -> bool:
    return context.user.id in (session.creator, session.user)


def _may_read(context: Context, session: Session) -> bool:
    organisation = session.user_organisation
    return _is_own(context, session) or has_permission(context.state, organisation, context.user.id, "session.read")


def _require_queries(queries: Sequence[messages.SearchQuery]) -> None:
    for query in queries:
        if query.creator_query is not None and query.creator_query.id == "":
            raise Refused(SESSION_CREATOR_QUERY_INVALID)
        if query.user_agent_query is not None and not query.user_agent_query.fingerprint_id:
            # Without one it asks for the caller's own browser, which no token of this server tells of.
            raise Refused(SESSION_USER_AGENT_QUERY_INVALID)


def _tests(context: Context) -> Tests[Session]:
    caller = context.user.id
    return {
        "ids_query": one_of(lambda session: session.id, "ids"),
        "user_id_query": lambda session, query: bool(query.id) and session.user == query.id,
        "creation_date_query": instant(lambda session: session.created, "creation_date"),
        "creator_query": lambda session, query: session.creator == (query.id or caller),
        "user_agent_query": lambda session, query: (
            session.agent is not None and session.agent.fingerprint == query.fingerprint_id
        ),
        "expiration_date_query": lambda session, query: (_EXPIRES_LATER if query.method in _LATER else _EXPIRES)(
            session, query
        ),
    }


def _agent(given: messages.UserAgent | None) -> UserAgent | None:
    if given is None:
        return None
    header = tuple((name, tuple(values.values)) for name, values in given.header.items())
    return UserAgent(
        fingerprint=given.fingerprint_id, ip=_address(given.ip), description=given.description, header=header
    )


def _address(text: str | None) -> str | None:
    """An address as Go writes it; what is none is left out."""
    if text is None:
        return None
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return None
