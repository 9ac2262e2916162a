"""Values of JavaScript as scripts write them, and what they are as claims.

Source: recordings/runs-claim-values.jsonl, runs-claim-keys.jsonl.
"""

from __future__ import annotations

import base64
import functools
import json
from dataclasses import dataclass
from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy


class Unwritable:
    """Stands for what no JSON can be written of."""


UNWRITABLE: Final = Unwritable()


@dataclass(frozen=True, slots=True)
class Value:
    """An expression, and the JSON that a claim is of it, or `UNWRITABLE`."""

    js: str
    json: Any


@dataclass(frozen=True, slots=True)
class Text:
    """An expression where a text is wanted, and the text that becomes of it."""

    js: str
    text: str


def as_told(text: str) -> str:
    """A text as it is written: half a character is U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def literal(text: str) -> str:
    """A text as an expression."""
    return json.dumps(text)


_LETTERS: Final = 'ab<&"\\ é名😀\n\x00\u2028\ufeff\ud800\udc00'
_SPECIAL: Final = (
    Value("undefined", None),
    Value("new Date(0)", "1970-01-01T00:00:00Z"),
    Value("new Date(1700000000123)", "2023-11-14T22:13:20.123Z"),
    Value("new Map([['a', 1]])", [["a", 1]]),
    Value("new Set([1, 'a'])", [1, "a"]),
    Value("new Uint8Array([1, 2, 255])", base64.b64encode(bytes([1, 2, 255])).decode()),
    Value("new Float64Array([1.5])", [1.5]),
    Value("10n", 10),
    Value("2n ** 70n", 2**70),
    Value("Symbol('s')", "s"),
    Value("new Number(5)", 5),
    Value("new Boolean(true)", True),
    Value("new String('s')", {}),
    Value("/a(b)+/gi", {}),
    Value("new Error('boom')", {}),
    Value("Promise.resolve(1)", {}),
    Value("new Proxy({a: 1}, {})", {}),
    Value("new (class A { constructor() { this.x = 1 } get y() { return 2 } })()", {"x": 1}),
    Value("[1, , 3]", [1, None, 3]),
    Value("{get a() { return 5 }}", {"a": 5}),
    Value("Object.create({a: 1})", {}),
    Value("Object.assign([1], {x: 2})", [1]),
    Value("1e21", 1e21),
    Value("1e300", 1e300),
    Value("5e-324", 5e-324),
)
_BROKEN: Final = tuple(
    Value(js, UNWRITABLE)
    for js in ("NaN", "Infinity", "function f(a) {}", "(a) => a", "class A {}", "globalThis", "new Date(NaN)")
)
_MOST: Final = 2.0**40


def _written(text: str) -> Value:
    return Value(literal(text), as_told(text))


@functools.cache
def texts() -> SearchStrategy[Value]:
    """Short ones, with signs that writers of JSON trip over."""
    return st.text(_LETTERS, max_size=5).map(_written)


@functools.cache
def plain() -> SearchStrategy[Value]:
    """What JSON has as well."""
    numbers = st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(-_MOST, _MOST, allow_nan=False).filter(bool)
    literals = st.sampled_from([Value("null", None), Value("true", True), Value("false", False)])
    scalars = literals | numbers.map(lambda number: Value(f"{number!r}", number)) | texts()
    return st.recursive(scalars, _containers, max_leaves=5)


@functools.cache
def claims() -> SearchStrategy[Value]:
    """Any value whose claim is known; a few of them cannot be written, deep inside as well."""
    writable = st.recursive(plain() | st.sampled_from(_SPECIAL), _containers, max_leaves=4)
    broken = st.sampled_from(_BROKEN)
    return st.integers(0, 19).flatmap(lambda lot: broken | broken.map(_inside) if lot == 19 else writable)


@functools.cache
def as_text() -> SearchStrategy[Text]:
    """What appendLogIntoClaims takes. Source: recordings/runs-claim-keys.jsonl:34, 36."""
    odd = [
        Text("5", "5"),
        Text("1.5", "1.5"),
        Text("null", ""),
        Text("undefined", ""),
        Text("true", "true"),
        Text("{a: 1}", "[object Object]"),
        Text("[1, 2]", "1,2"),
        Text("-0", "0"),
        Text("NaN", "NaN"),
        Text("Symbol('x')", "x"),
    ]
    return st.sampled_from(odd) | texts().map(lambda value: Text(value.js, value.json))


@functools.cache
def keys() -> SearchStrategy[Text]:
    """Names of claims, few of them, so that they meet. Source: recordings/runs-claim-keys.jsonl:8-14."""
    odd = [
        Text("5", "5"),
        Text("null", ""),
        Text("true", "true"),
        Text("[1, 2]", "1,2"),
        Text("{toString: () => 'custom'}", "custom"),
        Text("Symbol('x')", "x"),
    ]
    named = ["a", "b", "a", "b", 'quote"d', "ü", "a\nb", "", "urn:zitadel:iam:x", "urn:zitadel:iam", "sub", "iss"]
    return st.sampled_from([*(Text(literal(name), name) for name in named), *odd])


def _containers(inner: SearchStrategy[Value]) -> SearchStrategy[Value]:
    lists = st.lists(inner, max_size=3).map(_list)
    objects = st.dictionaries(st.sampled_from(["a", "b", "c d", "7"]), inner, max_size=3).map(_object)
    return lists | objects


def _list(items: list[Value]) -> Value:
    return Value(f"[{', '.join(item.js for item in items)}]", _deep([item.json for item in items]))


def _object(members: dict[str, Value]) -> Value:
    shown = ", ".join(f"{literal(name)}: {value.js}" for name, value in members.items())
    return Value(f"{{{shown}}}", _deep({name: value.json for name, value in members.items()}))


def _deep(value: Any) -> Any:
    inner = value.values() if isinstance(value, dict) else value
    return UNWRITABLE if any(item is UNWRITABLE for item in inner) else value


def _inside(value: Value) -> Value:
    return Value(f"{{a: [{value.js}]}}", UNWRITABLE)
