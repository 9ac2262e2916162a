"""The command `zitadel-mock run`, as its users run it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command_line import assert_one_line, run

SCRIPT = """\
function roles(ctx, api) {
  require('zitadel/log').info('for %s', ctx.v1.getUser().username);
  const grants = ctx.v1.user.grants?.grants ?? [];
  api.v1.claims.setClaim('roles', grants.flatMap((grant) => grant.roles));
  api.v1.user.setMetadata('seen', true);
}
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """A script in a file, and beside it a person with a role."""
    (tmp_path / "person.json").write_text('{"grants": [{"roles": ["admin"]}]}', "utf-8")
    path = tmp_path / "roles.js"
    path.write_text(SCRIPT, "utf-8")
    return path


def test_what_a_script_does(script: Path) -> None:
    """Claims, metadata and lines of the log are told, a line each."""
    done = run("run", str(script), "--user", str(script.with_name("person.json")))

    assert done.returncode == 0, done.stderr
    first, *rest = done.stdout.splitlines()
    assert first.startswith("roles: succeeded in ")
    assert rest == ['claim roles = ["admin"]', "metadata seen = true", "log info: for alice"]


def test_expectations(script: Path, tmp_path: Path) -> None:
    """Other claims than those that were expected are told, and the exit code is 1."""
    expected = tmp_path / "expected.json"
    expected.write_text('{"roles": ["admin"], "other": 1}', "utf-8")

    done = run("run", str(script), "--expect", str(expected), "--json")

    assert done.returncode == 1
    shown = json.loads(done.stdout)
    assert shown["differences"] == [
        "other: expected 1, but it was not set",
        'roles: expected ["admin"], set to []',
    ]
    expected.write_text('{"roles": []}', "utf-8")
    assert run("run", str(script), "--expect", str(expected)).returncode == 0


def test_a_failing_script(script: Path) -> None:
    """The place of its error is told as editors read it."""
    script.write_text("function roles() {\n  nope;\n}", "utf-8")

    done = run("run", str(script))

    assert done.returncode == 1
    assert f"{script}:2:3: ReferenceError: nope is not defined" in done.stdout
    assert run("run", str(script), "--allowed-to-fail").returncode == 0
    assert 'no function named "other"' in run("run", str(script), "--name", "other").stdout


def test_answers_to_calls(script: Path, tmp_path: Path) -> None:
    """What a script fetches is answered out of a file; all else is denied."""
    script.write_text(
        "const {fetch} = require('zitadel/http');"
        "function roles(c, api) { api.v1.claims.setClaim('got', fetch('http://a.test/').json().n) }",
        "utf-8",
    )
    answers = tmp_path / "answers.json"
    answers.write_text('[{"url": "http://a.test/", "body": {"n": 5}}]', "utf-8")

    done = run("run", str(script), "--http", str(answers))

    assert done.stdout.splitlines()[1:] == ["claim got = 5", "call GET http://a.test/: 200"]
    assert "host is denied" in run("run", str(script)).stdout


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--timeout", "1h"], "'1h' is no span of up to 20s"),
        (["--claims", "nowhere.json"], r"nowhere\.json cannot be read"),
        (["--trigger", "6"], "'6' is not one of '4', '5'"),
    ],
)
def test_what_is_not_given_as_it_must_be(script: Path, arguments: list[str], complaint: str) -> None:
    """One line on stderr says what is wrong, and the exit code is 2."""
    assert_one_line(run("run", str(script), *arguments), complaint)


def test_a_person_with_a_wrong_field(script: Path) -> None:
    """The fields that there are get told."""
    person = script.with_name("person.json")
    person.write_text('{"user": {"nme": "x"}}', "utf-8")

    assert_one_line(run("run", str(script), "--user", str(person)), "user has no field 'nme'; it has id, ")


def test_a_script_that_no_action_can_hold(script: Path) -> None:
    """It is refused as the API would refuse it, whose bytes count."""
    script.write_text(f"{SCRIPT}// {'ä' * 20_000}", "utf-8")

    assert_one_line(run("run", str(script)), "is too long for an action, which has up to 40000 bytes")
