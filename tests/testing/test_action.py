"""The GitHub action: its schema, and its steps run as a runner would."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from mockserver.testing import ZitadelMock
from tests.testing.linters.linting import lint

ROOT = Path(__file__).parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"]}
EXPRESSION = re.compile(r"\$\{\{ inputs\.([\w-]+) \}\}")


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    """The runner's folder for temporary files, where the action's environment is this one."""
    (tmp_path / "zitadel-mock").symlink_to(Path(sys.executable).parents[1])
    return tmp_path


def step(name: str, runner: Path, **inputs: str) -> tuple[subprocess.CompletedProcess[str], dict[str, str]]:
    """Run a step; returns how it ended and its outputs."""
    given = {key: str(value["default"]) for key, value in ACTION["inputs"].items()}
    given |= {key.replace("_", "-"): value for key, value in inputs.items()}
    environment = {key: EXPRESSION.sub(lambda found: given[found[1]], text) for key, text in STEPS[name]["env"].items()}
    assert not any("${{" in text for text in environment.values())
    outputs = runner / "outputs"
    outputs.touch()
    environment |= {"PATH": os.environ["PATH"], "RUNNER_TEMP": str(runner), "GITHUB_OUTPUT": str(outputs)}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS[name]["run"]]
    done = subprocess.run(command, cwd=runner, env=environment, capture_output=True, text=True, timeout=60, check=False)
    lines = outputs.read_text("utf-8").splitlines()
    return done, dict(line.split("=", 1) for line in lines)


def test_the_schema_holds() -> None:
    """Its keys and values are those of an action."""
    assert lint("action-validator", str(ROOT / "action.yml")) == ""


def test_the_schema_finds_what_is_wrong(tmp_path: Path) -> None:
    """The check can fail."""
    broken = tmp_path / "action.yml"
    broken.write_text((ROOT / "action.yml").read_text("utf-8").replace("using: composite", "using: composed"), "utf-8")
    assert lint("action-validator", str(broken)) != ""


def test_inputs_reach_scripts_by_the_environment() -> None:
    """No expression stands in a script, where what a caller gives would be run; all inputs are used."""
    assert [name for name, found in STEPS.items() if "${{" in found["run"]] == []
    used = {key for found in STEPS.values() for text in found["env"].values() for key in EXPRESSION.findall(text)}
    assert used == set(ACTION["inputs"])


def test_serve(runner: Path) -> None:
    """The server of the outputs answers to the token of the outputs, and goes on after the step."""
    done, outputs = step("Serve", runner, admin_pat="the-token")
    assert done.returncode == 0, done.stdout + done.stderr
    pid = int(re.findall(r"as process (\d+)", done.stdout)[0])
    try:
        headers = {"authorization": f"Bearer {outputs['token']}"}
        url = f"{outputs['url']}/management/v1/actions/_search"
        assert httpx.post(url, headers=headers, trust_env=False, timeout=30).status_code == 200
        assert outputs["token"] == "the-token"
    finally:
        os.kill(pid, signal.SIGTERM)


def test_serve_that_cannot_start(runner: Path) -> None:
    """The step fails and shows why."""
    done, outputs = step("Serve", runner, state="not-there.yaml")
    assert done.returncode == 1
    assert "not-there.yaml: cannot be read" in done.stdout
    assert outputs == {}


def test_verify(runner: Path) -> None:
    """A server that keeps the contract passes, and reports are written; one that fails on purpose does not."""
    with ZitadelMock() as mock:
        chosen = {"base_url": mock.url, "select": "SetTriggerActions: nothing else is a flow\n"}
        done, _ = step("Verify", runner, **chosen)
        assert done.returncode == 0, done.stdout + done.stderr
        assert {".html", ".json", ".xml"} <= {path.suffix for path in (runner / "zitadel-mock-report").iterdir()}
        mock.fail_next("SetTriggerActions", code="INTERNAL", times=None)
        done, _ = step("Verify", runner, **chosen)
        assert done.returncode == 1, done.stdout + done.stderr
        assert "::error" in done.stdout


@pytest.mark.parametrize(("inputs", "told"), [({"mode": "prove"}, "not prove"), ({"mode": "verify"}, "needs base-url")])
def test_wrong_inputs(runner: Path, inputs: dict[str, str], told: str) -> None:
    """They are told of before anything is installed."""
    done, _ = step("Check inputs", runner, **inputs)
    assert done.returncode == 2
    assert told in done.stdout
