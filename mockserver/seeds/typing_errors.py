"""From plain values to a seed, and from msgspec's finding to the place of a wrong value and what to do about it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from mockserver.seeds import model
from mockserver.seeds.problems import Place, Step, Unusable
from mockserver.seeds.row_parts import row_parts

_MESSAGE = re.compile(r"(.*?)(?: - at `(?:key in )?\$(.*)`)?", re.DOTALL)
_STEP = re.compile(r"\.([^.\[]+)|\[(\d+|\.\.\.)\]")
_UNKNOWN = re.compile(r"Object contains unknown field `(.*)`", re.DOTALL)
_MISSING = re.compile(r"Object missing required field `(.*)`")
_PARTS = (
    model.Seed,
    model.Organisation,
    model.User,
    model.Person,
    model.Project,
    model.App,
    model.Target,
    model.Action,
    model.Trigger,
    model.Token,
    model.Key,
)
_FIXES: Mapping[str, str] = {
    "timeout": 'write seconds with an s, such as "10s"',
    "token": "use printable ASCII without spaces",
}
_ROWS: Mapping[type[model.Part], Mapping[str, type[model.Part]]] = {
    model.Seed: {
        "organisations": model.Organisation,
        "users": model.User,
        "people": model.Person,
        "projects": model.Project,
        "targets": model.Target,
    },
    model.Organisation: {"actions": model.Action},
    model.User: {"tokens": model.Token, "keys": model.Key},
    model.Project: {"apps": model.App},
}
"""Fields of which large states have many rows."""

Kind = TypeVar("Kind", bound=model.Part)


def convert(values: Any) -> model.Seed:
    """Plain values as a seed.

    Raises: Unusable for the first value that does not fit.
    """
    seed = _converted(values, model.Seed, ())
    rows = {name: _rows(name, rows) for name, rows in seed.rows.items()}
    return msgspec.structs.replace(seed, rows=rows) if rows else seed


def _rows(name: str, rows: tuple[Any, ...]) -> tuple[model.Part, ...]:
    kinds = row_parts()
    if name not in kinds:
        near = difflib.get_close_matches(name, kinds, n=1)
        fix = f"did you mean {near[0]}?" if near else f"choose one of {', '.join(kinds)}"
        raise Unusable(("rows", name), "there is no such kind of rows", fix)
    return tuple(_converted(row, kinds[name], ("rows", name, index)) for index, row in enumerate(rows))


def _fields(kind: type[model.Part]) -> list[str]:
    """Names that may have been meant: those of the part itself first."""
    return [*kind.__struct_fields__, *sorted({field for part in _PARTS for field in part.__struct_fields__})]


def _converted(values: Any, kind: type[Kind], place: Place) -> Kind:
    """Rows are converted one by one: in one call, other threads would wait for all of them."""
    rows: dict[str, Any] = {}
    if isinstance(values, dict):
        for field, kind_of_row in _ROWS.get(kind, {}).items():
            if isinstance(values.get(field), list):
                rows[field] = tuple(
                    _converted(row, kind_of_row, (*place, field, index)) for index, row in enumerate(values[field])
                )
    alone = values if not rows else values | {field: [] for field in rows}
    try:
        return msgspec.structs.replace(msgspec.convert(alone, kind), **rows)
    except msgspec.ValidationError as error:
        raise _problem(str(error), alone, kind, place) from None


def _problem(text: str, values: Any, kind: type[model.Part], above: Place) -> Unusable:
    found = _MESSAGE.fullmatch(text)
    reason, path = (found[1], found[2] or "") if found else (text, "")
    place = (*above, *_resolved(path, values, kind))
    unknown = _UNKNOWN.fullmatch(reason)
    if unknown:
        near = difflib.get_close_matches(unknown[1], _fields(kind), n=1)
        fix = f"did you mean {near[0]}?" if near else "remove it"
        return Unusable((*place, unknown[1]), "there is no such field", fix)
    missing = _MISSING.fullmatch(reason)
    if missing:
        return Unusable(place, f"the field {missing[1]} is missing", "add it")
    return Unusable(place, reason[:1].lower() + reason[1:].replace("`", "").replace(" | null", ""), _fix(place, reason))


def _fix(place: Place, reason: str) -> str:
    name = next((step for step in reversed(place) if isinstance(step, str)), "")
    if name in _FIXES:
        return _FIXES[name]
    if "datetime" in reason or "RFC3339" in reason:
        return "write a date such as 2030-01-31T12:00:00Z"
    if reason.startswith("Expected `str") and "got `" in reason:
        return "put the text in quotes"
    return "see zitadel-mock seed --schema"


def _resolved(path: str, values: Any, kind: type[model.Part]) -> Place:
    """The place that a path means; msgspec writes `...` for keys that are not fields, these are found by trying."""
    place: list[Step] = []
    here = values
    for name, index in _STEP.findall(path):
        step: Step
        if name:
            step = name
        elif index == "...":
            step = _culprit(here, values, kind)
        else:
            step = int(index)
        place.append(step)
        here = here[step]
    return tuple(place)


def _culprit(mapping: dict[str, Any], values: Any, kind: type[model.Part]) -> str:
    """The key whose value is at fault: the one that is still refused when it is alone."""
    entries = dict(mapping)
    try:
        for key, value in entries.items():
            mapping.clear()
            mapping[key] = value
            try:
                msgspec.convert(values, kind)
            except msgspec.ValidationError as error:
                if "[...]" in str(error):
                    return key
    finally:
        mapping.clear()
        mapping.update(entries)
    raise LookupError(mapping)
