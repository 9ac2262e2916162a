"""Decisions on how sessions begin, go on and end."""

from __future__ import annotations

from mockserver.domain.ids import Instant, Nanoseconds, SessionId
from mockserver.domain.rows.sessions import Session
from mockserver.domain.sessions import (
    Change,
    begin,
    end,
    keep_lifetime,
    keep_metadata,
    known,
    require_going_on,
    settle,
)
from mockserver.domain.tables import History
from mockserver.errors.catalogue import NUL_IN_TEXT, SESSION_EXPIRED, SESSION_TERMINATED
from tests.domain.refusals import refuses
from tests.domain.worlds import World

S = SessionId("s")
NOW = Instant(1_000_000)


def _begun(world: World) -> Session:
    world.record(*settle(begin(Session(id=S)), "first"))
    return world.state.sessions[S]


def test_new_session() -> None:
    """A session that holds nothing has two events, of which the last gives it its token."""
    session = _begun(World())
    assert (session.sequence, session.token) == (2, "first")


def test_nothing_changes() -> None:
    """A call that changes nothing has no event, and no token; empty metadata is nothing."""
    change = Change(_begun(World()))
    keep_metadata(change, {"a": b""})
    assert settle(change, "second") == ()
    assert change.session.token == "first"


def test_metadata_is_replaced() -> None:
    """What is given takes the place of what was there, the same again too; keys come in order."""
    world = World()
    session = _begun(world)
    for given, kept in (
        ({"b": b"1", "a": b"2", "c": b""}, (("a", b"2"), ("b", b"1"))),
        ({"z": b"1"}, (("z", b"1"),)),
        ({"z": b"1"}, (("z", b"1"),)),
    ):
        change = Change(session)
        keep_metadata(change, given)
        assert len(world.record(*settle(change, "next"))) == 2
        session = world.state.sessions[S]
        assert session.metadata == kept


def test_unstorable_metadata() -> None:
    """A key with U+0000 cannot be kept."""
    with refuses(NUL_IN_TEXT):
        keep_metadata(Change(Session(id=S)), {"\0": b"1"})


def test_lifetime() -> None:
    """A session ends so long after now, and takes no change from then on; until then it does."""
    world = World()
    change = Change(_begun(world))
    keep_lifetime(change, Nanoseconds(5_000), NOW)
    world.record(*settle(change, "next"))
    session = world.state.sessions[S]
    assert session.expires == NOW + 5
    require_going_on(world.state, session, Instant(NOW + 4))
    with refuses(SESSION_EXPIRED):
        require_going_on(world.state, session, Instant(NOW + 5))
    assert end(world.state, session, Instant(NOW + 5)) == ()
    assert len(end(world.state, session, Instant(NOW + 4))) == 1


def test_end() -> None:
    """A session ends once; writes know that it did, reads know nothing of it."""
    world = World()
    world.record(*end(world.state, _begun(world), NOW))
    session = known(world.state, S)
    assert (S in world.state.sessions, session.sequence, session.changed) == (False, 3, world.now)
    assert end(world.state, session, NOW) == ()
    with refuses(SESSION_TERMINATED):
        require_going_on(world.state, session, NOW)


def test_session_that_nobody_began() -> None:
    """Changes to an unknown id are kept and counted, but no session begins by them, and none ends."""
    world = World()
    for _ in range(2):
        session = known(world.state, S)
        require_going_on(world.state, session, NOW)
        change = Change(session)
        keep_metadata(change, {"a": b"1"})
        world.record(*settle(change, "token"))
    session = known(world.state, S)
    assert (session.begun, session.sequence, world.state.histories[History.SESSION][S]) == (False, 4, 4)
    assert end(world.state, session, NOW) == ()
