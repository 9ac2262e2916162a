"""What scripts see, and what is written of it."""

from __future__ import annotations

from typing import Any

import pytest

from mockserver.scripts.model import Line, MetadataSet, Script, Unwritable
from mockserver.scripts.trial import Person, surroundings_of
from tests.scripts.running import chain_of, run, value_of

NO_FUNCTION = "unsupported type: func(goja.FunctionCall) goja.Value"


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("-0", 0),
        ("1e21", 1e21),
        ("2n ** 70n", 2**70),
        ("[1,,undefined]", [1, None, None]),
        ("new Date(1500)", "1970-01-01T00:00:01.5Z"),
        ("new Map([['a', new Set([1])]])", [["a", [1]]]),
        ("new Uint8Array([255])", "/w=="),
        ("new Uint16Array([255])", [255]),
        ("[new Number(5), new Boolean(false), new String('s'), Symbol('x')]", [5, False, {}, "x"]),
        ("[/a/, new Error('e'), Promise.resolve(1), new Proxy({a: 1}, {}), new WeakMap(), Math]", [{}] * 6),
        ("'a\\ud800<'", "a\ufffd<"),
        ("ctx.v1.getUser().human.email", "alice@example.com"),
        (
            "[typeof ctx.v1.getUser().human.email, ctx.v1.getUser().human.email === 'alice@example.com']",
            ["object", False],
        ),
        ("[ctx.v1.getUser().state === 1, ctx.v1.getUser().state == 1]", [False, True]),
        ("Object.keys(ctx.v1.getUser().human).length", 11),
        ("JSON.parse(JSON.stringify(ctx.v1.getUser())).creationDate", "2024-01-01T00:00:00Z"),
        (
            "[typeof ctx.v1.getUser().creationDate.toJSON, ctx.v1.getUser().creationDate.unix()]",
            ["undefined", 1704067200],
        ),
        ("ctx.v1.getUser().creationDate.format('02 Jan 2006 15:04:05 MST')", "01 Jan 2024 00:00:00 UTC"),
        ("(ctx.v1.claims.sub = 'x', ctx.v1.claims.sub)", "x"),
        (
            "(u => (u.username = 5, u.foo = 1, u.sequence = 'x', [u.username, u.foo, u.sequence]))(ctx.v1.getUser())",
            ["5", None, 0],
        ),
    ],
)
def test_values_of_claims(expression: str, value: Any) -> None:
    """A row of the table each."""
    assert value_of(expression) == value


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ("NaN", "unsupported value: NaN"),
        ("[-Infinity]", "unsupported value: -Inf"),
        ("{f() {}}", NO_FUNCTION),
        ("class {}", NO_FUNCTION),
        ("arguments", NO_FUNCTION),
        ("(o => (o.o = o))({})", "unsupported value: encountered a cycle via map[string]interface {}"),
    ],
)
def test_values_that_break_a_token(expression: str, reason: str) -> None:
    """They are told by the words of Go's encoder."""
    assert value_of(expression) == Unwritable(reason)


def test_a_whole_user() -> None:
    """It is written with Go's names."""
    user = value_of("ctx.v1.getUser()")

    assert (user["Id"], user["LoginNames"], user["Human"]["IsEmailVerified"]) == ("300000000000000001", None, True)
    assert "Machine" not in user


def test_keys_of_claims() -> None:
    """A first value stays, reserved keys are ignored, keys are made texts."""
    done = run(
        "function run(c, api) { const set = api.v1.claims.setClaim; set('a', null); set('a', 1); set('a', 2);"
        " set('urn:zitadel:iam:x', 1); set(5, 6); set(Symbol('s'), 7); set('q\"\\n', 1); set('q\"\\n', 1); }"
    )

    log = ['key "a" already exists', 'key "q\\"\\n" already exists']
    assert done.claims == {"a": 1, "5": 6, "s": 7, 'q"\n': 1, "urn:zitadel:iam:action:run:log": log}


def test_actions_follow_each_other() -> None:
    """Each has an engine of its own and sees the claims of those before it; one that fails ends the rest."""
    set_and_count = (
        "var n = (globalThis.n ?? 0) + 1;"
        " function NAME(c, api) { api.v1.claims.setClaim('NAME', [n, Object.keys(c.v1.claims).sort()]); }"
    )
    scripts = [Script(name=name, source=set_and_count.replace("NAME", name)) for name in ("one", "two")]
    broken = Script(name="broken", source="function broken() { throw null }")

    chain = chain_of(*scripts, broken, *scripts)

    assert chain.claims == {"one": [1, ["sub"]], "two": [1, ["one", "sub"]]}
    assert chain.failed is chain.runs[2]
    assert len(chain.runs) == 3


def test_a_claim_that_breaks_the_next_action() -> None:
    """The real server breaks down while it prepares the claims of the action that follows."""
    first = Script(name="first", source="function first(c, api) { api.v1.claims.setClaim('a', NaN) }")

    assert chain_of(first, first).panicked
    assert not chain_of(first).panicked


def test_metadata_is_json_as_go_writes_it() -> None:
    """Keys are sorted, and what HTML could read is escaped."""
    done = run("function run(c, api) { api.v1.user.setMetadata('k', {b: '<&>', a: -0}) }")

    assert done.metadata == [MetadataSet("k", rb'{"a":-0,"b":"\u003c\u0026\u003e"}')]


def test_lines_of_the_log() -> None:
    """They are formatted as `util.format` does."""
    done = run("const log = require('zitadel/log'); function run() { log.warn('%s %d%% %j', 'a', 5, {b: 1}, 'c') }")

    assert done.lines == [Line("warn", 'a 5% {"b":1} c')]


def test_uuids() -> None:
    """Versions 3 and 5 are those of RFC 9562; 1 and 4 are new each time."""
    made = value_of(
        "(u => [u.v3(u.namespaceDNS, 'python.org'), u.v5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'python.org'),"
        " u.v1() !== u.v1(), u.v4() !== u.v4()])(require('zitadel/uuid'))"
    )

    assert made == ["6fa459ea-ee8a-3ca4-894e-db77e160355e", "886313e1-3b8a-5372-9b90-0c9aee199e5d", True, True]


def test_people_who_are_told_of() -> None:
    """Fields stand in for made-up ones; grants have the organisation's metadata."""
    person = Person(
        user={"username": "rob", "machine": {"name": "Rob"}},
        metadata={"k": [1]},
        org_metadata={"plan": "gold"},
        grants=[{"projectName": "P", "roles": ["r"]}],
    )
    done = run(
        "function run(ctx, api) { const v = ctx.v1; const u = v.getUser();"
        " api.v1.claims.setClaim('seen', [u.human, u.machine.name,"
        " v.user.getMetadata().metadata[0].value, v.user.grants.grants[0].getOrgMetadata().metadata[0].value]) }",
        person=person,
    )

    assert done.claims == {"seen": [None, "Rob", [1], "gold"]}
    with pytest.raises(ValueError, match=r"user has no field 'nme'; it has id, .*human, machine"):
        surroundings_of(Person(user={"nme": "x"}))
