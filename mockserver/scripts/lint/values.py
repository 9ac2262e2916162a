"""Rules of what scripts find in `ctx`: objects that look like texts and numbers, and fields that there are not.

Source: recordings/runs-context.jsonl, logins.jsonl.
"""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from mockserver.scripts.lint import syntax
from mockserver.scripts.lint.finding import Finding, error, warning
from mockserver.scripts.lint.reading import Reading
from mockserver.scripts.lint.shapes import Held, Plain, Shape, member_of, names_of
from mockserver.scripts.lint.syntax import text
from mockserver.scripts.notes import NULLABLE
from mockserver.scripts.tables import TRIGGERS, Kind

_LOOKS = {
    Kind.NAMED_TEXT: ("a text", "String"),
    Kind.ENUM: ("a number", "Number"),
    Kind.TIME: ("an instant", "String"),
}
_OF_ALL = frozenset({"toString", "hasOwnProperty", "valueOf", "constructor", "propertyIsEnumerable", "isPrototypeOf"})
"""What every object of the language has."""
_SEARCHES = frozenset({"includes", "indexOf", "lastIndexOf", "has"})


def comparisons(reading: Reading) -> Iterator[Finding]:
    """`===`, `switch` and `includes` never find an object that looks like a text or number."""
    for node in syntax.walk(reading.source.root):
        if node.type == "binary_expression" and text(node.child_by_field_name("operator")) in {"===", "!=="}:
            sides = [node.child_by_field_name(side) for side in ("left", "right")]
            if any(text(side) in {"null", "undefined"} for side in sides):
                continue
            for side in sides:
                yield from _object_compared(reading, side, f"{text(node.child_by_field_name('operator'))} ")
        elif node.type == "switch_statement":
            yield from _object_compared(reading, node.child_by_field_name("value"), "switch ")
        elif node.type == "call_expression":
            called = node.child_by_field_name("function")
            if called is not None and text(called.child_by_field_name("property")) in _SEARCHES:
                for given in syntax.arguments(node)[:1]:
                    yield from _object_compared(
                        reading, given, f"{text(called.child_by_field_name('property'))} ", called
                    )
        elif node.type == "member_expression" and text(node.child_by_field_name("property")) == "length":
            held = reading.known(node.child_by_field_name("object"))
            if isinstance(held, Held) and held.kind is Kind.NAMED_TEXT:
                owner = text(node.child_by_field_name("object"))
                yield error(
                    reading,
                    node,
                    "object-comparison",
                    f"{owner} is an object that looks like a text, whose length is 0: write String({owner}).length",
                )


def _object_compared(reading: Reading, node: Node | None, by: str, called: Node | None = None) -> Iterator[Finding]:
    held = reading.known(node)
    if node is None or not isinstance(held, Held) or held.kind not in _LOOKS:
        return
    if called is not None and isinstance(reading.known(called.child_by_field_name("object")), Held):
        # A method of a text that is an object makes a text of its argument.
        return
    looks, made = _LOOKS[held.kind]
    said = text(syntax.plain(node))
    yield error(
        reading,
        node,
        "object-comparison",
        f"{said} is an object that looks like {looks}, which {by}never finds equal: write {made}({said})",
    )


def fields(reading: Reading) -> Iterator[Finding]:
    """A field that there is not is undefined."""
    for node in syntax.walk(reading.source.root):
        if node.type != "member_expression":
            continue
        owner, name = reading.known(node.child_by_field_name("object")), node.child_by_field_name("property")
        if owner is None or name is None or (_is_written(node) and isinstance(owner, Plain)):
            continue
        try:
            member_of(owner, text(name))
        except KeyError:
            if text(name) in _OF_ALL:
                continue
            yield error(reading, name, "unknown-field", _missing(reading, node, owner, text(name)))


def _missing(reading: Reading, node: Node, owner: Shape, name: str) -> str:
    said = text(node.child_by_field_name("object"))
    if isinstance(owner, Plain):
        path = f"{owner.path}.{name}".strip(".")
        others = [
            f"{of.flow}/{of.trigger}"
            for of in TRIGGERS.values()
            if any(
                row == path or row.startswith(f"{path}.")
                for row in [row.path for row in of.ctx] + [row.path for row in of.api]
            )
        ]
        trigger = reading.trigger
        if others and trigger is not None:
            return (
                f"{said} has no {name} in flow {trigger.flow}, trigger {trigger.trigger}; it is of {', '.join(others)}"
            )
    return f"{said} has no {name}; it has {', '.join(names_of(owner))}"


def nulls(reading: Reading) -> Iterator[Finding]:
    """What can be null, and is nowhere asked for, fails for the users for whom it is."""
    taken: dict[str, list[Node]] = {}
    asked: set[str] = set()
    for node in syntax.walk(reading.source.root):
        if node.type not in {"member_expression", "identifier"}:
            continue
        held = reading.known(node)
        if not isinstance(held, Held) or held.path not in NULLABLE:
            continue
        above = node.parent
        if above is not None and above.type in {"member_expression", "subscript_expression"}:
            if above.child_by_field_name("object") == node and not any(
                child.type == "optional_chain" for child in above.children
            ):
                taken.setdefault(held.path, []).append(node)
        elif above is None or above.type not in {"variable_declarator", "arguments"}:
            asked.add(held.path)
    for path, nodes in taken.items():
        if path not in asked:
            yield warning(reading, nodes[0], "null", f"{text(nodes[0])} can be null, and the run fails then: write ?.")


def written(reading: Reading) -> Iterator[Finding]:
    """What is assigned to fields of `ctx` changes a copy."""
    for node in syntax.walk(reading.source.root):
        if node.type not in {"assignment_expression", "augmented_assignment_expression"}:
            continue
        left = node.child_by_field_name("left")
        owner = reading.known(left.child_by_field_name("object")) if left is not None else None
        if left is not None and isinstance(owner, Held) and owner.kind in {Kind.OBJECT, Kind.JSON}:
            yield warning(
                reading, left, "no-effect", f"{text(left)} is a field of a copy; nothing else sees the change"
            )


def _is_written(node: Node) -> bool:
    above = node.parent
    return above is not None and above.type == "assignment_expression" and above.child_by_field_name("left") == node
