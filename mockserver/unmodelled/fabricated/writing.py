"""What methods do to things; each write is an event of the instance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from mockserver.domain.things import Deed, Thing, ThingAdded, ThingChanged, ThingRemoved
from mockserver.unmodelled.fabricated import finding, problems
from mockserver.unmodelled.fabricated.boundary import Boundary
from mockserver.unmodelled.fabricated.call import Call
from mockserver.unmodelled.fabricated.facts import Path, Telling, plain, within
from mockserver.unmodelled.fabricated.finding import Address
from mockserver.unmodelled.fabricated.kinds import OWN, Kind, Shape, Table
from mockserver.unmodelled.fabricated.view import SHAPE

_STATES: Mapping[str, str] = {
    "deactivate": "INACTIVE",
    "lock": "LOCKED",
    **dict.fromkeys(("activate", "reactivate", "unlock"), "ACTIVE"),
}
_TELLING = frozenset({"generate", "resend", "send"})
"""Verbs of methods that tell people something, and change nothing that others read."""
_ADDRESSING = frozenset({"organizationid", "orgid", "organisationid", "instanceid", "ctx"})
"""Facts that tell only whose a thing is."""


class Writing:
    """Carries out what the table of kinds says."""

    def __init__(self, table: Table, telling: Telling, boundary: Boundary) -> None:
        self._table = table
        self._telling = telling
        self._boundary = boundary

    def add(self, call: Call, kind: Kind) -> Thing:
        """Add a thing, under the id that the request brings, or one of the instance's.

        Raises: ALREADY_EXISTS; NOT_FOUND where it would belong to what is not there.
        """
        self._require_parents(call)
        address = self._own_address(call, kind)
        before = finding.find(call.context.instance.state, kind, address._replace(everywhere=True))
        if before is not None:
            raise problems.exists(kind, before)
        return self._added(call, kind, address)

    def put(self, call: Call, kind: Kind) -> Thing:
        """Change a thing, or add it where its id is not the server's to make.

        Raises: NOT_FOUND.
        """
        found = self._find(call, kind)
        if found is not None:
            return self._changed(call, kind, found)
        if kind.generated:
            raise problems.not_found(kind, call.named())
        self._require_parents(call)
        return self._added(call, kind, call.address)

    def change(self, call: Call, kind: Kind) -> Thing:
        """Change a thing. What is there by default becomes one that was set.

        Raises: NOT_FOUND.
        """
        found = self._find(call, kind)
        if found is not None:
            return self._changed(call, kind, found)
        by_default = kind.shape is Shape.SETTING and not (kind.added and call.row.scope == "custom")
        if not by_default and (kind.added or kind.generated or OWN in kind.keyed):
            raise problems.not_found(kind, call.named())
        return self._added(call, kind, call.address)

    def remove(self, call: Call, kind: Kind) -> Thing:
        """Remove a thing with all that belongs to it, or of a part of it what was told.

        Raises: NOT_FOUND.
        """
        found = self._find(call, kind)
        if found is None:
            if kind.shape is Shape.COLLECTION:
                raise problems.not_found(kind, call.named())
            if call.is_v2:
                return call.nothing(kind)
            raise problems.not_set(kind)
        if call.row.part:
            last = plain(call.row.part[-1], {})
            gone = frozenset(name for name in found.facts if last in name.split("."))
            return self._record(call, found, forgotten=gone)
        below = finding.dependants(call.context.instance.state, kind, found)
        at = call.context.instance.append_all([ThingRemoved(_deed(each)) for each in (*below, found)])[-1].at
        return replace(found, sequence=found.sequence + 1, changed=at)

    def switch(self, call: Call, kind: Kind) -> Thing:
        """Switch a thing on, off or lock it.

        Raises: NOT_FOUND; FAILED_PRECONDITION in v1 where it is so already; v2 then changes nothing. Both are assumed
            of all kinds after those of which the recordings tell.
        """
        found = self._require(call, kind)
        state = _STATES[call.row.verb]
        if found.state == state and kind.shape is Shape.COLLECTION:
            if call.is_v2:
                return found
            raise problems.state_is(kind, found)
        return self._record(call, found, state=state)

    def touch(self, call: Call, kind: Kind) -> Thing:
        """Count what was done to a thing of which nothing is kept; of what is modelled nothing is counted.

        Raises: NOT_FOUND; UNIMPLEMENTED where more than a message to people would come of it, of what is modelled.
        """
        if call.row.verb in _TELLING:
            found = finding.find(call.context.instance.state, kind, call.address)
            if found is not None and not finding.is_made_up(call.context.instance.state, found):
                return found
        return self._record(call, self._require(call, kind))

    def _require(self, call: Call, kind: Kind) -> Thing:
        found = self._find(call, kind)
        if found is not None:
            return found
        if kind.shape is Shape.SETTING:
            return self._added(call, kind, call.address)
        raise problems.not_found(kind, call.named())

    def _find(self, call: Call, kind: Kind) -> Thing | None:
        """The thing that is written to.

        Raises: UNIMPLEMENTED where it is modelled.
        """
        state = call.context.instance.state
        found = finding.find(state, kind, call.address)
        if found is not None and not finding.is_made_up(state, found):
            raise self._boundary.of_model(call.rpc)
        return found

    def _require_parents(self, call: Call) -> None:
        for name, id_ in call.address.names.items():
            kind = self._table.referred.get(name) if name != OWN else None
            if kind is not None and not self._boundary.is_hidden(kind.name):
                there = finding.find(call.context.state, kind, Address({OWN: id_}, "", everywhere=True))
                if there is None:
                    raise problems.not_found(kind, id_)

    def _own_address(self, call: Call, kind: Kind) -> Address:
        names = call.address.names
        makes = kind.generated or (kind.shape is Shape.COLLECTION and not kind.keyed)
        if makes and OWN not in names:
            return call.address._replace(names={**names, OWN: call.context.instance.ids.next()})
        return call.address

    def _added(self, call: Call, kind: Kind, address: Address) -> Thing:
        facts = self._facts(call)
        if call.row.variant:
            facts[SHAPE] = " ".join(call.row.variant)
        key = finding.key_of(kind, address)
        aggregate = address.names.get(OWN) or "/".join(key)
        deed = Deed(aggregate, kind.name, key, address.owner, address.names, facts)
        call.context.append(ThingAdded(deed))
        return call.context.instance.state.things.of(kind.name)[key]

    def _facts(self, call: Call) -> dict[str, Any]:
        """What a request tells beside the address."""
        named = _addressing(call)
        told = self._telling.facts(call.told_type, call.told)
        return {name: value for name, value in told.items() if name.partition(".")[0] not in named}

    def _changed(self, call: Call, kind: Kind, found: Thing) -> Thing:
        """Put what a request tells in the place of what was told of the same."""
        del kind
        named = _addressing(call)
        prefix = tuple(plain(word, {}) for word in call.row.part)
        facts = {}
        for name, value in self._telling.facts(call.told_type, call.told, prefix).items():
            path = tuple(name.split("."))
            if path[len(prefix)] not in named or len(path) > len(prefix) + 1:
                facts[next(_same_place(found, path), name)] = value
        forgotten = {
            known
            for path in self._telling.unset(call.told_type, call.told, prefix)
            for known in _same_place(found, path)
        }
        return self._record(call, found, facts=facts, forgotten=frozenset(forgotten - facts.keys()))

    def _record(
        self,
        call: Call,
        thing: Thing,
        *,
        facts: Mapping[str, Any] | None = None,
        forgotten: frozenset[str] = frozenset(),
        state: str = "",
    ) -> Thing:
        deed = _deed(thing)._replace(facts=facts or {}, forgotten=forgotten, state=state or thing.state)
        call.context.append(ThingChanged(deed))
        return call.context.instance.state.things.of(thing.kind)[thing.key]


def _addressing(call: Call) -> frozenset[str]:
    """Fields that say only which thing is meant; those that are no texts say what it is, too."""
    texts = (field for field, _ in call.row.address if isinstance(call.message.get(field), str))
    return frozenset(plain(field, {}) for field in texts) | _ADDRESSING


def _deed(thing: Thing) -> Deed:
    aggregate = thing.address.get(OWN) or "/".join(thing.key)
    return Deed(aggregate, thing.kind, thing.key, thing.owner, thing.address, thing.facts, state=thing.state)


def _same_place(thing: Thing, path: Path) -> Iterator[str]:
    """The facts of a thing that a path means too."""
    for name in thing.facts:
        known = tuple(name.split("."))
        if known[-1] == path[-1] and (within(known, path) or within(path, known)):
            yield name
