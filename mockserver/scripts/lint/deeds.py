"""Rules of what scripts do by `api`: claims, metadata, grants.

Source: recordings/runs-claim-keys.jsonl, runs-claim-values.jsonl, runs-set-metadata.jsonl, logins.jsonl.
"""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from mockserver.scripts.lint import syntax
from mockserver.scripts.lint.finding import Finding, error, warning
from mockserver.scripts.lint.reading import Reading
from mockserver.scripts.lint.shapes import Doing, does
from mockserver.scripts.lint.syntax import FUNCTIONS, text
from mockserver.scripts.notes import REQUIRED
from mockserver.scripts.tables import ARGUMENTS, Does

_PREFIX = "urn:zitadel:iam"
_OWN = {
    "5": frozenset({"iss", "sub", "aud", "exp", "iat", "nbf", "jti", "client_id"}),
    "4": frozenset({"iss", "sub", "aud", "exp", "iat", "azp", "amr", "auth_time", "at_hash", "sid"}),
}
"""By trigger, the claims that a token has of its own, so that a script's are dropped."""
_TYPED = {"amr": "a list of texts", "auth_time": "a number", "act": "an object"} | dict.fromkeys(
    ("scope", "nonce", "azp", "acr"), "a text"
)
"""Claims without which, or with which of another type, an access token cannot be read by the server again."""
_UNWRITABLE = frozenset({"NaN", "Infinity", "arguments", "globalThis"})
_EMPTY = frozenset({"String", "RegExp", "Error", "TypeError", "Promise", "Proxy", "WeakMap", "ArrayBuffer", "DataView"})


def claims(reading: Reading) -> Iterator[Finding]:
    """Keys that are ignored, values that no token can hold."""
    before: dict[tuple[int, str], Node] = {}
    for call, done in _calls(reading):
        if done is not Does.SET_CLAIM:
            continue
        given = syntax.arguments(call)
        key = syntax.literal(given[0]) if given else ""
        if key is not None:
            yield from _key(reading, given[0] if given else call, key)
            block = _block(call)
            if key and (block.id, key) in before:
                yield warning(reading, call, "claim-twice", f"{key} keeps the value that it was given first")
            before[block.id, key] = call
        if len(given) < 2:
            yield warning(reading, call, "claim-value", "without a value the claim is null")
        else:
            yield from _value(reading, given[1])


def _key(reading: Reading, node: Node, key: str) -> Iterator[Finding]:
    trigger = reading.trigger.trigger if reading.trigger is not None else ""
    if key.startswith(_PREFIX):
        yield error(reading, node, "reserved-claim", f"keys that begin with {_PREFIX} are ignored in silence")
    elif key in _OWN.get(trigger, ()):
        yield warning(reading, node, "reserved-claim", f"tokens have {key} of their own, which wins over a script's")
    elif trigger == "5" and key in _TYPED:
        yield warning(
            reading,
            node,
            "claim-type",
            f"an access token whose {key} is not {_TYPED[key]} cannot be read again: 401 at userinfo",
        )


def _value(reading: Reading, node: Node) -> Iterator[Finding]:
    value = syntax.plain(node)
    if value is None:
        return
    if value.type in FUNCTIONS or value.type == "class" or text(value) in _UNWRITABLE:
        yield error(
            reading,
            value,
            "claim-value",
            "JSON has no words for this: the token fails with 500, even where the action is allowed to fail",
        )
    elif value.type == "regex" or (
        value.type == "new_expression" and text(value.child_by_field_name("constructor")) in _EMPTY
    ):
        yield warning(reading, value, "claim-value", f"the claim will be {{}}: write String({text(value)})")


def metadata(reading: Reading) -> Iterator[Finding]:
    """Arguments that end a run, entries that are lost."""
    for call, done in _calls(reading):
        if done not in {Does.SET_METADATA, Does.APPEND_METADATA}:
            continue
        given = syntax.arguments(call)
        if len(given) != 2 and not any(each.type == "spread_element" for each in given):
            yield error(
                reading, call, "metadata", f"exactly 2 arguments are needed, not {len(given)}: the run ends here"
            )
        elif given and syntax.literal(given[0]) == "":
            yield error(reading, given[0], "metadata", "a key that is empty is refused")
        elif len(given) == 2 and (given[1].type in FUNCTIONS or text(given[1]) in _UNWRITABLE):
            yield error(reading, given[1], "metadata", "JSON has no words for this: the run ends here")


def lists(reading: Reading) -> Iterator[Finding]:
    """Lists of `api`: what is pushed, what is assigned."""
    for node in syntax.walk(reading.source.root):
        if node.type == "assignment_expression":
            left = node.child_by_field_name("left")
            shape = reading.known(left)
            if isinstance(shape, Doing) and left is not None and shape.deed.is_list:
                yield error(reading, left, "no-effect", f"another list has no effect: use {text(left)}.push")
        if node.type != "call_expression":
            continue
        called = node.child_by_field_name("function")
        if called is None or called.type != "member_expression":
            continue
        shape = reading.known(called.child_by_field_name("object"))
        if not isinstance(shape, Doing) or not shape.deed.is_list:
            continue
        if text(called.child_by_field_name("property")) not in {"push", "unshift"}:
            continue
        if shape.deed.does is Does.METADATA:
            yield warning(
                reading,
                node,
                "pushed-metadata",
                "the value is lost as soon as another action of this trigger follows: use api.v1.user.appendMetadata",
            )
        for entry in syntax.arguments(node):
            yield from _entry(reading, entry, shape.deed.of)


def grants(reading: Reading) -> Iterator[Finding]:
    """A grant without a project ends the run."""
    for call, done in _calls(reading):
        if done is not Does.APPEND_USER_GRANT:
            continue
        for entry in syntax.arguments(call)[:1]:
            keys = _keys(entry)
            if keys is not None and not {"projectId", "projectID"} & set(keys):
                yield error(reading, entry, "entry", "projectId is missing: the run ends here")


def _entry(reading: Reading, entry: Node, of: str) -> Iterator[Finding]:
    keys = _keys(entry)
    if keys is None:
        return
    known = [row.name for row in ARGUMENTS[of]]
    for key, node in keys.items():
        if key not in known:
            yield error(reading, node, "entry", f"{key} is not known here; it has {', '.join(known)}")
    for name in sorted(REQUIRED.get(of, frozenset()) - set(keys)):
        yield error(reading, entry, "entry", f"{name} is missing: the login fails")


def _keys(entry: Node) -> dict[str, Node] | None:
    """The keys of an object that is written out; None where they cannot be told."""
    if entry.type != "object":
        return None
    keys: dict[str, Node] = {}
    for each in entry.named_children:
        key = each.child_by_field_name("key") or each.child_by_field_name("name")
        if each.type == "shorthand_property_identifier":
            keys[text(each)] = each
        elif key is not None and key.type != "computed_property_name":
            keys[syntax.literal(key) or text(key)] = key
        elif each.type != "comment":
            return None
    return keys


def _calls(reading: Reading) -> Iterator[tuple[Node, Does]]:
    """Calls of functions of `api`."""
    for node in syntax.walk(reading.source.root):
        if node.type == "call_expression":
            done = does(reading.known(node.child_by_field_name("function")))
            if done is not None:
                yield node, done


def _block(node: Node) -> Node:
    found = node
    while found.parent is not None and found.type not in {"statement_block", "program", "if_statement", "switch_case"}:
        found = found.parent
    return found
