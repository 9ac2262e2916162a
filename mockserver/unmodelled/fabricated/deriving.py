"""The table of kinds, out of the names of a surface's methods and fields."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping

from mockserver.surface.library import Surface, surface
from mockserver.surface.model import MessageType, Method, json_name
from mockserver.surface.offered import packages
from mockserver.unmodelled.fabricated.addressing import OWNERS, Addressing, Told, naming_method, own_names
from mockserver.unmodelled.fabricated.facts import plain
from mockserver.unmodelled.fabricated.kinds import OWN, Action, Corrections, Kind, Row, Shape, Table, corrections
from mockserver.unmodelled.fabricated.names import Words, said

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
        self._addressing = Addressing(by_hand)
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
        return (json_name(name) for name in fields if self._addressing.words(name)[-1] == "id")

    def _told(self, rpc: str, method: Method) -> Told:
        what = said(method.name, self._by_hand.synonyms)
        action = self._by_hand.actions.get(rpc) or _ACTIONS.get(what.verb, Action.ACT)
        return Told(rpc, method, what, action, self._facts.message(method.request))

    def _service(self, methods: list[Told]) -> None:
        """Find the kinds of a service first, since a noun may be a part of another one."""
        nouns: dict[Words, list[Told]] = {}
        for told in methods:
            if told.rpc not in self._by_hand.about:
                nouns.setdefault(told.said.noun, []).append(told)
        own: dict[Words, str] = dict.fromkeys((each for each in nouns if self._is_collection(each, nouns[each])), "")
        self._addressing = Addressing(self._by_hand, own.keys())
        variants: dict[Words, list[Told]] = {}
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

    def _is_collection(self, noun: Words, group: list[Told]) -> bool:
        actions = {told.action for told in group}
        if Action.LIST in actions:
            return True
        naming = [told for told in group if told.action in {Action.GET, Action.REMOVE}]
        return Action.ADD in actions and any(self._addressing.own_field(noun, told.request) for told in naming)

    def _is_setting(self, noun: Words, group: list[Told], own: Mapping[Words, str]) -> bool:
        actions = {told.action for told in group}
        if not noun or not actions & {Action.GET, Action.PUT, Action.RESET, Action.CHANGE}:
            return False
        return all(self._base(told, own) is None and told.said.scope != "my" for told in group)

    def _base(self, told: Told, own: Mapping[Words, str]) -> Words | None:
        """The noun of which a method's own is a part or a variant."""
        noun = told.said.noun
        within = sorted((kind for kind in own if kind != noun and _is_within(kind, noun)), key=len, reverse=True)
        for kind in within:
            addressed = self._addressing.own_field(kind, told.request)
            if told.action is not Action.ADD or addressed is None or addressed.optional:
                return kind
        named = [
            words[:-1]
            for words in map(self._addressing.words, reversed([*told.request.fields]))
            if words[-1:] == ("id",)
        ]
        return next((words for words in named if words in own and (*words, "id") not in OWNERS), None)

    def _add_kind(self, noun: Words, group: list[Told], shape: Shape, variants: list[Told]) -> str:
        """Add what a noun names, or join it with what another service calls so; returns its name."""
        name = "".join(word.capitalize() for word in noun)
        name = self._by_hand.same.get(name, name)
        adding = [told for told in (*group, *variants) if told.action is Action.ADD]
        makes = shape is Shape.COLLECTION and self._makes_ids(noun, adding)
        keyed = () if makes else self._keyed(noun, name, group)
        naming = naming_method(group)
        within = {each for _, each in self._addressing.address(noun, naming)} if naming is not None else set()
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

    def _keyed(self, noun: Words, name: str, group: list[Told]) -> tuple[str, ...]:
        """What tells things apart whose ids nobody makes: all that a request which names one of them names."""
        if name in self._by_hand.keys:
            return tuple(self._by_hand.keys[name])
        naming = naming_method(group)
        if naming is None:
            return ()
        names = {each for _, each in self._addressing.address(noun, naming)}
        if any(
            field.repeated and self._addressing.words(field.name) in own_names(noun)
            for field in naming.request.fields.values()
        ):
            names.add(OWN)
        if naming.said.scope == "my":
            names.add("user")
        return tuple(sorted(names))

    def _told_names(self, group: Iterable[Told]) -> Iterator[str]:
        for told in group:
            if told.action in {Action.ADD, Action.PUT, Action.CHANGE}:
                yield from self._names_in(told.request, frozenset())

    def _names_in(self, message: MessageType, seen: frozenset[str]) -> Iterator[str]:
        for field in message.fields.values():
            yield plain(field.name, self._by_hand.fields)
            if self._facts.is_message(field.type) and field.type not in seen:
                yield from self._names_in(self._facts.message(field.type), seen | {message.name})

    def _makes_ids(self, noun: Words, adding: Iterable[Told]) -> bool:
        """Whether an answer to adding tells an id that the request need not bring."""
        for told in adding:
            brought = self._addressing.own_field(noun, told.request)
            answered = self._addressing.own_field(noun, self._facts.message(told.method.response))
            if answered is not None and (brought is None or brought.optional or not brought.rules.get("min_len")):
                return True
        return False

    def _row(self, told: Told, own: Mapping[Words, str]) -> Row:
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
        address = self._addressing.address(base, told, self._in_addresses(own[base]))
        if part and action is Action.ADD:
            addressed = self._addressing.own_field(base, told.request)
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

    def _in_addresses(self, kind: str) -> frozenset[str]:
        """The names that are part of the address of a kind's things."""
        return self._kinds[kind].within.union(self._kinds[kind].keyed)

    def _several(self, noun: Words, kind: str, told: Told, named: set[str]) -> str:
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
                if self._addressing.own_field(noun, self._facts.message(field.type)) is not None:
                    return json_name(field.name)
            elif self._addressing.name_in_address(noun, field, told) in keyed | {OWN}:
                return json_name(field.name)
        return ""


def _is_vague(kind: Kind) -> bool:
    """Whether no service so far tells how things of a kind are told apart, or only that they have ids."""
    return kind.shape is Shape.COLLECTION and not kind.generated and (not kind.keyed or _has_ids(kind))


def _has_ids(kind: Kind) -> bool:
    return kind.keyed == (OWN,) and not kind.added


def _scheme(kind: Kind) -> tuple[object, ...]:
    return kind.generated, kind.keyed, kind.shape


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
