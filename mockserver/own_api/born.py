"""What a server says of a thing that it adds, beside what was told: its identity, dates, other fields of its own."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from mockserver.own_api.collection import Collection
from mockserver.own_api.keeping import Facts, Kept, text_of
from mockserver.own_api.schemas import Schemas, plain
from mockserver.own_api.values import Values
from mockserver.store.instance import Instance

_CHANGED = frozenset({"updatedat", "modifiedat", "changedat", "lastmodified", "updated", "modified", "lastupdated"})
"""Properties that tell when a thing was last written, spelt plainly."""
_DATE_TIME = "date-time"
_MOST_DIGITS = 15
_SAID = frozenset({"example", "default"})


class _Numbers:
    """The newest numbers that things of each kind got in an instance, which are not used again."""

    def __init__(self) -> None:
        self._newest: dict[str, int] = {}

    def after(self, kind: str, number: int) -> int:
        """The number after all that there were, and after a given one."""
        self._newest[kind] = found = max(self._newest.get(kind, 0), number) + 1
        return found


def new_identity(
    schemas: Schemas, collection: Collection, kept: Kept, instance: Instance, values: Callable[[str], Values]
) -> Any:
    """An identity that no thing has or had: the next number, a UUID, an id like ZITADEL's, or what a schema allows.

    Args:
        values: makes values up, for a seed.
    """
    schema = _identity_schema(schemas, collection)
    if schema.get("type") in {"integer", "number"}:
        numbers = [int(own) for own, _ in kept if _is_number(own)]
        return instance.part(_Numbers).after(kept.kind, max(numbers, default=0))
    if schema.get("format") == "uuid":
        return str(uuid.UUID(int=instance.randomness.getrandbits(128), version=4))
    fresh = instance.ids.next()
    if not schema.get("pattern") and schema.get("maxLength", len(fresh)) >= len(fresh):
        return fresh
    already = sum(1 for _ in kept)
    made = values(f"{collection.path} {already}").of(
        {name: value for name, value in schema.items() if name not in _SAID}, collection.identity
    )
    return made if kept.find(text_of(made)) is None else fresh


def typed_identity(schemas: Schemas, collection: Collection, own: str) -> Any:
    """An identity as a path has it, as its schema has it."""
    number = _identity_schema(schemas, collection).get("type") in {"integer", "number"} and _is_number(own)
    return int(own) if number else own


def of_the_server(
    schemas: Schemas, collection: Collection, facts: Facts, example: Any, values: Values
) -> dict[str, Any]:
    """Fields that a thing has and nobody told: what no request can tell, and what it must have.

    Args:
        example: a thing as the document shows it, whose values come first; moments are those of now.
    """
    shown = example if isinstance(example, Mapping) else {}
    whole = schemas.whole(collection.schema)
    made = {}
    for name, schema in schemas.properties(collection.schema).items():
        servers = schema.get("readOnly") or name not in collection.told or name in whole.get("required", ())
        if name in facts or schema.get("writeOnly") or not (servers or "default" in schema):
            continue
        if schema.get("format") == _DATE_TIME:
            schema = {"type": "string", "format": _DATE_TIME}  # noqa: PLW2901 (an example's moment is long past)
        elif name in shown:
            made[name] = shown[name]
            continue
        elif schemas.items(schema) is not None and not schema.get("minItems"):
            # What a thing gathers, it has not gathered yet.
            schema = {"type": "array", "maxItems": 0}  # noqa: PLW2901 (as above)
        made[name] = values.of(schema, name)
    return made


def moment_of_change(schemas: Schemas, collection: Collection, values: Values) -> dict[str, Any]:
    """The fields that tell when a thing was last written."""
    return {
        name: values.of({"type": "string", "format": _DATE_TIME}, name)
        for name, schema in schemas.properties(collection.schema).items()
        if plain(name) in _CHANGED and schema.get("format") == _DATE_TIME
    }


def _is_number(own: str) -> bool:
    """Whether an identity is a number that JSON can hold whatever reads it."""
    return own.isdecimal() and len(own) <= _MOST_DIGITS


def _identity_schema(schemas: Schemas, collection: Collection) -> Mapping[str, Any]:
    return schemas.properties(collection.schema).get(collection.identity, {})
