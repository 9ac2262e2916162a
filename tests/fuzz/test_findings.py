"""What is printed of a finding works: the line for a shell and the test."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from contracts.server_process import server_process
from contracts.target import Target
from tests.clients.missing import need_program
from tests.command_line import run_against
from tests.mutants.mutation import Mutant, mutated_server

MODEL = Mutant(
    name="names differ by case",
    file="domain/text.py",
    old="return lower_case(name)",
    new="return name",
    operation="CreateAction",
)
SCHEMA = Mutant(
    name="sequences are numbers",
    file="operations/details.py",
    old="sequence=uint64(recorded.sequence), creation_date",
    new="sequence=recorded.sequence, creation_date",
    operation="CreateAction",
)


def pytest_of(module: Path, target: Target) -> subprocess.CompletedProcess[str]:
    """Run a printed module of tests against a server."""
    environment = os.environ | {"ZITADEL_URL": target.base_url, "ZITADEL_PAT": target.admin_pat}
    settings = module.with_name("pytest.ini")
    settings.write_text("[pytest]\n", "utf-8")
    command = [sys.executable, "-m", "pytest", "-c", str(settings), "-p", "no:cacheprovider", "-q", str(module)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


SCRIPTS = Mutant(
    name="logs of scripts are no claim",
    file="scripts/chain.py",
    old="        if run.logs:",
    new="        if False:",
    operation="Scripts",
)
EXECUTIONS = Mutant(
    name="a forwarded conflict is an invalid argument",
    file="deliveries/judging.py",
    old="409: Code.ALREADY_EXISTS",
    new="409: Code.INVALID_ARGUMENT",
    operation="Executions",
)


@pytest.mark.parametrize(
    ("mutant", "phase", "examples"),
    [
        pytest.param(SCRIPTS, "scripts", "200", marks=pytest.mark.thorough),
        pytest.param(EXECUTIONS, "executions", "300", marks=pytest.mark.thorough),
        pytest.param(MODEL, "model", "10", marks=pytest.mark.thorough),
        pytest.param(SCHEMA, "examples", "1", marks=pytest.mark.fuzz),
    ],
)
def test_printed_test(mutant: Mutant, phase: str, examples: str, tmp_path: Path) -> None:
    """It fails on the server that it was found on, and passes on one without the mistake."""
    reports = tmp_path / "reports"
    broken, sound = tmp_path / "broken", tmp_path / "sound"
    broken.mkdir()
    sound.mkdir()
    flags = ("--seed", "1", "--max-examples", examples, "--phases", phase, "--report", str(reports))
    with mutated_server(mutant, broken) as target:
        ended = run_against(target, "fuzz", *flags)
        assert ended.returncode == 1, ended.stderr
        failing = pytest_of(reports / "test_findings.py", target)
        assert failing.returncode == 1, failing.stdout
        assert "passed" not in failing.stdout
    with server_process(sound) as target:
        passing = pytest_of(reports / "test_findings.py", target)
    assert passing.returncode == 0, passing.stdout


def test_printed_line(tmp_path: Path) -> None:
    """It gets the answer that is wrong, once more, with the token from the environment."""
    with mutated_server(SCHEMA, tmp_path) as target:
        flags = ("--seed", "1", "--max-examples", "1", "--phases", "examples", "--select", "*Trigger*", "--json")
        ended = run_against(target, "fuzz", *flags)
        findings = json.loads(ended.stdout)["findings"]
        finding = next(each for each in findings if each["operation"] == "SetTriggerActions")
        assert "$ZITADEL_PAT" in finding["curl"]
        environment = os.environ | {"ZITADEL_PAT": target.admin_pat}
        need_program("curl")
        line = finding["curl"].replace("curl ", "curl -sS ", 1)
        seen = subprocess.run(["bash", "-c", line], env=environment, capture_output=True, text=True, check=True)
    # The removed organisation still has its flows, so the reason for the refusal shows that the request is understood.
    assert "COMMAND-Nfh52" in seen.stdout
