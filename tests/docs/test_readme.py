"""What README shows is what a reader gets."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from contracts.server_process import server_process
from contracts.target import Target
from mockserver.settings import DEFAULT_ADMIN_PAT
from tests.clients.missing import need_program

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
ID = re.compile(r"\b\d{18}\b")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z")


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    """A server of our own."""
    with server_process(tmp_path_factory.mktemp("server")) as target:
        yield target


def shell(script: str, target: Target) -> str:
    """Run a script as a reader would, against this server and its token instead of the documented ones."""
    need_program("curl")
    own = script.replace("http://127.0.0.1:8080", target.base_url).replace(DEFAULT_ADMIN_PAT, target.admin_pat)
    command = ["bash", "-c", own.replace("curl ", "curl -sS ")]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=30).stdout


def normal(text: str) -> str:
    """Leave out what every server makes up, but keep which of it is the same."""
    labels: dict[str, str] = {}
    text = INSTANT.sub(lambda match: labels.setdefault(match[0], f"T{len(labels)}"), text)
    return ID.sub(lambda match: labels.setdefault(match[0], f"ID{len(labels)}"), text)


def test_the_first_curl_call(target: Target) -> None:
    """The first call answers to the letter what stands below it."""
    command, answer = re.findall(r"```(?:sh|json)\n(.*?)```", README, re.DOTALL)[1:3]
    assert shell(command, target) == answer.strip()


def test_the_session(target: Target) -> None:
    """The session answers what is shown, but for ids and dates."""
    session = README.split("## A session", 1)[1].split("```console\n", 1)[1].split("```", 1)[0]
    commands = [line.removeprefix("$ ") for line in session.splitlines() if line.startswith("$ ")]
    shown = [line for line in session.splitlines() if not line.startswith("$ ")]
    documented_id = ID.findall(shown[0])[-1]
    setup = commands[0]
    answers = [shell(f"{setup}\n{commands[1]}", target)]
    own_id = ID.findall(answers[0])[-1]
    answers += [shell(f"{setup}\n{command.replace(documented_id, own_id)}", target) for command in commands[2:]]
    assert normal("\n".join(answers)) == normal("\n".join(shown))
