"""A script as a tree: tree-sitter's, with places as editors count them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

import tree_sitter
import tree_sitter_javascript
from tree_sitter import Node

FUNCTIONS = frozenset(
    {
        "function_declaration",
        "function_expression",
        "generator_function_declaration",
        "generator_function",
        "arrow_function",
        "method_definition",
    }
)


@dataclass(frozen=True, slots=True)
class Source:
    """A script, read.

    Attributes:
        lines: in UTF-8, by which tree-sitter counts.
    """

    root: Node
    lines: list[bytes]

    @classmethod
    def of(cls, text: str) -> Source:
        """Read a script; what cannot be read is in the tree as an error."""
        parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_javascript.language()))
        data = text.encode("utf-8", "replace")
        return cls(parser.parse(data).root_node, data.split(b"\n"))

    def place(self, node: Node) -> tuple[int, int]:
        """Line and column of a node's begin, in characters, from 1."""
        row, column = node.start_point
        return row + 1, len(self.lines[row][:column].decode("utf-8", "replace")) + 1


def text(node: Node | None) -> str:
    """What stands there in the script."""
    return node.text.decode("utf-8", "replace") if node is not None and node.text is not None else ""


def literal(node: Node | None) -> str | None:
    """The value of a text that is written out; None for all else."""
    if node is None or node.type not in {"string", "template_string"}:
        return None
    if any(child.type == "template_substitution" for child in node.children):
        return None
    inside = text(node)[1:-1]
    if "\\" not in inside:
        return inside
    try:
        return str(ast.literal_eval(f"'''{inside}'''"))
    except (SyntaxError, ValueError):
        return None


def walk(node: Node) -> Iterator[Node]:
    """A node and all below it, in the order of the text."""
    waiting = [node]
    while waiting:
        found = waiting.pop()
        yield found
        waiting.extend(reversed(found.children))


def walk_own(function: Node) -> Iterator[Node]:
    """All below a function but what stands in functions and classes inside of it."""
    waiting = list(reversed(function.children))
    while waiting:
        found = waiting.pop()
        yield found
        if found.type not in FUNCTIONS and found.type not in {"class", "class_declaration"}:
            waiting.extend(reversed(found.children))


def plain(node: Node | None) -> Node | None:
    """An expression without the parentheses around it."""
    while node is not None and node.type == "parenthesized_expression":
        node = next((child for child in node.named_children if child.type != "comment"), None)
    return node


def arguments(call: Node) -> list[Node]:
    """The arguments of a call."""
    given = call.child_by_field_name("arguments")
    return [each for each in given.named_children if each.type != "comment"] if given is not None else []


def parameters(function: Node) -> list[Node]:
    """The parameters of a function, as patterns."""
    single = function.child_by_field_name("parameter")
    if single is not None:
        return [single]
    given = function.child_by_field_name("parameters")
    return [each for each in given.named_children if each.type != "comment"] if given is not None else []


def is_async(function: Node) -> bool:
    """Whether a function is async."""
    return any(child.type == "async" for child in function.children)


def names_in(pattern: Node) -> Iterator[Node]:
    """The names that a pattern binds."""
    for node in walk(pattern):
        above = node.parent
        if node.type == "shorthand_property_identifier_pattern":
            yield node
        elif node.type == "identifier":
            is_default = above is not None and above.type in {"assignment_pattern", "object_assignment_pattern"}
            if not is_default or above is None or above.child_by_field_name("left") == node:
                yield node
