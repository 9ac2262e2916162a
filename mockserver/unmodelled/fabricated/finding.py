"""Which thing a request means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from mockserver.domain.state import InstanceState
from mockserver.domain.things import Key, Thing
from mockserver.unmodelled.fabricated.kinds import OWN, Kind, Shape
from mockserver.unmodelled.fabricated.shared import MODELLED


class Address(NamedTuple):
    """How a request names a thing.

    Attributes:
        names: values by their names in the address.
        owner: whose things are meant.
        everywhere: whether things of all owners are seen, as by the services of v2.
    """

    names: Mapping[str, str]
    owner: str
    everywhere: bool


def key_of(kind: Kind, address: Address) -> Key:
    """What tells a thing apart from others of its kind: its id, else what its address names."""
    if kind.generated:
        return (address.names.get(OWN, ""),)
    values = tuple(address.names.get(name, "") for name in kind.keyed)
    return (
        values
        if kind.within - {"user", "type", "language"} and kind.shape is Shape.COLLECTION
        else (address.owner, *values)
    )


def find(state: InstanceState, kind: Kind, address: Address) -> Thing | None:
    """The thing that an address means; None where there is none, or another owner's."""
    key = key_of(kind, address)
    found = state.things.of(kind.name).get(key)
    if found is None:
        found = next((thing for thing in modelled(state, kind.name) if thing.key == key), None)
    return found if found is not None and _is_meant(found, address) else None


def find_all(state: InstanceState, kind: Kind, address: Address) -> Iterator[Thing]:
    """The things that belong to what an address names, sorted by their creation."""
    things = [*modelled(state, kind.name), *state.things.of(kind.name).values()]
    return (thing for thing in sorted(things, key=lambda thing: thing.created) if _is_meant(thing, address))


def modelled(state: InstanceState, kind: str) -> Iterator[Thing]:
    """What is modelled of a kind."""
    source = MODELLED.get(kind)
    return source(state) if source is not None else iter(())


def is_made_up(state: InstanceState, thing: Thing) -> bool:
    """Whether a thing is none of those that are modelled."""
    return thing.key in state.things.of(thing.kind)


def dependants(state: InstanceState, kind: Kind, removed: Thing) -> Iterator[Thing]:
    """What belongs to a thing, and goes with it."""
    own = removed.address.get(OWN)
    if not kind.generated or not own:
        return
    names = {"_".join(kind.words), kind.words[-1]}
    for things in state.things.kinds.values():
        for thing in things.values():
            if any(thing.address.get(name) == own for name in names):
                yield thing


def _is_meant(thing: Thing, address: Address) -> bool:
    if not address.everywhere and thing.owner != address.owner:
        return False
    return all(thing.address.get(name, value) == value for name, value in address.names.items() if name != OWN)
