"""What the locks pin, without installing it."""

from __future__ import annotations

from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.setup.wheels import hashes, pins

ROOT = Path(__file__).parents[2]
SERVING, BUILDING, DEVELOPMENT = (
    ROOT / f"requirements{part}.lock" for part in ("", "-build", "-dev")
)  # fmt: skip
TOOLS = {"grpcio", "hypothesis", "mypy", "pip", "playwright", "pytest", "ruff", "schemathesis", "uv"}


@pytest.mark.parametrize("part", [SERVING, BUILDING], ids=lambda lock: lock.name)
def test_development_has_the_versions_of_serving(part: Path) -> None:
    """What is tested is what is served: pins and digests of the small locks are those of the large one.

    Markers may differ: a tool may need on every machine what serving needs on some.
    """
    development = _without_markers(DEVELOPMENT)
    assert {pin: digests for pin, digests in _without_markers(part).items() if development.get(pin) != digests} == {}


def _without_markers(lock: Path) -> dict[str, list[str]]:
    return {pin.partition(" ;")[0]: digests for pin, digests in hashes(lock).items()}


@pytest.mark.parametrize("lock", [SERVING, BUILDING, DEVELOPMENT], ids=lambda lock: lock.name)
def test_every_pin_has_digests(lock: Path) -> None:
    """Nothing can be installed that was not seen when the lock was made."""
    found = hashes(lock)
    assert len(found) == len(pins(lock)) > 0
    assert [pin for pin, digests in found.items() if not digests] == []
    assert {digest.partition(":")[0] for digests in found.values() for digest in digests} == {"sha256"}


def test_serving_needs_no_tools() -> None:
    """No tool of development is installed in order to serve."""
    assert pins(SERVING).keys() & TOOLS == set()
    assert pins(DEVELOPMENT).keys() >= TOOLS - {"pip"}


def test_no_pin_has_extras() -> None:
    """An extra would be resolved anew by some versions of pip."""
    locked: list[Requirement] = [*pins(SERVING).values(), *pins(BUILDING).values(), *pins(DEVELOPMENT).values()]
    assert [pin for pin in locked if pin.extras] == []
