"""What expressions of a script are, as far as the tables of what scripts find tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from mockserver.scripts.tables import OBJECTS, Deed, Does, Kind, Member, Trigger

Tree = Mapping[str, "Shape"]


@dataclass(frozen=True, slots=True)
class Plain:
    """A plain object of `ctx` or `api`, to which anything can be added."""

    path: str
    members: Tree


@dataclass(frozen=True, slots=True)
class Held:
    """A value of a kind; `of` names an object of OBJECTS, and `path` says how it was come by."""

    kind: Kind
    of: str
    path: str


@dataclass(frozen=True, slots=True)
class Giving:
    """A function that gives something."""

    gives: Held


@dataclass(frozen=True, slots=True)
class Doing:
    """A member of `api`: a function, or a list that scripts put something into."""

    deed: Deed


Shape = Plain | Held | Giving | Doing

_VALUES_OF_LISTS = frozenset({Kind.OBJECTS, Kind.TEXTS})


@cache
def ctx_of(trigger: Trigger) -> Plain:
    """`ctx` of a trigger."""
    return _planted("", [(row.path, _of_member(row)) for row in trigger.ctx])


@cache
def api_of(trigger: Trigger) -> Plain:
    """`api` of a trigger."""
    return _planted("", [(row.path, Doing(row)) for row in trigger.api])


def member_of(shape: Shape, name: str) -> Shape | None:
    """A member of something.

    Raises: KeyError: it has none of this name.
    """
    if isinstance(shape, Plain):
        return shape.members[name]
    if isinstance(shape, Held) and shape.kind is Kind.OBJECT:
        if shape.of == "providerInfo":
            # What an OpenID provider tells and what an OAuth provider tells differ.
            return None
        row = next((row for row in OBJECTS[shape.of] if row.name == name), None)
        if row is None:
            raise KeyError(name)
        held = Held(row.kind, row.of, f"{shape.of}.{name}")
        return Giving(held) if row.method else held
    return None


def element_of(shape: Shape | None) -> Shape | None:
    """What a list holds."""
    if not isinstance(shape, Held) or shape.kind not in _VALUES_OF_LISTS:
        return None
    return Held(Kind.OBJECT if shape.kind is Kind.OBJECTS else Kind.TEXT, shape.of, f"{shape.path}[]")


def names_of(shape: Shape) -> list[str]:
    """The members that something has."""
    if isinstance(shape, Plain):
        return list(shape.members)
    if isinstance(shape, Held) and shape.kind is Kind.OBJECT:
        return [row.name for row in OBJECTS[shape.of]]
    return []


def does(shape: Shape | None) -> Does | None:
    """What a member of `api` does."""
    return shape.deed.does if isinstance(shape, Doing) else None


def _of_member(row: Member) -> Shape:
    held = Held(row.kind, row.of, row.path)
    return Giving(held) if row.method else held


def _planted(path: str, leaves: Iterable[tuple[str, Shape]]) -> Plain:
    below: dict[str, list[tuple[str, Shape]]] = {}
    members: dict[str, Shape] = {}
    for names, shape in leaves:
        name, _, rest = names.partition(".")
        if rest:
            below.setdefault(name, []).append((rest, shape))
        else:
            members[name] = shape
    members |= {name: _planted(f"{path}.{name}".strip("."), inside) for name, inside in below.items()}
    return Plain(path, members)
