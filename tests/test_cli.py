"""The command line, run as a process of its own."""

from __future__ import annotations

import functools
import importlib.metadata
import json
import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import yaml
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from mockserver.spec.description import description
from tests.command_line import COMMAND, WAIT_S, assert_one_line, environment, run

END_S = 3.0
"""Longest wait for a server that was told to end."""
FLOW_TYPES = "/management/v1/flows/types/_search"


@dataclass(frozen=True, slots=True)
class Serving:
    """A server that listens, and the lines that it said when it began to."""

    process: subprocess.Popen[str]
    url: str
    token_line: str

    @property
    def address(self) -> tuple[str, int]:
        """Host and port."""
        url = httpx.URL(self.url)
        assert url.port is not None
        return url.host, url.port

    def flow_types(self, token: str) -> int:
        """The HTTP status of a call with a token."""
        headers = {"authorization": f"Bearer {token}"}
        return httpx.post(self.url + FLOW_TYPES, headers=headers, timeout=WAIT_S, trust_env=False).status_code


@contextmanager
def serving(*arguments: str, **variables: str) -> Iterator[Serving]:
    """Serve on a free port until the block ends."""
    process = subprocess.Popen(
        [*COMMAND, "serve", *arguments],
        env=environment(**{"ZITADEL_PORT": "0", **variables}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    with process:
        try:
            assert process.stdout is not None
            first = process.stdout.readline()
            match = re.fullmatch(r"listening on (http://\S+:\d+)\n", first)
            assert match is not None, first + process.stdout.read()
            yield Serving(process, match[1], process.stdout.readline())
        finally:
            process.kill()


def test_version() -> None:
    """The version is that of the installed package."""
    result = run("--version")

    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == f"zitadel-mock {importlib.metadata.version('zitadel-mock')}\n"


@pytest.mark.parametrize("arguments", [["--help"], ["serve", "--help"]])
def test_help(arguments: list[str]) -> None:
    """Help is printed on stdout and is a success."""
    result = run(*arguments)

    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("Usage: ")


@pytest.mark.parametrize("flags", [(), ("--format", "yaml"), ("--format", "json")])
def test_spec_prints_the_document(flags: tuple[str, ...]) -> None:
    """The printed document is what is served, as one that stands alone."""
    result = run("spec", *flags)

    assert (result.returncode, result.stderr) == (0, "")
    read = json.loads if "json" in flags else functools.partial(yaml.load, Loader=yaml.CSafeLoader)
    assert read(result.stdout) == description()


def test_spec_of_all_operations() -> None:
    """All operations that HTTP reaches are described, and those that nobody modelled say so."""
    document = json.loads(run("spec", "--all", "--format", "json").stdout)

    operations = [operation for item in document["paths"].values() for operation in item.values()]
    modelled = [operation for operation in operations if "x-unmodelled" not in operation]
    assert len({operation["operationId"] for operation in operations}) == len(operations) > 800
    assert {operation["operationId"] for operation in modelled} == {
        operation["operationId"] for item in description()["paths"].values() for operation in item.values()
    }


def test_routes_as_json() -> None:
    """Every operation of the spec is listed with method, path, permission, gRPC name and id."""
    result = run("routes", "--json")
    rows = json.loads(result.stdout)

    assert result.returncode == 0
    assert {
        "method": "POST",
        "path": "/management/v1/flows/{flowType}/trigger/{triggerType}",
        "permission": "org.flow.write",
        "rpc": "zitadel.management.v1.ManagementService/SetTriggerActions",
        "operationId": "SetTriggerActions",
        "status": "modelled",
    } in rows
    paths = description()["paths"]
    described = {row["operationId"] for methods in paths.values() for row in methods.values()}
    assert {row["operationId"] for row in rows} == described
    assert len(rows) == len(described)


def test_routes_of_all_operations() -> None:
    """With --all those that nobody modelled are listed too, behind the same keys, and say what becomes of them."""
    modelled = json.loads(run("routes", "--json").stdout)
    rows = json.loads(run("routes", "--json", "--all").stdout)
    lines = run("routes", "--all").stdout.splitlines()

    assert [row for row in rows if row["status"] == "modelled"] == modelled
    assert {row["status"] for row in rows} == {"modelled", "fabricated", "refused"}
    policy = [row for row in rows if row["path"] == "/admin/v1/orgs/{orgId}/policies/domain"]
    assert [row["status"] for row in policy] == ["fabricated"] * 4
    assert len(lines) == len(rows) + 1


def test_routes_as_a_table() -> None:
    """The table has a head, one line an operation, and aligned columns without white space at the end."""
    result = run("routes")
    head, *lines = result.stdout.splitlines()

    assert (result.returncode, result.stderr) == (0, "")
    assert head.split() == ["METHOD", "PATH", "STATUS", "PERMISSION", "RPC"]
    assert len(lines) == len(json.loads(run("routes", "--json").stdout))
    for column in ("PATH", "STATUS", "PERMISSION", "RPC"):
        assert all(line[head.index(column) - 1] == " " != line[head.index(column)] for line in lines)
    assert [line for line in result.stdout.splitlines() if line != line.rstrip()] == []


@pytest.mark.parametrize(
    ("arguments", "pattern"),
    [
        (["serve", "--nope"], "--nope"),
        (["nope"], "nope"),
        (["serve", "nope"], "nope"),
        (["serve", "--port", "x"], "--port"),
        (["serve", "--port", "65536"], "--port"),
        (["serve", "--port", "-1"], "--port"),
        (["serve", "--admin-pat", ""], "--admin-pat must be"),
        (["serve", "--admin-pat", "two words"], "--admin-pat must be"),
        (["serve", "--admin-pat", "ü"], "--admin-pat must be"),
        (["serve", "--admin-pat", "a\nb"], "--admin-pat must be"),
        (["serve", "--port", "0", "--host", "host.invalid"], r"cannot listen on host\.invalid:0: .*--host"),
        (["serve", "--port", "0", "--host", "a..b"], r"cannot listen on a\.\.b:0: .*--host"),
        (["serve", "--port", "0", "--port-file", "/dev/null/port"], "/dev/null/port"),
        (["serve", "--port", "0", "--pat-path", "/dev/null/pat"], "/dev/null/pat"),
        (["serve", "--port", "0", "--fake", "100001"], "--fake.*100000"),
        (["serve", "--port", "0", "--machine-key-path", "/dev/null/key"], "/dev/null/key"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_done_is_one_line(arguments: list[str], pattern: str) -> None:
    """A wrong flag, an address that is no host's and a file that cannot be written end the command with one line."""
    assert_one_line(run(*arguments), pattern)


def test_a_bad_environment_variable_is_one_line() -> None:
    """A variable is judged as its flag is."""
    assert_one_line(run("serve", ZITADEL_PORT="x"), "ZITADEL_PORT")


def test_a_port_in_use_is_one_line() -> None:
    """A port that somebody else listens on is named, with what to do about it."""
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]

        assert_one_line(run("serve", "--port", str(port)), rf"cannot listen on 127\.0\.0\.1:{port}: .*--port")


def test_serving_says_where_and_with_which_token() -> None:
    """The first line is the URL, the second the token; both work as they stand there."""
    with serving("--admin-pat", "my-token") as server:
        assert "my-token" in server.token_line
        assert server.flow_types("my-token") == 200
        assert server.flow_types("another-token") == 401


@pytest.mark.parametrize("source", ["flags", "environment"])
def test_files_and_settings(tmp_path: Path, source: str) -> None:
    """Flags and variables mean the same: token, external domain, and the files with port, token and key."""
    asked = {
        ("--admin-pat", "ZITADEL_MOCK_ADMIN_PAT"): "my-token",
        ("--external-domain", "ZITADEL_EXTERNALDOMAIN"): "id.example",
        ("--host", "ZITADEL_MOCK_HOST"): "127.0.0.1",
        ("--port-file", "ZITADEL_MOCK_PORT_FILE"): str(tmp_path / "port"),
        ("--pat-path", "ZITADEL_FIRSTINSTANCE_PATPATH"): str(tmp_path / "pat"),
        ("--machine-key-path", "ZITADEL_FIRSTINSTANCE_MACHINEKEYPATH"): str(tmp_path / "key.json"),
    }
    flags = [part for (flag, _), value in asked.items() for part in (flag, value)] if source == "flags" else []
    variables = {} if source == "flags" else {name: value for (_, name), value in asked.items()}

    with serving(*flags, **variables) as server:
        headers = {"authorization": "Bearer my-token"}
        answer = httpx.get(f"{server.url}/management/v1/orgs/me", headers=headers, timeout=WAIT_S, trust_env=False)
        mine = httpx.get(f"{server.url}/auth/v1/users/me", headers=headers, timeout=WAIT_S, trust_env=False).json()

        assert answer.json()["org"]["primaryDomain"] == "zitadel.id.example"
        assert (tmp_path / "port").read_text() == f"{server.address[1]}\n"
    assert (tmp_path / "pat").read_text() == "my-token\n"
    key_file = json.loads((tmp_path / "key.json").read_bytes())
    key = load_pem_private_key(key_file.pop("key").encode(), None)
    assert isinstance(key, rsa.RSAPrivateKey)
    assert key_file == {
        "type": "serviceaccount",
        "keyId": key_file["keyId"],
        "expirationDate": "9999-12-31T23:59:59Z",
        "userId": mine["user"]["id"],
    }


def test_a_flag_wins_over_its_variable() -> None:
    """Where both are given the flag counts."""
    with serving("--admin-pat", "of-the-flag", ZITADEL_MOCK_ADMIN_PAT="of-the-variable") as server:
        assert server.flow_types("of-the-flag") == 200
        assert server.flow_types("of-the-variable") == 401


UNFINISHED = b"POST /management/v1/actions HTTP/1.1\r\nhost: localhost\r\ncontent-length: 10\r\n\r\n{"
"""A request of which nine bytes are still to come."""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("sent", [None, b"", UNFINISHED], ids=["no client", "idle client", "request in flight"])
def test_a_signal_ends_the_server_well(number: signal.Signals, sent: bytes | None) -> None:
    """The exit code is 0 soon after the signal, whatever clients are in the middle of."""
    with serving() as server, socket.socket() as other, httpx.Client(trust_env=False, timeout=WAIT_S) as idle:
        if sent is not None:
            # An answer on a connection that stays open; what was sent on the other one before it has arrived by then.
            other.connect(server.address)
            other.sendall(sent)
            assert idle.get(f"{server.url}/debug/healthz").text == "ok"

        server.process.send_signal(number)

        assert server.process.wait(END_S) == 0


@pytest.mark.parametrize("flag", ["--access-token-lifetime", "--id-token-lifetime", "--refresh-token-idle"])
@pytest.mark.parametrize("span", ["", "5", "0s", "-1h", "999ms", "99999999h", "soon"])
def test_lifetimes_that_cannot_be(flag: str, span: str) -> None:
    """The refusal names the flag and shows what would do."""
    done = run("serve", flag, span)

    assert done.returncode == 2
    assert f"'{flag}'" in done.stderr
    assert "such as 90s, 5m or 12h" in done.stderr
