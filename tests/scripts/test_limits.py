"""What a script cannot do to the server that runs it."""

from __future__ import annotations

import asyncio
import time

import pytest

from mockserver.scripts.engine import run_script
from mockserver.scripts.model import MOST_S, HttpCall, HttpRequest, MetadataSet, Script, Seen, Unwritable
from mockserver.scripts.tables import TRIGGERS
from mockserver.scripts.threads import AT_ONCE, at_once, in_thread
from tests.scripts.running import failure_of, run, value_of


@pytest.mark.parametrize(
    "source",
    [
        "function run() { for (;;); }",
        "for (;;); function run() {}",
        "function run() { try { for (;;); } catch (e) { for (;;); } finally { for (;;); } }",
    ],
)
def test_time_ends(source: str) -> None:
    """Neither the top level nor the function runs for ever, and neither `catch` nor `finally` sees the end."""
    assert failure_of(source, timeout_s=0.2) == "time is up"


def test_promises_that_take_too_long_are_cut_off() -> None:
    """What they did before counts, and the run is well."""
    done = run(
        "function run(c, api) { Promise.resolve().then(() => { api.v1.claims.setClaim('a', 1); for (;;); }); }",
        timeout_s=0.2,
    )

    assert (done.failure, done.claims) == (None, {"a": 1})


def test_promises_without_end() -> None:
    """Each is short, and there is always a further one; the time ends them all."""
    done = run("function run() { const next = () => Promise.resolve().then(next); next(); }", timeout_s=0.2)

    assert done.failure is None


def test_effects_after_the_end_of_time_do_not_count() -> None:
    """Where the clock of the machine says that time was up, what is done later was never done."""
    done = run(
        "function run(c, api) { var t = Date.now(); while (Date.now() - t < 300) {} api.v1.claims.setClaim('a', 1); }",
        timeout_s=0.1,
    )

    assert done.failure is not None
    assert (done.failure.message, done.claims) == ("time is up", {})


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("function run() { const a = []; for (;;) a.push(new Array(10000).fill(1)); }", "out of memory"),
        ("function run() { let s = 'x'; for (;;) s += s; }", "string too long"),
        ("function run() { const f = (n) => f(n + 1) + 1; f(0); }", "Maximum call stack size exceeded"),
        ("function run(c, a) { for (;;) a.v1.claims.appendLogIntoClaims('x'.repeat(100000)); }", "leave behind 8 MB"),
    ],
)
def test_memory_ends(source: str, message: str) -> None:
    """Heap, stack and what is left behind are bounded."""
    assert message in failure_of(source)


def test_deep_calls() -> None:
    """100,000 calls deep is fine, as on the real server."""
    assert value_of("(function f(n) { return n === 0 ? 0 : 1 + f(n - 1) })(100000)") == 100000


def test_nothing_of_the_host_is_reachable() -> None:
    """The only global beside the language is `require`, and it knows five modules."""
    names = value_of("Object.getOwnPropertyNames(globalThis).filter((n) => !/^[A-Z]/.test(n)).sort()")
    assert set(names) == {
        *["decodeURI", "decodeURIComponent", "encodeURI", "encodeURIComponent", "escape", "eval", "globalThis"],
        *["isFinite", "isNaN", "parseFloat", "parseInt", "require", "run", "undefined", "unescape"],
    }
    for module in ("fs", "os", "child_process", "process", "std", "node:fs", "../x", "quickjs", "_quickjs"):
        assert failure_of(f"require({module!r}); function run() {{}}").endswith("Invalid module")


def test_scripts_that_break_what_surrounds_them() -> None:
    """What a script does to prototypes changes nothing of what is told of it."""
    done = run(
        "function run(c, api) { Object.prototype.toJSON = () => 5; Array.prototype.push = () => { throw 1 };"
        " String.prototype.replace = null; Array.prototype.map = null; api.v1.claims.setClaim('k', {a: [1]}); }"
    )

    assert done.claims == {"k": {"a": [1]}}


def test_nesting_that_nobody_can_read() -> None:
    """A value that is nested thousands deep is a claim that cannot be written."""
    done = run(
        "function run(c, api) { let o = {}, p = o; for (let i = 0; i < 5000; i++) { p.a = {}; p = p.a; }"
        " api.v1.claims.setClaim('deep', o); }"
    )

    assert isinstance(done.claims["deep"], Unwritable)


def test_others_are_served_meanwhile() -> None:
    """The event loop goes on while scripts run, of which only so many run at the same time."""
    running, most, turns = 0, 0, 0

    def work() -> str:
        nonlocal running, most
        running += 1
        most = max(most, running)
        try:
            return failure_of("function run() { for (;;); }", timeout_s=0.1)
        finally:
            running -= 1

    async def serve() -> list[str]:
        nonlocal turns
        runs = [asyncio.ensure_future(in_thread(work)) for _ in range(3 * AT_ONCE)]
        while not all(each.done() for each in runs):
            turns += 1
            await asyncio.sleep(0.001)
        return [each.result() for each in runs]

    assert set(asyncio.run(serve())) == {"time is up"}
    assert most <= AT_ONCE
    assert turns > 3


def test_who_goes_away_leaves_the_turn_to_the_thread() -> None:
    """No further thread starts in the place of one that runs on, though nobody waits for it any more."""
    running, most = 0, 0

    def work() -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        time.sleep(0.1)
        running -= 1

    async def serve() -> None:
        gone = [asyncio.ensure_future(in_thread(work)) for _ in range(AT_ONCE)]
        await asyncio.sleep(0.03)
        for each in gone:
            each.cancel()
        await asyncio.gather(*(in_thread(work) for _ in range(AT_ONCE)))

    asyncio.run(serve())

    assert most <= AT_ONCE


def test_errors_reach_who_waits() -> None:
    """What a thread raises is raised where it is waited for."""

    def fail() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        asyncio.run(in_thread(fail))


def test_uncatchable_errors() -> None:
    """After an error of the host nothing counts any more, whatever the script catches."""
    done = run(
        "function run(c, api) { api.v1.user.setMetadata('a', 1); try { api.v1.user.setMetadata('b') } catch {}"
        " api.v1.claims.setClaim('after', 1); api.v1.user.setMetadata('c', 1); }"
    )

    assert done.failure is not None
    assert done.failure.message == "exactly 2 arguments expected, got 1"
    assert (done.claims, done.metadata) == ({}, [MetadataSet("a", b"1")])


def test_calls_are_answered_by_running_anew() -> None:
    """A script that makes calls sees each answer, and does what it does once."""
    asked: list[HttpRequest] = []

    def fetch(request: HttpRequest, left_s: float) -> HttpCall:
        assert left_s > 0
        asked.append(request)
        return HttpCall(method=request.method, url=request.url, status=200, body=f'{{"n": {len(asked)}}}')

    done = run(
        "function run(c, api) { const {fetch} = require('zitadel/http');"
        " const one = fetch('http://a.test/', {method: 'POST', body: {x: 1}, headers: {h: 'p,q'}}).json().n;"
        " const two = fetch('http://b.test/').json().n; api.v1.claims.setClaim('sum', [one, two]); }",
        fetch=fetch,
    )

    assert done.failure is None, done.failure
    assert done.claims == {"sum": [1, 2]}
    assert [(call.method, call.url, call.body, call.headers) for call in asked] == [
        ("POST", "http://a.test/", '{"x":1}', (("h", "p"), ("h", "q"))),
        ("GET", "http://b.test/", "", (("content-type", "application/json"), ("accept", "application/json"))),
    ]
    assert len(done.calls) == 2


def test_no_call_leaves_unless_somebody_makes_it() -> None:
    """Every host is denied."""
    done = run("function run() { require('zitadel/http').fetch('http://example.com/'); }")

    assert done.failure is not None
    assert (done.failure.message, done.failure.answer) == ("host is denied", "host is denied")
    assert done.calls[0].denied


def test_a_run_is_timed() -> None:
    """It takes as long as it takes."""
    begun = time.monotonic()
    done = run("function run() {}")

    assert 0 < done.took_ms / 1000 <= time.monotonic() - begun


ENDLESS = "{toString() { for (;;); }}"


@pytest.mark.parametrize(
    "source",
    [
        f"throw {ENDLESS}; function run() {{}}",
        f"function run() {{ throw {ENDLESS}; }}",
        "function run() { throw new Proxy({}, {get() { for (;;); }}); }",
        f"function run() {{ throw {{toString() {{ throw {ENDLESS}; }}}}; }}",
        f"function run(c, api) {{ api.v1.claims.setClaim({ENDLESS}, 1); }}",
        "function run() { throw Object.defineProperty(new Error(), 'stack', {get() { for (;;); }}); }",
        "function run() { Error.prototype.toString = () => { for (;;); }; null.x; }",
        "function run() { Object.prototype[Symbol.toPrimitive] = () => { for (;;); }; for (;;); }",
        "function run() { let e; try { const a = []; for (;;) a.push(new Array(10000).fill(1)); } catch (x) { e = x; }"
        " Object.getPrototypeOf(e).toString = () => { for (;;); }; for (;;); }",
        f"function run() {{ Promise.resolve({{get then() {{ throw {ENDLESS}; }}}}); for (;;); }}",
    ],
)
def test_what_is_thrown_holds_nobody_up(source: str) -> None:
    """Functions of what a script throws run within its time; else they would hold Python's lock for ever."""
    assert failure_of(source, timeout_s=0.3)


@pytest.mark.parametrize(
    "thrown", ["'x'.repeat(1e7)", "new Error('x'.repeat(1e7))", "'x'.repeat(1e7) + 'y'.repeat(1e7)"]
)
def test_long_texts_of_errors(thrown: str) -> None:
    """An error's text is told as far as anybody reads it."""
    assert 1000 < len(failure_of(f"function run() {{ throw {thrown}; }}")) < 100_000


def test_what_is_declared_is_found_however_it_is_declared() -> None:
    """Also in strict scripts, and what has a name of the language's own does not get into the surroundings."""
    for declared in ("const run = ", "let run = ", "var run = ", "globalThis.run = ", "'use strict'; const run = "):
        done = run(f"{declared}(ctx, api) => {{ api.v1.claims.setClaim('a', 1); }}")
        assert (done.failure, done.claims) == (None, {"a": 1})
    done = run(
        "const Math = 1, Symbol = 2; function run(c, api) { api.v1.claims.setClaim('a', c.v1.getUser().creationDate); }"
    )
    assert done.failure is None


@pytest.mark.parametrize(
    "deed",
    [
        "api.v1.claims.setClaim(n, 1)",
        pytest.param("api.v1.claims.setClaim('', null)", marks=pytest.mark.thorough),
        pytest.param("api.v1.claims.appendLogIntoClaims('')", marks=pytest.mark.thorough),
        pytest.param("api.v1.user.setMetadata('k' + n, 1)", marks=pytest.mark.thorough),
        pytest.param("require('zitadel/log').info('')", marks=pytest.mark.thorough),
    ],
)
def test_many_small_things(deed: str) -> None:
    """What is left behind is bounded in number too: a million of them would be read while everybody else waits."""
    message = failure_of(f"function run(ctx, api) {{ for (let n = 0; n < 1e6; n++) {deed}; }}")

    assert "leave behind 8 MB" in message


def login_run(source: str, trigger: str = "1") -> tuple[str, int]:
    """Why a script of a login fails, and how much is in its lists."""
    script = Script(name="run", source=source, timeout_s=5.0, allowed_to_fail=True)
    done = at_once(lambda: run_script(script, Seen(trigger=TRIGGERS["3", trigger], values={}, taken=[])))
    assert done.failure is not None
    return done.failure.message, len(done.listed) + len(done.grants)


@pytest.mark.parametrize(
    "deed",
    [
        "for (let m = 0; m < 20; m++) api.metadata.push({key: 'k', value: 1})",
        pytest.param("api.metadata.push({key: 'k', value: text})", marks=pytest.mark.thorough),
        pytest.param("api.v1.user.appendMetadata('k', text)", marks=pytest.mark.thorough),
        pytest.param("api.userGrants.push({projectID: text, roles: ['a']})", marks=pytest.mark.thorough),
        pytest.param("api.userGrants.push({projectID: 'p', roles: [text]})", marks=pytest.mark.thorough),
    ],
)
def test_long_lists_of_logins(deed: str) -> None:
    """Lists of metadata and grants are within the same bound, also where all hold the same long text."""
    source = f"const text = 'x'.repeat(1e4); function run(ctx, api) {{ for (let n = 0; n < 5e3; n++) {deed}; }}"
    failure, kept = login_run(source, "3" if "Grants" in deed else "1")

    assert "leave behind 8 MB" in failure
    assert kept < 50_000


def test_getters_that_are_read_at_the_end() -> None:
    """Pushed metadata is written when the function has ended; that does not take the time of the longest script."""
    begun = time.process_time()
    failure, _ = login_run("function run(ctx, api) { api.metadata.push({key: 'k', value: {get a() { for (;;); }}}); }")

    assert failure == "time is up"
    assert time.process_time() - begun < MOST_S


@pytest.mark.parametrize(
    "walk",
    [
        "Array.prototype.reverse.call({length: 2 ** 53 - 1})",
        "Array.prototype.sort.call({length: 2 ** 32 - 1})",
        "new Array(2 ** 32 - 1).sort()",
        "new Array(2 ** 32 - 1).join('')",
        "String(new Array(2 ** 32 - 1))",
        "new Array(2 ** 32 - 1).flat()",
        "new Array(2 ** 32 - 1).shift()",
        "[].concat(new Array(2 ** 32 - 1))",
        "Array.prototype.copyWithin.call({length: 2 ** 53 - 1}, 0, 1)",
        "Array.prototype.splice.call({length: 2 ** 53 - 1}, 0, 1)",
        "JSON.stringify(1, new Array(2 ** 32 - 1))",
        "for (const text = 'a'.repeat(1e7); ;) text.indexOf('b')",
        "for (const list = new Array(1e6).fill(1); ;) try { list.sort(); JSON.stringify(list); } catch {}",
    ],
)
def test_loops_inside_of_the_engine(walk: str) -> None:
    """Where the engine does not look at the clock, a thread would be lost for ever, or for minutes."""
    assert failure_of(f"function run() {{ {walk}; }}", timeout_s=0.2) == "time is up"
