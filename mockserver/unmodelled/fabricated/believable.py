"""Values that a thing could well have, of fields that nobody told of; the same for the same thing, field and seed."""

from __future__ import annotations

import base64
import functools
import hashlib
import importlib
import re
from collections.abc import Callable, Mapping
from typing import Any

from mockserver.surface.model import Field

_DIGITS = 18
_SECRET_CHARACTERS = 40
_ALLOWING = re.compile(r"(allow|has|enable|is_?active)")
_SPAN = "864000s"
_AMOUNTS: Mapping[str, int] = {"length": 8, "attempts": 10, "days": 30, "limit": 100, "port": 587}
"""Numbers by the last word of a field's name."""
_OUTSIDE = "example.com"


class Believable:
    """Makes values up for one thing."""

    def __init__(self, seed: str, *, fake: bool = False) -> None:
        """Make the same values for the same seed.

        Args:
            fake: whether names and addresses are those of the package faker.
        """
        self._seed = seed
        self._fake = fake

    def text(self, name: str) -> str:
        """A text for a field, by its protobuf name."""
        for fits, make in _TEXTS:
            if fits.search(name):
                return make(self, name)
        return name.replace("_", " ").strip()

    def value(self, field: Field) -> Any:
        """A value for a field that is neither a message nor an enum, in JSON; None where nothing is believable."""
        kind = field.type
        if kind == "string":
            return self.text(field.name)
        if kind == "bytes":
            return base64.b64encode(self.text(field.name).encode()).decode("ascii")
        if kind == "bool":
            return bool(_ALLOWING.match(field.name)) or None
        if kind == "google.protobuf.Duration":
            return _SPAN
        if kind.endswith(("32", "64")):
            amount = _AMOUNTS.get(field.name.rpartition("_")[2])
            return str(amount) if amount and kind.endswith("64") else amount
        return None

    def _digest(self, name: str) -> bytes:
        return hashlib.blake2b(f"{self._seed} {name}".encode()).digest()

    def _id(self, name: str) -> str:
        return str(int.from_bytes(self._digest(name)[:8], "big")).ljust(_DIGITS, "0")[:_DIGITS]

    def _secret(self, name: str) -> str:
        return base64.b32encode(self._digest(name)).decode("ascii").lower()[:_SECRET_CHARACTERS]

    def _code(self, name: str) -> str:
        return self._secret(name)[:6].upper()

    def _url(self, name: str) -> str:
        return f"https://{_OUTSIDE}/{name.rpartition('.')[2].replace('_', '-')}"

    def _from_faker(self, name: str) -> str:
        plain, method = next(row[1:] for row in _NAMES if row[0] in name)
        if not self._fake:
            return plain
        made: str = getattr(_faker(self._digest(name)), method)()
        return made


def _faker(seed: bytes) -> Any:
    faker = _only_faker()
    faker.seed_instance(int.from_bytes(seed[:8], "big"))
    return faker


@functools.cache
def _only_faker() -> Any:
    return importlib.import_module("faker").Faker()


_NAMES = (
    ("first_name", "Minnie", "first_name"),
    ("given_name", "Minnie", "first_name"),
    ("last_name", "Mouse", "last_name"),
    ("family_name", "Mouse", "last_name"),
    ("email", "minnie@example.com", "email"),
    ("phone", "+41791234567", "basic_phone_number"),
    ("domain", "example.com", "domain_name"),
    ("name", "Minnie Mouse", "name"),
)
"""Parts of fields' names, each with a value, and with the method of faker that makes one."""
_TEXTS: tuple[tuple[re.Pattern[str], Callable[[Believable, str], str]], ...] = (
    (re.compile(r"(^|_)ids?$"), Believable._id),
    (re.compile(r"(secret|token|password|details|signing_key|hash)$"), Believable._secret),
    (re.compile(r"code$"), Believable._code),
    (re.compile(r"(url|uri|link|endpoint|issuer)s?$"), Believable._url),
    (re.compile(r"language|locale|lang$"), lambda _, __: "en"),
    (re.compile(r"colou?r"), lambda _, __: "#5469d4"),
    (re.compile("|".join(row[0] for row in _NAMES)), Believable._from_faker),
)
"""Names of fields, and what is made for one; the first that fits."""
