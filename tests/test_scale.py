"""What a full instance costs: memory that stays bounded, and work that does not grow with what is stored."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

ORGANISATIONS, ACTIONS = 1_000, 100
MAX_PEAK_BYTES = 300_000_000
ORGANISATIONS_OF_PEOPLE, PEOPLE = 100, 100
MAX_PEAK_BYTES_OF_PEOPLE = 130_000_000
RANDOMNESS = {"int.from_bytes", "SystemRandom.getrandbits", "urandom"}
"""What is called until a random number fits; how often says nothing of what is stored."""


def probe(organisations: int, module: str = "tests.scale_probe") -> dict[str, Any]:
    """Run a probe in a process of its own."""
    command = [sys.executable, "-m", module, str(organisations)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
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


@pytest.fixture(scope="module")
def crowd() -> dict[str, Any]:
    """Measured in an instance with 100 organisations of 100 people who have a grant each.

    A thousand such organisations take 21 s of CPU to fill, and then the process has held 273 MB.
    """
    return probe(ORGANISATIONS_OF_PEOPLE, "tests.people_scale_probe")


def test_memory_of_a_crowd(crowd: dict[str, Any]) -> None:
    """10,000 people with a grant each, interpreter and all, take less than 130 MB."""
    assert crowd["people"] >= (ORGANISATIONS_OF_PEOPLE + 1) * PEOPLE
    assert crowd["peak_bytes"] < MAX_PEAK_BYTES_OF_PEOPLE


def test_work_does_not_depend_on_who_is_elsewhere(crowd: dict[str, Any]) -> None:
    """Writes, and a search in one organisation, call the same functions as often beside 100 organisations."""
    alone = probe(1, "tests.people_scale_probe")["calls"]
    assert crowd["calls"].keys() == alone.keys()
    for operation, calls in crowd["calls"].items():
        assert _without_randomness(calls) == _without_randomness(alone[operation]), operation


def _without_randomness(calls: dict[str, int]) -> dict[str, int]:
    return {name: count for name, count in calls.items() if name not in RANDOMNESS}
