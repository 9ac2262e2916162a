"""Rules of the action's function: that it is there, and returns nothing.

Source: recordings/runs-functions.jsonl, runs-failures.jsonl.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from tree_sitter import Node

from mockserver.scripts.lint import syntax
from mockserver.scripts.lint.finding import Finding, Level, error, warning
from mockserver.scripts.lint.reading import Reading
from mockserver.scripts.lint.shapes import Doing
from mockserver.scripts.lint.syntax import FUNCTIONS, Source, text

_NO_FUNCTIONS = frozenset(
    {"number", "string", "template_string", "object", "array", "class", "null", "undefined", "true", "false", "regex"}
)
_GENERATORS = frozenset({"generator_function_declaration", "generator_function"})
_RETURNS = "the run fails after its effects: the function must return nothing"
_ANYHOW = ("globalThis", "eval", "defineProperty", "this")


def bound_to(source: Source, name: str) -> Node | None:
    """What a name is bound to at the top level of a script: a function, a value, or the name itself."""
    found: Node | None = None
    for statement in source.root.children:
        if statement.type in {*FUNCTIONS, "class_declaration"} and text(statement.child_by_field_name("name")) == name:
            found = statement
        elif statement.type in {"lexical_declaration", "variable_declaration"}:
            for each in statement.named_children:
                pattern = each.child_by_field_name("name") if each.type == "variable_declarator" else None
                if pattern is not None and any(text(bound) == name for bound in syntax.names_in(pattern)):
                    value = each.child_by_field_name("value")
                    found = syntax.plain(value) if value is not None and pattern.type == "identifier" else pattern
        elif statement.type == "expression_statement":
            found = _assigned(statement, name) or found
    return found


def function_of(source: Source, name: str) -> Node | None:
    """The action's function; None where it was not found."""
    found = bound_to(source, name)
    return found if found is not None and found.type in FUNCTIONS else None


def named_function(source: Source, name: str) -> Iterator[Finding]:
    """There must be a function by the action's name at the top level."""
    found = bound_to(source, name)
    if found is not None:
        if found.type in _NO_FUNCTIONS or found.type == "class_declaration":
            yield Finding(
                *source.place(found), Level.ERROR, "no-function", f"{name} must be a function; it is a {_called(found)}"
            )
        return
    whole = text(source.root)
    if any(word in whole for word in _ANYHOW):
        return
    hidden = next(
        (
            node
            for node in syntax.walk(source.root)
            if node.type in FUNCTIONS and text(node.child_by_field_name("name")) == name
        ),
        None,
    )
    if hidden is not None:
        yield Finding(
            *source.place(hidden), Level.ERROR, "no-function", f"{name} is not at the top level of the script"
        )
        return
    others = [text(each.child_by_field_name("name")) for each in source.root.children if each.type in FUNCTIONS]
    hint = f"; the script has {', '.join(others)}" if others else ""
    yield Finding(1, 1, Level.ERROR, "no-function", f"no function is named {name}, as the action is{hint}")


def returns(reading: Reading) -> Iterator[Finding]:
    """The action's function must return nothing."""
    function = reading.function
    if function is None:
        return
    if syntax.is_async(function):
        yield error(reading, function, "returns", f"an async function returns a promise; {_RETURNS}")
        return
    if function.type in _GENERATORS:
        yield error(reading, function, "returns", f"a generator returns an object; {_RETURNS}")
        return
    for value in _returned(function):
        given = _gives(reading, value, 0)
        if given is _Gives.VALUE:
            yield error(reading, value, "returns", f"a value is returned; {_RETURNS}")
        elif given is _Gives.UNKNOWN:
            yield warning(reading, value, "returns", f"this may return a value; then {_RETURNS}")


class _Gives(Enum):
    NOTHING = 0
    UNKNOWN = 1
    VALUE = 2


def _returned(function: Node) -> Iterator[Node]:
    body = function.child_by_field_name("body")
    if body is not None and body.type != "statement_block":
        yield body
        return
    for node in syntax.walk_own(function):
        if node.type == "return_statement":
            yield from (child for child in node.named_children if child.type != "comment")


def _gives(reading: Reading, value: Node | None, depth: int) -> _Gives:
    node = syntax.plain(value)
    if node is None or node.type in {"undefined", "null"} or text(node).startswith("void "):
        return _Gives.NOTHING
    if node.type == "ternary_expression":
        ways = [_gives(reading, node.child_by_field_name(way), depth) for way in ("consequence", "alternative")]
        return max(ways, key=lambda way: way.value)
    if node.type == "call_expression":
        return _gives_called(reading, node.child_by_field_name("function"), depth)
    if node.type == "binary_expression" and text(node.child_by_field_name("operator")) == "??":
        return _gives(reading, node.child_by_field_name("right"), depth)
    if node.type in {"identifier", "member_expression", "subscript_expression", "await_expression"}:
        return _Gives.UNKNOWN
    return _Gives.VALUE


def _gives_called(reading: Reading, called: Node | None, depth: int) -> _Gives:
    if called is None or depth > 10:
        return _Gives.UNKNOWN
    if isinstance(reading.known(called), Doing):
        return _Gives.NOTHING
    own = bound_to(reading.source, text(called)) if called.type == "identifier" else None
    if own is None or own.type not in FUNCTIONS or own == reading.function:
        if called.type == "member_expression" and text(called.child_by_field_name("property")) == "forEach":
            return _Gives.NOTHING
        return _Gives.UNKNOWN
    if syntax.is_async(own) or own.type in _GENERATORS:
        return _Gives.VALUE
    ways = [_gives(reading, value, depth + 1) for value in _returned(own)]
    return max(ways, key=lambda way: way.value, default=_Gives.NOTHING)


def _assigned(statement: Node, name: str) -> Node | None:
    """What is assigned to a name, or to it as a property of the global object."""
    assignment = next((child for child in statement.named_children if child.type == "assignment_expression"), None)
    left = assignment.child_by_field_name("left") if assignment is not None else None
    if assignment is None or left is None:
        return None
    owner = text(left.child_by_field_name("object"))
    if left.type == "member_expression" and owner in {"globalThis", "this"}:
        found = text(left.child_by_field_name("property"))
    elif left.type == "subscript_expression" and owner in {"globalThis", "this"}:
        found = syntax.literal(left.child_by_field_name("index")) or ""
    else:
        found = text(left) if left.type == "identifier" else ""
    return syntax.plain(assignment.child_by_field_name("right")) if found == name else None


def _called(node: Node) -> str:
    return {"class_declaration": "class", "template_string": "text", "string": "text"}.get(node.type, node.type)
