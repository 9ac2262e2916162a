"""The language that scripts are read in: what the real server's engine knows of it."""

from __future__ import annotations

import pytest

from tests.scripts.running import failure_of, run, value_of


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("async function* g() {}", "an async generator"),
        ("var o = {async *g() {}};", "an async generator"),
        ("async function f() { for await (const x of []) {} }", "for await"),
        ("var m = import('x');", "import"),
        ("/a/v.test('a');", "the flag of a regular expression v"),
        ("/a/gd.test('a');", "the flag of a regular expression d"),
        ("<!-- old\n", "a comment of HTML"),
        ("1\n--> old\n", "a comment of HTML"),
    ],
)
def test_refused_language(source: str, what: str) -> None:
    """What the engine here understands and the real one does not is refused, by name and place."""
    done = run(f"\n  {source}\nfunction run() {{}}")

    assert done.failure is not None
    assert what in done.failure.message
    assert "the real server's engine does not know it" in done.failure.message
    assert done.failure.line >= 2


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("/(?<year>\\d+)/.exec('a2024').groups === undefined", True),
        ("'ab'.replace(/(?<x>a)/, '[$<x>]')", "[$<x>]b"),
        ("new RegExp('(?<x>a)').exec('a')[1]", "a"),
        ("/\\p{Lu}/u.test('Ä')", False),
        ("/[(?<x>]/.test('<')", True),
        ("'a/b'.split('/').length / 2", 1),
        ("`${`/(?<x>a)/`}`", "/(?<x>a)/"),
        ("(function () { var inner = 1; return eval('inner + 1') })()", 2),
        ("(0, eval)('/(?<y>a)/.exec(\"a\").groups') === undefined", True),
        ("typeof WeakRef + typeof Intl + typeof structuredClone", "undefined" * 3),
        ("typeof Object.groupBy + typeof new Set().union + typeof Promise.try", "undefined" * 3),
        ("new Date(0).toLocaleString()", "01/01/1970, 00:00:00"),
        ("['b', 'ä', 'a', 'A'].sort((x, y) => x.localeCompare(y))", ["a", "A", "ä", "b"]),
    ],
)
def test_language_read_alike(source: str, value: object) -> None:
    """What both engines understand means what it means to the real one."""
    assert value_of(source) == value


@pytest.mark.parametrize(
    "source",
    [
        "{ function run() {} }",
        "if (true) { function run() {} }",
        "(function () { function run() {} })();",
        "var run = 5;",
    ],
)
def test_functions_that_are_not_found(source: str) -> None:
    """The function must be a binding of the top level."""
    assert failure_of(source) == 'no function named "run" at the top level of the script'


def test_functions_beside_helpers_are_found() -> None:
    """Blocks before it, and functions in those, do not hide it."""
    done = run("function help() { function inner() {} } function run(ctx, api) { api.v1.claims.setClaim('a', 1); }")

    assert done.claims == {"a": 1}
