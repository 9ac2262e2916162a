"""Path templates as a tree of segments, so that a path costs as many looks as it has segments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

Row = TypeVar("Row")

_DEEP = "=**}"


class _Node(Generic[Row]):
    """A place in the tree, and what the templates that end there are for."""

    __slots__ = ("deep", "ends", "field", "literals")

    def __init__(self) -> None:
        self.literals: dict[str, _Node[Row]] = {}
        self.field: _Node[Row] | None = None
        self.ends: list[_Template[Row]] = []
        self.deep: list[_Template[Row]] = []
        """Templates whose last field begins here and takes the rest of a path."""


class _Template(Generic[Row]):
    """Where a path's fields stand, and what the template is for."""

    __slots__ = ("deep", "fields", "rank", "row", "segments")

    def __init__(self, path: str, order: int, row: Row) -> None:
        segments = path.split("/")
        self.deep = segments[-1].endswith(_DEEP)
        self.segments = segments
        self.fields = [(i, s[1:-1].removesuffix("=**")) for i, s in enumerate(segments) if s.startswith("{")]
        self.rank = len(self.fields), order
        self.row = row

    def read(self, segments: list[str]) -> dict[str, str]:
        """What a path that fits says."""
        last = len(self.segments) - 1
        found = {name: segments[index] for index, name in self.fields}
        if self.deep:
            found[self.fields[-1][1]] = "/".join(segments[last:])
        return found


class Templates(Generic[Row]):
    """Templates such as `/admin/v1/members/{user_id}`, `{role_key=**}` for a field that takes the rest of a path."""

    def __init__(self, rows: Iterable[tuple[str, Row]] = ()) -> None:
        """Take templates, each with what it is for."""
        self._root: _Node[Row] = _Node()
        self._number = 0
        for path, row in rows:
            self.add(path, row)

    def add(self, path: str, row: Row) -> None:
        """Take one more."""
        self._add(_Template(path, self._number, row))
        self._number += 1

    def fitting(self, path: str) -> Iterator[tuple[Row, dict[str, str]]]:
        """What a decoded path fits, with its fields: fewest fields first, and then in the order in which they came.

        Only the last segment of a path may be empty where a field stands (recordings/edges-empty_segments-1.jsonl).
        """
        segments = path.split("/")
        found = self._templates(segments)
        if len(found) > 1:
            found.sort(key=lambda template: template.rank)
        for template in found:
            yield template.row, template.read(segments)

    def _add(self, template: _Template[Row]) -> None:
        node = self._root
        for segment in template.segments[:-1] if template.deep else template.segments:
            if not segment.startswith("{"):
                node = node.literals.setdefault(segment, _Node())
            else:
                node.field = node.field or _Node()
                node = node.field
        (node.deep if template.deep else node.ends).append(template)

    def _templates(self, segments: list[str]) -> list[_Template[Row]]:
        found: list[_Template[Row]] = []
        nodes = [self._root]
        last = len(segments) - 1
        for index, segment in enumerate(segments):
            below: list[_Node[Row]] = []
            for node in nodes:
                literal = node.literals.get(segment)
                if literal is not None:
                    below.append(literal)
                if node.field is not None and (segment or index == last):
                    below.append(node.field)
                if node.deep:
                    found += node.deep
            nodes = below
            if not nodes:
                break
        for node in nodes:
            found += node.ends
        return found
