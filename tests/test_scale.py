"""What a full instance costs: memory that stays bounded, and work that does not grow with what is stored."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

ORGANISATIONS, ACTIONS = 1_000, 100
MAX_PEAK_BYTES = 300_000_000


def probe(organisations: int) -> dict[str, Any]:
    """Run the probe in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.scale_probe", str(organisations)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


@pytest.fixture(scope="module")
def full() -> dict[str, Any]:
    """Measured in an instance with 1,000 organisations of 100 actions, every trigger of every flow set."""
    return probe(ORGANISATIONS)


def test_memory_of_a_full_instance(full: dict[str, Any]) -> None:
    """A full instance, interpreter and all, stays under 300 MB."""
    assert full["actions"] == (ORGANISATIONS + 1) * ACTIONS
    assert full["peak_bytes"] < MAX_PEAK_BYTES


def test_work_does_not_depend_on_what_is_stored(full: dict[str, Any]) -> None:
    """Set Trigger Actions calls the same functions as often in a full instance as in one of two organisations."""
    assert full["calls"] == probe(1)["calls"]
