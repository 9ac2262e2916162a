"""What the name of a method says: what it does, to which noun."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

Words = tuple[str, ...]
"""A noun in lower-case singular words, such as `("project", "role")`."""

_WORD = re.compile(
    r"(?:IDP|OIDC|SAML|SMTP|SMS|OTP|JWT|API|IAM|U2F)s?(?![a-z])|[A-Z]{2,}s(?![a-z])|[A-Z]+(?![a-z])|[A-Z][a-z0-9]*|[a-z0-9]+"
)
"""Abbreviations that others follow without a mark in between come first."""
_SELECTOR = re.compile(r"(?<=[a-zA-Z])By(?=[A-Z])")
_KEPT = frozenset({"is", "us", "ss", "ms"})
"""Ends of words whose `s` is no plural."""
_LINKING = {"to": "add", "from": "remove"}
_SCOPES = frozenset({"custom", "default", "my"})
"""First words that say whose thing is meant."""


class Said(NamedTuple):
    """A method's name taken apart.

    Attributes:
        verb: the first word, such as `add`.
        noun: what it is about.
        scope: `custom`, `default`, `my`, or empty.
        bulk: whether it is about several at once.
    """

    verb: str
    noun: Words
    scope: str = ""
    bulk: bool = False


def words_of(name: str, synonyms: Mapping[str, str]) -> Words:
    """The words of a name in camel or snake case, in singular, each by the word that stands for all that mean it."""
    found = (_singular(word) for part in name.split("_") for word in _WORD.findall(part))
    return tuple(synonyms.get(word, word) for word in found)


def said(method: str, synonyms: Mapping[str, str]) -> Said:
    """Take the name of a method apart."""
    verb, *rest = words_of(_SELECTOR.split(method)[0], synonyms)
    bulk = verb == "bulk"
    if bulk:
        verb, *rest = rest
    for link, linking in _LINKING.items():
        if verb == linking and link in rest:
            at = rest.index(link)
            rest = [*rest[at + 1 :], *rest[:at]]
    if rest[-2:] == ["to", "default"]:
        rest = rest[:-2]
    scope = next((word for word in rest[:1] if word in _SCOPES), "")
    if scope:
        rest = rest[1:]
    return Said(verb, tuple(word for word in rest if word != "custom"), scope, bulk)


def _singular(word: str) -> str:
    if word.isupper() and len(word) > 1:
        return word.lower()
    lower = word.lower()
    if lower.endswith("ies"):
        return f"{lower[:-3]}y"
    return lower[:-1] if lower.endswith("s") and len(lower) > 2 and lower[-2:] not in _KEPT else lower
