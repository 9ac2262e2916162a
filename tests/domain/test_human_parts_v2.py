"""Codes, invitations and second factors of people, where no recording shows them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mockserver.domain.codes import made, wrong_with
from mockserver.domain.human_parts_v2 import (
    accept_invitation,
    add_otp_email,
    add_otp_sms,
    invite,
    register_totp,
    remove_totp,
    skip_mfa,
    verify_totp,
)
from mockserver.domain.humans import NewEmail, NewPhone
from mockserver.domain.ids import Instant
from mockserver.domain.judged import Judged
from mockserver.domain.sessions import CheckFailed
from mockserver.errors import catalogue as problems
from tests.domain.people import NOW, ada, human, with_ada
from tests.domain.refusals import refuses
from tests.domain.worlds import ROBOT, World

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


def test_an_app_counts_once_its_code_was_shown() -> None:
    """Until then it may be set up anew; then it must be removed first."""
    world = World()
    with_ada(world)
    with refuses(problems.TOTP_TO_VERIFY_NOT_FOUND):
        verify_totp(ada(world), right=True)
    world.record(register_totp(ada(world), "FIRST"))
    world.record(register_totp(ada(world), "SECOND"))
    with refuses(problems.TOTP_CODE_INVALID):
        verify_totp(ada(world), right=False)
    world.record(verify_totp(ada(world), right=True))
    assert (human(world).totp_secret, human(world).totp_ready) == ("SECOND", True)
    with refuses(problems.TOTP_ALREADY_VERIFIED):
        verify_totp(ada(world), right=True)
    with refuses(problems.TOTP_ALREADY_READY):
        register_totp(ada(world), "THIRD")
    world.record(remove_totp(ada(world)))
    assert (human(world).totp_secret, human(world).totp_ready) == ("", False)


def test_factors_need_what_they_are_sent_to() -> None:
    """An address and a number that were verified, and a person."""
    world = World()
    with_ada(world, phone=NewPhone(number=Judged("+41791234567")))
    with refuses(problems.V2_ADD_OTPSMS_OTP_NOT_READY):
        add_otp_sms(ada(world))
    world.record(add_otp_email(ada(world)))
    with refuses(problems.OTP_ALREADY_READY):
        add_otp_email(ada(world))
    verified = replace(ada(world), human=replace(human(world), phone_was_verified=True, otp_sms=True))
    with refuses(problems.OTP_SMS_ALREADY_READY):
        add_otp_sms(verified)
    robot = world.state.users[ROBOT]
    with refuses(problems.MFA_SKIPPED_USER_NOT_FOUND):
        skip_mfa(robot)
    with refuses(problems.TOTP_USER_NOT_FOUND):
        register_totp(robot, "X")
    with refuses(problems.INVITE_USER_NOT_FOUND):
        accept_invitation(None, "x", NOW)
