"""The table of kinds: for each method which kind of thing it is about, what it does to it, and how it names it."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from typing import NamedTuple

import msgspec

from mockserver.unmodelled.fabricated.names import Words

_PARTS = re.compile(r"[A-Z][^A-Z]*")
OWN = ""
"""The name in an address of the field that is a thing's own."""


class Shape(StrEnum):
    """What a kind is."""

    COLLECTION = "collection"
    """Things that are added, listed and removed."""
    SETTING = "setting"
    """One thing an owner, which is there by default."""


class Action(StrEnum):
    """What a method does."""

    ADD = "add"
    PUT = "put"
    """Adds what is not there and changes what is."""
    CHANGE = "change"
    GET = "get"
    LIST = "list"
    REMOVE = "remove"
    SWITCH = "switch"
    RESET = "reset"
    """Removes, so that the default holds again."""
    UNIQUE = "unique"
    """Tells whether a value is free."""
    ACT = "act"
    """Does what no kind knows of."""


class Row(NamedTuple):
    """What is known of a method.

    Attributes:
        kind: empty where it is about no kind.
        address: fields of the request that name the thing, by their JSON names, each with its name in the address.
        mine: whether the caller is the user that the address leaves out.
        part: what of the thing it is about, in words; empty where it is the whole.
        variant: which of several shapes an added thing has, in words, such as `("oidc",)`.
        several: the repeated field, by its JSON name, of a request about several things; mostly empty.
        scope: `custom`, `default` or `my`; mostly empty.
        verb: the method's own.
    """

    action: Action
    kind: str = ""
    address: tuple[tuple[str, str], ...] = ()
    mine: bool = False
    part: Words = ()
    variant: Words = ()
    several: str = ""
    scope: str = ""
    verb: str = ""


class Kind(NamedTuple):
    """What is known of a kind.

    Attributes:
        words: its name in words.
        generated: whether the server makes the ids of its things.
        keyed: names in the address that tell its things apart, sorted; only of kinds whose ids are not generated.
        within: names in the address of what its things belong to.
        told: names of the fields that requests can tell, normalised; what else answers hold is the server's.
        added: whether a method adds things; where none does, all that are asked for are there.
    """

    name: str
    shape: Shape
    words: Words
    generated: bool = False
    keyed: tuple[str, ...] = ()
    within: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    added: bool = True


class Corrections(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `kinds.yaml` says; its comments say what each part means."""

    synonyms: Mapping[str, str] = {}
    same: Mapping[str, str] = {}
    about: Mapping[str, str] = {}
    keys: Mapping[str, tuple[str, ...]] = {}
    refers: Mapping[str, str] = {}
    fields: Mapping[str, str] = {}
    actions: Mapping[str, Action] = {}


@dataclass(frozen=True)
class Table:
    """All kinds by name, and what each method does."""

    kinds: Mapping[str, Kind]
    rows: Mapping[str, Row]
    corrections: Corrections

    @functools.cached_property
    def referred(self) -> Mapping[str, Kind]:
        """Kinds that have ids, by what stands before `_id` in the name of a field that refers to one."""
        generated = {
            "_".join(_PARTS.findall(name)).lower(): kind for name, kind in self.kinds.items() if kind.generated
        }
        by_hand = {word: self.kinds.get(name) for word, name in self.corrections.refers.items()}
        return generated | {word: kind for word, kind in by_hand.items() if kind is not None and kind.generated}


@functools.cache
def corrections() -> Corrections:
    """Those by hand."""
    text = resources.files(__package__).joinpath("kinds.yaml").read_bytes()
    return msgspec.yaml.decode(text, type=Corrections)
