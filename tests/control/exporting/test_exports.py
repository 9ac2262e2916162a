"""The journal as other programs take it."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mockserver.traffic.har_reader import HarFile
from tests.control.mock import INSTANCE_HOST, Mock
from tests.protocols.grpc_client import connected
from tests.server import error_id

USERS = "/management/v1/users"
PASSWORD = "Very-secret-1!"
STRANGE = 'it\'s $HOME `id` "x" \\ {y} <secret>\n'


def _traffic(mock: Mock) -> str:
    """Calls by three ways, with secrets in headers, bodies and answers; returns a token that was handed out."""
    user = mock.api.done("POST", f"{USERS}/machine", {"userName": "robot", "name": STRANGE})["userId"]
    token = str(mock.api.done("POST", f"{USERS}/{user}/pats", {})["token"])
    mock.api.done("PUT", f"{USERS}/{user}/secret", {})
    mock.http.post("/management/v1/flows/1", headers={"authorization": f"Bearer {token}"})
    assert mock.http.get(f"{USERS}/{user}", headers={"authorization": f"Bearer {token}"}).status_code == 404
    mock.http.post("/oauth/v2/token", data={"grant_type": "client_credentials", "client_secret": PASSWORD})
    human = {
        "username": "ada",
        "profile": {"givenName": "Ada", "familyName": "L"},
        "email": {"email": "ada@b.example"},
        "password": {"password": PASSWORD},
    }
    mock.http.post("/zitadel.user.v2.UserService/AddHumanUser", json=human)
    with connected(mock.target) as client:
        metadata = [("authorization", f"Bearer {mock.target.admin_pat}"), (INSTANCE_HOST, mock.host)]
        client.call(
            "AddProjectRole",
            {"projectId": user, "roleKey": "admin"},
            metadata,
        )
    return token


def test_har(mock: Mock, tmp_path: Path) -> None:
    """It holds all requests, oldest first, is read by what reads HAR here, and tells no secret."""
    token = _traffic(mock)
    file = tmp_path / "journal.har"
    file.write_bytes(mock.control("GET", "/requests/har").content)

    exchanges = list(HarFile(file).exchanges())

    assert len(exchanges) == len(mock.requests())
    assert exchanges[0].path == f"{USERS}/machine"
    assert json.loads(exchanges[0].request_body)["name"] == STRANGE
    assert exchanges[-1].path.endswith("/AddProjectRole")
    text = file.read_text("utf-8")
    for secret in (mock.target.admin_pat, token, PASSWORD):
        assert secret not in text


def test_filters_hold_for_exports(mock: Mock, tmp_path: Path) -> None:
    """What is asked for is what is written."""
    _traffic(mock)
    file = tmp_path / "journal.har"
    file.write_bytes(mock.control("GET", "/requests/har", params={"operation": "AddMachineUser"}).content)

    assert [exchange.path for exchange in HarFile(file).exchanges()] == [f"{USERS}/machine"]
    assert mock.control("GET", "/requests/curl", params={"operation": "AddMachineUser"}).text.count("curl -gsS") == 1


def test_curl(mock: Mock) -> None:
    """The script makes the same calls once its variables have the secrets, and holds none itself."""
    token = _traffic(mock)
    before = list(reversed(mock.requests()))
    script = mock.control("GET", "/requests/curl").text
    for secret in (mock.target.admin_pat, token, PASSWORD):
        assert secret not in script
    unset = subprocess.run(["sh"], input=script, capture_output=True, text=True, check=False, env={})
    assert unset.returncode != 0
    assert "SECRET_" in unset.stderr

    secrets = {f"SECRET_{number}": token for number in range(1, 20)} | {"SECRET_ADMIN": mock.target.admin_pat}
    environment = {"PATH": os.environ["PATH"], "URL": mock.target.base_url, **secrets}
    subprocess.run(["sh"], input=script, capture_output=True, text=True, check=True, env=environment)

    again = list(reversed(mock.requests(after=before[-1]["id"])))
    assert [row["method"] for row in again[:-1]] == [row["method"] for row in before[:-1]]
    assert [row["path"] for row in again[:-1]] == [row["path"] for row in before[:-1]]
    assert [row["operation"] for row in again] == [row["operation"] for row in before]
    assert again[-1]["path"].startswith("/management/v1/projects/")
    sent = mock.done("GET", f"/requests/{again[0]['id']}")["request"]["json"]
    assert sent == {"userName": "robot", "name": STRANGE}


@pytest.mark.thorough
def test_pytest_passes(mock: Mock, tmp_path: Path) -> None:
    """The test passes against a fresh mock, whose ids are others."""
    _traffic(mock)
    module = mock.control("GET", "/requests/pytest").text
    assert "secret_" in module
    assert PASSWORD not in module
    (tmp_path / "test_journal.py").write_text(module, "utf-8")
    secrets = {f"SECRET_{number}": PASSWORD for number in range(1, 20)}

    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", "-p", "no:cacheprovider", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, **secrets},
    )

    assert run.returncode == 0, run.stdout + run.stderr


def test_nothing_to_export(mock: Mock) -> None:
    """An empty journal makes an empty script, a HAR without entries and a test that passes."""
    assert mock.done("GET", "/requests/har")["log"]["entries"] == []
    assert "curl" not in mock.control("GET", "/requests/curl").text.splitlines()[-1]
    compile(mock.control("GET", "/requests/pytest").text, "test_journal.py", "exec")
    assert mock.refused("GET", "/requests/har", params={"limit": "0"})["field"] == "limit"


def test_what_cannot_be_a_call_is_told_of(mock: Mock) -> None:
    """A body that is no text is left out of the script, and the script says so."""
    answer = mock.http.post("/management/v1/projects", content=b"\xff\xfe")

    assert error_id(answer) == ""
    assert "is left out: its body is no text" in mock.control("GET", "/requests/curl").text


@pytest.mark.parametrize("form", ["har", "curl", "pytest"])
def test_a_secret_in_a_path_that_nobody_knows(mock: Mock, form: str) -> None:
    """It is a label, in what the request is called too."""
    mock.http.get(f"/nowhere/{mock.target.admin_pat}")

    assert mock.target.admin_pat not in mock.control("GET", f"/requests/{form}").text


def test_texts_beyond_sixteen_bits(mock: Mock) -> None:
    """They stand in the test as they were sent."""
    mock.http.post("/management/v1/projects", json={"name": "a \N{GRINNING FACE}"})
    module = mock.control("GET", "/requests/pytest").text

    texts = [node.value for node in ast.walk(ast.parse(module)) if isinstance(node, ast.Constant)]
    assert "a \N{GRINNING FACE}" in texts
