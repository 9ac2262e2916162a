"""Values for schemas: the document's own example where there is one, else one that fits and could well be."""

from __future__ import annotations

import base64
import math
import re
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from mockserver.own_api.patterns import fitting
from mockserver.own_api.schemas import Schemas
from mockserver.spec.reader import snake_case
from mockserver.spec.wellknown import timestamp
from mockserver.unmodelled.fabricated.believable import Believable
from mockserver.unmodelled.fabricated.recipes import text_named

_DEEPEST = 12
"""Values within values; what is deeper is left out."""
_MOST_ITEMS = 100
_MOST_CHARACTERS = 10_000
"""More than these nobody asks for who wants an example; a schema that does gets fewer."""
_FILLING = "abcdefghij"


class Values:
    """Makes values up, of which it remembers that it did.

    Attributes:
        made: whether anything was made up that no example, default or constant of the document says.
    """

    def __init__(self, schemas: Schemas, seed: str, now: int, *, fake: bool = False) -> None:
        """Make the same values for the same seed.

        Args:
            now: the present moment in microseconds since 1970, for dates.
            fake: whether names and addresses are those of the package faker.
        """
        self._schemas = schemas
        self._seed = seed
        self._now = now
        self._fake = fake
        self._believable = Believable(seed, fake=fake)
        self._open: list[int] = []
        """The schemas within which a value is made, so that one that holds itself comes to an end."""
        self.made = False

    def of(self, schema: Any, name: str, depth: int = 0) -> Any:
        """A value for a schema.

        Args:
            name: that of its property, by which a text is chosen.
        """
        whole = self._schemas.whole(schema)
        for word in ("example", "default"):
            if word in whole:
                return whole[word]
        if depth > _DEEPEST:
            return None
        self._open.append(id(self._schemas.target(schema)))
        try:
            return self._made(whole, name, depth)
        finally:
            self._open.pop()

    def _made(self, whole: dict[str, Any], name: str, depth: int) -> Any:
        if whole.get("enum"):
            return whole["enum"][0]
        for word in ("oneOf", "anyOf"):
            options = whole.get(word)
            if options:
                option = next((each for each in options if not self._holds_itself(each)), options[0])
                beside = {key: value for key, value in whole.items() if key != word}
                return self.of({**self._schemas.whole(option), **beside}, name, depth + 1)
        make: _Make = _BY_TYPE.get(whole.get("type") or _type_of(whole), Values._text)
        return make(self, whole, name, depth)

    def _object(self, schema: dict[str, Any], name: str, depth: int) -> dict[str, Any]:
        required = schema.get("required", ())
        made = {}
        for each, below in schema.get("properties", {}).items():
            needed = each in required or not self._holds_itself(below)
            if needed and not self._schemas.whole(below).get("writeOnly"):
                made[each] = self.of(below, each, depth + 1)
        more = schema.get("additionalProperties")
        if isinstance(more, Mapping) and more and not self._holds_itself(more):
            made.setdefault("key", self.of(more, name, depth + 1))
        return made

    def _array(self, schema: dict[str, Any], name: str, depth: int) -> list[Any]:
        items = schema.get("items", {})
        count = max(schema.get("minItems", 0), 0 if self._holds_itself(items) else 1)
        count = min(count, schema.get("maxItems", count), _MOST_ITEMS)
        return [self._item(items, name, depth, index) for index in range(count)]

    def _holds_itself(self, schema: Any) -> bool:
        """Whether a value of this schema is being made already, or stands too deep for another."""
        return id(self._schemas.target(schema)) in self._open or len(self._open) > _DEEPEST

    def _item(self, schema: Any, name: str, depth: int, index: int) -> Any:
        if index == 0:
            return self.of(schema, name, depth + 1)
        other = Values(self._schemas, f"{self._seed} {index}", self._now, fake=self._fake)
        made = other.of(schema, name, depth + 1)
        self.made = self.made or other.made
        return made

    def _boolean(self, _: dict[str, Any], __: str, ___: int) -> bool:
        self.made = True
        return True

    def _number(self, schema: dict[str, Any], _: str, __: int) -> float | int:
        self.made = True
        value = _bounded(schema, 1.0)
        return value if value != int(value) else int(value)

    def _integer(self, schema: dict[str, Any], _: str, __: int) -> int:
        self.made = True
        step = schema.get("multipleOf", 1)
        return math.ceil(_bounded({**schema, "multipleOf": max(step, 1)}, 1.0))

    def _null(self, _: dict[str, Any], __: str, ___: int) -> None:
        return None

    def _text(self, schema: dict[str, Any], name: str, _: int) -> str:
        self.made = True
        pattern = schema.get("pattern")
        fits = fitting(pattern, f"{self._seed} {name}", schema.get("minLength", 0)) if pattern else None
        if fits is not None:
            return fits
        form = _FORMATS.get(schema.get("format", ""))
        if form is not None:
            return form(self, name)
        text = text_named(snake_case(name), self._believable)
        least = min(schema.get("minLength", 0), _MOST_CHARACTERS)
        if len(text) < least:
            text += (_FILLING * (least // len(_FILLING) + 1))[: least - len(text)]
        return text[: schema.get("maxLength", _MOST_CHARACTERS)]

    def _date_time(self, _: str) -> str:
        return timestamp(self._now // 1_000_000 * 1_000_000)

    def _date(self, _: str) -> str:
        return timestamp(self._now)[:10]

    def _time(self, _: str) -> str:
        return timestamp(self._now // 1_000_000 * 1_000_000)[11:]

    def _uuid(self, name: str) -> str:
        return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{self._seed} {name}"))

    def _uri(self, name: str) -> str:
        return f"https://example.com/{re.sub(r'[^a-z0-9]+', '-', snake_case(name))}"

    def _bytes(self, name: str) -> str:
        return base64.b64encode(text_named(snake_case(name), self._believable).encode()).decode("ascii")

    def _email(self, _: str) -> str:
        return text_named("email", self._believable)

    def _host(self, _: str) -> str:
        return self._believable.domain


def _type_of(schema: Mapping[str, Any]) -> str:
    """The type of a schema that does not say it."""
    if "properties" in schema or "additionalProperties" in schema:
        return "object"
    if "items" in schema:
        return "array"
    return "integer" if "minimum" in schema or "maximum" in schema else "string"


def _bounded(schema: Mapping[str, Any], wanted: float) -> float:
    """The number nearest to a wanted one, or near it, that keeps to the bounds of a schema."""
    low, high = schema.get("minimum", -math.inf), schema.get("maximum", math.inf)
    step = schema.get("multipleOf") or 0
    whole = schema.get("type") == "integer"
    inside = 1.0 if whole else min(1.0, (high - low) / 2)
    if schema.get("exclusiveMinimum") is True:
        low += inside
    if schema.get("exclusiveMaximum") is True:
        high -= inside
    value = float(min(max(wanted, low), high))
    if step:
        value = math.ceil(value / step) * step
        value = value if value <= high else math.floor(high / step) * step
    return value


_Make = Callable[[Values, dict[str, Any], str, int], Any]
_BY_TYPE: Mapping[str, _Make] = {
    "object": Values._object,
    "array": Values._array,
    "boolean": Values._boolean,
    "number": Values._number,
    "integer": Values._integer,
    "null": Values._null,
}
_FORMATS: Mapping[str, Callable[[Values, str], str]] = {
    "date-time": Values._date_time,
    "date": Values._date,
    "time": Values._time,
    "uuid": Values._uuid,
    "uri": Values._uri,
    "url": Values._uri,
    "email": Values._email,
    "hostname": Values._host,
    "byte": Values._bytes,
    "ipv4": lambda _, __: "192.0.2.1",
    "ipv6": lambda _, __: "2001:db8::1",
}
