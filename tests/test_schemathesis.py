"""A short, repeatable run of Schemathesis; `make fuzz` runs long ones."""

from __future__ import annotations

from pathlib import Path

from contracts.server_process import server_process
from tests.fuzz.schemathesis_run import schemathesis_run

SEED = 1
EXAMPLES = 5


def test_schemathesis(tmp_path: Path) -> None:
    """Examples, coverage, fuzzing and stateful testing find nothing on a fresh server."""
    with server_process(tmp_path) as target:
        done = schemathesis_run(target, seed=SEED, examples=EXAMPLES)

    assert done.returncode == 0, done.stdout + done.stderr
