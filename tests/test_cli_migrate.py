"""The command `zitadel-mock migrate`: plans, files, checks, and what is told of wrong flags."""

from __future__ import annotations

import json
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest
from click.testing import CliRunner, Result

from mockserver.cli import cli
from mockserver.deliveries.signing import HEADER, is_signature
from mockserver.migration import receiver
from mockserver.migration.stand_in import StandIn
from mockserver.scripts.stubs import stubbed
from mockserver.seeds import dumps, loads
from mockserver.testing import ZitadelMock
from tests.clients.missing import need_program

_KEY = "k" * 36
_STATE = """
organisations:
  - name: Acme
    id: "300000000000000001"
    actions:
      - {name: colour, script: "function colour(ctx, api) { api.v1.claims.setClaim('colour', 'blue'); }", timeout: 3s}
      - {name: plan, script: "function plan(ctx, api) { ctx.v1.authRequest; }", allowed_to_fail: true}
      - {name: broken, script: "function broken(ctx, api) { ctx.v1.nothing; }"}
      - {name: unbound, script: "function unbound() {}"}
      - {name: asleep, script: "function asleep() {}", active: false}
    flows:
      CustomiseToken: {PreUserinfoCreation: [colour]}
      FURTHER
      InternalAuthentication: {PostAuthentication: [broken, asleep]}
people:
  - {user_name: ada, organisation: Acme, first_name: Ada, last_name: Lovelace, email: a@b.example, password: Password1!}
"""


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """A state file, of which all that is checked agrees."""
    path = tmp_path / "state.yaml"
    path.write_text(_STATE.replace("FURTHER", ""), "utf-8")
    return path


def _migrate(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["migrate", *map(str, arguments)])


def _suite(path: Path) -> ElementTree.Element:
    return ElementTree.fromstring(path.read_text("utf-8"))  # noqa: S314 (our own report)


def test_a_plan_for_people(state: Path) -> None:
    """Conditions with their targets in order, what is different, what is left out."""
    state.write_text(_STATE.replace("FURTHER", "CustomizeSAMLResponse: {PreSAMLResponseCreation: [plan]}"), "utf-8")
    result = _migrate(state)
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    start = lines.index("function/presamlresponse  (for flow 4, trigger 6: Pre SAML response)")
    assert lines[1] == "    1. Acme: colour  (3s, interruptOnError): runs as it is"
    assert lines[start + 1] == "    1. Acme: plan  (20s, failures pass): to be continued by hand"
    assert lines[start + 2].startswith("       plan.js:1: ctx.v1.authRequest: nothing: a target is not told")
    assert "broken.js:1: wrong in v1 already: ctx.v1 has no nothing" in result.output
    assert "    Acme: unbound is bound to no trigger\n    Acme: asleep is switched off" in result.output


def test_a_plan_for_programs(state: Path) -> None:
    """The messages of the calls, which the mock takes as they stand."""
    told = json.loads(_migrate(state, "--json", "--endpoint", "https://hooks.example/").output)
    colour = told["targets"][0]
    assert colour["createTarget"] == {
        "name": "Acme: colour",
        "restCall": {"interruptOnError": True},
        "timeout": "3s",
        "endpoint": "https://hooks.example/Acme/colour",
    }
    assert colour["carriedOver"]
    assert told["executions"][0]["condition"] == {"function": {"name": "preuserinfo"}}
    assert told["executions"][2]["condition"] == {
        "response": {"method": "/zitadel.session.v2.SessionService/SetSession"}
    }


def test_calls_for_the_shell(state: Path) -> None:
    """They are a script, and nothing else is printed."""
    result = _migrate(state, "--curl")
    assert result.stdout.startswith("#!/bin/sh\n")
    assert "Acme: colour" in result.stdout


def test_a_folder_keeps_its_scripts(state: Path, tmp_path: Path) -> None:
    """What somebody may have continued is not written anew; all else is."""
    out = tmp_path / "out"
    first = _migrate(state, "--out", out)
    (out / "scripts/Acme/colour.js").write_text("module.exports = () => () => {}", "utf-8")
    (out / "server.js").write_text("", "utf-8")
    again = _migrate(state, "--out", out)
    assert "colour.js" in first.output
    assert "colour.js" not in again.output
    assert (out / "scripts/Acme/colour.js").read_text("utf-8") == "module.exports = () => () => {}"
    assert "createServer" in (out / "server.js").read_text("utf-8")


def test_a_check_that_differs_and_one_that_agrees(state: Path, tmp_path: Path) -> None:
    """Exit code 1 and 0; reports for programs, people and CI systems. What is asked for in vain counts as well."""
    need_program("node")
    state.write_text(_STATE.replace("FURTHER", "CustomizeSAMLResponse: {PreSAMLResponseCreation: [plan]}"), "utf-8")
    out, junit, person = tmp_path / "out", tmp_path / "junit.xml", tmp_path / "person.json"
    person.write_text('{"user": {"username": "bob"}}', "utf-8")
    _migrate(state, "--out", out)
    colour, plan = out / "scripts/Acme/colour.js", out / "scripts/Acme/plan.js"
    colour.write_text(colour.read_text("utf-8").replace("'blue'", "'red'"), "utf-8")

    differs = _migrate(state, "--out", out, "--check", "--json", "--user", person, "--junit", junit)
    told = json.loads(differs.stdout)
    assert (differs.exit_code, told["differ"]) == (1, 1)
    assert [each["user"] for each in told["checked"]] == ["bob", "bob"]
    assert told["checked"][0]["differences"] == ['claims colour: v1 "blue", the webhook "red"']
    # An action that may fail hides that it asks in vain.
    assert told["checked"][1]["differences"] == []
    assert [each.partition(":")[0] for each in told["lacking"]] == ["plan"]
    assert _suite(junit).attrib["failures"] == "2"

    colour.unlink()
    plan.write_text("module.exports = (require) => (ctx, api) => {}", "utf-8")
    agrees = _migrate(state, "--out", out, "--check", "--junit", junit)
    assert agrees.exit_code == 0, agrees.output
    assert "Acme, function/preuserinfo, ada: agrees: claims colour\n" in agrees.output
    assert "Acme, function/presamlresponse, ada: agrees: nothing is set\n" in agrees.output
    assert "SessionService/SetSession: not checked, as it makes no claims\n2 checked, 0 differ\n" in agrees.output
    assert _suite(junit).attrib["failures"] == "0"


@contextmanager
def _somebody(answer: dict[str, Any]) -> Iterator[str]:
    """The address of a receiver of somebody else's, which knows one key and one path."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            is_signed = is_signature(self.headers[HEADER], body, _KEY)
            told = json.dumps(answer).encode()
            self.send_response(200 if is_signed and self.path == "/hooks/Acme/colour" else 400)
            self.send_header("content-length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/hooks/"
        server.shutdown()


def test_a_receiver_that_runs_already(state: Path) -> None:
    """It may be anybody's, in any language, and is called with its key."""
    with _somebody({"append_claims": [{"key": "colour", "value": "blue"}]}) as address:
        agrees = _migrate(state, "--check", "--webhooks", address, "--key", _KEY)
        differs = _migrate(state, "--check", "--webhooks", address, "--key", "another")
    assert agrees.exit_code == 0, agrees.output
    assert differs.exit_code == 1
    assert "the webhook fails, v1 does not: /Acme/colour: Errors.Execution.Failed" in differs.output


def test_metadata_that_is_no_json(state: Path) -> None:
    """In v1 a text is kept with its quotes; a receiver of somebody else's may forget them."""
    script = "api.v1.user.setMetadata('colour', 'blue');"
    state.write_text(state.read_text("utf-8").replace("api.v1.claims.setClaim('colour', 'blue');", script), "utf-8")
    with _somebody({"set_user_metadata": [{"key": "colour", "value": "Ymx1ZQ=="}]}) as address:
        result = _migrate(state, "--check", "--webhooks", address, "--key", _KEY)
    assert result.exit_code == 1
    assert 'metadata colour: v1 "blue", the webhook {"no JSON": "blue"}' in result.output


@pytest.mark.parametrize("script", ["throw new Error('no');", ""])
def test_nobody_agrees_who_was_not_asked(state: Path, script: str) -> None:
    """A script that fails, or does nothing, agrees with no receiver that is not there."""
    state.write_text(state.read_text("utf-8").replace("api.v1.claims.setClaim('colour', 'blue');", script), "utf-8")
    result = _migrate(state, "--check", "--webhooks", "http://127.0.0.1:1", "--key", _KEY)
    assert result.exit_code == 1, result.output
    assert "the webhook was not asked: http://127.0.0.1:1/Acme/colour: " in result.output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nowhere.yaml"], "nowhere.yaml is neither a file nor a URL"),
        (["http://127.0.0.1:1"], "http://127.0.0.1:1 cannot be asked: "),
        (["STATE", "--organisation", "Nobody"], "there is no organisation 'Nobody'; there are ZITADEL, Acme"),
        (["STATE", "--users", "0"], "--users"),
        (["STATE", "--user", "x.json"], "belong to --check"),
        (["STATE", "--check", "--webhooks", "http://127.0.0.1:1"], "--webhooks needs --key"),
        (["STATE", "--curl", "--json"], "--curl prints a script"),
        (["STATE", "--seed", "--curl"], "--seed a state file"),
        (["STATE", "--seed", "--check"], "--seed a state file"),
        (["STATE", "--check", "--user", "nobody.json"], "--user nobody.json: "),
        (["STATE", "--check", "--http", "nobody.json"], "--http nobody.json: "),
        (["STATE", "--out", "STATE"], "cannot be written to"),
    ],
)
def test_what_is_not_given_as_it_must_be(state: Path, arguments: list[str], told: str) -> None:
    """Exit code 2, and one line that says what to do."""
    result = _migrate(*(state if each == "STATE" else each for each in arguments))
    assert (result.exit_code, told in result.output) == (2, True), result.output


def test_a_wrong_token() -> None:
    """It is told which call was refused, and why."""
    with ZitadelMock() as mock:
        mock_url = mock.url
        result = _migrate(mock_url, "--token", "nobody")
    assert result.exit_code == 2
    assert f"GET {mock_url}/management/v1/orgs/me: 401" in result.output
    assert "--token has to be one that may read it" in result.output


def test_the_token_of_an_organisation(state: Path) -> None:
    """It reads what is its own, by no name, by name or by id; and is told what it may not read."""
    owner = """
users:
  - {organisation: Acme, user_name: owner, name: Owner, roles: {Acme: [ORG_OWNER]}, tokens: [{token: owner-token}]}
"""
    state.write_text(_STATE.replace("FURTHER", "") + owner, "utf-8")
    with ZitadelMock(seed=str(state)) as mock:
        own = [
            _migrate(mock.url, "--token", "owner-token", *more)
            for more in ([], ["--organisation", "Acme"], ["--organisation", "300000000000000001"])
        ]
        foreign = _migrate(mock.url, "--token", "owner-token", "--organisation", "ZITADEL")
        everything = _migrate(mock.url, "--organisation", "all", "--json")
    assert [each.exit_code for each in own] == [0, 0, 0]
    assert len({each.output for each in own}) == 1
    assert "1. Acme: colour  (3s, interruptOnError): runs as it is" in own[0].output
    assert "add those that a condition has already, which this token may not read" in own[0].output
    assert foreign.exit_code == 2
    assert "POST" in foreign.output
    assert [each["name"] for each in json.loads(everything.output)["organisations"]] == ["ZITADEL", "Acme"]


def test_a_state_file_that_is_wrong(tmp_path: Path) -> None:
    """The line and the field are told, as `serve` tells them."""
    path = tmp_path / "state.yaml"
    path.write_text("organisations:\n  - {name: A, nothing: 1}\n", "utf-8")
    result = _migrate(path)
    assert result.exit_code == 2
    assert "state.yaml:2: organisations[0]" in result.output


def test_nobody_to_check_with(state: Path) -> None:
    """A check of nobody would agree with anything."""
    state.write_text(_STATE.replace("FURTHER", "").partition("people:")[0], "utf-8")
    result = _migrate(state, "--check")
    assert result.exit_code == 2
    assert "Acme has no users to check with: give --user FILE" in result.output


def test_without_node(state: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What is missing is told, and another way."""
    monkeypatch.setenv("PATH", str(tmp_path))
    result = _migrate(state, "--check")
    assert result.exit_code == 2
    assert "there is no `node` here; give --webhooks URL" in result.output


def test_a_receiver_that_does_not_start(state: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What it says is told."""
    program = tmp_path / "node"
    program.write_text("#!/bin/sh\necho 'out of order' >&2\n", "utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    result = _migrate(state, "--check")
    assert result.exit_code == 2
    assert "the receiver does not start: out of order" in result.output


def test_nothing_to_carry_over(tmp_path: Path) -> None:
    """It is said, and is no failure."""
    path = tmp_path / "state.yaml"
    path.write_text("organisations: [{name: Empty}]\n", "utf-8")
    result = _migrate(path)
    assert (result.exit_code, "nothing to carry over" in result.output) == (0, True)


def test_a_state_file_in_place_of_one(state: Path, tmp_path: Path) -> None:
    """All else stays; triggers that are carried over are empty, and the webhooks set the claims that scripts set.

    Ids that the file does not give fit webhooks that another run wrote.
    """
    robot = "users: [{organisation: Acme, user_name: robot, name: R, secret: s3cret}]\n"
    unnamed = (state.read_text("utf-8") + robot).replace('    id: "300000000000000001"\n', "")
    state.write_text(unnamed.replace("Acme", "アクメ"), "utf-8")
    need_program("node")
    folder = tmp_path / "webhooks"
    written = _migrate(state, "--out", folder)
    assert written.exit_code == 0, written.output
    with receiver.running(folder, _KEY, StandIn(stubbed([]))) as started:
        result = _migrate(state, "--seed", "--key", _KEY, "--endpoint", started.address)
        assert result.exit_code == 0, result.output
        seed = loads(result.output).seed
        assert seed.organisations[0].flows == {}
        assert [action.name for action in seed.organisations[0].actions] == [
            "colour",
            "plan",
            "broken",
            "unbound",
            "asleep",
        ]
        carried = tmp_path / "carried.yaml"
        carried.write_text(result.output, "utf-8")
        with ZitadelMock(seed=str(carried)) as mock:
            form = {"grant_type": "client_credentials", "scope": "openid profile"}
            token = httpx.post(f"{mock.url}/oauth/v2/token", data=form, auth=("robot", "s3cret")).json()["access_token"]
            bearer = {"authorization": f"Bearer {token}"}
            told = httpx.get(f"{mock.url}/oidc/v1/userinfo", headers=bearer).raise_for_status().json()
    assert told["colour"] == "blue"


def test_a_state_file_out_of_a_snapshot(state: Path) -> None:
    """Targets that a condition has already are called behind the new ones, as rows too; those that are gone are not."""
    mine = """
targets: [{name: mine, endpoint: "http://127.0.0.1:1"}, {name: gone, endpoint: "http://127.0.0.1:1"}]
executions: {function/preuserinfo: [gone, mine], event: [mine]}
"""
    state.write_text(state.read_text("utf-8") + mine, "utf-8")
    direct = loads(_migrate(state, "--seed").output).seed
    with ZitadelMock(seed=str(state)) as mock:
        of_server = _migrate(mock.url, "--organisation", "Acme", "--seed").output
        (gone,) = (row.id for row in mock.state().rows["targets"] if row.name == "gone")
        httpx.delete(f"{mock.url}/v2/actions/targets/{gone}", headers=mock.headers).raise_for_status()
        state.write_text(dumps(mock.state()), "utf-8")
        (kept,) = (row.id for row in mock.state().rows["targets"])
    again = _migrate(state, "--seed")
    assert again.exit_code == 0, again.output
    assert direct.executions["function/preuserinfo"] == ("Acme: colour", "gone", "mine")
    assert loads(again.output).seed.executions["function/preuserinfo"] == ("Acme: colour", kept)
    assert [row.id for row in loads(again.output).seed.rows["executions"]] == ["event"]
    assert loads(of_server).seed.executions["function/preuserinfo"] == ("Acme: colour",)
    assert f"# function/preuserinfo calls target {kept} too" in of_server


def test_a_state_file_with_a_name_that_is_taken(state: Path) -> None:
    """What no mock could serve is refused, and not printed."""
    taken = 'targets: [{name: "acme: colour", endpoint: "http://127.0.0.1:1"}]\n'
    state.write_text(state.read_text("utf-8") + taken, "utf-8")
    result = _migrate(state, "--seed")
    assert result.exit_code == 2
    assert "targets[1]: Errors.Target.AlreadyExists" in result.output
    assert "executions:" not in result.output
