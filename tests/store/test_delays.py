"""Delays, drawn many times."""

from __future__ import annotations

import statistics
from random import Random

import pytest

from mockserver.store.delays import MAX_DELAY_MS, Delay, FixedDelay, LognormalDelay, UniformDelay


def drawn(delay: Delay) -> list[float]:
    """Ten thousand draws, the same in every run."""
    random = Random(7)  # noqa: S311 (the same in every run)
    return [delay.draw(random) for _ in range(10_000)]


def test_fixed() -> None:
    """Every draw is the same."""
    assert set(drawn(FixedDelay(20.0))) == {20.0}


def test_uniform() -> None:
    """Draws fill the space between the bounds and nothing beside it."""
    draws = drawn(UniformDelay(10.0, 20.0))

    assert 10 <= min(draws) < 10.1
    assert 19.9 < max(draws) <= 20
    assert statistics.fmean(draws) == pytest.approx(15, rel=0.02)


def test_lognormal() -> None:
    """Half of the draws lie below the median, and the others reach farther than those."""
    draws = drawn(LognormalDelay(100.0, 0.5))

    assert statistics.median(draws) == pytest.approx(100, rel=0.03)
    assert statistics.fmean(draws) == pytest.approx(113, rel=0.03)
    assert min(draws) > 0


@pytest.mark.parametrize("delay", [FixedDelay(1e9), UniformDelay(1e8, 1e9), LognormalDelay(1e9, 0.1)])
def test_no_delay_is_endless(delay: Delay) -> None:
    """Whatever is asked for, an answer comes in the end."""
    assert set(drawn(delay)) == {MAX_DELAY_MS}
