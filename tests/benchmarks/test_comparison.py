"""What counts as worse than before."""

from __future__ import annotations

import pytest

from benchmarks.comparison import worse
from benchmarks.spread import Spread
from tests.benchmarks.made import MACHINE, around, results


def test_nothing_changed() -> None:
    """The same results are not worse."""
    assert worse(results(), results()) == []


def test_a_ratio_that_grew() -> None:
    """A ratio that grew by more than any noise is told with both values."""
    (line,) = worse(results(ratio=around(0.5)), results(ratio=around(0.6)))
    assert "Setting / other: 0.5 → 0.6 ×" in line


def test_better_is_not_worse() -> None:
    """A ratio that fell is not told."""
    assert worse(results(ratio=around(0.6)), results(ratio=around(0.5))) == []


@pytest.mark.parametrize("noisy", [Spread(0.5, 0.4, 0.6, 3), Spread(0.6, 0.5, 0.7, 3)])
def test_a_ratio_within_its_noise(noisy: Spread) -> None:
    """A change that is smaller than the range of either measurement tells nothing."""
    calm = around(0.6 if noisy.median == 0.5 else 0.5)
    before, now = sorted((noisy, calm), key=lambda found: found.median)
    assert worse(results(ratio=before), results(ratio=now)) == []


def test_few_samples_count_for_less() -> None:
    """Of a short run only a large change is told."""
    assert worse(results(ratio=around(0.5)), results(ratio=around(0.6, samples=1))) == []
    assert worse(results(ratio=around(0.5)), results(ratio=around(0.7, samples=1)))


def test_a_fact_that_grew() -> None:
    """On the same machine absolute figures are compared too."""
    (line,) = worse(results(fact=around(60.0)), results(fact=around(90.0)))
    assert "memory at rest: 60 → 90 MB" in line


def test_another_machine() -> None:
    """On another machine only ratios are compared."""
    other = {**MACHINE, "cpu": "Another CPU"}
    now = results(ratio=around(0.6), fact=around(90.0), machine=other)
    (line,) = worse(results(ratio=around(0.5), fact=around(60.0)), now)
    assert line.startswith("Setting / other")
