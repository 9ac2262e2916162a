"""Several samples of one quantity, as their median and range."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

import msgspec


class Spread(msgspec.Struct, frozen=True):
    """What repeated measuring gave, in whatever unit was measured."""

    median: float
    low: float
    high: float
    count: int
    """Number of samples."""

    @property
    def width(self) -> float:
        """How far the samples lie apart."""
        return self.high - self.low


def spread(samples: Sequence[float]) -> Spread:
    """Median and range of at least one sample.

    Raises: statistics.StatisticsError where there is none.
    """
    return Spread(statistics.median(samples), min(samples), max(samples), len(samples))


def ratios(subject: Sequence[float], reference: Sequence[float]) -> Spread:
    """Ratios of samples that were taken in pairs, one after the other, so that what slows the machine slows both.

    Raises: ValueError where the samples are no pairs.
    """
    return spread([ours / theirs for ours, theirs in zip(subject, reference, strict=True)])
