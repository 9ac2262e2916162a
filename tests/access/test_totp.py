"""Codes of apps, against the vectors of RFC 6238."""

from __future__ import annotations

import base64

import pytest

from mockserver.access.totp import code, is_right, new_secret, uri
from mockserver.domain.ids import Instant

SECRET = base64.b32encode(b"12345678901234567890").decode("ascii")


@pytest.mark.parametrize(
    ("second", "wanted"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (2000000000, "279037")],
)
def test_vectors(second: int, wanted: str) -> None:
    """The last six digits of appendix B."""
    assert code(SECRET, Instant(second * 1_000_000)) == wanted


def test_a_code_is_right_one_step_around() -> None:
    """And no further."""
    now = Instant(1_234_567_890 * 1_000_000)
    secret = new_secret()

    assert [is_right(secret, code(secret, now, step), now) for step in (-2, -1, 0, 1, 2)] == [
        False,
        True,
        True,
        True,
        False,
    ]
    assert not is_right("not base32!", "123456", now)
    assert not is_right(secret, "ü", now)


def test_the_address_for_apps() -> None:
    """Issuer and account are escaped."""
    assert uri("S", "my host", "a@b c") == (
        "otpauth://totp/my%20host:a@b%20c?algorithm=SHA1&digits=6&issuer=my%20host&period=30&secret=S"
    )
