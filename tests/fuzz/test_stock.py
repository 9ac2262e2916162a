"""Schemathesis as it is, with the configuration beside the document."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from contracts.fuzz.stock_config import configuration
from contracts.server_process import server_process
from contracts.target import Target
from mockserver.spec.description import description
from tests.command_line import assert_one_line, run
from tests.sampling import shuffled

ROOT = Path(__file__).parents[2]
OPERATIONS = sum(len(item) for item in description()["paths"].values())
SAMPLE = 10
PHASES = "examples,coverage,fuzzing"
SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")


def operation_ids() -> list[str]:
    """Those of the document."""
    return [node["operationId"] for item in description()["paths"].values() for node in item.values()]


def schemathesis(folder: Path, target: Target, *flags: str) -> subprocess.CompletedProcess[str]:
    """The stock command in a folder that holds the document."""
    asked = ["run", "openapi.yaml", "--url", target.base_url, "--seed", "1", "--no-color", *flags]
    return subprocess.run([SCHEMATHESIS, *asked], cwd=folder, capture_output=True, text=True, check=False)


def test_some_operations_are_clean(own_target: Target, tmp_path: Path) -> None:
    """The same of some operations, drawn at random: every phase but the stateful one, which follows links to others."""
    drawn = sorted(operation_ids(), key=shuffled)[:SAMPLE]
    assert run("fuzz", "--config", str(tmp_path / "project")).returncode == 0
    chosen = [flag for name in drawn for flag in ("--include-operation-id", name)]
    authorization = f"Authorization: Bearer {own_target.admin_pat}"

    done = schemathesis(
        tmp_path / "project", own_target, *chosen, "-n", "2", "--phases", PHASES, "--header", authorization
    )

    assert done.returncode == 0, done.stdout[-3000:]
    assert f"Tested: {SAMPLE}" in done.stdout


@pytest.mark.thorough
@pytest.mark.timeout(900)
def test_the_stock_command_is_clean(own_target: Target, tmp_path: Path) -> None:
    """What `fuzz --config` writes is all that it needs: every phase, no finding."""
    written = run("fuzz", "--config", str(tmp_path / "project"))
    assert written.returncode == 0, written.stderr

    done = schemathesis(
        tmp_path / "project", own_target, "-n", "2", "--header", f"Authorization: Bearer {own_target.admin_pat}"
    )

    assert done.returncode == 0, done.stdout[-3000:]
    assert f"Tested: {OPERATIONS}" in done.stdout


def test_a_checkout_has_the_same() -> None:
    """The file beside the document is that of the command, for the name that the module has there."""
    assert (ROOT / "schemathesis.toml").read_text() == configuration("contracts.fuzz.stock")


@pytest.mark.thorough
@pytest.mark.timeout(900)
def test_in_a_checkout(tmp_path: Path) -> None:
    """Here the document refers to files, and is clean likewise; on a server of its own, as runs end what they find."""
    with server_process(tmp_path) as target:
        authorization = f"Authorization: Bearer {target.admin_pat}"
        done = schemathesis(ROOT, target, "-n", "2", "--phases", "examples,coverage", "--header", authorization)

    assert done.returncode == 0, done.stdout[-3000:]
    assert f"Tested: {OPERATIONS}" in done.stdout


@pytest.mark.thorough
@pytest.mark.timeout(900)
def test_without_its_configuration_it_is_not(own_target: Target, tmp_path: Path) -> None:
    """The real server's own behaviour then counts as failures, so the configuration does something."""
    shutil.copy(ROOT / "openapi.yaml", tmp_path)
    shutil.copytree(ROOT / "openapi", tmp_path / "openapi")

    authorization = f"Authorization: Bearer {own_target.admin_pat}"
    done = schemathesis(tmp_path, own_target, "-n", "1", "--phases", "coverage", "--header", authorization)

    assert done.returncode == 1


@pytest.mark.parametrize("name", ["openapi.yaml", "schemathesis.toml"])
def test_files_that_are_there_are_kept(tmp_path: Path, name: str) -> None:
    """Nobody's file is written over."""
    (tmp_path / name).write_text("mine")

    assert_one_line(run("fuzz", "--config", str(tmp_path)), "is there already")
    assert [path.name for path in tmp_path.iterdir()] == [name]
