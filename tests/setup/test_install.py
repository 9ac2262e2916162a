"""Setting up on a machine on which nothing is installed, on a day when every package has a newer release."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import yaml
from packaging.utils import canonicalize_name

from mockserver.settings import DEFAULT_ADMIN_PAT
from tests.clients.missing import need_program
from tests.clients.pip import newest_pip
from tests.command_line import environment
from tests.setup.wheels import NEWER, add_newer, imitation, pinned_here, real_wheel, relock

# Here to install is the subject; a machine that is busy otherwise may take minutes.
pytestmark = pytest.mark.timeout(600)

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-build.lock", "requirements-dev.lock")
COPIED = (
    *LOCKS,
    "LICENSE",
    "Makefile",
    "README.md",
    "openapi.yaml",
    "openapi",
    "pyproject.toml",
    ".ci",
    "contracts",
    "mockserver",
)
MAKEFILES = ("benchmarks/bench.mk",)
NOT_LOCKED = {"pip", "setuptools", "zitadel-mock"}
ORGANISATION = "/management/v1/orgs/me"


@dataclass(frozen=True, slots=True)
class Checkout:
    """A fresh copy of this repository whose locks name the wheels of a folder.

    Attributes:
        wheels: the only place that pip may take packages from; each stands there in a newer version too.
    """

    folder: Path
    wheels: Path

    def run(self, *command: str) -> str:
        """Run a command in it to its end, which must be a good one; what it says."""
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment(), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def environment(self) -> dict[str, str]:
        """Without a network and without what this machine keeps."""
        index = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wheels), "PIP_NO_CACHE_DIR": "1"}
        own = {"PYTHON3": sys.executable, "XDG_CACHE_HOME": str(self.folder / "cache"), "ZITADEL_PORT": "0"}
        inherited = environment(**index, **own)
        return {
            name: value for name, value in inherited.items() if name not in {"MAKEFLAGS", "MAKELEVEL", "PYTHONPATH"}
        }

    def python(self) -> str:
        """Its environment's."""
        return str(self.folder / ".venv" / "bin" / "python")

    def installed(self) -> dict[str, str]:
        """The versions that are installed, by name, but for what a Python brings by itself and the project."""
        listed = json.loads(self.run(self.python(), "-m", "pip", "list", "--format", "json"))
        versions = {canonicalize_name(row["name"]): row["version"] for row in listed}
        return {name: version for name, version in versions.items() if name not in NOT_LOCKED}


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Path]]:
    """A folder of wheels, and of each locked package the one to install: real where it is needed to serve or build."""
    folder = tmp_path_factory.mktemp("wheels")
    serving, building, development = (pinned_here(ROOT / lock) for lock in LOCKS)
    real = serving | building
    locked = {name: real_wheel(name, version, folder) for name, version in real.items()}
    locked |= {name: imitation(name, version, folder) for name, version in development.items() if name not in real}
    add_newer(locked, folder)
    return folder, locked


@pytest.fixture
def checkout(wheels: tuple[Path, dict[str, Path]], tmp_path: Path) -> Checkout:
    """Nothing is installed in it."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    ignore = shutil.ignore_patterns("__pycache__")
    for name in (*COPIED, *MAKEFILES):
        target = folder / name
        target.parent.mkdir(exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target, symlinks=True, ignore=ignore)
        else:
            shutil.copy(ROOT / name, target)
    for lock in LOCKS:
        relock(folder / lock, wheels[1])
    return Checkout(folder, wheels[0])


def locked(*locks: str) -> dict[str, str]:
    """What stands in locks, as `Checkout.installed` tells it."""
    versions = {name: version for lock in locks for name, version in pinned_here(ROOT / lock).items()}
    return {name: version for name, version in versions.items() if name not in NOT_LOCKED}


def first_answer(checkout: Checkout) -> httpx.Response:
    """What the server of `make serve` answers first."""
    process = subprocess.Popen(
        ["make", "serve"],
        cwd=checkout.folder,
        env=checkout.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    said = ""
    try:
        assert process.stdout is not None
        for line in process.stdout:
            said += line
            if line.startswith("listening on "):
                headers = {"authorization": f"Bearer {DEFAULT_ADMIN_PAT}"}
                url = line.removeprefix("listening on ").strip()
                return httpx.get(f"{url}{ORGANISATION}", headers=headers, trust_env=False, timeout=30)
        raise AssertionError(f"`make serve` ended without a server:\n{said}")
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.communicate(timeout=30)


def test_serve_then_develop(checkout: Checkout) -> None:
    """With the pip that Python brings `make serve` installs what serving needs, `make setup` the rest; both once."""
    need_program("make")
    assert first_answer(checkout).json()["org"]["name"] == "ZITADEL"
    assert checkout.installed() == locked(*LOCKS[:2])
    checkout.run("make", "--question", ".venv/.serving")

    checkout.run("make", "setup")
    assert checkout.installed() == locked(LOCKS[2])
    checkout.run("make", "--question", ".venv/.serving", ".venv/.development")
    assert first_answer(checkout).status_code == 200


@pytest.mark.thorough
def test_the_newest_pip(checkout: Checkout) -> None:
    """It installs the same; asked for no version, it would take the newer ones of the same folder."""
    wheel = newest_pip()
    checkout.run(sys.executable, "-m", "venv", ".venv")
    checkout.run(checkout.python(), "-m", "pip", "install", "--quiet", str(wheel))
    assert checkout.run(checkout.python(), "-m", "pip", "--version").split()[1] == wheel.name.split("-")[1]
    checkout.run("sh", ".ci/install", checkout.python(), "", *LOCKS[:2])
    checkout.run("sh", ".ci/install", checkout.python(), "--editable", LOCKS[2])
    assert checkout.installed() == locked(LOCKS[2])

    asked = checkout.run(checkout.python(), "-m", "pip", "download", "--no-deps", "--dest", "downloads", "coverage")
    assert f"coverage-{NEWER}-" in asked


@pytest.mark.thorough
def test_the_action(checkout: Checkout, tmp_path: Path) -> None:
    """The GitHub action's step of installation takes what is locked."""
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    (step,) = (step for step in action["runs"]["steps"] if step["name"] == "Install")
    given = {"PYTHON": sys.executable, "SOURCE": str(checkout.folder), "RUNNER_TEMP": str(tmp_path)}
    assert given.keys() >= step["env"].keys()
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", step["run"]],
        env=checkout.environment() | given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    shutil.copytree(tmp_path / "zitadel-mock", checkout.folder / ".venv", symlinks=True)
    assert checkout.installed() == locked(*LOCKS[:2])
    assert checkout.run(str(tmp_path / "zitadel-mock" / "bin" / "zitadel-mock"), "--version") == "zitadel-mock 0.1.0\n"


@pytest.mark.thorough
def test_what_does_not_fit_together_is_told(checkout: Checkout) -> None:
    """A lock that lacks what the project needs is not taken for an installation."""
    lock = checkout.folder / LOCKS[0]
    kept = [line for line in lock.read_text("utf-8").splitlines(keepends=True) if not line.startswith("msgspec==")]
    lock.write_text("".join(kept), "utf-8")
    checkout.run(sys.executable, "-m", "venv", ".venv")
    command = ["sh", ".ci/install", checkout.python(), "--editable", *LOCKS[:2]]
    done = subprocess.run(
        command, cwd=checkout.folder, env=checkout.environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "zitadel-mock 0.1.0 requires msgspec, which is not installed" in done.stderr
    assert "make clean" in done.stderr
