"""The Dockerfile, as far as it can be checked without Docker."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from mockserver.testing import ZitadelMock
from tests.testing.linters.linting import lint

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")


def test_the_linter_finds_nothing() -> None:
    """Instructions, flags and their order are as Docker wants them."""
    assert lint("dockerfile-utils", "lint", str(ROOT / "Dockerfile")) == ""


def test_the_linter_finds_what_is_wrong(tmp_path: Path) -> None:
    """The check can fail."""
    broken = tmp_path / "Dockerfile"
    broken.write_text(DOCKERFILE.replace("WORKDIR", "WORKDIRECTORY"), "utf-8")
    assert "WORKDIRECTORY" in lint("dockerfile-utils", "lint", str(broken))


def test_all_that_is_copied_is_there_and_let_in() -> None:
    """Every file of a COPY exists and .dockerignore lets it pass."""
    let_in = re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text("utf-8"), re.MULTILINE)
    copied = [name for line in re.findall(r"^COPY (.*) \S+$", DOCKERFILE, re.MULTILINE) for name in line.split()]
    assert sorted(copied) == sorted(let_in)
    assert [name for name in copied if not (ROOT / name).exists()] == []


def test_all_that_a_wheel_is_built_of_is_copied() -> None:
    """What pyproject.toml has put into a wheel is in the image's build, where it would end otherwise."""
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    copied = {name for line in re.findall(r"^COPY (.*) \S+$", DOCKERFILE, re.MULTILINE) for name in line.split()}
    assert {*wheel["force-include"], *wheel.get("packages", ["mockserver"])} <= copied


def test_it_does_not_run_as_root() -> None:
    """The last user is a number that is not 0, so that Kubernetes can tell."""
    assert int(re.findall(r"^USER (\d+):\d+$", DOCKERFILE, re.MULTILINE)[-1]) > 0


def test_nothing_is_resolved() -> None:
    """Each installation takes what it is given: a lock with digests, or what was built of one."""
    commands = re.findall(r"\bpip (?:install|wheel) .*", DOCKERFILE)
    assert len(commands) == 4
    for command in commands:
        assert "--no-deps" in command
        assert "--require-hashes" in command or "--no-build-isolation" in command or "--no-index" in command
    assert set(re.findall(r"--requirement (\S+)", DOCKERFILE)) == {"requirements.lock", "requirements-build.lock"}


@pytest.mark.parametrize("served", [True, False])
def test_the_health_check(served: bool) -> None:
    """It ends with 0 while a server answers and with another status once none does."""
    command = json.loads(re.findall(r"HEALTHCHECK[^\[]*CMD (\[.*\])", DOCKERFILE)[0])
    with ZitadelMock() as mock:
        port = mock.port
        if served:
            assert run(command, port) == 0
    if not served:
        assert run(command, port) != 0


def run(command: list[str], port: int) -> int:
    """The exit code of the check."""
    python = shutil.which("python3")
    assert python is not None
    environment = {"ZITADEL_PORT": str(port)}
    return subprocess.run([python, *command[1:]], env=environment, capture_output=True, check=False).returncode
