"""The verification has teeth: it catches every broken rule and names the operation."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.command_line import run_against
from tests.mutants.mutation import Mutant, mutated_server, read_mutants

MUTANTS = read_mutants()


def caught(mutant: Mutant, directory: Path, *flags: str) -> None:
    """Assert that a verification of the mutant fails and names its operation."""
    with mutated_server(mutant, directory) as target:
        flags = ("--json", "--quiet", "--wait", "0.3", "--transport", mutant.transport, *flags)
        ended = run_against(target, "verify", *flags)
    assert ended.returncode == 1, ended.stderr
    named = {name for row in json.loads(ended.stdout)["differences"] for name in (row["operation"], row["call"])}
    assert mutant.operation in named


def test_names_differ() -> None:
    """There are at least forty, each with a name of its own."""
    names = {mutant.name for mutant in MUTANTS}
    assert len(names) == len(MUTANTS)
    assert len(names) >= 40


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_text_stands_once(mutant: Mutant) -> None:
    """Each mutant can be made of the server as it is."""
    text = (Path(__file__).parents[2] / "mockserver" / mutant.file).read_text("utf-8")
    assert text.count(mutant.old) == 1
    assert mutant.new != mutant.old


@pytest.mark.parametrize("mutant", [mutant for mutant in MUTANTS if mutant.sample], ids=lambda mutant: mutant.name)
def test_sample(mutant: Mutant, tmp_path: Path) -> None:
    """The checks of the operation alone catch it."""
    caught(
        mutant,
        tmp_path,
        *(() if mutant.recording or mutant.checks else ("--select", mutant.operation)),
        *_selected(mutant),
    )


@pytest.mark.mutants
# Where nearly all checks fail, each waits for reads that might lag.
@pytest.mark.timeout(400)
@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_mutant(mutant: Mutant, tmp_path: Path) -> None:
    """The property checks, or one recording, catch it by themselves, so the whole contract does too."""
    caught(mutant, tmp_path, *_selected(mutant))


def _selected(mutant: Mutant) -> Sequence[str]:
    if mutant.checks:
        return "--own-server", "--select", mutant.checks
    if mutant.recording:
        return "--select", f"as recorded in {mutant.recording}.jsonl"
    return "--select", "!recordings,!scripts,!logins,!executions"
