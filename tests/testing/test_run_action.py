"""Scripts of actions in tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from mockserver.testing import ZitadelMock

SCRIPT = """
function run(ctx, api) {
  const team = require('zitadel/http').fetch('https://hr.example/' + ctx.v1.getUser().username).json().team;
  require('zitadel/log').info('team %s', team);
  api.v1.claims.setClaim('team', team);
  api.v1.user.setMetadata('team', {name: team});
}
"""
ANSWER = {"url": "https://hr.example/*", "body": {"team": "Research"}}


def test_what_a_script_did(zitadel_mock: ZitadelMock) -> None:
    """Claims, log, metadata and calls can be asserted on."""
    run = zitadel_mock.run_action(SCRIPT, http=[ANSWER], claims={"a": 1})

    run.assert_claims({"team": "Research"}, only=True)
    run.assert_logged("Research")
    run.assert_faster_than(20_000)
    assert run.metadata == {"team": {"name": "Research"}}
    assert [(call["url"], call["status"]) for call in run.calls] == [("https://hr.example/alice", 200)]
    assert run.before == {"a": 1, "sub": "300000000000000001"}
    assert run.after == {**run.before, "team": "Research"}


def test_what_is_wrong_is_told(zitadel_mock: ZitadelMock) -> None:
    """Each assertion fails with what was there instead."""
    run = zitadel_mock.run_action(
        "function run(c, api) { api.v1.claims.setClaim('a', 1); api.v1.claims.setClaim('b', 2); }"
    )
    with pytest.raises(AssertionError, match="a: expected 2, got 1"):
        run.assert_claims({"a": 2})
    with pytest.raises(AssertionError, match="c: expected 3, but it was not set"):
        run.assert_claims({"c": 3})
    with pytest.raises(AssertionError, match="b: set to 2"):
        run.assert_claims({"a": 1}, only=True)
    with pytest.raises(AssertionError, match="logged no 'x'"):
        run.assert_logged("x")
    with pytest.raises(AssertionError, match="run succeeded"):
        run.assert_failed()
    with pytest.raises(AssertionError, match="not less than 0"):
        run.assert_faster_than(0)


def test_a_failure(zitadel_mock: ZitadelMock, tmp_path: Path) -> None:
    """It has a place; the name of a file is that of the action."""
    path = tmp_path / "broken.js"
    path.write_text("function broken() {\n  nope();\n}")

    run = zitadel_mock.run_action(path)

    run.assert_failed("nope is not defined")
    assert run.error is not None
    assert (run.action, run.error.line, run.error.column) == ("broken", 2, 3)
    with pytest.raises(AssertionError, match=r"broken failed: .* \(line 2, column 3\)"):
        run.assert_claims({})
    with pytest.raises(AssertionError, match="but not with 'other'"):
        run.assert_failed("other")


def test_logins_and_people(zitadel_mock: ZitadelMock) -> None:
    """Other triggers take a person; what was set is told by name."""
    run = zitadel_mock.run_action(
        "function run(ctx, api) { api.setFirstName(ctx.v1.user.human.lastName); }",
        flow="3",
        trigger="2",
        person={"user": {"human": {"lastName": "Smith"}}},
    )
    run.assert_succeeded()
    assert run.sets == {"firstName": "Smith"}


def test_answers_for_all_scripts(zitadel_mock: ZitadelMock) -> None:
    """They count until they are taken back."""
    zitadel_mock.answer_scripts(ANSWER)
    zitadel_mock.run_action(SCRIPT).assert_claims({"team": "Research"})
    zitadel_mock.answer_scripts()
    zitadel_mock.run_action(SCRIPT).assert_failed("host is denied")
    with pytest.raises(ValueError, match="status"):
        zitadel_mock.answer_scripts({"url": "*", "status": 1})


def test_what_there_is_not(zitadel_mock: ZitadelMock) -> None:
    """A ValueError says so."""
    with pytest.raises(ValueError, match="no flow '2' with a trigger '1'"):
        zitadel_mock.run_action(SCRIPT, trigger="1")
    with pytest.raises(ValueError, match="there is no user '0'"):
        zitadel_mock.run_action(SCRIPT, user="0")
