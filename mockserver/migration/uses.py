"""What a script asks `ctx`, `api` and modules for, and what takes its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from mockserver.scripts.counterparts import (
    MODULE_COUNTERPARTS,
    SUCCESSORS,
    Counterpart,
    Way,
    field_counterpart,
)
from mockserver.scripts.lint import calls, functions, syntax
from mockserver.scripts.lint.reading import Reading
from mockserver.scripts.lint.shapes import Doing, Giving, Held
from mockserver.scripts.lint.syntax import Source, text
from mockserver.scripts.tables import OBJECTS, Trigger

_STATEMENTS = frozenset({"program", "statement_block", "switch_case"})
_NOT_FOLLOWED = "handed on as a whole: what is asked of it there was not followed"


class Use(NamedTuple):
    """Something that a script asks for.

    Attributes:
        line: in the script, from 1, where it does so first.
        statement: the line on which the statement begins that it stands in.
        what: `ctx.v1.getUser`, `api.setEmail`, `require("zitadel/http")`.
    """

    line: int
    statement: int
    what: str
    counterpart: Counterpart


def uses_of(script: str, name: str, trigger: Trigger) -> list[Use]:
    """What a script asks for, each thing once, in the order of its lines."""
    source = Source.of(script)
    reading = Reading(source, functions.function_of(source, name), trigger)
    found: dict[str, Use] = {}
    for node, what, counterpart in _asked(reading, trigger):
        found.setdefault(what, Use(source.place(node)[0], _statement(node).start_point[0] + 1, what, counterpart))
    return sorted(found.values())


def _asked(reading: Reading, trigger: Trigger) -> Iterator[tuple[Node, str, Counterpart]]:
    successor = SUCCESSORS[trigger.flow, trigger.trigger]
    given = syntax.parameters(reading.function) if reading.function is not None else []
    own = {text(each) for each in given[:2] if each.type == "identifier"}
    for node in syntax.walk(reading.source.root):
        if node.type in {
            "member_expression",
            "subscript_expression",
            "identifier",
            "shorthand_property_identifier_pattern",
        }:
            shape = reading.known(node)
            held = shape.gives if isinstance(shape, Giving) else shape
            if isinstance(shape, Doing):
                yield node, f"api.{shape.deed.path}", successor.api[shape.deed.path]
            elif isinstance(held, Held) and held.path in successor.ctx:
                yield node, f"ctx.{held.path}", successor.ctx[held.path]
            elif isinstance(held, Held):
                of, _, name = held.path.partition(".")
                if name in {row.name for row in OBJECTS.get(of, ())}:
                    yield node, held.path, field_counterpart(successor, of, name)
        if node.type == "call_expression":
            module = calls.module_of(reading, node)
            if module:
                yield node, f'require("{module}")', MODULE_COUNTERPARTS[module]
        if node.type == "identifier" and text(node) in own and _is_handed_on(node):
            yield node, text(node), Counterpart(Way.OTHERWISE, note=_NOT_FOLLOWED)


def _is_handed_on(node: Node) -> bool:
    """Whether `ctx` or `api` themselves go to somebody else."""
    above = node.parent
    return above is not None and above.type in {"arguments", "spread_element", "return_statement", "pair", "array"}


def _statement(node: Node) -> Node:
    """The statement that an expression stands in, before which a comment can stand."""
    while node.parent is not None and node.parent.type not in _STATEMENTS:
        node = node.parent
    return node
