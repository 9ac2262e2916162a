"""How requests name things: by which of their fields, and what tells one thing of a kind apart from another."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from mockserver.surface.model import Field, MessageType, Method, json_name
from mockserver.unmodelled.fabricated.kinds import OWN, Action, Corrections
from mockserver.unmodelled.fabricated.names import Said, Words, words_of

_ADDRESSING = (Action.REMOVE, Action.GET, Action.CHANGE, Action.SWITCH, Action.PUT)
"""Methods that name one thing, the surest first."""
OWNERS = frozenset({("org", "id"), ("instance", "id")})
"""Choose whose a thing is, unless it is about organisations or instances."""
_ID_ENDS = frozenset({"id", "key"})


class Told(NamedTuple):
    """A method with what its name and its request say."""

    rpc: str
    method: Method
    said: Said
    action: Action
    request: MessageType


class Addressing:
    """Reads requests of one service."""

    def __init__(self, by_hand: Corrections, collections: Collection[Words] = frozenset()) -> None:
        """Take what is corrected by hand.

        Args:
            collections: nouns of the service that name collections.
        """
        self._by_hand = by_hand
        self._collections = collections

    def _own_of(self, noun: Words, told: Told) -> Field | None:
        """The field by which a request names the thing that it is about; an `id` may be that of what it belongs to."""
        own = None if told.action is Action.LIST else self.own_field(noun, told.request)
        if own is not None and own.name == "id":
            before = _before(own.name, told.method, self._by_hand.synonyms)
            return None if before in self._collections and before != noun else own
        return own

    def address(self, noun: Words, told: Told, known: Collection[str] = ()) -> tuple[tuple[str, str], ...]:
        """Fields of a request that name a thing, by their JSON names, with their names in its address.

        Args:
            known: names that are part of the address of such things.
        """
        bound = {name for binding in told.method.bindings for name in _in_path(binding.path)}
        own = self._own_of(noun, told)
        found = []
        for field in told.request.fields.values():
            name = self.name_in_address(noun, field, told)
            if field is own:
                found.append((json_name(field.name), OWN))
            elif field.repeated or self.words(field.name) in OWNERS - {(*noun, "id")}:
                continue
            elif field.name in bound or name in known or self._names_another(field, told):
                found.append((json_name(field.name), name))
        return tuple(found)

    def _names_another(self, field: Field, told: Told) -> bool:
        """Whether a field names what a thing belongs to, of a request that no path tells of."""
        if told.action not in _ADDRESSING or told.method.bindings or field.optional or field.oneof:
            return False
        return self.words(field.name)[-1] in _ID_ENDS and field.type == "string"

    def name_in_address(self, noun: Words, field: Field, told: Told) -> str:
        """What a field of a request is called in an address."""
        words = self.words(field.name)
        own = self._own_of(noun, told)
        if words == ("id",) and field is not own:
            return "_".join(_before(field.name, told.method, self._by_hand.synonyms) or noun[:-1])
        if own is None and words in own_names(noun):
            return OWN
        return "_".join(words[:-1] if words[-1] in _ID_ENDS and len(words) > 1 else words)

    def own_field(self, noun: Words, message: MessageType) -> Field | None:
        """The field by which a message names a thing of a noun."""
        fields = {self.words(field.name): field for field in message.fields.values()}
        found = next((fields[name] for name in own_names(noun) if name in fields), None)
        return None if found is None or found.repeated else found

    def words(self, name: str) -> Words:
        """The words of a field's name."""
        return words_of(name, self._by_hand.synonyms)


def naming_method(group: Iterable[Told]) -> Told | None:
    """The method of a group that surely names one thing."""
    by_action = {told.action: told for told in group}
    return next((by_action[action] for action in _ADDRESSING if action in by_action), None)


def own_names(noun: Words) -> list[Words]:
    """Names of fields, in words, by which things of a noun are told apart, the surest first."""
    last = noun[-1:]
    names: list[Words] = [(*noun, "id"), (*last, "id"), (*last, "key")]
    if last == ("domain",):
        names += [last, noun, ("custom", *last)]
    return [*names, ("key",), ("id",)]


def _in_path(path: str) -> Iterator[str]:
    for segment in path.split("/"):
        if segment.startswith("{"):
            yield segment[1:].partition("}")[0].removesuffix("=**")


def _before(field: str, method: Method, synonyms: Mapping[str, str]) -> Words:
    """What stands before a field in a path, which tells of what it is the id."""
    for binding in method.bindings:
        segments = binding.path.split("/")
        for before, segment in itertools.pairwise(segments):
            if segment.startswith(f"{{{field}"):
                return words_of(before, synonyms)
    return ()
