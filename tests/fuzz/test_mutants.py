"""The random requests have teeth: they find every broken rule that a schema or a property can see."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from tests.command_line import run_against
from tests.mutants.mutation import Mutant, mutated_server

EXAMPLES = {"model": "40", "fuzzing": "25", "examples": "1", "scripts": "200", "executions": "300"}


@dataclass(frozen=True, slots=True)
class Row:
    """A broken rule, the phase that must find it, and the check that must fail. `operation` may be a part of one."""

    mutant: Mutant
    phase: str
    check: str


def rows() -> list[Row]:
    """The table."""
    table = yaml.load(Path(__file__).with_name("mutants.yaml").read_bytes(), Loader=yaml.CSafeLoader)
    return [Row(phase=row.pop("phases"), check=row.pop("check"), mutant=Mutant(**row)) for row in table]


ROWS = rows()


def found(row: Row, directory: Path, *select: str) -> None:
    """Assert that the phase alone finds it, with this check and for this operation."""
    flags = ("--seed", "1", "--max-examples", EXAMPLES[row.phase], "--phases", row.phase, "--json", *select)
    with mutated_server(row.mutant, directory) as target:
        ended = run_against(target, "fuzz", *flags)
    assert ended.returncode == 1, ended.stderr
    findings = [(finding["check"], finding["operation"]) for finding in json.loads(ended.stdout)["findings"]]
    assert [pair for pair in findings if pair[0] == row.check and row.mutant.operation in pair[1]], findings


@pytest.mark.parametrize("row", [row for row in ROWS if row.mutant.sample], ids=lambda row: row.mutant.name)
def test_sample(row: Row, tmp_path: Path) -> None:
    """Found among requests for the operation alone."""
    found(row, tmp_path, "--select", f"*{row.mutant.operation}*")


@pytest.mark.fuzz
@pytest.mark.timeout(600)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.mutant.name)
def test_mutant(row: Row, tmp_path: Path) -> None:
    """Found."""
    found(row, tmp_path)
