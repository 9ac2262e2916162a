"""The command `zitadel-mock run`, as its users run it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from mockserver.cli_run import run as command
from tests.command_line import COMMAND, WAIT_S, assert_one_line, environment, run

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
        (["--trigger", "6"], "there is no flow 2 with a trigger 6: there are 1/1, "),
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


LOGIN = """\
/** @type {Zitadel.Flow3.Trigger2.Action} */
function fresh(ctx, api) {
  api.setUsername(ctx.v1.user.human.email.split('@')[0]);
  api.v1.user.appendMetadata('path', ctx.v1.httpRequest.url);
}
"""


def test_logins(tmp_path: Path) -> None:
    """The types in a comment say of which trigger a script is; what it must do is expected by sections."""
    path, expected = tmp_path / "fresh.js", tmp_path / "expected.json"
    path.write_text(LOGIN, "utf-8")
    expected.write_text('{"sets": {"username": "alice"}, "metadata": {"path": "/register"}}', "utf-8")
    person = tmp_path / "person.json"
    person.write_text('{"login": {"httpRequest": {"url": "/register"}}}', "utf-8")

    done = run("run", str(path), "--expect", str(expected), "--user", str(person))
    assert (done.returncode, done.stdout.splitlines()[1:]) == (
        0,
        ['set username = "alice"', 'metadata path = "/register"'],
    )
    done = run("run", str(path), "--expect", str(expected))
    assert (done.returncode, done.stdout.splitlines()[-1]) == (
        1,
        'differs: metadata path: expected "/register", set to "/password"',
    )


@pytest.mark.parametrize(
    ("flow", "trigger", "deed", "told"),
    [
        ("3", "1", "api.metadata.push({key: 'a', value: `${ctx.v1.authMethod}`})", 'metadata a = "password"'),
        ("3", "3", "api.v1.appendUserGrant({projectId: '1', roles: ['r']})", 'grant 1: ["r"]'),
        ("1", "1", "api.setPreferredUsername(ctx.v1.externalUser.externalId + 'x')", 'set preferredUsername = "x"'),
        ("1", "2", "api.setGender(2)", "set gender = 2"),
        ("4", "6", "api.v1.attributes.setCustomAttribute('a', '', 'b', 'c')", 'attribute a = ["b", "c"]'),
    ],
)
def test_triggers(tmp_path: Path, flow: str, trigger: str, deed: str, told: str) -> None:
    """A script can be tried at each of them."""
    path = tmp_path / "act.js"
    path.write_text(f"function act(ctx, api) {{ {deed}; }}", "utf-8")

    done = CliRunner().invoke(command, [str(path), "--flow", flow, "--trigger", trigger])

    assert (done.exit_code, done.output.splitlines()[1:]) == (0, [told])


def test_reports(script: Path, tmp_path: Path) -> None:
    """JUnit's form, for a success and for a failure; characters that XML cannot hold do not spoil it."""
    report = tmp_path / "report.xml"
    assert run("run", str(script), "--junit", str(report)).returncode == 0
    suite = ElementTree.parse(report).getroot()  # noqa: S314 (our own)
    assert (suite.get("tests"), suite.get("failures")) == ("1", "0")

    script.write_text("function roles() { throw new Error('a\\u0001b'); }", "utf-8")
    assert run("run", str(script), "--junit", str(report)).returncode == 1
    case = ElementTree.parse(report).getroot()[0]  # noqa: S314 (our own)
    failure = case.find("failure")
    assert failure is not None
    assert (case.get("classname"), case.get("name")) == ("flow 2.trigger 4", "roles")
    assert failure.get("message") == f"{script}:1:30: Error: a\ufffdb"


def test_an_expected_error(script: Path, tmp_path: Path) -> None:
    """A script that must fail does, by a part of its message."""
    script.write_text("function roles() { throw new Error('no roles'); }", "utf-8")
    expected = tmp_path / "expected.json"
    expected.write_text('{"error": "no roles"}', "utf-8")
    assert run("run", str(script), "--expect", str(expected)).returncode == 0
    expected.write_text('{"error": "other"}', "utf-8")
    assert run("run", str(script), "--expect", str(expected)).returncode == 1


def test_watching(script: Path) -> None:
    """It runs again when the script changes, a file that cannot be read in between included, and ends by Ctrl+C."""
    process = subprocess.Popen(
        [*COMMAND, "run", str(script), "--watch"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment(PYTHONUNBUFFERED="1"),
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("roles: succeeded")
        script.with_name("new.js").write_text("function roles() { nope; }", "utf-8")
        os.replace(script.with_name("new.js"), script)
        lines = iter(process.stdout.readline, "")
        assert next(line for line in lines if line.startswith("roles: failed"))
        script.unlink()
        assert "cannot be read" in next(line for line in lines if "zitadel-mock" in line)
        script.write_text(SCRIPT, "utf-8")
        assert next(line for line in lines if line.startswith("roles: succeeded"))
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=WAIT_S)
    assert process.returncode == 130
