"""Rules of the language: what the real server's engine lacks, or takes for something else.

What there is, is asked of the engine that runs scripts, and stands nowhere else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from tree_sitter import Node

from mockserver.scripts.lint import syntax
from mockserver.scripts.lint.finding import Finding, error, warning
from mockserver.scripts.lint.reading import Reading
from mockserver.scripts.lint.refusing import run_alone
from mockserver.scripts.lint.syntax import text
from mockserver.scripts.model import Script

_NO_TIMERS = "there are no timers: promises are all that is waited for"
_HINTS = {
    "fetch": "write require('zitadel/http').fetch",
    "console": "write require('zitadel/log')",
    "log": "write require('zitadel/log')",
    "setTimeout": _NO_TIMERS,
    "setInterval": _NO_TIMERS,
    "crypto": "require('zitadel/uuid') has what is random",
    "structuredClone": "write JSON.parse(JSON.stringify(value))",
    "exports": "the function is found by its name",
    "module": "the function is found by its name",
}


def names(reading: Reading) -> Iterator[Finding]:
    """Names that nobody declares, and members of the language that this engine has not."""
    used: list[Node] = []
    members: list[tuple[Node, str, str]] = []
    for node in syntax.walk(reading.source.root):
        if node.type in {"identifier", "shorthand_property_identifier"} and _is_used(reading, node):
            used.append(node)
        elif node.type == "member_expression":
            owner = node.child_by_field_name("object")
            if (
                owner is not None
                and text(owner) != "globalThis"
                and owner.type == "identifier"
                and _is_used(reading, owner)
            ):
                members.append((node, text(owner), text(node.child_by_field_name("property"))))
    if not used:
        return
    missing, lacking = _asked({text(node) for node in used}, {(owner, name) for _, owner, name in members})
    for node in used:
        if text(node) in missing:
            hint = f"; {_HINTS[text(node)]}" if text(node) in _HINTS else ""
            yield error(reading, node, "not-defined", f"{text(node)} is not defined{hint}")
    for node, global_name, name in members:
        if (global_name, name) in lacking:
            yield error(reading, node, "not-defined", f"the engine has no {global_name}.{name}")


def patterns(reading: Reading) -> Iterator[Finding]:
    """What regular expressions are read otherwise."""
    for node in syntax.walk(reading.source.root):
        if node.type != "regex":
            continue
        pattern, flags = text(node.child_by_field_name("pattern")), text(node.child_by_field_name("flags"))
        if any(pattern[place : place + 1] not in {"=", "!"} for place in _after(pattern, "(?<")):
            yield warning(reading, node, "pattern", "groups keep no names: groups is undefined, write numbers")
        if "u" in flags and any(True for _ in _after(pattern.replace("\\P{", "\\p{"), "\\p{")):
            yield error(reading, node, "pattern", "\\p{…} means nothing to this engine: it finds the letters p{…}")


def _after(whole: str, part: str) -> Iterator[int]:
    place = whole.find(part)
    while place >= 0:
        yield place + len(part)
        place = whole.find(part, place + 1)


def _is_used(reading: Reading, node: Node) -> bool:
    """Whether a name is one of the surroundings, that the script reads."""
    name, above = text(node), node.parent
    if name in reading.declared or name == "arguments" or above is None:
        return False
    if above.type == "unary_expression" and text(above.child_by_field_name("operator")) == "typeof":
        return False
    if above.type in {"assignment_expression", "for_in_statement"} and above.child_by_field_name("left") == node:
        return False
    return name not in reading.assigned


def _asked(
    names: Iterable[str], members: Iterable[tuple[str, str]]
) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """Which of these there are not, as the engine says."""
    source = f"""function run(ctx, api) {{
      api.v1.claims.setClaim('names', {json.dumps(sorted(names))}.filter((name) => !(name in globalThis)));
      api.v1.claims.setClaim('members', {json.dumps(sorted(members))}.filter(([owner, name]) => {{
        const found = globalThis[owner];
        return found !== null && found !== undefined && !(name in Object(found));
      }}));
    }}"""
    told = run_alone(Script(name="run", source=source)).claims
    return frozenset(told["names"]), frozenset((owner, name) for owner, name in told["members"])
