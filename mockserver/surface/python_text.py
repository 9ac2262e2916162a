"""The text of a Python module, formatted as the sources are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

_WIDTH = 120
_INDENT = " " * 4


class ModuleText:
    """A module on its way."""

    def __init__(self, docstring: str) -> None:
        """Begin with what the module is."""
        self._docstring = docstring
        self._imports: dict[str, set[str]] = defaultdict(set)
        self._aliases: list[str] = []
        self._classes: list[str] = []
        self._names: set[str] = set()

    def use(self, module: str, name: str = "") -> None:
        """Import a name of a module, or a module as it is."""
        self._imports[module].add(name)

    def add_literal(self, name: str, values: Iterable[str], docstring: str) -> None:
        """Give the type of some texts a name. Raises: ValueError."""
        self._take(name)
        self.use("typing", "Literal")
        shown = _listed(f"{name} = Literal[", [f'"{value}"' for value in values], "]")
        self._aliases.append(f'{shown}\n"""{docstring}"""\n')

    def add_class(self, name: str, bases: str, docstring: str, rows: Sequence[str]) -> None:
        """Add a class. Raises: ValueError."""
        self._take(name)
        head = f'class {name}{f"({bases})" if bases else ""}:\n{_INDENT}"""{docstring}"""\n'
        body = "".join(f"{_row(row)}\n" for row in rows)
        self._classes.append(f"{head}\n{body}" if body else head)

    def finished(self) -> str:
        """All of it."""
        blocks = [f'"""{self._docstring}"""\n', "from __future__ import annotations\n", *self._import_blocks()]
        head = "\n".join([*blocks, *(["".join(self._aliases)] if self._aliases else [])])
        return "\n\n".join([head, *self._classes])

    def _take(self, name: str) -> None:
        if name in self._names:
            raise ValueError(f"two messages would be {name} in Python")
        self._names.add(name)

    def _import_blocks(self) -> Iterator[str]:
        """A block for each: the standard library, packages of others, our own."""
        blocks: dict[int, list[str]] = defaultdict(list)
        for module, names in sorted(self._imports.items()):
            place = 0 if module == "typing" else 2 if module.startswith("mockserver.") else 1
            blocks[place].append(f"{_import(module, sorted(names))}\n")
        return ("".join(lines) for _, lines in sorted(blocks.items()))


def _row(row: str) -> str:
    """A field of a class; one that is too long for a line, which those of lists are, is broken within the brackets."""
    if len(_INDENT) + len(row) <= _WIDTH:
        return f"{_INDENT}{row}"
    opening, bracket, rest = row.partition("[")
    inner, closing, default = rest.rpartition("]")
    return "\n".join([f"{_INDENT}{opening}{bracket}", f"{_INDENT * 2}{inner}", f"{_INDENT}{closing}{default}"])


def _import(module: str, names: list[str]) -> str:
    if names == [""]:
        return f"import {module}"
    line = f"from {module} import {', '.join(names)}"
    return line if len(line) <= _WIDTH else _a_line_each(f"from {module} import (", names, ")")


def _listed(opening: str, items: list[str], closing: str) -> str:
    """A list on one line, else on a line of its own, else on one for each item."""
    inner = ", ".join(items)
    if len(opening) + len(inner) + len(closing) <= _WIDTH:
        return f"{opening}{inner}{closing}"
    if len(_INDENT) + len(inner) <= _WIDTH:
        return f"{opening}\n{_INDENT}{inner}\n{closing}"
    return _a_line_each(opening, items, closing)


def _a_line_each(opening: str, items: list[str], closing: str) -> str:
    return "\n".join([opening, *(f"{_INDENT}{item}," for item in items), closing])
