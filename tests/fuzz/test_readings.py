"""What scripts and executions do, read without an engine: the reading agrees with what was recorded."""

from __future__ import annotations

import pytest
from hypothesis import given, seed

from contracts.fuzz.executions.reading import (
    ASYNC,
    CALL,
    SERVICE,
    WEBHOOK,
    Calls,
    Execution,
    HookAnswer,
    Refused,
    Shape,
    Target,
    around,
    best,
    function,
)
from contracts.fuzz.executions.strategies import Play as Executed
from contracts.fuzz.executions.strategies import plays as executions
from contracts.fuzz.scripts.language import (
    AppendLog,
    Flaw,
    Repeat,
    Return,
    Script,
    SetClaim,
    SetMetadata,
    Statement,
    Throw,
    Try,
    written,
)
from contracts.fuzz.scripts.reading import FAILED, NO_KEY, Action, Triggered, Unknown, quoted, triggered
from contracts.fuzz.scripts.strategies import Play, plays
from contracts.fuzz.scripts.values import UNWRITABLE, Text, Value, as_told
from contracts.fuzz.shortest import bounded

ONE, TWO, NULL = Value("1", 1), Value("2", 2), Value("null", None)
A, N = Text("'a'", "a"), Text("'n'", "n")


def left_by(*body: Statement, allowed: bool = False, flaw: Flaw = Flaw.NONE) -> Triggered:
    """What one action leaves."""
    return triggered([Action("run", Script(body, flaw), allowed)], {}, 0)


def test_the_first_value_of_a_claim_stays() -> None:
    """A further one is logged, as in runs-claim-keys.jsonl:20; null counts as none, as in line 26."""
    left = left_by(SetClaim("claims", A, ONE), SetClaim("userinfo", A, TWO))
    assert left.claims == {"a": 1, "urn:zitadel:iam:action:run:log": ['key "a" already exists']}
    assert left_by(SetClaim("claims", N, NULL), SetClaim("claims", N, ONE)).claims == {"n": 1}


def test_reserved_keys_are_passed_over() -> None:
    """Whatever begins with the server's own prefix, as in runs-claim-keys.jsonl:12."""
    key = Text("'urn:zitadel:iamx'", "urn:zitadel:iamx")
    assert left_by(SetClaim("claims", key, ONE)).claims == {}


def test_what_was_set_before_a_failure_stays() -> None:
    """Where it may fail, as in runs-failing-chain.jsonl:12; where it may not, the answer is a failure."""
    body = (SetClaim("claims", A, ONE), AppendLog(Text("'x'", "x")), Throw(ONE))
    assert left_by(*body, allowed=True).claims == {"a": 1, "urn:zitadel:iam:action:run:log": ["x"]}
    assert (left_by(*body, allowed=True).answer, left_by(*body).answer) == ([], FAILED)


def test_what_the_host_ends_is_not_caught() -> None:
    """Metadata without a key, as in runs-set-metadata.jsonl; what a script throws is caught."""
    caught = (SetClaim("claims", A, ONE),)
    assert left_by(Try((Throw(ONE),), caught)).claims == {"a": 1}
    assert left_by(Try((SetMetadata("", ONE),), caught)).answer == NO_KEY


@pytest.mark.parametrize(("js", "fails"), [("undefined", False), ("null", False), ("false", True)])
def test_a_value_that_is_returned_is_a_failure(js: str, fails: bool) -> None:
    """But for undefined and null, as in runs-failures.jsonl."""
    assert left_by(Return(js, fails)).answer == (FAILED if fails else [])


def test_a_flaw_leaves_nothing() -> None:
    """Nothing of the function is run."""
    for flaw in (Flaw.SYNTAX, Flaw.NAME, Flaw.TOP):
        left = left_by(SetClaim("claims", A, ONE), flaw=flaw)
        assert (left.claims, left.answer) == ({}, FAILED)


def test_a_loop_counts() -> None:
    """The number of a loop ends the key."""
    body = (SetClaim("claims", A, ONE, numbered=True),)
    script = Script((Repeat(2, body),))
    assert triggered([Action("run", script)], {}, 0).claims == {"a0": 1, "a1": 1}
    assert "for (var i0 = 0; i0 < 2; i0++) {\n    api.v1.claims.setClaim('a' + i0, 1);" in written(script, "run")


def test_nothing_is_said_of_what_is_not_recorded() -> None:
    """Behind a claim that cannot be written the real server breaks down at the next action."""
    broken = Action("first", Script((SetClaim("claims", A, Value("NaN", UNWRITABLE)),)))
    with pytest.raises(Unknown):
        triggered([broken, Action("second", Script(()))], {}, 0)


def test_texts_are_told_as_go_has_them() -> None:
    """Half a character is U+FFFD, as in runs-claim-values.jsonl:100; keys are quoted as in runs-claim-keys.jsonl:30."""
    assert as_told("a\ud800b") == "a\ufffdb"
    assert as_told("\ud83d\ude00") == "\U0001f600"
    assert quoted('quote"d\n') == '"quote\\"d\\n"'


def test_all_kinds_are_drawn() -> None:
    """Scripts that succeed, that fail, and that end the trigger are all drawn, of one to three actions."""
    seen: set[str] = set()

    @seed(1)
    @bounded(80)
    @given(plays())
    def collect(play: Play) -> None:
        try:
            runs = triggered(play.actions, {}, 0).runs
        except Unknown:
            return
        seen.update(run.outcome for run in runs)

    collect()
    assert seen == {"succeeded", "failed", "allowed to fail"}


def target(name: str, answer: HookAnswer | None = None, kind: str = CALL, *, interrupts: bool = True) -> Target:
    """A target that answers so."""
    return Target(name, kind, interrupts, answer or HookAnswer())


def test_the_nearest_execution_is_called() -> None:
    """The exact one, else the longest beginning by letters; one without targets does not count (best-match-prefix)."""
    service = Execution(f"request/{SERVICE}", (target("service"),))
    adding = Execution(f"request/{SERVICE}/AddProject", (target("adding"),))
    empty = Execution(f"request/{SERVICE}/AddProjectRole", ())
    all_ = (service, adding, empty)
    assert [each.name for each in best(all_, f"request/{SERVICE}/AddProjectRole")] == ["adding"]
    assert [each.name for each in best(all_, f"request/{SERVICE}/GetMyOrg")] == ["service"]
    assert best(all_, f"response/{SERVICE}/GetMyOrg") == ()


def test_an_answer_takes_the_place_of_a_message() -> None:
    """What fits replaces it, what does not empties it where nothing is interrupted (request-changes)."""
    calls = Calls()
    fitting, unfit = HookAnswer(shape=Shape.NAME), HookAnswer(shape=Shape.MISFIT)
    assert around([target("one", fitting)], Shape.TEXT, Shape.NAME, calls) is Shape.NAME
    assert around([target("two", unfit, interrupts=False)], Shape.TEXT, Shape.NAME, calls) is Shape.NOTHING
    assert around([target("three", unfit, WEBHOOK)], Shape.TEXT, Shape.NAME, calls) is Shape.TEXT
    assert around([target("four", unfit, ASYNC)], Shape.TEXT, Shape.NAME, calls) is Shape.TEXT
    assert calls.made == [["one", "delivered"], ["two", "ignored"], ["three", "delivered"]]
    assert calls.sent == {"four": 1}


@pytest.mark.parametrize(
    ("answer", "refused"),
    [
        (HookAnswer(500), (400, "EXEC-dra6yamk98")),
        (HookAnswer(forwards=(409, "no")), (409, "EXEC-reUaUZCzCp")),
        (HookAnswer(forwards=(500, "no")), (400, "EXEC-bmhNhpcqpF")),
        (HookAnswer(shape=Shape.TEXT), (500, "")),
    ],
)
def test_a_failure_ends_the_list(answer: HookAnswer, refused: tuple[int, str]) -> None:
    """With the status and the ID that were recorded (request-statuses, request-forwarded)."""
    calls = Calls()
    with pytest.raises(Refused) as told:
        around([target("one", answer), target("two")], Shape.TEXT, Shape.NAME, calls)
    assert (told.value.status, told.value.error_id) == refused
    assert calls.made == [["one", "interrupted"]]


def test_answers_of_a_function_are_laid_over_each_other() -> None:
    """The later list wins; claims that are there already are logged, in front of what is logged (functions)."""
    first = HookAnswer(shape=Shape.CLAIMS, claims=(("a", 1),))
    second = HookAnswer(shape=Shape.CLAIMS, claims=(("b", 1), ("b", 2)), lines=("x",))
    name = "preuserinfo"
    claims = function([target("one", first), target("two", second)], name, Calls())
    log = "urn:zitadel:iam:action:function/preuserinfo:log"
    assert claims == {"b": 1, log: ['key "b" already exists', "x"]}


def test_executions_meet_each_other() -> None:
    """Among those that are drawn, a longer beginning is nearer than a service more than once."""
    met = 0

    @seed(1)
    @bounded(40)
    @given(executions())
    def collect(play: Executed) -> None:
        nonlocal met
        ids = {each.id.partition("/")[2] for each in play.executions if each.targets}
        met += {SERVICE, f"{SERVICE}/AddProject"} <= ids

    collect()
    assert met > 0
