"""How passwords are kept, and held against what somebody types.

A password is kept as a hash in the form that the real server imports (`$pbkdf2-sha256$…`), so that no snapshot, export
or page of a user shows it; the journal does, in the bodies of requests, which it keeps as they came. The hash has few
rounds, since nobody needs protection here and a seed may hold thousands of people. What is kept and begins like no hash
is the password itself, so that a state file that is written by hand may say it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from random import Random
from typing import TYPE_CHECKING

from mockserver.access.keys import SYSTEM
from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem, Refused
from mockserver.later import Later

if TYPE_CHECKING:
    import argon2
    import bcrypt
else:
    argon2 = Later("argon2")
    bcrypt = Later("bcrypt")

_ROUNDS = 50
_SALT_BYTES = 12
_MOST_ROUNDS = 1_000_000
_MOST_BCRYPT_COST = 14
_MOST_ARGON2_KIB = 256 << 10
_MOST_ARGON2_WORK = 2 << 20
"""KiB times passes. All that is asked meanwhile waits for a check: what takes seconds is not checked."""
_OWN = "$pbkdf2-sha256$"
SUPPORTED = (
    "$argon2i$", "$argon2id$", "$2a$", "$2b$", "$2y$", "$1$", "$md5$", "$md5salted-suffix$", "$md5salted-prefix$",
    "$scrypt$", "$7$", "$pbkdf2$", "$pbkdf2-sha", "$5$", "$6$", "$P$", "$H$", "$S$",
)  # fmt: skip
"""How hashes begin that the real server takes. Source: its documentation of hashed secrets."""


def is_supported(stored: str) -> bool:
    """Whether a text is a hash that the real server takes."""
    return stored.startswith(SUPPORTED)


def hashed(text: str, randomness: Random = SYSTEM) -> str:
    """What is kept of a password."""
    salt = randomness.randbytes(_SALT_BYTES)
    return f"{_OWN}{_ROUNDS}${_encoded(salt)}${_encoded(_digest(text, salt, _ROUNDS))}"


def matches(stored: str, text: str) -> bool:
    """Whether a text is the password of which that is kept.

    Raises: Refused, where it is the hash of a kind that this server cannot check, or takes too long.
    """
    if stored.startswith(_OWN):
        return _matches_own(stored, text)
    if stored.startswith("$2"):
        return _matches_bcrypt(stored, text)
    if stored.startswith("$argon2"):
        return _matches_argon2(stored, text)
    if is_supported(stored):
        raise Refused(_cannot_check(f"a hash that begins with {stored[:5]}", "set the password anew"))
    return hmac.compare_digest(stored.encode(), text.encode())


def _matches_own(stored: str, text: str) -> bool:
    try:
        given, salt, digest = stored.removeprefix(_OWN).removeprefix("i=").split("$")
        rounds = int(given)
        if rounds > _MOST_ROUNDS:
            raise Refused(_cannot_check(f"a hash of {rounds} rounds", f"use up to {_MOST_ROUNDS}"))
        return hmac.compare_digest(_digest(text, _decoded(salt), rounds), _decoded(digest))
    except (ValueError, binascii.Error, OverflowError):
        return False


def _matches_bcrypt(stored: str, text: str) -> bool:
    cost = stored[4:6]
    if cost.isdecimal() and int(cost) > _MOST_BCRYPT_COST:
        raise Refused(_cannot_check(f"a bcrypt hash of cost {cost}", f"use up to {_MOST_BCRYPT_COST}"))
    try:
        return bool(bcrypt.checkpw(text.encode(), stored.encode()))
    except ImportError:
        raise Refused(_cannot_check("a bcrypt hash", "install zitadel-mock[hashes]")) from None
    except ValueError:
        return False


def _matches_argon2(stored: str, text: str) -> bool:
    try:
        asked = argon2.extract_parameters(stored)
        work = asked.memory_cost * asked.time_cost
        if asked.memory_cost > _MOST_ARGON2_KIB or work > _MOST_ARGON2_WORK:
            what = f"an argon2 hash of {asked.memory_cost} KiB and {asked.time_cost} passes"
            raise Refused(
                _cannot_check(what, f"use up to {_MOST_ARGON2_KIB} KiB, {_MOST_ARGON2_WORK} KiB times passes")
            )
        return bool(argon2.PasswordHasher().verify(stored, text))
    except ImportError:
        raise Refused(_cannot_check("an argon2 hash", "install zitadel-mock[hashes]")) from None
    except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
        return False


def _cannot_check(what: str, fix: str) -> Problem:
    return Problem("", Code.UNIMPLEMENTED, f"this server cannot check a password against {what}; {fix}")


def _digest(text: str, salt: bytes, rounds: int) -> bytes:
    return hashlib.pbkdf2_hmac("sha256", text.encode(), salt, rounds)


def _encoded(raw: bytes) -> str:
    """In the alphabet of hashes: base64 with a dot for the plus and without padding."""
    return base64.b64encode(raw, b"./").rstrip(b"=").decode("ascii")


def _decoded(text: str) -> bytes:
    return base64.b64decode(text.replace("+", ".") + "=" * (-len(text) % 4), b"./", validate=True)
