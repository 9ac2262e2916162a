"""What values are made of that nobody told: people, names, addresses, secrets; the same for the same thing and seed."""

from __future__ import annotations

import base64
import functools
import hashlib
import importlib
import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple

from mockserver.unmodelled.fabricated.names import Words

_DIGITS = 18
_SECRET_CHARACTERS = 40
_CODE_CHARACTERS = 6
DOMAIN = "example.com"
"""A domain that is nobody's (RFC 2606), as telephone numbers and addresses are (RFC 5737)."""
_FIRST = ("Minnie", "Ada", "Tove", "Emeka", "Lin", "Noor", "Pablo", "Ruth", "Sami", "Yuki")
_LAST = ("Mouse", "Berger", "Castro", "Dahl", "Eze", "Fontana", "Haddad", "Ito", "Novak", "Weber")
_COMPANIES = ("Acme", "Globex", "Initech", "Umbrella", "Hooli", "Stark", "Wayne", "Cyberdyne")
_NO_LETTER = re.compile(r"[^a-z0-9]+")


class Person(NamedTuple):
    """Somebody that there is not."""

    first: str
    last: str
    domain: str = DOMAIN

    @property
    def login(self) -> str:
        """The name to log in with, in ASCII without blanks."""
        letters = f"{self.first}.{self.last}".lower().encode("ascii", "ignore").decode()
        return letters.replace(" ", ".").replace("'", "")

    @property
    def email(self) -> str:
        """An address that nobody has."""
        return f"{self.login}@{self.domain}"


class Believable:
    """Makes values up for one thing, whose fields so fit each other: an address is that of the name beside it."""

    def __init__(self, seed: str, *, subject: Words = (), fake: bool = False) -> None:
        """Make the same values for the same seed.

        Args:
            subject: what kind of thing it is, in words.
            fake: whether names are those of the package faker.
        """
        self._seed = seed
        self._fake = fake
        self.subject = subject

    def pick(self, name: str, choices: Sequence[str]) -> str:
        """One of several, by a name."""
        return choices[int.from_bytes(self._digest(name)[:4], "big") % len(choices)]

    def number(self, name: str, digits: int) -> str:
        """So many digits."""
        return str(int.from_bytes(self._digest(name)[:8], "big")).rjust(digits, "7")[-digits:]

    def id(self, name: str) -> str:
        """An id as the real server makes them."""
        return str(int.from_bytes(self._digest(name)[:8], "big")).ljust(_DIGITS, "0")[:_DIGITS]

    def secret(self, name: str) -> str:
        """A text that nobody guesses."""
        return base64.b32encode(self._digest(name)).decode("ascii").lower()[:_SECRET_CHARACTERS]

    def code(self, name: str) -> str:
        """What people type in."""
        return self.secret(name)[:_CODE_CHARACTERS].upper()

    @cached_property
    def person(self) -> Person:
        """Whom the thing is about."""
        if not self._fake:
            return Person(self.pick("first", _FIRST), self.pick("last", _LAST))
        faker = self._faker("person")
        return Person(faker.first_name(), faker.last_name(), self.domain)

    @cached_property
    def company(self) -> str:
        """An organisation's name."""
        if self._fake:
            made: str = self._faker("company").company()
            return made
        return self.pick("company", _COMPANIES)

    @cached_property
    def domain(self) -> str:
        """Where the thing's pages and mailboxes are; one that nobody can have."""
        return f"{_NO_LETTER.sub('-', self.company.lower()).strip('-')}.example" if self._fake else DOMAIN

    @cached_property
    def phone(self) -> str:
        """A number of those that are kept for stories (Ofcom: 07700 900000 to 900999)."""
        return f"+447700900{self.number('phone', 3)}"

    def _digest(self, name: str) -> bytes:
        return hashlib.blake2b(f"{self._seed} {name}".encode()).digest()

    def _faker(self, name: str) -> Any:
        faker = _only_faker()
        faker.seed_instance(int.from_bytes(self._digest(name)[:8], "big"))
        return faker


@functools.cache
def _only_faker() -> Any:
    return importlib.import_module("faker").Faker()
