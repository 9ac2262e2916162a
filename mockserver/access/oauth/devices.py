"""Devices without a browser that wait for somebody to let them in (RFC 8628)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from random import Random

from mockserver.access.keys import SYSTEM, new_token
from mockserver.access.oauth.expiry import forget_expired
from mockserver.access.oauth.grants import Grant
from mockserver.access.oauth.problems import (
    DEVICE_CODE_UNKNOWN,
    DEVICE_DENIED,
    DEVICE_EXPIRED,
    DEVICE_PENDING,
    OAuthRefused,
)
from mockserver.domain.ids import Instant

LIFETIME_S = 300
INTERVAL_S = 5
_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
"""Of user codes: no vowels, so that no words come about."""
_HALF = 4
_MICROS = 1_000_000


class Decision(Enum):
    """What somebody said of a device."""

    NONE = auto()
    ALLOWED = auto()
    DENIED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A device that asked for tokens.

    Attributes:
        id: by which the API knows it.
        grant: what was granted, once somebody did.
    """

    id: str
    secret: str
    user_code: str
    client: str
    scopes: tuple[str, ...]
    audience: tuple[str, ...]
    expires: Instant
    decision: Decision = Decision.NONE
    grant: Grant | None = None


class Devices:
    """The newest devices, by their device code."""

    def __init__(self) -> None:
        self._waiting: dict[str, Device] = {}

    def add(
        self,
        id_: str,
        *,
        client: str,
        scopes: tuple[str, ...],
        audience: tuple[str, ...],
        now: Instant,
        randomness: Random = SYSTEM,
    ) -> Device:
        """A device that waits from now on."""
        forget_expired(self._waiting, Instant(now - LIFETIME_S * _MICROS))
        letters = "".join(randomness.choice(_LETTERS) for _ in range(2 * _HALF))
        device = Device(
            id=id_,
            secret=new_token(randomness),
            user_code=f"{letters[:_HALF]}-{letters[_HALF:]}",
            client=client,
            scopes=scopes,
            audience=audience,
            expires=Instant(now + LIFETIME_S * _MICROS),
        )
        self._waiting[device.secret] = device
        return device

    def with_user_code(self, user_code: str, now: Instant) -> Device | None:
        """The device that shows a code and that nobody decided on; case and the dash do not count."""
        plain = _plain(user_code)
        return next((each for each in self._open(now) if _plain(each.user_code) == plain), None)

    def with_id(self, id_: str, now: Instant) -> Device | None:
        """The same by its id."""
        return next((each for each in self._open(now) if each.id == id_), None)

    def allow(self, device: Device, grant: Grant) -> None:
        """Let a device have tokens."""
        self._waiting[device.secret] = replace(device, decision=Decision.ALLOWED, grant=grant)

    def deny(self, device: Device) -> None:
        """Let a device have none."""
        self._waiting[device.secret] = replace(device, decision=Decision.DENIED)

    def redeem(self, secret: str, *, client: str, now: Instant) -> Grant:
        """What a device was granted, once.

        Raises: DEVICE_CODE_UNKNOWN (another client's too), DEVICE_EXPIRED, DEVICE_PENDING, DEVICE_DENIED.
        """
        device = self._waiting.get(secret)
        if device is None or device.client != client:
            raise OAuthRefused(DEVICE_CODE_UNKNOWN)
        if device.decision is Decision.DENIED:
            raise OAuthRefused(DEVICE_DENIED)
        if device.expires <= now:
            raise OAuthRefused(DEVICE_EXPIRED)
        if device.grant is None:
            raise OAuthRefused(DEVICE_PENDING)
        del self._waiting[secret]
        return device.grant

    def _open(self, now: Instant) -> list[Device]:
        return [
            device for device in self._waiting.values() if device.expires > now and device.decision is Decision.NONE
        ]


def _plain(user_code: str) -> str:
    return user_code.replace("-", "").replace(" ", "").upper()
