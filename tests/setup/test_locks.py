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
WEBSITE = ROOT / "website" / "requirements.lock"
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


def test_the_site_fits_into_development() -> None:
    """The site is built in the environment of development, so what both need has one version."""
    development = {name: str(pin.specifier) for name, pin in pins(DEVELOPMENT).items()}
    both = {name: str(pin.specifier) for name, pin in pins(WEBSITE).items() if name in development}
    assert both
    assert {name: version for name, version in both.items() if development[name] != version} == {}


@pytest.mark.parametrize(
    "lock", [SERVING, BUILDING, DEVELOPMENT, WEBSITE], ids=lambda lock: str(lock.relative_to(ROOT))
)
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
