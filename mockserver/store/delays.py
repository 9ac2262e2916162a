"""How long an answer is held back, in milliseconds."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

MAX_DELAY_MS = 60_000.0
"""No answer is held back longer."""


@dataclass(frozen=True, slots=True)
class FixedDelay:
    """Always the same."""

    milliseconds: float

    def draw(self, _: Random) -> float:
        return min(self.milliseconds, MAX_DELAY_MS)


@dataclass(frozen=True, slots=True)
class UniformDelay:
    """Anything between two bounds, all as likely."""

    lower: float
    upper: float

    def draw(self, random: Random) -> float:
        return min(random.uniform(self.lower, self.upper), MAX_DELAY_MS)


@dataclass(frozen=True, slots=True)
class LognormalDelay:
    """Mostly near the median, now and then much longer, as real networks are.

    Attributes:
        sigma: how far it spreads; 0.1 hardly, 1.0 widely.
    """

    median: float
    sigma: float

    def draw(self, random: Random) -> float:
        return min(random.lognormvariate(math.log(self.median), self.sigma), MAX_DELAY_MS)


Delay = FixedDelay | UniformDelay | LognormalDelay
