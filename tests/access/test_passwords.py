"""How passwords are kept and checked."""

from __future__ import annotations

import argon2
import bcrypt
import pytest

from mockserver.access.passwords import hashed, is_supported, matches
from mockserver.errors.problem import Refused


@pytest.mark.parametrize("text", ["Secret-1!", "", "ü🙂", "x" * 200])
def test_what_is_kept_is_a_hash_and_fits_its_password_only(text: str) -> None:
    """Two of the same password differ."""
    stored = hashed(text)

    assert is_supported(stored)
    assert text not in stored or not text
    assert stored != hashed(text)
    assert matches(stored, text)
    assert not matches(stored, text + "x")


def test_a_state_file_may_say_the_password() -> None:
    """What begins like no hash is the password itself."""
    assert matches("Secret-1!", "Secret-1!")
    assert not matches("Secret-1!", "secret-1!")


def test_imported_hashes() -> None:
    """Of bcrypt and argon2, by the packages of the extra."""
    for stored in (bcrypt.hashpw(b"right", bcrypt.gensalt(4)).decode(), argon2.PasswordHasher(1, 8, 1).hash("right")):
        assert matches(stored, "right")
        assert not matches(stored, "wrong")


@pytest.mark.parametrize("stored", ["$2a$xx", "$argon2id$xx", "$pbkdf2-sha256$", "$pbkdf2-sha256$x$y$z"])
def test_a_broken_hash_fits_nothing(stored: str) -> None:
    """It is as a wrong password."""
    assert not matches(stored, "x")


@pytest.mark.parametrize(
    ("stored", "fix"),
    [
        ("$6$salt$digest", "set the password anew"),
        ("$pbkdf2-sha256$1000001$c2FsdA$ZGlnZXN0", "use up to 1000000"),
        ("$pbkdf2-sha256$i=1000001$c2FsdA$ZGlnZXN0", "use up to 1000000"),
        (f"$2b$15${'.' * 53}", "use up to 14"),
        ("$argon2id$v=19$m=262145,t=1,p=1$c2FsdHNhbHQ$ZGlnZXN0ZGlnZXN0", "use up to 262144 KiB"),
        ("$argon2id$v=19$m=65536,t=33,p=4$c2FsdHNhbHQ$ZGlnZXN0ZGlnZXN0", "2097152 KiB times passes"),
    ],
)
def test_what_cannot_be_checked_is_said(stored: str, fix: str) -> None:
    """Rather than taken for wrong, or checked while all others wait."""
    with pytest.raises(Refused, match=f"cannot check a password .*{fix}"):
        matches(stored, "x")
