"""Placeholders: names that stand in a recording for values which every server makes up itself.

The first answer that holds `{{org1}}` binds it; from then on requests are filled with that value, and answers must
repeat it. `{{time}}` and `{{text}}` are bound to nothing and may stand for another value each time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from .exchange import Json

REFERENCE = re.compile(r"\{\{([^{}]+)\}\}")
TIMESTAMP = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?Z")
ANY_TIME = "time"
ANY_TEXT = "text"
NONCE = "nonce"

_ID = re.compile(r"[0-9]{15,20}")
_OPAQUE = re.compile(r".+", re.DOTALL)
_NUMBERED = re.compile(r"([a-z]+)[0-9]+")


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
    distinct: bool
    secret: bool


KINDS: Mapping[str, Kind] = {
    "org": Kind(_ID, distinct=True, secret=False),
    "action": Kind(_ID, distinct=True, secret=False),
    "user": Kind(_ID, distinct=True, secret=False),
    "id": Kind(_ID, distinct=True, secret=False),
    "t": Kind(TIMESTAMP, distinct=False, secret=False),
    "pat": Kind(_OPAQUE, distinct=True, secret=True),
    "patkey": Kind(_OPAQUE, distinct=True, secret=True),
    "patsecret": Kind(_OPAQUE, distinct=True, secret=True),
}


def kind_of(name: str) -> Kind:
    """The kind of a numbered placeholder, such as `org1`. Raises: ValueError for a name of no known kind."""
    numbered = _NUMBERED.fullmatch(name)
    if numbered is None or numbered[1] not in KINDS:
        raise ValueError(f"{{{{{name}}}}} is no known placeholder")
    return KINDS[numbered[1]]


class Placeholders:
    """The values of one replay: given tokens (by the name of their role), a nonce, and what answers have bound."""

    def __init__(self, tokens: Mapping[str, str], nonce: str) -> None:
        self._given = {f"token:{role}": token for role, token in tokens.items()} | {NONCE: nonce}
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
        raise UnboundPlaceholder(name)

    def matches(self, name: str, seen: str) -> bool:
        """Whether an answer may hold `seen` where the recording holds `name`; binds the name when it is still free.

        Raises: ValueError for a name of no known kind.
        """
        if name in self._given:
            return self._given[name] == seen
        if name in self._bound:
            return self._bound[name] == seen
        kind = kind_of(name)
        if kind.shape.fullmatch(seen) is None or (kind.distinct and seen in self._bound.values()):
            return False
        self._bound[name] = seen
        return True

    def fill_text(self, template: str) -> str:
        """The text with every placeholder replaced by its value. Raises: UnboundPlaceholder."""
        return REFERENCE.sub(lambda reference: self.value(reference[1]), template)

    def fill(self, template: Json) -> Json:
        """The same for all texts in a JSON value; keys are left alone. Raises: UnboundPlaceholder."""
        match template:
            case str():
                return self.fill_text(template)
            case list():
                return [self.fill(item) for item in template]
            case dict():
                return {key: self.fill(member) for key, member in template.items()}
            case _:
                return template

    def redact(self, text: str) -> str:
        """The text with every secret that this replay knows replaced by its placeholder: safe to print."""
        for name, value in (self._given | self._bound).items():
            if value and is_secret(name):
                text = text.replace(value, f"{{{{{name}}}}}")
        return text


def is_secret(name: str) -> bool:
    """Whether the value of a placeholder must never be printed."""
    if name == NONCE:
        return False
    return name.startswith("token:") or kind_of(name).secret
