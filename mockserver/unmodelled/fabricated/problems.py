"""What a fabricated answer refuses, in words that say that it was made up."""

from __future__ import annotations

from mockserver.domain.things import Thing
from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem, Refused
from mockserver.unmodelled.fabricated.kinds import OWN, Kind

_MARK = "(fabricated by this mock)"


def not_found(kind: Kind, key: str) -> Refused:
    """There is no such thing."""
    return Refused(Problem("", Code.NOT_FOUND, f"there is no {kind.name} {key!r} {_MARK}"))


def not_set(kind: Kind) -> Refused:
    """The default holds already."""
    return Refused(Problem("", Code.NOT_FOUND, f"no {kind.name} was set {_MARK}"))


def exists(kind: Kind, thing: Thing) -> Refused:
    """There is such a thing already."""
    named = "/".join(value for value in (thing.address.get(OWN), *thing.address.values()) if value)
    shown = f" {named!r}" if named else ""
    return Refused(Problem("", Code.ALREADY_EXISTS, f"there is a {kind.name}{shown} already {_MARK}"))


def state_is(kind: Kind, thing: Thing) -> Refused:
    """It is switched so already."""
    text = f"{kind.name} {thing.address.get(OWN, '')!r} is {thing.state.lower()} already {_MARK}"
    return Refused(Problem("", Code.FAILED_PRECONDITION, text))
