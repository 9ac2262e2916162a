"""Names of a script, and what is bound to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tree_sitter import Node

from mockserver.scripts.lint import syntax
from mockserver.scripts.lint.shapes import Giving, Held, Shape, api_of, ctx_of, element_of, member_of
from mockserver.scripts.lint.syntax import FUNCTIONS, Source, text
from mockserver.scripts.tables import Kind, Trigger

_OF_ELEMENTS = frozenset({"map", "flatMap", "forEach", "filter", "find", "findLast", "findIndex", "some", "every"})


@dataclass(slots=True)
class Reading:
    """A script, its action's function, and what its expressions are.

    Attributes:
        function: of the action; None where it was not found, or is something else.
        trigger: None where it is not known, so that expressions may be of any.
        declared: every name that the script binds somewhere.
        assigned: names that are assigned to, which sloppy code makes globals by.
    """

    source: Source
    function: Node | None
    trigger: Trigger | None
    declared: dict[str, list[Node]] = field(default_factory=dict)
    assigned: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        for name in bound_names(self.source.root):
            self.declared.setdefault(text(name), []).append(name)
        assignments = (node for node in syntax.walk(self.source.root) if node.type == "assignment_expression")
        self.assigned = frozenset(text(node.child_by_field_name("left")) for node in assignments)

    def shape(self, node: Node | None, depth: int = 0) -> Shape | None:
        """What an expression is; None where nobody knows.

        Raises: KeyError: a member that there is not is asked for.
        """
        node = syntax.plain(node)
        if node is None or self.trigger is None or depth > 50:
            return None
        if node.type == "identifier":
            return self._named(node, depth)
        if node.type == "member_expression":
            owner = self.shape(node.child_by_field_name("object"), depth + 1)
            return member_of(owner, text(node.child_by_field_name("property"))) if owner is not None else None
        if node.type == "subscript_expression":
            owner = self.shape(node.child_by_field_name("object"), depth + 1)
            name = syntax.literal(node.child_by_field_name("index"))
            if owner is None:
                return None
            return member_of(owner, name) if name is not None else element_of(owner)
        if node.type == "call_expression":
            return self._given(node, depth)
        if node.type == "binary_expression" and text(node.child_by_field_name("operator")) in {"??", "||"}:
            return self.shape(node.child_by_field_name("left"), depth + 1)
        return None

    def known(self, node: Node | None) -> Shape | None:
        """The same, where a member that there is not is nothing."""
        try:
            return self.shape(node)
        except KeyError:
            return None

    def _given(self, call: Node, depth: int) -> Shape | None:
        called = call.child_by_field_name("function")
        shape = self.shape(called, depth + 1) if called is not None else None
        if isinstance(shape, Giving):
            return shape.gives
        if called is not None and called.type == "member_expression":
            owner = self.shape(called.child_by_field_name("object"), depth + 1)
            name = text(called.child_by_field_name("property"))
            if isinstance(owner, Held) and owner.kind is Kind.OBJECTS:
                if name in {"filter", "slice", "sort", "toSorted", "reverse", "concat"}:
                    return owner
                if name in {"find", "findLast", "at", "pop", "shift"}:
                    return element_of(owner)
        return None

    def _named(self, node: Node, depth: int) -> Shape | None:
        name = text(node)
        if self.trigger is not None and self.function is not None:
            for place, make in enumerate((ctx_of, api_of)):
                own = self._parameter(place)
                if own is not None and text(own) == name and all(map(_is_parameter, self.declared[name])):
                    return make(self.trigger)
        bound = self.declared.get(name, [])
        return self._bound(bound[0], depth + 1) if len(bound) == 1 else None

    def _parameter(self, place: int) -> Node | None:
        given = syntax.parameters(self.function) if self.function is not None else []
        return given[place] if place < len(given) and given[place].type == "identifier" else None

    def _bound(self, name: Node, depth: int) -> Shape | None:
        """What a name is bound to: by its declaration, by taking an object apart, as an element of a list."""
        above = name.parent
        if above is None:
            return None
        if above.type == "variable_declarator" and above.child_by_field_name("name") == name:
            return self.shape(above.child_by_field_name("value"), depth)
        if above.type == "for_in_statement" and text(above.child_by_field_name("operator")) == "of":
            return element_of(self.shape(above.child_by_field_name("right"), depth))
        if above.type in {"object_pattern", "pair_pattern"}:
            return self._taken(name, depth)
        return self._element(name, depth)

    def _taken(self, name: Node, depth: int) -> Shape | None:
        above = name.parent
        key, pattern = name, above
        if above is not None and above.type == "pair_pattern":
            found = above.child_by_field_name("key")
            if found is None:
                return None
            key, pattern = found, above.parent
        if pattern is None or pattern.type != "object_pattern":
            return None
        whole = pattern.parent
        if whole is None:
            return None
        if whole.type == "pair_pattern":
            owner = self._taken(pattern, depth + 1)
        elif whole.type == "variable_declarator":
            owner = self.shape(whole.child_by_field_name("value"), depth)
        else:
            owner = self._element(pattern, depth)
        return member_of(owner, text(key)) if owner is not None else None

    def _element(self, parameter: Node, depth: int) -> Shape | None:
        """The first parameter of what is called for each element of a list."""
        function = parameter.parent
        if function is not None and function.type == "formal_parameters":
            function = function.parent
        if function is None or function.type not in FUNCTIONS or syntax.parameters(function)[:1] != [parameter]:
            return None
        call = function.parent.parent if function.parent is not None else None
        called = call.child_by_field_name("function") if call is not None and call.type == "call_expression" else None
        if called is None or called.type != "member_expression":
            return None
        if text(called.child_by_field_name("property")) not in _OF_ELEMENTS:
            return None
        return element_of(self.shape(called.child_by_field_name("object"), depth + 1))


def bound_names(root: Node) -> Iterator[Node]:
    """Every name that is bound below a node."""
    for node in syntax.walk(root):
        if node.type in FUNCTIONS or node.type in {"class_declaration", "class"}:
            name = node.child_by_field_name("name")
            if name is not None and node.type != "method_definition":
                yield name
            if node.type in FUNCTIONS:
                for parameter in syntax.parameters(node):
                    yield from syntax.names_in(parameter)
        elif node.type == "variable_declarator":
            pattern = node.child_by_field_name("name")
            if pattern is not None:
                yield from syntax.names_in(pattern)
        elif node.type == "for_in_statement" and node.child_by_field_name("kind") is not None:
            left = node.child_by_field_name("left")
            if left is not None:
                yield from syntax.names_in(left)
        elif node.type == "catch_clause":
            caught = node.child_by_field_name("parameter")
            if caught is not None:
                yield from syntax.names_in(caught)


def _is_parameter(name: Node) -> bool:
    above = name.parent
    return above is not None and (above.type == "formal_parameters" or above.child_by_field_name("parameter") == name)
