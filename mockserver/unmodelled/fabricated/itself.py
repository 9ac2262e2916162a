"""What a field says of a thing as a thing: its id, its owner, its state, its dates, and what it belongs to."""

from __future__ import annotations

import functools
from typing import Any

from mockserver.spec.json_values import JsonObject
from mockserver.spec.wellknown import timestamp
from mockserver.surface.library import Surface
from mockserver.surface.model import json_name
from mockserver.unmodelled.fabricated.conversions import TIMESTAMP
from mockserver.unmodelled.fabricated.kinds import OWN
from mockserver.unmodelled.fabricated.names import Words
from mockserver.unmodelled.fabricated.places import LONG, Place, overlap, tails
from mockserver.unmodelled.fabricated.view import Moment, View

_OWNERS = ("resourceowner", "organizationid", "orgid", "organisationid")
_OF_INSTANCE = ("_SYSTEM", "_INSTANCE", "_IAM")
_OF_ORGANISATION = ("_ORG", "_ORGANIZATION")
_DEEPEST = 2
"""Further within an answer texts are those of other things."""


class Itself:
    """Tells it."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface

    def of(self, place: Place, view: View, depth: int) -> Any:
        """What a field that is no list says of the thing; None where it tells nothing of the kind."""
        kind = place.field.type
        if kind == "string":
            return _text(place, view, depth) if depth < _DEEPEST else None
        if kind == TIMESTAMP:
            return _date(place.name, view)
        if place.is_enum:
            return _enum(place, view)
        if kind == "bool":
            return (view.default or None) if place.name == "isdefault" else None
        return str(view.thing.sequence) if place.name == "sequence" and kind in LONG else None

    def details(self, kind: str, view: View) -> JsonObject:
        """The details of a thing: how often it was written, when it was made and last changed, whose it is.

        Of a write that made it there is no change, of all others no creation.
        """
        thing = view.thing
        known = {
            "sequence": str(thing.sequence),
            "creationDate": timestamp(thing.created) if view.moment is not Moment.CHANGED else "",
            "changeDate": timestamp(thing.changed) if view.moment is not Moment.ADDED else "",
            "resourceOwner": thing.owner,
            "id": thing.address.get(OWN, ""),
        }
        names = map(json_name, self._surface.message(kind).fields)
        return {name: known[name] for name in names if known.get(name)}


def _text(place: Place, view: View, depth: int) -> str | None:
    address, words = view.thing.address, place.words
    if view.own and depth <= view.own_depth and _is_own(words, view.noun):
        return view.own
    if view.own and place.name == "id" and place.path[-2:-1] == view.noun[-1:]:
        # Of a link, whose own id is that of what it leads to, such as a group's user.
        return view.own
    if place.belongs and place.belongs in address:
        return address[place.belongs]
    if place.name.endswith(_OWNERS) and view.told(place.path, place.joined) is None:
        return view.thing.owner
    return view.referred("_".join(words[:-1])) or None if words[-1:] == ("name",) and len(words) > 1 else None


@functools.cache
def _is_own(words: Words, noun: Words) -> bool:
    """Whether a field names a thing of a noun by itself."""
    last = noun[-1:]
    named = {("id",), ("key",), (*noun, "id"), (*last, "id"), (*last, "key"), last, noun}
    return words in named or (words == ("domain", "name") and last == ("domain",))


def _date(name: str, view: View) -> Any:
    """When the thing was made or changed; nothing of other dates."""
    if not name.endswith("date") or name.startswith("expir") or view.told((name,)) is not None:
        return None
    if view.kind is not None and name in view.kind.told:
        return None
    return timestamp(view.thing.created if name == "creationdate" else view.thing.changed)


def _enum(place: Place, view: View) -> Any:
    """The state of a thing, whose it is, and its type where it was added in one of several shapes."""
    name, names = place.name, place.numbers
    if name.endswith("state"):
        return next((each for each in names if each.endswith(f"_{view.thing.state}")), None)
    if view.told(place.path, place.joined) is not None:
        return None
    if name.startswith("owner"):
        ends = _OF_INSTANCE if view.of_instance else _OF_ORGANISATION
        return next((each for each in names if each.endswith(ends)), None)
    if name == "type" and view.shape:
        split = {each: tuple(tail.lower().split("_")) for tail, each in tails(tuple(names)).items()}
        best = max(split, key=lambda each: overlap(split[each], view.shape))
        return best if overlap(split[best], view.shape) else None
    return None
