"""Where what is made up ends: what is modelled is changed by the methods that are modelled, and by no others.

Methods that nobody modelled read modelled things where `shared.py` shows them. What such a method added or changed
there no modelled method would know; so it is refused, in words that name the one to call.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cached_property
from typing import NamedTuple

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem, Refused
from mockserver.spec.json_values import JsonObject
from mockserver.surface.library import Surface
from mockserver.surface.model import json_name
from mockserver.unmodelled.fabricated.kinds import Action, Row, Table
from mockserver.unmodelled.fabricated.names import Words, words_of

_ADDING = frozenset({Action.ADD, Action.PUT})


class _Modelled(NamedTuple):
    """A modelled method about a kind."""

    rpc: str
    row: Row


class Boundary:
    """Knows which methods are modelled, and of which kinds things are."""

    def __init__(self, facts: Surface, table: Table, modelled: Set[str], shown: Set[str]) -> None:
        """Take the table of kinds.

        Args:
            modelled: the methods that are, as `package.Service/Method`.
            shown: kinds whose modelled things methods that nobody modelled can read.
        """
        self._facts = facts
        self._table = table
        self._modelled = modelled
        self._shown = shown

    @cached_property
    def _by_kind(self) -> Mapping[str, list[_Modelled]]:
        """Modelled methods by kind, of the kinds of which there are modelled things."""
        found: dict[str, list[_Modelled]] = {kind: [] for kind in self._shown}
        for rpc in sorted(self._modelled & self._table.rows.keys()):
            row = self._table.rows[rpc]
            if row.kind:
                found.setdefault(row.kind, []).append(_Modelled(rpc, row))
        return {kind: rows for kind, rows in found.items() if kind in self._shown or any(map(_adds, rows))}

    def is_hidden(self, kind: str) -> bool:
        """Whether things of a kind are modelled, and unknown to methods that are not."""
        return kind in self._by_kind and kind not in self._shown

    def can_fabricate(self, rpc: str) -> bool:
        """Whether anything may be made up for a method, given as `package.Service/Method`, that nobody modelled."""
        return rpc in self._table.rows and self._instead(rpc, self._shapes(rpc)) is None

    def require(self, rpc: str, message: JsonObject) -> None:
        """Hold a call against what is modelled.

        Raises: Refused: UNIMPLEMENTED, where it would add what modelled methods should know, or ask for what they keep.
        """
        said = [shape for name, shape in self._options(rpc) if name in message]
        instead = self._instead(rpc, said or [self._table.rows[rpc].variant])
        if instead is not None:
            raise self._refusal(rpc, instead)

    def of_model(self, rpc: str) -> Refused:
        """The refusal of a method that would change a modelled thing."""
        return self._refusal(rpc, self._like(rpc, self._by_kind.get(self._table.rows[rpc].kind, [])))

    def _instead(self, rpc: str, shapes: Iterable[Words]) -> list[str] | None:
        """The modelled methods to call instead, where all that a method can do is theirs; None where it is not."""
        row = self._table.rows[rpc]
        rows = self._by_kind.get(row.kind)
        if rows is None:
            return None
        if row.kind not in self._shown:
            return self._like(rpc, rows)
        if row.action not in _ADDING or row.part:
            return None
        adders = [each for each in rows if _adds(each)]
        known = {each.row.variant for each in adders}
        free = bool(known) and () not in known and any(shape and shape not in known for shape in shapes)
        return None if free else _versions(rpc, adders) or [each.rpc for each in adders]

    def _like(self, rpc: str, rows: Iterable[_Modelled]) -> list[str]:
        """The modelled versions of a method, else those that do the same to the same part of the kind, if any do."""
        row = self._table.rows[rpc]
        same = [each for each in rows if each.row.action is row.action is not Action.ACT and each.row.part == row.part]
        return _versions(rpc, rows) or [each.rpc for each in same]

    def _shapes(self, rpc: str) -> list[Words]:
        """The shapes in which a method may add a thing: that of its name, else those that its request can choose."""
        variant = self._table.rows[rpc].variant
        return [variant] if variant else [shape for _, shape in self._options(rpc)] or [variant]

    def _options(self, rpc: str) -> Iterator[tuple[str, Words]]:
        """Fields of a request that hold one of several messages, by their JSON names, each with its name in words."""
        synonyms = self._table.corrections.synonyms
        for field in self._facts.message(self._facts.method(rpc).request).fields.values():
            if field.oneof and self._facts.is_message(field.type):
                yield json_name(field.name), words_of(field.name, synonyms)

    def _refusal(self, rpc: str, instead: list[str]) -> Refused:
        kind = self._table.rows[rpc].kind
        call = f"call {' or '.join(instead)}" if instead else "`zitadel-mock routes` lists what is modelled of it"
        text = (
            f"this mock models {kind} and does not model {rpc}, of whose effect modelled methods would know nothing:"
            f" {call}, or start it with --unmodelled forward=URL for the answer of a real server"
        )
        return Refused(Problem("", Code.UNIMPLEMENTED, text))


def _versions(rpc: str, rows: Iterable[_Modelled]) -> list[str]:
    name = rpc.rpartition("/")[2]
    return [each.rpc for each in rows if each.rpc.rpartition("/")[2] == name]


def _adds(method: _Modelled) -> bool:
    return method.row.action in _ADDING and not method.row.part
