"""Samples and their ratios."""

from __future__ import annotations

import statistics

import pytest

from benchmarks.spread import Spread, ratios, spread


def test_a_spread_is_median_and_range() -> None:
    """The order of samples does not matter."""
    assert spread([3.0, 1.0, 9.0]) == Spread(3.0, 1.0, 9.0, 3)
    assert spread([9.0, 3.0, 1.0]).width == 8.0


def test_no_samples_have_no_spread() -> None:
    """Nothing measured is an error, not a zero."""
    with pytest.raises(statistics.StatisticsError):
        spread([])


def test_ratios_are_of_pairs() -> None:
    """What slows both halves of a pair leaves their ratio as it is."""
    assert ratios([40.0, 80.0, 44.0], [40.0, 80.0, 40.0]) == Spread(1.0, 1.0, 1.1, 3)


def test_samples_without_partner_have_no_ratio() -> None:
    """A lost sample must not shift the pairs."""
    with pytest.raises(ValueError, match="shorter"):
        ratios([1.0, 2.0], [1.0])
