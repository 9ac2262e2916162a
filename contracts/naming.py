"""Putting placeholders in the place of what a server made up: the reverse of a replay."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

from .comparison import LOCATION, SECRET_MEMBERS
from .exchange import Json
from .jwt import NAME, PARTS, unpacked
from .placeholders import (
    ANY_TIME,
    FREE_VALUES,
    ISSUER,
    NONCE,
    SHORT,
    TIMESTAMP,
    Filler,
    kind_of,
    short_instant,
)

_ID = re.compile(r"[0-9]{15,20}")
_ID_INSIDE = re.compile(r"(?<![0-9])[0-9]{18,19}(?![0-9])")
_CODE_INSIDE = re.compile(r"(?<=[?&]code=)[^&]{16,}")
_WORD = re.compile(r"[A-Za-z_]+")
_PRESENT = frozenset({"viewTimestamp", "timestamp"})
"""Members that hold the moment of the answer, which means nothing."""
_MEANINGLESS = frozenset({"at_hash", "kid"})
_EPOCHS = frozenset({"iat", "exp", "nbf", "auth_time", "updated_at"})
_LIFETIMES = frozenset({"expires_in"})
_ORIGINS = frozenset({"issuer", "iss"})
_OPAQUE: Mapping[str, str] = {
    "access_token": "access", "refresh_token": "refresh", "sessionToken": "sessionToken", "clientSecret": "secret",
    "client_secret": "secret", "keyDetails": "machineKey", "code": "authCode",
    "authRequest": "authRequest", "jti": "jti", "sid": "sid",
}  # fmt: skip
"""Kinds of what the server issued, by the member or the query parameter that holds it."""
_OPAQUE_CHARACTERS = 16
"""A shorter text under such a name, or one of letters alone, is a word of the API, such as an error's code."""


class Names(Filler):
    """The placeholders of one recording, and the values that they stand for."""

    def __init__(self, tokens: Mapping[str, str], nonce: str, origin: str = "") -> None:
        """Start with what is given.

        Args:
            origin: the server's, as the client calls it; it has its name once an answer has told it.
        """
        self._given = {**{f"token:{role}": token for role, token in tokens.items()}, NONCE: nonce}
        self._values: dict[str, str] = {}
        self._names: dict[str, str] = {origin: ISSUER} if origin else {}
        self._last: dict[str, int] = {}
        self._sorted: list[tuple[str, str]] = []
        self.reserved: set[str] = set()
        """Names that the scenario gives later; nothing else may take them."""

    def value(self, name: str) -> str:
        """What a placeholder stands for; a name that no answer has given stays as it is."""
        if name.endswith(SHORT) and (instant := self._values.get(name.removesuffix(SHORT))):
            return short_instant(instant)
        return self._given.get(name) or self._values.get(name) or f"{{{{{name}}}}}"

    def name(self, name: str, value: str) -> None:
        """Give a name to a value. Raises: ValueError where it is no value of that kind."""
        if kind_of(name).shape.fullmatch(value) is None:
            raise ValueError(f"what the answer holds for {{{{{name}}}}} is no such value")
        self._values[name] = value
        self._names[value] = name
        self._sorted = []

    def templated(self, answer: Json, names: Mapping[str, str]) -> Json:
        """An answer with placeholders; those in `names`, by path, are given values by it."""
        return self._walk(answer, names, "", "")

    def redirect(self, address: str, names: Mapping[str, str]) -> dict[str, Json]:
        """The address that an answer leads to, as a trace holds it; names by path, such as `$location.query.code`."""
        url, _, query = address.partition("?")
        parameters: Json = dict(parse_qsl(query, keep_blank_values=True))
        templated = self._walk(parameters, names, f"{LOCATION}.query", "")
        return {"url": self.covered(url), "query": templated}

    def covered(self, text: str) -> str:
        """A text with everything that has a name replaced by it; longer values first, one may contain another."""
        for value, name in self._by_length():
            if value in text:
                text = text.replace(value, f"{{{{{name}}}}}")
        return text

    def _by_length(self) -> list[tuple[str, str]]:
        if not self._sorted:
            known = {value: name for name, value in self._given.items() if value} | self._names
            self._sorted = sorted(known.items(), key=lambda pair: -len(pair[0]))
        return self._sorted

    def _walk(self, value: Json, names: Mapping[str, str], path: str, member: str) -> Json:
        match value:
            case dict():
                return {
                    self.inside(name): self._walk(item, names, _join(path, name), name) for name, item in value.items()
                }
            case list():
                return [self._walk(item, names, _join(path, str(index)), "") for index, item in enumerate(value)]
            case str():
                return self._text(value, names, path, member)
            case int() if member in _EPOCHS and FREE_VALUES["epoch"](value):
                return "{{epoch}}"
            case int() if member in _LIFETIMES and FREE_VALUES["seconds"](value):
                return "{{seconds}}"
        return value

    def _text(self, value: str, names: Mapping[str, str], path: str, member: str) -> Json:
        if member in _PRESENT and TIMESTAMP.fullmatch(value):
            return f"{{{{{ANY_TIME}}}}}"
        if (token := unpacked(value)) is not None:
            return self._token(value, token, names, path)
        if member in _ORIGINS and urlsplit(value).scheme:
            self.name(ISSUER, value)
            return f"{{{{{ISSUER}}}}}"
        if value in self._names:
            return f"{{{{{self._names[value]}}}}}"
        if member in _MEANINGLESS and value:
            return "{{any}}"
        if (short := self._short(value)) is not None:
            return f"{{{{{short}{SHORT}}}}}"
        given = names.get(path)
        name = given if given is not None else self._new_name(value, member)
        if name is not None and kind_of(name).shape.fullmatch(value):
            self.name(name, value)
            return f"{{{{{name}}}}}"
        return self.inside(value)

    def _token(self, value: str, token: dict[str, Json], names: Mapping[str, str], path: str) -> Json:
        """A JWT by its parts; the text as a whole has a name from then on."""
        name = names.get(path) or self._names.get(value) or self._next("jwt")
        self.name(name, value)
        parts = {part: self._walk(token[part], names, _join(path, part), "") for part in PARTS}
        return {"$jwt": {NAME: name, **parts}}

    def _short(self, value: str) -> str | None:
        """The name of an instant that is known, and written here without zeros at its end."""
        if TIMESTAMP.fullmatch(value) is None or value in self._names:
            return None
        known = ((name, instant) for instant, name in self._names.items() if kind_of(name) is kind_of("t1"))
        return next((name for name, instant in known if short_instant(instant) == value), None)

    def inside(self, text: str) -> str:
        """A text that holds more than one value; ids in it that are new get names."""
        for found in _ID_INSIDE.findall(text):
            if found not in self._names:
                self.name(self._next("id"), found)
        for found in _CODE_INSIDE.findall(text):
            if found not in self._names:
                self.name(self._next(_OPAQUE["code"]), found)
        return self.covered(text)

    def _new_name(self, value: str, member: str) -> str | None:
        """A name for what the scenario has none for, though each server makes it up."""
        if TIMESTAMP.fullmatch(value):
            return self._next("t")
        if member in _OPAQUE and len(value) >= _OPAQUE_CHARACTERS and not _WORD.fullmatch(value):
            return self._next(_OPAQUE[member])
        if member in SECRET_MEMBERS:
            return self._next("pat")
        return self._next("id") if _ID.fullmatch(value) else None

    def _next(self, kind: str) -> str:
        number = self._last.get(kind, 0) + 1
        while f"{kind}{number}" in self.reserved:
            number += 1
        self._last[kind] = number
        return f"{kind}{number}"


def _join(path: str, step: str) -> str:
    return f"{path}.{step}" if path else step
