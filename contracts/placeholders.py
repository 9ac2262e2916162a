"""Placeholders: names that stand in a recording for values which every server makes up itself.

The first answer that holds `{{org1}}` binds it; from then on requests are filled with that value, and answers must
repeat it. Those of `FREE_VALUES` are bound to nothing and may stand for another value each time.
"""

from __future__ import annotations

import re
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .exchange import Json

# A name opens with a letter: `{{.Code}}`, which templates of messages hold, is a text like any other.
REFERENCE = re.compile(r"\{\{([A-Za-z][^{}]*)\}\}")
TIMESTAMP = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?Z")
ANY_TIME = "time"
ANY_TEXT = "text"
NONCE = "nonce"
ISSUER = "issuer"
SHORT = ":short"
"""After the name of an instant: without zeros at the end of its fraction, as scripts and tokens write it."""
MONTH_S = 31 * 86400

_ID = re.compile(r"[0-9]{15,20}")
_OPAQUE = re.compile(r".+?", re.DOTALL)
_NUMBERED = re.compile(r"([A-Za-z]+)[0-9]+")
_FRACTION_END = re.compile(r"\.?0*Z$")


class UnboundPlaceholder(LookupError):
    """A placeholder is needed before any answer has given it a value; `name` is its name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{{{{{name}}}}} has no value: the answer that should have given it was not as recorded")
        self.name = name


@dataclass(frozen=True, slots=True)
class Kind:
    """What the values of a family of placeholders look like.

    `distinct`: two names never share a value. Instants are not distinct, a fast server may do two things in one.
    """

    shape: re.Pattern[str]
    distinct: bool = True
    secret: bool = False


_MADE_UP_ID = Kind(_ID)
_SECRET = Kind(_OPAQUE, secret=True)
_INSTANT = Kind(TIMESTAMP, distinct=False)
KINDS: Mapping[str, Kind] = {
    **dict.fromkeys(("org", "action", "user", "id", "target", "project", "pgrant", "app", "appkey"), _MADE_UP_ID),
    **dict.fromkeys(("client", "grant", "keyid", "patid", "session", "default"), _MADE_UP_ID),
    **dict.fromkeys(("pat", "patkey", "patsecret", "secret", "machineKey", "access", "refresh", "jwt"), _SECRET),
    **dict.fromkeys(("sessionToken", "authCode", "authRequest", "jti", "sid"), _SECRET),
    "t": _INSTANT,
}  # fmt: skip
_ONCE: Mapping[str, Kind] = {ISSUER: Kind(_OPAQUE, distinct=False)}
"""Placeholders without a number."""


def _is_instant(seen: Json) -> bool:
    return isinstance(seen, str) and TIMESTAMP.fullmatch(seen) is not None


def _is_epoch(seen: Json) -> bool:
    return type(seen) is int and abs(seen - time.time()) < MONTH_S


FREE_VALUES: Mapping[str, Callable[[Json], bool]] = {
    ANY_TIME: _is_instant,
    ANY_TEXT: lambda seen: isinstance(seen, str) and seen != "",
    "any": lambda seen: isinstance(seen, str) and seen != "",
    "epoch": _is_epoch,
    "seconds": lambda seen: type(seen) is int and seen > 0,
}
"""Placeholders that are bound to nothing, and what they may stand for; an epoch lies within a month of now."""


ADDRESSES = frozenset({"listener", "listenerhost", "host"})
"""Given where targets are called: this machine's listener, and the server; no secrets, and never bound."""


def kind_of(name: str) -> Kind:
    """The kind of a placeholder that is bound, such as `org1`. Raises: ValueError for a name of no known kind."""
    if name in _ONCE:
        return _ONCE[name]
    numbered = _NUMBERED.fullmatch(name.removesuffix(SHORT))
    if numbered is None or numbered[1] not in KINDS:
        raise ValueError(f"{{{{{name}}}}} is no known placeholder")
    return KINDS[numbered[1]]


def short_instant(timestamp: str) -> str:
    """An instant (RFC 3339 in UTC) without zeros at the end of its fraction."""
    return _FRACTION_END.sub("Z", timestamp) if "." in timestamp else timestamp


class Filler(ABC):
    """Puts values in the place of placeholders; what has no value raises what `value` does."""

    @abstractmethod
    def value(self, name: str) -> str:
        """The value of a placeholder."""

    def fill_text(self, template: str) -> str:
        """The text with every placeholder replaced by its value."""
        return REFERENCE.sub(lambda reference: self.value(reference[1]), template)

    def fill(self, template: Json) -> Json:
        """The same for all texts in a JSON value, keys of objects included."""
        match template:
            case str():
                return self.fill_text(template)
            case list():
                return [self.fill(item) for item in template]
            case dict():
                return {self.fill_text(key): self.fill(member) for key, member in template.items()}
            case _:
                return template


class Placeholders(Filler):
    """The values of one replay: given tokens (by the name of their role), a nonce, and what answers have bound."""

    def __init__(self, tokens: Mapping[str, str], nonce: str, given: Mapping[str, str] | None = None) -> None:
        self._given = {f"token:{role}": token for role, token in tokens.items()} | {NONCE: nonce} | dict(given or {})
        self._bound: dict[str, str] = {}

    def bound(self) -> Mapping[str, str]:
        """What answers have given values so far, by name."""
        return dict(self._bound)

    def restore(self, bound: Mapping[str, str]) -> None:
        """Go back to what `bound` returned earlier."""
        self._bound = dict(bound)

    def value(self, name: str) -> str:
        """The value of a placeholder. Raises: UnboundPlaceholder."""
        if name in self._given:
            return self._given[name]
        if name in self._bound:
            return self._bound[name]
        if name.endswith(SHORT):
            return short_instant(self.value(name.removesuffix(SHORT)))
        raise UnboundPlaceholder(name)

    def matches(self, name: str, seen: str) -> bool:
        """Whether an answer may hold `seen` where the recording holds `name`; binds the name when it is still free.

        An instant that was first seen in its short form is known again in its long one.

        Raises: ValueError for a name of no known kind.
        """
        try:
            value = self.value(name)
        except UnboundPlaceholder:
            return self._bind(name.removesuffix(SHORT), seen)
        known = name in self._bound and kind_of(name) is _INSTANT
        return seen == value or (known and short_instant(seen) == value)

    def _bind(self, name: str, seen: str) -> bool:
        kind = kind_of(name)
        if kind.shape.fullmatch(seen) is None or (kind.distinct and seen in self._bound.values()):
            return False
        self._bound[name] = seen
        return True

    def rebind(self, name: str, seen: str) -> None:
        """Let a name stand for what was seen from now on, whatever it stood for. Raises: ValueError."""
        kind_of(name)
        self._bound[name] = seen

    def redact(self, text: str) -> str:
        """The text with every secret that this replay knows replaced by its placeholder: safe to print."""
        for name, value in (self._given | self._bound).items():
            if value and is_secret(name):
                text = text.replace(value, f"{{{{{name}}}}}")
        return text


def is_secret(name: str) -> bool:
    """Whether the value of a placeholder must never be printed."""
    if name == NONCE or name in FREE_VALUES or name in ADDRESSES:
        return False
    return name.startswith("token:") or kind_of(name).secret
