"""What the linter says of scripts."""

from __future__ import annotations

import pytest

from mockserver.scripts.lint.finding import Level
from mockserver.scripts.lint.linting import lint
from mockserver.scripts.model import Script
from mockserver.scripts.tables import TRIGGERS
from mockserver.scripts.trial import Person
from tests.scripts.running import chain_of

HEAD = "function f(ctx, api) {"


def _found(script: str, flow: str = "2", trigger: str = "4") -> list[tuple[int, int, str, str]]:
    return [(at.line, at.column, at.rule, at.level.value) for at in lint(script, "f", TRIGGERS[flow, trigger])]


def _rules(body: str, flow: str = "2", trigger: str = "4") -> list[str]:
    """The rules that the body of the action's function breaks."""
    return [rule for _, _, rule, _ in _found(f"{HEAD} {body} }}", flow, trigger)]


FAILS = [
    ("function g() {}", (1, 1, "no-function")),
    ("var f = 5;", (1, 9, "no-function")),
    ("class f {}", (1, 1, "no-function")),
    ("{ function f() {} }", (1, 3, "no-function")),
    ("async function f() {}", (1, 1, "returns")),
    ("function* f() {}", (1, 1, "returns")),
    ("const f = (ctx, api) => false;", (1, 25, "returns")),
    ("function f() {\n  if (true) return 'é', 1;\n}", (2, 20, "returns")),
    ("function f() { return g(); }\nfunction g() { return 1; }", (1, 23, "returns")),
    ("function f() { /* é */ for await (const a of []) {} }", (1, 24, "syntax")),
    ("\nfunction f() { a b }", (2, 18, "syntax")),
    ("function f( {", (1, 14, "syntax")),
    ("function f() { /a/v; }", (1, 16, "syntax")),
    ("function f() { structuredClone({}); }", (1, 16, "not-defined")),
    ("function f() { Object.groupBy([], String); }", (1, 16, "not-defined")),
    ("function f() { require('fs'); }", (1, 16, "module")),
    ("function f() { require('zitadel/log').trace('a'); }", (1, 39, "module")),
    ("function f(c, api) { api.v1.user.setMetadata('a'); }", (1, 22, "metadata")),
    ("function f(c, api) { api.v1.user.setMetadata('', 1); }", (1, 46, "metadata")),
    ("function f(c, api) { api.v1.user.setMetadata('a', NaN); }", (1, 51, "metadata")),
    ("function f(c, api) { api.v1.claims.setClam('a', 1); }", (1, 36, "unknown-field")),
    ("function f(c, api) { require('zitadel/http').fetch('x', {mode: 'cors'}); }", (1, 58, "fetch")),
]


@pytest.mark.parametrize(("script", "finding"), FAILS)
def test_what_fails(script: str, finding: tuple[int, int, str]) -> None:
    """It is found at its place, and does fail in the engine."""
    found = _found(script)
    assert finding in [at[:3] for at in found], found
    assert chain_of(Script(name="f", source=script)).failed is not None


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("if (ctx.v1.getUser().human.email === 'a') return;", "object-comparison"),
        ("const {human: {gender}} = ctx.v1.getUser(); switch (gender) { case 1: }", "object-comparison"),
        ("const user = ctx.v1.getUser(); if ([1].includes(user.state)) return;", "object-comparison"),
        ("const at = ctx.v1.getUser().creationDate; if (at !== 'x') return;", "object-comparison"),
        ("if (ctx.v1.getUser().human.phone.length) return;", "object-comparison"),
        ("for (const g of ctx.v1.user.grants?.grants ?? []) if (g.state === 1) return;", "object-comparison"),
        ("ctx.v1.user.grants?.grants.filter((g) => g.projectname);", "unknown-field"),
        ("if (ctx.v1.getUser().email) return;", "unknown-field"),
        ("if (ctx.v1.authRequest) return;", "unknown-field"),
        ("ctx.v1.user.grants.grants.length;", "null"),
        ("ctx.v1.claims.a = 1;", "no-effect"),
        ("const u = ctx.v1.getUser(); u.username = 'a';", "no-effect"),
        ("api.v1.claims.setClaim('urn:zitadel:iam:a', 1);", "reserved-claim"),
        ("api.v1.userinfo.setClaim(`sub`, 1);", "reserved-claim"),
        ("const {setClaim} = api.v1.claims; setClaim('sub', 1);", "reserved-claim"),
        ("api.v1.claims.setClaim('a', () => 1);", "claim-value"),
        ("api.v1.claims.setClaim('a', NaN);", "claim-value"),
        ("api.v1.claims.setClaim('a', /a/);", "claim-value"),
        ("api.v1.claims.setClaim('a');", "claim-value"),
        ("api.v1.claims.setClaim('a', 1); api.v1.claims.setClaim('a', 2);", "claim-twice"),
        ("/(?<year>a)/.exec('a');", "pattern"),
        (r"/\p{L}/u.test('a');", "pattern"),
        ("return unknown(ctx); function unknown(x) { return x.y; }", "returns"),
        ("try { require('zitadel/http').fetch('http://a'); } catch {}", "uncatchable"),
        ("const {fetch: get} = require('zitadel/http'); try { get('http://a'); } catch {}", "uncatchable"),
        ("try { api.v1.user.setMetadata('a', 1); } catch {}", "uncatchable"),
        ("const http = require('zitadel/http'); const a = http.fetch('http://a'); if (a.ok) return;", "fetch"),
        ("require('zitadel/http').fetch('http://a').headers;", "fetch"),
    ],
)
def test_what_goes_wrong_in_silence(body: str, rule: str) -> None:
    """It is found, and nothing beside it."""
    assert _rules(body) == [rule]


@pytest.mark.parametrize(
    ("flow", "trigger", "body", "rules"),
    [
        ("2", "5", "api.v1.claims.setClaim('amr', 'pwd');", ["claim-type"]),
        ("3", "1", "if (ctx.v1.authMethod === 'password') return;", ["object-comparison"]),
        ("3", "1", "if (ctx.v1.authError === 'none') return;", []),
        ("3", "1", "api.metadata.push({key: 'a', value: 1});", ["pushed-metadata"]),
        ("3", "1", "api.metadata.push({Key: 'a', value: 1});", ["pushed-metadata", "entry", "entry"]),
        ("3", "1", "api.metadata = [];", ["no-effect"]),
        ("3", "2", "api.setPreferredUsername('a');", ["unknown-field"]),
        ("3", "2", "api.setEmail(ctx.v1.user.human.email); api.setGender(1);", []),
        ("3", "3", "api.userGrants.push({projectId: '1', roles: []});", ["entry", "entry"]),
        ("3", "3", "api.v1.appendUserGrant({roles: []});", ["entry"]),
        ("3", "3", "api.v1.appendUserGrant({projectId: '1', roles: []});", []),
        ("1", "1", "api.v1.user.appendMetadata('a', ctx.getClaim('b'));", []),
        ("1", "1", "api.setFirstName(ctx.v1.providerInfo?.claims.anything);", []),
        ("1", "1", "api.setFirstName(ctx.v1.providerInfo.givenName);", ["null"]),
    ],
)
def test_what_depends_on_the_trigger(flow: str, trigger: str, body: str, rules: list[str]) -> None:
    """Each trigger has fields and functions of its own."""
    assert _rules(body, flow, trigger) == rules


@pytest.mark.parametrize(
    "script",
    [
        f"{HEAD} }}",
        "const f = (ctx, api) => api.v1.claims.setClaim('a', 1);",
        "let f = function (ctx, api) { return; };",
        "globalThis.f = (ctx, api) => { return undefined; };",
        "globalThis['f'] = () => ctxless();\nfunction ctxless() { return null; }",
        f"{HEAD} [1].forEach((x) => {{ return x; }}); const own = {{m() {{ return 1; }}}}; return void own.m(); }}",
        f"{HEAD} if (typeof console === 'undefined') made = 1; api.v1.claims.setClaim('a', made); }}",
        f"{HEAD} if (ctx.v1.user.grants == null) return; ctx.v1.user.grants.grants.forEach((g) => g.roles.length); }}",
        f"{HEAD} const e = ctx.v1.getUser().human.email; if (e == 'a' || String(e) === 'b') return; }}",
        f"{HEAD} ctx.mine = 1; if (ctx.v1.getUser().human === undefined) return; }}",
        f"{HEAD} for (let i = 0; i < 3; i++) try {{ JSON.parse('x'); }} catch (e) {{ return; }} }}",
        f"{HEAD} const {{log: say}} = require('zitadel/log'); say(/(?<=a)b/.source, Math.max(...[1])); }}",
        "#!/usr/bin/env node\nfunction f() {}",
    ],
)
def test_what_is_right(script: str) -> None:
    """Nothing is said of it, and it does not fail."""
    assert _found(script) == []
    assert chain_of(Script(name="f", source=script), person=Person()).failed is None


def test_the_trigger_is_read_from_types() -> None:
    """A comment names it, as types of zitadel-mock do; one that there is not is a finding."""
    script = "/** @type {Zitadel.Flow3.Trigger1.Action} */\nconst f = (ctx, api) => { api.setEmail('a'); };"
    assert [at.rule for at in lint(script, "f")] == ["unknown-field"]
    assert [(at.line, at.column, at.rule) for at in lint(script.replace("Trigger1", "Trigger5"), "f")] == [
        (1, 12, "trigger")
    ]


def test_the_trigger_is_guessed() -> None:
    """Of what the script asks for."""
    assert lint(f"{HEAD} api.setUsername(ctx.v1.user.username); }}", "f") == []
    assert [at.rule for at in lint(f"{HEAD} api.setUsername(ctx.v1.user.name); }}", "f")] == ["unknown-field"]


def test_comments_allow() -> None:
    """On the line, or on the one before, and only the rules that they name."""
    line = "  api.v1.claims.setClaim('sub', /a/);"
    both = ["reserved-claim", "claim-value"]
    assert sorted(_rules(f"\n{line}\n")) == sorted(both)
    assert _rules(f"\n{line} // zitadel-mock-allow reserved-claim\n") == ["claim-value"]
    assert _rules(f"\n  // zitadel-mock-allow reserved-claim, claim-value\n{line}\n") == []
    assert sorted(_rules(f"\n  // zitadel-mock-allow syntax\n{line}\n")) == sorted(both)


def test_levels() -> None:
    """What may be right is a warning."""
    assert _found("function f(ctx) { return ctx.v1.claims.a; }")[0][3] == Level.WARNING
    assert _found("function f() { return 1; }")[0][3] == Level.ERROR
