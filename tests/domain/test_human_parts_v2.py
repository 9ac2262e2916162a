"""Codes and invitations of people, where no recording shows them."""

from __future__ import annotations

import pytest

from mockserver.domain.codes import made, wrong_with
from mockserver.domain.human_parts_v2 import accept_invitation, invite
from mockserver.domain.humans import NewEmail
from mockserver.domain.ids import Instant
from mockserver.domain.judged import Judged
from mockserver.domain.sessions import CheckFailed
from mockserver.errors import catalogue as problems
from tests.domain.people import NOW, ada, human, with_ada
from tests.domain.refusals import refuses
from tests.domain.worlds import World

HOUR = 3_600_000_000


def test_a_code_is_good_for_an_hour() -> None:
    """And for nothing but what it says."""
    code = made("abc", NOW)

    assert wrong_with(code, "abc", Instant(NOW + HOUR - 1)) is None
    assert wrong_with(code, "ABC", NOW) == problems.CODE_INVALID
    assert wrong_with(code, "abc", Instant(NOW + HOUR)) == problems.CODE_EXPIRED
    assert wrong_with(None, "abc", NOW) == problems.CODE_INVALID


def test_three_wrong_codes_end_an_invitation() -> None:
    """Each is an event; after the third the right one is wrong as well."""
    world = World()
    with_ada(world, email=NewEmail(address=Judged("a@example.com")))
    world.record(invite(ada(world), "right", NOW, returned=False, again=False))
    for _ in range(3):
        assert human(world).invite_code is not None
        with pytest.raises(CheckFailed) as failed:
            accept_invitation(ada(world), "wrong", NOW)
        world.record(*failed.value.events)

    assert human(world).invite_code is None
    with pytest.raises(CheckFailed):
        accept_invitation(ada(world), "right", NOW)


def test_an_accepted_invitation_verifies_the_address() -> None:
    """Until then it is not."""
    world = World()
    with_ada(world, email=NewEmail(address=Judged("a@example.com")))
    world.record(invite(ada(world), "right", NOW, returned=False, again=False))
    assert not human(world).email_verified
    world.record(*accept_invitation(ada(world), "right", NOW))
    assert human(world).email_verified


def test_nobody_accepts_an_invitation_of_somebody_who_is_not_there() -> None:
    """Which is told as such, and not as a wrong code."""
    with refuses(problems.INVITE_USER_NOT_FOUND):
        accept_invitation(None, "x", NOW)
