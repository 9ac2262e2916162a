"""Second factors of people, where no recording shows them."""

from __future__ import annotations

from dataclasses import replace

from mockserver.domain.humans import NewPhone
from mockserver.domain.judged import Judged
from mockserver.domain.second_factors import (
    add_otp_email,
    add_otp_sms,
    register_totp,
    remove_totp,
    skip_mfa,
    verify_totp,
)
from mockserver.errors import catalogue as problems
from tests.domain.people import ada, human, with_ada
from tests.domain.refusals import refuses
from tests.domain.worlds import ROBOT, World


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
