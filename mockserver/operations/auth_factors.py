"""Second factors of people, as v1 and v2 show them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from mockserver.domain.rows.users import Human
from mockserver.operations.messages import zitadel_user_v1, zitadel_user_v2

_READY: Literal["AUTH_FACTOR_STATE_READY"] = "AUTH_FACTOR_STATE_READY"
_NOT_READY: Literal["AUTH_FACTOR_STATE_NOT_READY"] = "AUTH_FACTOR_STATE_NOT_READY"


def factors_v1(human: Human) -> tuple[zitadel_user_v1.AuthFactor, ...]:
    """All of them, by the service of v1."""
    return tuple(_v1(human))


def factors_v2(human: Human) -> tuple[zitadel_user_v2.AuthFactor, ...]:
    """All of them, by the service of v2."""
    return tuple(_v2(human))


def _v1(human: Human) -> Iterator[zitadel_user_v1.AuthFactor]:
    if human.totp_secret:
        state = _READY if human.totp_ready else _NOT_READY
        yield zitadel_user_v1.AuthFactor(state=state, otp=zitadel_user_v1.AuthFactorOTP())
    if human.otp_sms:
        yield zitadel_user_v1.AuthFactor(state=_READY, otp_sms=zitadel_user_v1.AuthFactorOTPSMS())
    if human.otp_email:
        yield zitadel_user_v1.AuthFactor(state=_READY, otp_email=zitadel_user_v1.AuthFactorOTPEmail())


def _v2(human: Human) -> Iterator[zitadel_user_v2.AuthFactor]:
    if human.totp_secret:
        state = _READY if human.totp_ready else _NOT_READY
        yield zitadel_user_v2.AuthFactor(state=state, otp=zitadel_user_v2.AuthFactorOTP())
    if human.otp_sms:
        yield zitadel_user_v2.AuthFactor(state=_READY, otp_sms=zitadel_user_v2.AuthFactorOTPSMS())
    if human.otp_email:
        yield zitadel_user_v2.AuthFactor(state=_READY, otp_email=zitadel_user_v2.AuthFactorOTPEmail())
