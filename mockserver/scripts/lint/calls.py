"""Rules of modules: `require`, `fetch`, and errors that no `catch` sees.

Source: recordings/runs-modules.jsonl.
"""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from mockserver.scripts.lint import syntax
from mockserver.scripts.lint.finding import Finding, error, warning
from mockserver.scripts.lint.reading import Reading
from mockserver.scripts.lint.shapes import does
from mockserver.scripts.lint.syntax import text
from mockserver.scripts.modules import MODULES
from mockserver.scripts.tables import Does

_OPTIONS = ("method", "headers", "body")
_FETCH = ("zitadel/http", "fetch")


def modules(reading: Reading) -> Iterator[Finding]:
    """Modules and members of them that there are not."""
    for node in syntax.walk(reading.source.root):
        if node.type == "call_expression" and text(node.child_by_field_name("function")) == "require":
            name = syntax.literal(next(iter(syntax.arguments(node)), None))
            if name is not None and name not in MODULES:
                yield error(reading, node, "module", f"there is no module {name}; there are {', '.join(MODULES)}")
        elif node.type == "member_expression":
            module, member = (
                module_of(reading, node.child_by_field_name("object")),
                node.child_by_field_name("property"),
            )
            names = [row.name for row in MODULES.get(module, ())]
            if module and member is not None and text(member) not in names:
                yield error(reading, member, "module", f"{module} has no {text(member)}; it has {', '.join(names)}")


def fetching(reading: Reading) -> Iterator[Finding]:
    """What of `fetch` is not as elsewhere."""
    for node in syntax.walk(reading.source.root):
        if node.type == "call_expression" and member_of_module(reading, node.child_by_field_name("function")) == _FETCH:
            given = syntax.arguments(node)
            for pair in given[1].named_children if len(given) == 2 and given[1].type == "object" else ():
                key = pair.child_by_field_name("key") if pair.type == "pair" else pair
                if key is not None and pair.type in {"pair", "shorthand_property_identifier"}:
                    name = syntax.literal(key) or text(key)
                    if name not in _OPTIONS:
                        yield error(reading, key, "fetch", f"fetch knows {', '.join(_OPTIONS)}: {name} ends the run")
        elif node.type == "member_expression" and _is_answer(reading, node.child_by_field_name("object")):
            name = text(node.child_by_field_name("property"))
            if name == "headers":
                yield error(reading, node, "fetch", "the headers of an answer are always empty")
            elif name in {"ok", "then", "statusText", "blob", "arrayBuffer"}:
                yield error(reading, node, "fetch", f"an answer has no {name}; it has status, body, json() and text()")


def uncatchable(reading: Reading) -> Iterator[Finding]:
    """Errors of the host's own functions go past `catch` and `finally`."""
    for node in syntax.walk(reading.source.root):
        if node.type != "call_expression" or not _in_try(node):
            continue
        called = node.child_by_field_name("function")
        module, member = member_of_module(reading, called) or ("", "")
        if module in {"zitadel/http", "zitadel/uuid"} or does(reading.known(called)) is Does.SET_METADATA:
            name = member or text(called)
            yield warning(reading, node, "uncatchable", f"catch does not see errors of {name}: they end the run")


def member_of_module(reading: Reading, node: Node | None) -> tuple[str, str] | None:
    """The module and the name of what an expression is, if it is a module's."""
    node = syntax.plain(node)
    if node is None:
        return None
    if node.type == "member_expression":
        module = module_of(reading, node.child_by_field_name("object"))
        return (module, text(node.child_by_field_name("property"))) if module else None
    bound = reading.declared.get(text(node), []) if node.type == "identifier" else []
    if len(bound) != 1:
        return None
    above, key = bound[0].parent, text(bound[0])
    if above is not None and above.type == "pair_pattern":
        key, above = text(above.child_by_field_name("key")), above.parent
    whole = above.parent if above is not None and above.type == "object_pattern" else above
    if whole is None or whole.type != "variable_declarator":
        return None
    value = whole.child_by_field_name("value")
    if above == whole:
        return member_of_module(reading, value) if value is not None and value.type == "member_expression" else None
    module = module_of(reading, value)
    return (module, key) if module else None


def module_of(reading: Reading, node: Node | None) -> str:
    """The name of the module that an expression is; empty for all else."""
    node = syntax.plain(node)
    if node is None:
        return ""
    if node.type == "call_expression" and text(node.child_by_field_name("function")) == "require":
        name = syntax.literal(next(iter(syntax.arguments(node)), None)) or ""
        return name if name in MODULES and "require" not in reading.declared else ""
    bound = reading.declared.get(text(node), []) if node.type == "identifier" else []
    above = bound[0].parent if len(bound) == 1 else None
    if above is None or above.type != "variable_declarator" or above.child_by_field_name("name") != bound[0]:
        return ""
    return module_of(reading, above.child_by_field_name("value"))


def _is_answer(reading: Reading, node: Node | None) -> bool:
    node = syntax.plain(node)
    if node is None:
        return False
    if node.type == "call_expression":
        return member_of_module(reading, node.child_by_field_name("function")) == _FETCH
    bound = reading.declared.get(text(node), []) if node.type == "identifier" else []
    above = bound[0].parent if len(bound) == 1 else None
    if above is None or above.type != "variable_declarator" or above.child_by_field_name("name") != bound[0]:
        return False
    value = syntax.plain(above.child_by_field_name("value"))
    return value is not None and value.type == "call_expression" and _is_answer(reading, value)


def _in_try(node: Node) -> bool:
    inside, above = node, node.parent
    while above is not None:
        if above.type == "try_statement" and above.child_by_field_name("body") == inside:
            return True
        inside, above = above, above.parent
    return False
