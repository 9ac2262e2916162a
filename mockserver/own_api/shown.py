"""How a thing, and a list of things, stands in an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mockserver.own_api.collection import Collection, list_within, thing_within
from mockserver.own_api.keeping import Facts, text_of
from mockserver.own_api.schemas import Schemas, plain
from mockserver.own_api.values import Values

_TOTALS = frozenset({"total", "totalcount", "totalitems", "totalelements", "totalresults", "count"})
_MORE = frozenset({"hasmore", "hasnext", "hasnextpage", "more"})
_LIMITS = frozenset({"limit", "pagesize", "perpage", "size", "maxresults"})
_OFFSETS = frozenset({"offset", "skip", "start"})
_PAGES = frozenset({"page", "pagenumber"})
Query = Mapping[str, Sequence[str]]


class Shown:
    """Renders things by the schemas of answers."""

    def __init__(self, schemas: Schemas) -> None:
        """Read schemas by these."""
        self._schemas = schemas

    def thing(self, collection: Collection, facts: Facts, schema: Any, values: Values) -> Any:
        """A thing as a schema has it; None where the schema is about something else."""
        within = thing_within(self._schemas, schema, collection.parameter)
        if within:
            whole = self._schemas.properties(schema)
            return {within: self._own(facts, whole[within], values)} | self._others(schema, {within}, values)
        properties = self._schemas.properties(schema)
        if properties and not properties.keys() & facts.keys():
            return None
        return self._own(facts, schema, values)

    def listed(self, collection: Collection, things: Sequence[Facts], query: Query, schema: Any, values: Values) -> Any:
        """The page of a list that a query asks for."""
        item = self._schemas.items(schema)
        within = None if item is not None else list_within(self._schemas, schema, collection.path)
        if within is not None:
            item = self._schemas.items(self._schemas.properties(schema)[within])
        found = [facts for facts in things if self._fits(facts, item, query)]
        first, end = _page(query, len(found))
        rows = [self._own(facts, item, values) for facts in found[first:end]]
        if within is None:
            return rows
        answer: dict[str, Any] = {within: rows}
        for name, each in self._schemas.properties(schema).items():
            if plain(name) in _TOTALS and each.get("type") in {"integer", "number"}:
                answer[name] = len(found)
            elif plain(name) in _MORE and each.get("type") == "boolean":
                answer[name] = end < len(found)
            elif plain(name) in _LIMITS | _OFFSETS | _PAGES and each.get("type") == "integer":
                asked = _number(query, frozenset({plain(name)}))
                answer |= {name: asked} if asked is not None else {}
        return answer | self._others(schema, answer.keys(), values)

    def _fits(self, facts: Facts, item: Any, query: Query) -> bool:
        """Whether a thing has what a query names of its properties."""
        properties = self._schemas.properties(item)
        for name, wanted in query.items():
            if name in properties and wanted:
                had = facts.get(name)
                values = had if isinstance(had, list) else [had]
                if not {text_of(value) for value in values} & {
                    part for text in wanted for part in (text, *text.split(","))
                }:
                    return False
        return True

    def _own(self, facts: Facts, schema: Any, values: Values) -> dict[str, Any]:
        properties = self._schemas.properties(schema)
        if not properties:
            return dict(facts)
        open_ended = self._schemas.whole(schema).get("additionalProperties", False)
        shown = {
            name: value
            for name, value in facts.items()
            if (name in properties or open_ended) and not properties.get(name, {}).get("writeOnly")
        }
        return shown | self._others(schema, shown.keys(), values)

    def _others(self, schema: Any, known: Any, values: Values) -> dict[str, Any]:
        """What an object must have and nobody told."""
        properties = self._schemas.properties(schema)
        required = self._schemas.whole(schema).get("required", ())
        return {
            name: values.of(properties[name], name)
            for name in required
            if name in properties and name not in known and not properties[name].get("writeOnly")
        }


def _page(query: Query, total: int) -> tuple[int, int]:
    """Where the page of a list begins and ends that a query asks for: by limit and offset, or by page from 1.

    A page without a limit is all there is, so that nothing is left for a second one.
    """
    limit = _number(query, _LIMITS)
    offset = _number(query, _OFFSETS)
    page = _number(query, _PAGES)
    first = offset or 0
    if offset is None and page is not None and page > 1:
        first = (page - 1) * (total if limit is None else limit)
    return first, min(total, first + limit) if limit is not None else total


def _number(query: Query, names: frozenset[str]) -> int | None:
    for name, texts in query.items():
        if plain(name) in names and texts and texts[0].isascii() and texts[0].isdigit() and len(texts[0]) < 10:
            return int(texts[0])
    return None
