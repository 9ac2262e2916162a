"""Events as JSON, made of the classes of events and rows: a new one needs no line here."""

from __future__ import annotations

import functools
import typing
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import msgspec

from mockserver.domain.events import Event, Recorded
from mockserver.domain.ids import Instant
from mockserver.domain.state import KINDS
from mockserver.domain.tables import Kind, Row

_EVENTS: Mapping[str, Any] = {each.__name__: each for each in typing.get_args(Event)}
_KINDS: Mapping[str, Kind[Any]] = {kind.name: kind for kind in KINDS}


class WrittenEvent(msgspec.Struct, frozen=True, omit_defaults=True):
    """An event as it is written.

    Attributes:
        type: the name of its class.
        at: microseconds since 1970.
        kind: the name of the kind of row that it is of; empty where it is of none.
        values: of its other fields, in their order.
        newest_id: the newest id that was made before it, so that those of all replicas grow with time.
    """

    type: str
    sequence: int
    at: int
    values: msgspec.Raw
    kind: str = ""
    newest_id: int = 0


def event_text(recorded: Recorded, newest_id: int = 0) -> bytes:
    """An event as JSON."""
    event: Any = recorded.event
    kind = getattr(event, "kind", None)
    values = encoded([value for value in event if value is not kind] if kind is not None else event)
    name = "" if kind is None else kind.name
    return encoded(
        WrittenEvent(type(event).__name__, recorded.sequence, recorded.at, msgspec.Raw(values), name, newest_id)
    )


def event_of(text: bytes) -> tuple[Recorded, int]:
    """The event that a text stands for, and the newest id that was made before it.

    Raises: msgspec.DecodeError, KeyError: none of this version's.
    """
    written = _WRITTEN.decode(text)
    event, decoder, place = shape_of(written.type, written.kind)
    values = list(decoder.decode(written.values))
    if place is not None:
        values.insert(place, _KINDS[written.kind])
    return Recorded(event(*values), written.sequence, Instant(written.at)), written.newest_id


def encoded(value: object) -> bytes:
    """Values of the domain as JSON."""
    return _ENCODER.encode(value)


def _plain(value: object) -> object:
    """What msgspec does not know of itself."""
    if isinstance(value, MappingProxyType):
        return dict(value)
    raise NotImplementedError(f"{type(value).__name__} cannot be written")


_ENCODER = msgspec.json.Encoder(enc_hook=_plain)
_WRITTEN = msgspec.json.Decoder(WrittenEvent)


@functools.cache
def shape_of(name: str, kind: str) -> tuple[Any, msgspec.json.Decoder[Any], int | None]:
    """An event's class, what reads the values of its fields, and which of those is the kind."""
    event = _EVENTS[name]
    fields = list(event._fields)
    place = fields.index("kind") if kind else None
    hints = typing.get_type_hints(event)
    read = [_KINDS[kind].row if hints[field] is Row else hints[field] for field in fields if field != "kind"]
    return event, msgspec.json.Decoder(tuple[tuple(read)]), place  # type: ignore[misc]  # (types that are made)
