"""Long runs of Schemathesis: `make fuzz`."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.server_process import server_process
from tests.fuzz.schemathesis_run import schemathesis_run

EXAMPLES = 200


@pytest.mark.fuzz
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(1, 6))
def test_fuzz(tmp_path: Path, seed: int) -> None:
    """Many examples of all kinds find nothing on a fresh server."""
    with server_process(tmp_path) as target:
        done = schemathesis_run(target, seed=seed, examples=EXAMPLES)

    assert done.returncode == 0, done.stdout + done.stderr
