"""From the text of a state file, YAML or JSON, to plain values and the line of each."""

from __future__ import annotations

import contextlib
from typing import Any

import msgspec
import yaml

from mockserver.seeds.json_portions import LONGEST, read_json
from mockserver.seeds.problems import Place, SeedError, Unusable

MAX_VALUES = 2_000_000
"""Most values that a file may stand for: aliases can make a short text mean many."""

Lines = dict[Place, int]


def read_text(text: str, name: str, lines: Lines) -> Any:
    """The values of a text.

    Args:
        lines: receives the line of each value, from 1, as far as the text was read.

    JSON is read as JSON, of which YAML does not know every escape; its lines are found where YAML can read it too.

    Raises: SeedError where the text is neither, or has an endless line; Unusable for an entry that comes twice or for
        too many values.
    """
    bare = text.lstrip()
    if bare[:1] in {"{", "["}:
        try:
            values = read_json(bare.encode("utf-8"))
        except (msgspec.DecodeError, UnicodeEncodeError):
            return _read_yaml(text, name, lines)
        with contextlib.suppress(SeedError):
            _read_yaml(text, name, lines)
        return values
    return _read_yaml(text, name, lines)


def _read_yaml(text: str, name: str, lines: Lines) -> Any:
    try:
        loader = yaml.CSafeLoader(_Portions(text, name))
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        raise SeedError(f"{name}: not readable as YAML: {_one_line(error)}; save it as UTF-8 text") from error
    try:
        root = loader.get_single_node()
        if root is None:
            return {}
        return _Reader(loader, lines).read(root)
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{name}:{mark.line + 1}" if mark else name
        raise SeedError(f"{where}: not readable as YAML: {_one_line(error)}; mind indentation and quotes") from error
    finally:
        loader.dispose()


class _Portions:
    """A text as a file. The parser asks for it bit by bit, so that other threads get their turn in a long one too."""

    def __init__(self, text: str, name: str) -> None:
        self._text = text
        self._name = name
        self._at = 0
        self._line = 0
        """Where the line at hand begins."""

    def read(self, size: int = -1, /) -> str:
        portion = self._text[self._at : self._at + size if size >= 0 else None]
        start = portion.rfind("\n") + 1
        if start:
            self._line = self._at + start
        self._at += len(portion)
        if self._at - self._line > LONGEST:
            number = self._text.count("\n", 0, self._line) + 1
            raise SeedError(f"{self._name}:{number}: a line of more than {LONGEST} characters; break it into several")
        return portion


class _Reader:
    def __init__(self, loader: yaml.CSafeLoader, lines: Lines) -> None:
        self.lines = lines
        self._loader = loader
        self._open: set[int] = set()

    def read(self, root: yaml.Node) -> Any:
        """The value of a whole document."""
        if _size(root, {}) > MAX_VALUES:
            raise Unusable((), f"more than {MAX_VALUES} values", "leave out aliases that repeat others")
        return self.value(root, ())

    def value(self, node: yaml.Node, place: Place) -> Any:
        """The value of a node. Keys of mappings are texts, however they are written."""
        self.lines.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, yaml.ScalarNode):
            return self._loader.construct_object(node)
        if id(node) in self._open:
            raise Unusable(place, "an alias of what it stands in", "write the value out")
        self._open.add(id(node))
        try:
            if isinstance(node, yaml.SequenceNode):
                return [self.value(item, (*place, index)) for index, item in enumerate(node.value)]
            if isinstance(node, yaml.MappingNode):
                return self._mapping(node, place)
            raise TypeError(node)
        finally:
            self._open.remove(id(node))

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Any]:
        self._refuse_twice(node, place)
        self._loader.flatten_mapping(node)
        values = {}
        for key, value in node.value:
            below = (*place, str(key.value))
            # A block of text starts on the line after its name; the name is what people look for.
            self.lines[below] = key.start_mark.line + 1
            values[str(key.value)] = self.value(value, below)
        return values

    def _refuse_twice(self, node: yaml.MappingNode, place: Place) -> None:
        seen = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise Unusable(place, "a key that is no text", "use a plain name before the colon")
            if key.value in seen:
                self.lines[*place, key.value] = key.start_mark.line + 1
                raise Unusable((*place, key.value), "stands here twice", "keep one of them")
            seen.add(key.value)


def _size(node: yaml.Node, known: dict[int, int]) -> int:
    """How many values a node stands for, aliases written out; one that stands in itself is found when it is read."""
    if isinstance(node, yaml.ScalarNode):
        return 1
    size = known.get(id(node))
    if size is None:
        known[id(node)] = 0
        rows = node.value if isinstance(node, yaml.SequenceNode) else (value for _, value in node.value)
        size = known[id(node)] = 1 + sum(_size(row, known) for row in rows)
    return size


def values_in(values: Any) -> int:
    """How many values plain values are, counted as `MAX_VALUES` counts them."""
    if isinstance(values, dict):
        return 1 + sum(map(values_in, values.values()))
    if isinstance(values, list | tuple):
        return 1 + sum(map(values_in, values))
    return 1


def _one_line(error: Exception) -> str:
    return " ".join(str(getattr(error, "problem", None) or error).split())
