"""Messages of answers, filled with what is known of things: by names and types, whatever the message."""

from __future__ import annotations

from typing import Any

from mockserver.spec.json_values import JsonObject
from mockserver.surface.library import Surface
from mockserver.unmodelled.fabricated.conversions import TIMESTAMP, Conversions
from mockserver.unmodelled.fabricated.facts import Path
from mockserver.unmodelled.fabricated.itself import Itself
from mockserver.unmodelled.fabricated.kinds import Corrections
from mockserver.unmodelled.fabricated.places import Group, Place, Places
from mockserver.unmodelled.fabricated.view import View

_DEEPEST = 8
_DEEPEST_MADE_UP = 2


class Answers:
    """Fills messages."""

    def __init__(self, surface: Surface, by_hand: Corrections) -> None:
        self._places = Places(surface, by_hand)
        self._itself = Itself(surface)
        self.conversions = Conversions(surface)

    def fill(self, message: str, view: View, path: Path = ()) -> JsonObject:
        """A message about a thing, in proto3 JSON."""
        filled, _ = self._fill(self._places.of(message, path), view, 0)
        return filled

    def _fill(self, group: Group, view: View, depth: int) -> tuple[JsonObject, bool]:
        """A message, and whether anything in it was told, so that it is not made up as a whole."""
        filled: JsonObject = {}
        told = False
        chosen = {oneof: _choice(places, view, depth) for oneof, places in group.oneofs.items()}
        for place in group.places:
            field = place.field
            if field.oneof and chosen[field.oneof] is not place:
                continue
            value, known = self._value(place, view, depth)
            told = told or known
            if value is not None and (field.oneof or field.optional or not place.is_zero(value)):
                filled[place.json] = value
        return filled, told

    def _value(self, place: Place, view: View, depth: int) -> tuple[Any, bool]:
        if place.is_details:
            return self._itself.details(place.field.type, view), True
        if place.is_message:
            return self._below(place, view, depth)
        if place.single:
            value = self._itself.of(place, view, depth)
            if value is not None:
                return value, True
        value = view.told(place.path, place.joined)
        if value is not None:
            value = self.conversions.converted(place.field, value)
        if value is None and place.is_wrapped:
            # What one message tells as a plain value, another one wraps: `{"enabled": true}`.
            value = self.conversions.converted(place.field, view.told(place.path[:-1], "".join(place.path[-3:-1])))
        if value is not None and not (place.is_required and place.is_zero(value)):
            return value, True
        return _made_up(place, view) if place.is_makeable else None, False

    def _below(self, place: Place, view: View, depth: int) -> tuple[Any, bool]:
        if depth >= _DEEPEST:
            return None, False
        filled, told = self._fill(place.below, view, depth + 1)
        if told or place.field.oneof or (view.default and depth < _DEEPEST_MADE_UP):
            return filled, told
        return None, False


def _made_up(place: Place, view: View) -> Any:
    """A believable value of what no request can tell; of all, where nothing is known."""
    field = place.field
    servers = view.kind is not None and place.name not in view.kind.told
    if servers and field.type == "string":
        likely = view.likely(place.name)
        if isinstance(likely, str):
            return [likely] if field.repeated else likely
    if not (view.default or place.is_required or (servers and place.is_telling)):
        return None
    if field.type == TIMESTAMP and not field.repeated:
        return view.moment_of(place.name)
    return place.recipe(view.believable) if place.recipe is not None else None


def _choice(places: list[Place], view: View, depth: int) -> Place | None:
    """Of a oneof the field that is set: one that was told of, or of the shape, or that holds most facts."""
    messages = []
    for place in places:
        if place.is_message:
            if view.tells(place.path):
                return place
            messages.append(place)
        elif view.told(place.path, place.joined) is not None:
            return place
    if not messages:
        return None
    best = max(messages, key=lambda place: place.alike(view.shape)) if view.shape else None
    if best is not None and best.alike(view.shape):
        return best
    if depth >= _DEEPEST:
        return None
    holding, best = max(((_holding(place, view), place) for place in messages), key=lambda each: each[0])
    return best if holding else None


def _holding(place: Place, view: View) -> int:
    """How many fields of a message something was told of."""
    return sum(view.told(below.path, below.joined) is not None for below in place.below.places)
