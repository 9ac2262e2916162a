"""The table of kinds, out of the names of a surface's methods and fields."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from mockserver.surface.library import Surface, surface
from mockserver.surface.model import Field, MessageType, Method, json_name
from mockserver.surface.offered import packages
from mockserver.unmodelled.fabricated.facts import plain
from mockserver.unmodelled.fabricated.kinds import OWN, Action, Corrections, Kind, Row, Shape, Table, corrections
from mockserver.unmodelled.fabricated.names import Said, Words, said, words_of

_ACTIONS: Mapping[str, Action] = {
    **dict.fromkeys(("add", "create", "import", "register", "start"), Action.ADD),
    "set": Action.PUT,
    **dict.fromkeys(("update", "change", "patch"), Action.CHANGE),
    **dict.fromkeys(("get", "retrieve"), Action.GET),
    **dict.fromkeys(("list", "search"), Action.LIST),
    **dict.fromkeys(("remove", "delete"), Action.REMOVE),
    **dict.fromkeys(("activate", "deactivate", "reactivate", "lock", "unlock"), Action.SWITCH),
    "reset": Action.RESET,
    **dict.fromkeys(("is", "exist"), Action.UNIQUE),
}
_ADDRESSING = (Action.REMOVE, Action.GET, Action.CHANGE, Action.SWITCH, Action.PUT)
"""Methods that name one thing, the surest first."""
_OWNERS = frozenset({("org", "id"), ("instance", "id")})
"""Choose whose a thing is, unless it is about organisations or instances."""
_ID_ENDS = frozenset({"id", "key"})


class _Told(NamedTuple):
    """A method with what its name and its request say."""

    rpc: str
    method: Method
    said: Said
    action: Action
    request: MessageType


@functools.cache
def served_kinds() -> Table:
    """The table of the surface that is served."""
    return derive(surface(), corrections())


def derive(facts: Surface, by_hand: Corrections) -> Table:
    """The kinds of a surface, and what each of its methods does."""
    return _Deriving(facts, by_hand).table()


class _Deriving:
    """Goes through a surface, service by service."""

    def __init__(self, facts: Surface, by_hand: Corrections) -> None:
        self._facts = facts
        self._by_hand = by_hand
        self._kinds: dict[str, Kind] = {}
        self._rows: dict[str, Row] = {}
        self._collections: frozenset[Words] = frozenset()
        """Of the service at hand."""

    def table(self) -> Table:
        for package in packages(self._facts):
            for service in self._facts.package(package).services.values():
                self._service([self._told(f"{service.name}/{each.name}", each) for each in service.methods.values()])
        for rpc, name in self._by_hand.about.items():
            own = tuple((field, OWN) for field in self._id_fields(rpc))
            verb = self._rows[rpc].verb
            self._rows[rpc] = Row(_ACTIONS.get(verb, Action.ACT), name, own, verb=verb)
        return Table(self._kinds, self._rows, self._by_hand)

    def _id_fields(self, rpc: str) -> Iterator[str]:
        fields = self._facts.message(self._facts.method(rpc).request).fields
        return (json_name(name) for name in fields if self._words(name)[-1] == "id")

    def _told(self, rpc: str, method: Method) -> _Told:
        what = said(method.name, self._by_hand.synonyms)
        action = self._by_hand.actions.get(rpc) or _ACTIONS.get(what.verb, Action.ACT)
        return _Told(rpc, method, what, action, self._facts.message(method.request))

    def _service(self, methods: list[_Told]) -> None:
        """Find the kinds of a service first, since a noun may be a part of another one."""
        nouns: dict[Words, list[_Told]] = {}
        for told in methods:
            if told.rpc not in self._by_hand.about:
                nouns.setdefault(told.said.noun, []).append(told)
        own: dict[Words, str] = dict.fromkeys((each for each in nouns if self._is_collection(each, nouns[each])), "")
        self._collections = frozenset(own)
        variants: dict[Words, list[_Told]] = {}
        for told in methods:
            base = None if told.said.noun in own or told.action is not Action.ADD else self._base(told, own)
            if base is not None and self._makes_ids(base, [told]):
                variants.setdefault(base, []).append(told)
        for noun in own:
            own[noun] = self._add_kind(noun, nouns[noun], Shape.COLLECTION, variants.get(noun, []))
        settings = [noun for noun in nouns if noun not in own and self._is_setting(noun, nouns[noun], own)]
        for noun in settings:
            own[noun] = self._add_kind(noun, nouns[noun], Shape.SETTING, [])
        for told in methods:
            self._rows[told.rpc] = self._row(told, own)

    def _is_collection(self, noun: Words, group: list[_Told]) -> bool:
        actions = {told.action for told in group}
        if Action.LIST in actions:
            return True
        naming = [told for told in group if told.action in {Action.GET, Action.REMOVE}]
        return Action.ADD in actions and any(self._own_field(noun, told.request) for told in naming)

    def _is_setting(self, noun: Words, group: list[_Told], own: Mapping[Words, str]) -> bool:
        actions = {told.action for told in group}
        if not noun or not actions & {Action.GET, Action.PUT, Action.RESET, Action.CHANGE}:
            return False
        return all(self._base(told, own) is None and told.said.scope != "my" for told in group)

    def _base(self, told: _Told, own: Mapping[Words, str]) -> Words | None:
        """The noun of which a method's own is a part or a variant."""
        noun = told.said.noun
        within = sorted((kind for kind in own if kind != noun and _is_within(kind, noun)), key=len, reverse=True)
        for kind in within:
            addressed = self._own_field(kind, told.request)
            if told.action is not Action.ADD or addressed is None or addressed.optional:
                return kind
        named = [words[:-1] for words in map(self._words, reversed([*told.request.fields])) if words[-1:] == ("id",)]
        return next((words for words in named if words in own and (*words, "id") not in _OWNERS), None)

    def _add_kind(self, noun: Words, group: list[_Told], shape: Shape, variants: list[_Told]) -> str:
        """Add what a noun names, or join it with what another service calls so; returns its name."""
        name = "".join(word.capitalize() for word in noun)
        name = self._by_hand.same.get(name, name)
        adding = [told for told in (*group, *variants) if told.action is Action.ADD]
        makes = shape is Shape.COLLECTION and self._makes_ids(noun, adding)
        keyed = () if makes else self._keyed(noun, name, group)
        naming = _naming(group)
        within = {each for _, each in self._address(noun, naming)} if naming is not None else set()
        told = frozenset(self._told_names([*group, *variants]))
        kind = Kind(name, shape, noun, makes, keyed, frozenset(within - {OWN}), told, bool(adding))
        before = self._kinds.get(name)
        if before is not None and _is_vague(before) and not _is_vague(kind):
            before = before._replace(generated=makes, keyed=keyed, shape=shape)
        elif before is not None and not _is_vague(kind) and _scheme(before) != _scheme(kind):
            alike = (each for each in self._kinds.values() if each.name.startswith(f"{name}@"))
            name = next(
                (each.name for each in alike if _scheme(each) == _scheme(kind)),
                f"{name}@{group[0].rpc.partition('/')[0].split('.')[-2]}",
            )
            before, kind = self._kinds.get(name), kind._replace(name=name)
        if before is not None:
            kind = before._replace(
                added=before.added or kind.added, told=before.told | kind.told, within=before.within | kind.within
            )
        self._kinds[name] = kind
        return name

    def _keyed(self, noun: Words, name: str, group: list[_Told]) -> tuple[str, ...]:
        """What tells things apart whose ids nobody makes: all that a request which names one of them names."""
        if name in self._by_hand.keys:
            return tuple(self._by_hand.keys[name])
        naming = _naming(group)
        if naming is None:
            return ()
        names = {each for _, each in self._address(noun, naming)}
        if any(field.repeated and self._words(field.name) in _own_names(noun) for field in _fields(naming)):
            names.add(OWN)
        if naming.said.scope == "my":
            names.add("user")
        return tuple(sorted(names))

    def _told_names(self, group: Iterable[_Told]) -> Iterator[str]:
        for told in group:
            if told.action in {Action.ADD, Action.PUT, Action.CHANGE}:
                yield from self._names_in(told.request, frozenset())

    def _names_in(self, message: MessageType, seen: frozenset[str]) -> Iterator[str]:
        for field in message.fields.values():
            yield plain(field.name, self._by_hand.fields)
            if self._facts.is_message(field.type) and field.type not in seen:
                yield from self._names_in(self._facts.message(field.type), seen | {message.name})

    def _makes_ids(self, noun: Words, adding: Iterable[_Told]) -> bool:
        """Whether an answer to adding tells an id that the request need not bring."""
        for told in adding:
            brought = self._own_field(noun, told.request)
            answered = self._own_field(noun, self._facts.message(told.method.response))
            if answered is not None and (brought is None or brought.optional or not brought.rules.get("min_len")):
                return True
        return False

    def _row(self, told: _Told, own: Mapping[Words, str]) -> Row:
        noun, what = told.said.noun, told.said
        action = told.action
        base = noun if noun in own else self._base(told, own)
        mine = what.scope == "my"
        if base is None and mine and ("user",) in own:
            base = ("user",)
        if base is None:
            name = "User" if mine else ""
            kept = action if mine and action is not Action.ADD else Action.ACT
            return Row(kept, name, (), mine, noun, scope=what.scope, verb=what.verb)
        part = _without(noun, base) if base != noun else ()
        variant: Words = ()
        address = self._address(base, told, own[base])
        if part and action is Action.ADD:
            addressed = self._own_field(base, told.request)
            if addressed is None or addressed.optional:
                variant, part = part, ()
            else:
                action = Action.CHANGE
        if part and action in {Action.PUT, Action.RESET}:
            action = Action.CHANGE if action is Action.PUT else Action.REMOVE
        if part and action is Action.SWITCH:
            action = Action.ACT
        several = self._several(base, own[base], told, {name for _, name in address})
        return Row(action, own[base], address, mine, part, variant, several, what.scope, what.verb)

    def _several(self, noun: Words, kind: str, told: _Told, named: set[str]) -> str:
        """The repeated field that names or holds several things."""
        if told.action not in {Action.ADD, Action.PUT, Action.REMOVE}:
            return ""
        keyed = set(self._kinds[kind].keyed) or {OWN}
        if keyed <= named:
            return ""
        for field in told.request.fields.values():
            if not field.repeated:
                continue
            if self._facts.is_message(field.type):
                if self._own_field(noun, self._facts.message(field.type)) is not None:
                    return json_name(field.name)
            elif self._name_in_address(noun, field, told) in keyed | {OWN}:
                return json_name(field.name)
        return ""

    def _own_of(self, noun: Words, told: _Told) -> Field | None:
        """The field by which a request names the thing that it is about; an `id` may be that of what it belongs to."""
        own = None if told.action is Action.LIST else self._own_field(noun, told.request)
        if own is not None and own.name == "id":
            before = _before(own.name, told.method, self._by_hand.synonyms)
            return None if before in self._collections and before != noun else own
        return own

    def _address(self, noun: Words, told: _Told, kind: str = "") -> tuple[tuple[str, str], ...]:
        """Fields of a request that name a thing, with their names in its address."""
        bound = {name for binding in told.method.bindings for name in _in_path(binding.path)}
        own = self._own_of(noun, told)
        known = {*self._kinds[kind].keyed, *self._kinds[kind].within} if kind else set()
        found = []
        for field in told.request.fields.values():
            name = self._name_in_address(noun, field, told)
            if field is own:
                found.append((json_name(field.name), OWN))
            elif field.repeated or self._words(field.name) in _OWNERS - {(*noun, "id")}:
                continue
            elif field.name in bound or name in known or self._names_another(field, told):
                found.append((json_name(field.name), name))
        return tuple(found)

    def _names_another(self, field: Field, told: _Told) -> bool:
        """Whether a field names what a thing belongs to, of a request that no path tells of."""
        if told.action not in _ADDRESSING or told.method.bindings or field.optional or field.oneof:
            return False
        return self._words(field.name)[-1] in _ID_ENDS and field.type == "string"

    def _name_in_address(self, noun: Words, field: Field, told: _Told) -> str:
        words = self._words(field.name)
        own = self._own_of(noun, told)
        if words == ("id",) and field is not own:
            return "_".join(_before(field.name, told.method, self._by_hand.synonyms) or noun[:-1])
        if own is None and words in _own_names(noun):
            return OWN
        return "_".join(words[:-1] if words[-1] in _ID_ENDS and len(words) > 1 else words)

    def _own_field(self, noun: Words, message: MessageType) -> Field | None:
        """The field by which a message names a thing of a noun."""
        fields = {self._words(field.name): field for field in message.fields.values()}
        found = next((fields[name] for name in _own_names(noun) if name in fields), None)
        return None if found is None or found.repeated else found

    def _words(self, name: str) -> Words:
        return words_of(name, self._by_hand.synonyms)


def _naming(group: Iterable[_Told]) -> _Told | None:
    """The method of a group that surely names one thing."""
    by_action = {told.action: told for told in group}
    return next((by_action[action] for action in _ADDRESSING if action in by_action), None)


def _fields(told: _Told) -> Iterable[Field]:
    return told.request.fields.values()


def _is_vague(kind: Kind) -> bool:
    """Whether no service so far tells how things of a kind are told apart, or only that they have ids."""
    return kind.shape is Shape.COLLECTION and not kind.generated and (not kind.keyed or _has_ids(kind))


def _has_ids(kind: Kind) -> bool:
    return kind.keyed == (OWN,) and not kind.added


def _scheme(kind: Kind) -> tuple[object, ...]:
    return kind.generated, kind.keyed, kind.shape


def _own_names(noun: Words) -> list[Words]:
    last = noun[-1:]
    names: list[Words] = [(*noun, "id"), (*last, "id"), (*last, "key")]
    if last == ("domain",):
        names += [last, noun, ("custom", *last)]
    return [*names, ("key",), ("id",)]


def _is_within(part: Words, whole: Words) -> bool:
    """Whether words stand in others, in their order."""
    rest = iter(whole)
    return all(word in rest for word in part)


def _without(whole: Words, part: Words) -> Words:
    left, taken = [], list(part)
    for word in whole:
        if taken and word == taken[0]:
            taken.pop(0)
        else:
            left.append(word)
    return tuple(left)


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
