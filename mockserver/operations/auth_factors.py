"""Second factors of people, as v1 and v2 show them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Literal, NamedTuple

from mockserver.domain.rows.users import Human
from mockserver.operations.messages import zitadel_user_v1, zitadel_user_v2
from mockserver.operations.messages.zitadel_user_v2 import AuthFactorsNumber, AuthFactorStateNumber


class _Factor(NamedTuple):
    """Attributes:
    kind: its name among the fields of a message.
    number: of its zitadel.user.v2.AuthFactors.
    """

    kind: str
    number: int
    ready: bool = True


def factors_v1(human: Human) -> tuple[zitadel_user_v1.AuthFactor, ...]:
    """All of them, by the service of v1."""
    return tuple(
        zitadel_user_v1.AuthFactor(
            state=_state(factor),
            otp=zitadel_user_v1.AuthFactorOTP() if factor.kind == "otp" else None,
            otp_sms=zitadel_user_v1.AuthFactorOTPSMS() if factor.kind == "otp_sms" else None,
            otp_email=zitadel_user_v1.AuthFactorOTPEmail() if factor.kind == "otp_email" else None,
        )
        for factor in _factors(human)
    )


def factors_v2(
    human: Human, kinds: Sequence[int] = (), states: Collection[int] = ()
) -> tuple[zitadel_user_v2.AuthFactor, ...]:
    """Those of some kinds and states, by their numbers; all where none are named."""
    return tuple(
        zitadel_user_v2.AuthFactor(
            state=_state(factor),
            otp=zitadel_user_v2.AuthFactorOTP() if factor.kind == "otp" else None,
            otp_sms=zitadel_user_v2.AuthFactorOTPSMS() if factor.kind == "otp_sms" else None,
            otp_email=zitadel_user_v2.AuthFactorOTPEmail() if factor.kind == "otp_email" else None,
        )
        for factor in _factors(human)
        if (not kinds or factor.number in kinds) and (not states or _state_number(factor) in states)
    )


def _factors(human: Human) -> Iterator[_Factor]:
    if human.totp_secret:
        yield _Factor("otp", AuthFactorsNumber.OTP, human.totp_ready)
    if human.otp_sms:
        yield _Factor("otp_sms", AuthFactorsNumber.OTP_SMS)
    if human.otp_email:
        yield _Factor("otp_email", AuthFactorsNumber.OTP_EMAIL)


def _state(factor: _Factor) -> Literal["AUTH_FACTOR_STATE_READY", "AUTH_FACTOR_STATE_NOT_READY"]:
    return "AUTH_FACTOR_STATE_READY" if factor.ready else "AUTH_FACTOR_STATE_NOT_READY"


def _state_number(factor: _Factor) -> int:
    numbers = AuthFactorStateNumber
    return numbers.AUTH_FACTOR_STATE_READY if factor.ready else numbers.AUTH_FACTOR_STATE_NOT_READY
