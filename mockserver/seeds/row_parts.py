"""Rows of tables as parts of a state file, made of the classes of the rows: a new kind of row needs no line here."""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import msgspec

from mockserver.domain.ids import Instant
from mockserver.domain.rows.actions import ACTIONS
from mockserver.domain.rows.organisations import ORGANISATIONS
from mockserver.domain.state import KINDS
from mockserver.domain.tables import Row
from mockserver.seeds.model import Date, Part, Seed, Sequence
from mockserver.seeds.recorder import date, instant

KINDS_OF_ROWS = tuple(kind for kind in KINDS if kind not in (ORGANISATIONS, ACTIONS))
"""Kinds that `rows` of a state file tells of: not of organisations, with which actions stand there."""
Made = TypeVar("Made", bound=Part)
_Into = Callable[[Any], Any]
_OF_ALL: Mapping[str, Any] = {"sequence": Sequence | None, "created": Date | None, "changed": Date | None}
"""The fields that every row has; where they are missing, they are made as for a call of the API."""


@functools.cache
def row_parts() -> Mapping[str, type[Part]]:
    """The part that a row of each kind is in a file, by the kind's name."""
    rows: dict[str, Any] = {kind.name: kind.row for kind in KINDS_OF_ROWS}
    return {name: part_of(row) for name, row in rows.items()}


@functools.cache
def part_of(row: Any) -> type[Part]:
    """The part that a class of the domain, a dataclass, is in a file: the same fields, with instants as dates."""
    hints = _hints(row)
    fields: list[tuple[str, Any, Any]] = []
    for field in dataclasses.fields(row):
        if issubclass(row, Row) and field.name in _OF_ALL:
            fields.append((field.name, _OF_ALL[field.name], None))
        elif field.default is not dataclasses.MISSING:
            fields.append((field.name, _shown(hints[field.name]), _out(field.default, hints[field.name])))
        else:
            fields.append((field.name, _shown(hints[field.name]), msgspec.NODEFAULT))
    # Parts that people write have the short names.
    name = f"{row.__name__}Row" if issubclass(row, Row) else row.__name__
    return _made(name, Part, fields, (row.__doc__ or "").partition("\n\n")[0])


def to_part(value: Any) -> Part:
    """A row, or what it holds, as a part. What is as it is by default is left to the default."""
    row: Any = type(value)
    hints, part = _hints(row), part_of(row)
    given = {
        field.name: _out(getattr(value, field.name), hints[field.name])
        for field in dataclasses.fields(value)
        if getattr(value, field.name) != field.default or field.name in _OF_ALL
    }
    return part(**given)


def to_row(part: Part, row: Any) -> Any:
    """A part as the row, or what a row holds, that it was made of."""
    given: dict[str, Any] = {}
    for name, into in _fields_into(row):
        value = getattr(part, name)
        if value is not None or name not in _OF_ALL:
            given[name] = value if into is None else into(value)
    return row(**given)


def whole_seed() -> type[Seed]:
    """The model of state files with all fields of all rows, of which the schema is made."""
    of_kinds = [(name, tuple[part, ...], ()) for name, part in row_parts().items()]  # type: ignore[valid-type]  # (made)
    rows = _made("Rows", Part, of_kinds, "Rows by kind.")
    described = typing.get_type_hints(Seed, include_extras=True)["rows"].__metadata__
    field = ("rows", typing.Annotated[(rows, *described)], msgspec.field(default_factory=rows))
    return _made("Seed", Seed, [field], Seed.__doc__ or "")


def _made(name: str, base: type[Made], fields: list[Any], text: str) -> type[Made]:
    made = msgspec.defstruct(name, fields, bases=(base,), frozen=True, kw_only=True, namespace={"__doc__": text})
    return typing.cast("type[Made]", made)


@functools.cache
def _hints(row: Any) -> Mapping[str, Any]:
    return typing.get_type_hints(row)


def _is_union(hint: Any) -> bool:
    return typing.get_origin(hint) in (types.UnionType, typing.Union)


def _of_union(value: Any, hint: Any) -> Any:
    """The type that a value has of those of a union with None."""
    if value is None:
        return type(None)
    (found,) = (each for each in typing.get_args(hint) if each is not type(None))
    return found


def _of_items(value: tuple[Any, ...], hint: Any) -> tuple[Any, ...]:
    """The types of a tuple's items."""
    of = typing.get_args(hint)
    return (of[0],) * len(value) if of[-1] is ... else of


def _shown(hint: Any) -> Any:
    """The type of a field in a file."""
    if hint is Instant:
        return Date
    if dataclasses.is_dataclass(hint):
        row: Any = hint
        return part_of(row)
    if _is_union(hint):
        return functools.reduce(lambda one, other: one | other, map(_shown, typing.get_args(hint)))
    if typing.get_args(hint):
        origin = typing.get_origin(hint)
        return origin[tuple(each if each is ... else _shown(each) for each in typing.get_args(hint))]
    return hint


def _out(value: Any, hint: Any) -> Any:
    if _is_union(hint):
        hint = _of_union(value, hint)
    if hint is Instant:
        return date(value)
    if dataclasses.is_dataclass(hint):
        return to_part(value)
    if isinstance(value, tuple):
        return tuple(_out(item, of) for item, of in zip(value, _of_items(value, hint), strict=True))
    return value


@functools.cache
def _fields_into(row: Any) -> tuple[tuple[str, _Into | None], ...]:
    """The fields of a row, each with what makes of its value in a file the one in a row; None: it is the same."""
    hints = _hints(row)
    return tuple((field.name, _into(hints[field.name])) for field in dataclasses.fields(row))


@functools.cache
def _into(hint: Any) -> _Into | None:
    if _is_union(hint):
        into = _into(_of_union(hint, hint))
        return None if into is None else functools.partial(_unless_none, into)
    if hint is Instant:
        return instant
    if dataclasses.is_dataclass(hint):
        return functools.partial(to_row, row=hint)
    if typing.get_origin(hint) is not tuple:
        return None
    *of, last = typing.get_args(hint)
    if last is ...:
        into = _into(of[0])
        return None if into is None else functools.partial(_items, into)
    each = [_into(item) or _as_it_is for item in (*of, last)]
    return lambda value: tuple(into(item) for into, item in zip(each, value, strict=True))


def _as_it_is(value: Any) -> Any:
    return value


def _unless_none(into: _Into, value: Any) -> Any:
    return None if value is None else into(value)


def _items(into: _Into, value: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(map(into, value))
