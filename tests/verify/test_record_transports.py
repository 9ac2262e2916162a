"""What `record` writes over each transport, logins included, is what `verify` replays on another server."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from contracts.answer import Answer
from contracts.record import TRANSPORTS
from contracts.scripted_server import scripted_server
from contracts.server_process import server_process
from contracts.target import Target
from tests.command_line import run_against
from tests.mutants.mutation import Mutant, mutated_server

SCENARIOS = Path(__file__).with_name("scenarios")
NAMES = ("flows", "setup")
# A token by its form (JWT, three runs of base64), or any text as long as the ones that the server issues.
SECRET = re.compile(r"eyJ[\w-]+\.[\w-]+\.[\w-]+|[\w-]*(?=[\w-]*[0-9])(?=[\w-]*[A-Z])(?=[\w-]*[a-z])[\w-]{40,}")
FORMS = {
    "grpc": '"metadata": [["authorization"',
    "grpc-web": '"content-type": "application/grpc-web+proto"',
    "connect": '"connect-protocol-version": "1"}, "body"',
    "connect-proto": '"connect-protocol-version": "1"}, "message"',
}
BROKEN = (
    Mutant("clear error ID", "errors/catalogue/flows.py", '"COMMAND-DgGh3"', '"COMMAND-DgGh4"', "ClearFlow"),
    Mutant("amr of a login", "access/oauth/grants.py", 'claims["amr"] = ', 'claims["amn"] = ', "HTTP"),
)


@pytest.fixture(scope="module")
def recorded(server: Target, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Recordings over every transport."""
    out = tmp_path_factory.mktemp("recorded")
    only = [flag for name in NAMES for flag in ("--only", name)]
    ended = run_against(server, "record", "--out", str(out), "--transport", "all", *only)
    assert ended.returncode == 0, ended.stderr
    return out


@pytest.fixture(scope="module")
def logins(server: Target, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A login and what can be done with it: forms, redirects, cookies, tokens, assertions, calls."""
    out = tmp_path_factory.mktemp("logins")
    ended = run_against(server, "record", "--out", str(out), "--scenarios", str(SCENARIOS))
    assert ended.returncode == 0, ended.stderr
    return out


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    """A server that has seen none of it."""
    with server_process(tmp_path_factory.mktemp("fresh")) as target:
        yield target


def replayed(target: Target, folder: Path) -> Any:
    """Exit code and report of a replay."""
    ended = run_against(target, "verify", "--quiet", "--json", "--recordings", str(folder))
    return ended.returncode, json.loads(ended.stdout)


def lines(path: Path) -> list[Any]:
    """The exchanges of a trace."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_every_transport_agrees_elsewhere(recorded: Path, fresh: Target) -> None:
    """A recording for each scenario and transport, in the transport's form, which a fresh server agrees with."""
    code, report = replayed(fresh, recorded)

    assert (code, report["differences"]) == (0, [])
    assert len(list(recorded.iterdir())) == len(NAMES) * len(TRANSPORTS)
    for transport, form in FORMS.items():
        assert form in (recorded / f"setup.{transport}.jsonl").read_text("utf-8")
        assert transport in {check["transport"] for check in report["checks"]}


def test_a_login_agrees_elsewhere(logins: Path, fresh: Target) -> None:
    """Codes, tokens, cookies and assertions of the replay are its own."""
    assert replayed(fresh, logins)[0] == 0


def test_no_secret_is_written(logins: Path, recorded: Path) -> None:
    """What the server issued stands there by name, or open."""
    own = set(SECRET.findall((SCENARIOS / "login.jsonl").read_text("utf-8")))
    for path in [*logins.iterdir(), *recorded.iterdir()]:
        # Packed details of errors are long as well; what they hold is told beside them.
        text = re.sub(r'"(grpc-status-details-bin|value)": "[^"]+"', "", path.read_text("utf-8"))
        assert set(SECRET.findall(text)) <= own, path.name


def test_what_a_login_is_written_as(logins: Path) -> None:
    """Forms, kept and followed redirects, decoded tokens, assertions and clients as the format has them."""
    exchanges = [
        line
        for line in lines(logins / "login.jsonl")
        if isinstance(line["request"], dict) and "path" in line["request"]
    ]
    by_path: dict[str, list[Any]] = {}
    for exchange in exchanges:
        by_path.setdefault(exchange["request"]["path"], []).append(exchange)
    kept, silent = by_path["/oauth/v2/authorize"]
    code, *others = by_path["/oauth/v2/token"]

    assert kept["response"]["body"]["$location"] == {
        "url": "https://app.example/callback",
        "query": {"code": "{{authCode1}}", "state": "s-{{nonce}}"},
    }
    assert silent["request"]["query"]["prompt"] == "none"
    assert code["response"]["body"]["id_token"]["$jwt"]["claims"]["iss"] == "{{issuer}}"
    assert code["response"]["body"]["expires_in"] == "{{seconds}}"
    assert others[-1]["request"]["form"]["assertion"]["$assertion"]["key"] == "{{machineKey1}}"
    assert others[-2]["request"]["basic"] == ["robot-{{nonce}}", "{{secret1}}"]
    assert [row["response"]["status"] for row in by_path["/management/v1//orgs/me"]] == [301]
    assert [row["response"]["status"] for row in by_path["/management/v1/orgs/me"]] == [200]


@pytest.mark.thorough
@pytest.mark.parametrize("broken", BROKEN, ids=lambda mutant: mutant.name)
def test_a_broken_server_is_caught(broken: Mutant, recorded: Path, logins: Path, tmp_path: Path) -> None:
    """Over every transport that shows it, with the operation."""
    folder = logins if broken.operation == "HTTP" else recorded
    with mutated_server(broken, tmp_path) as target:
        code, report = replayed(target, folder)

    assert code == 1
    assert {row["operation"] for row in report["differences"]} == {broken.operation}
    transports = {"json"} if folder is logins else {"json", "grpc", "grpc-web"}
    assert {row["transport"] for row in report["differences"]} == transports


def test_pages_with_forms(tmp_path: Path) -> None:
    """A login by pages: the hidden field of a page is sent back, redirects are followed, cookies go along."""
    page = '<form action="/login"><input type="hidden" name="csrf" value="a-secret-of-the-page"></form>'
    steps = [
        {"headers": {}},
        {"request": "GET /start", "follow": True, "names": {"input.csrf": "secret1"}},
        {"request": "POST /login", "form": {"csrf": "{{secret1}}"}, "follow": True},
    ]
    answers = [
        Answer(200, {}, b"ok"),
        Answer(302, {"location": "/login?authRequest=V2_345678901234567890", "set-cookie": "agent=c1"}, b""),
        Answer(200, {"content-type": "text/html"}, page.encode()),
        Answer(302, {"location": "https://app.example/?code=a-code-of-the-server-1"}, b""),
    ]
    scenarios, out = tmp_path / "scenarios", tmp_path / "out"
    scenarios.mkdir()
    (scenarios / "pages.jsonl").write_text("".join(f"{json.dumps(step)}\n" for step in steps), "utf-8")
    with scripted_server(answers) as peer:
        ended = run_against(
            Target(peer.base_url, "token-of-the-test"), "record", "--scenarios", str(scenarios), "--out", str(out)
        )

    assert ended.returncode == 0, ended.stderr
    start, shown, sent = lines(out / "pages.jsonl")
    assert (
        shown["request"]["query"]
        == start["response"]["body"]["$location"]["query"]
        == {"authRequest": "{{authRequest1}}"}
    )
    assert shown["response"]["raw"] == page.replace("a-secret-of-the-page", "{{secret1}}")
    assert sent["response"]["body"]["$location"]["query"] == {"code": "{{authCode1}}"}
    assert peer.requests[-1] == "POST /login csrf=a-secret-of-the-page"
    assert peer.headers[-1]["cookie"] == "agent=c1"


@pytest.mark.parametrize(
    ("step", "flags", "said"),
    [
        ({"call": "zitadel.org.v2.OrganizationService/AddOrganization"}, (), "name another transport in its `over`"),
        ({"call": "zitadel.auth.v1.AuthService/GetMyUser", "over": "connect"}, (), "cannot be called over connect"),
        (
            {"call": "zitadel.auth.v1.AuthService/Nope", "over": "grpc"},
            (),
            "no method zitadel.auth.v1.AuthService/Nope",
        ),
        ({"call": "a.B/C", "over": "post"}, (), "over is none of grpc"),
        ({"request": "GET"}, (), "no method and path"),
        ({"request": "GET /", "bodi": {}}, (), "unknown members: bodi"),
        ({"request": "GET /"}, ("--transport", "post"), "'post' is no transport"),
        ({"request": "GET /"}, ("--scenarios", "nowhere"), "is no folder"),
    ],
)
def test_scenarios_that_cannot_be_run(
    server: Target, tmp_path: Path, step: dict[str, Any], flags: tuple[str, ...], said: str
) -> None:
    """They are told with file and line, in one line, and nothing is written."""
    (tmp_path / "own.jsonl").write_text(f'{{"headers": {{}}}}\n{json.dumps(step)}\n', "utf-8")
    out = tmp_path / "out"
    ended = run_against(server, "record", "--scenarios", str(tmp_path), "--out", str(out), *flags)

    assert ended.returncode == 2
    assert said in ended.stderr.splitlines()[-1]
    assert not out.exists()
