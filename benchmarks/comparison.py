"""What got worse since earlier results, by more than the noise of both."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.results import Results
from benchmarks.spread import Spread

_LEAST_NOISE = 0.05
"""Runs differ by this part of a value though nothing changed."""
_LEAST_NOISE_OF_FEW = 0.25
"""The same where fewer than three samples tell nothing about noise."""
_FEW = 3


def worse(before: Results, now: Results) -> list[str]:
    """One line for each value that got worse.

    Ratios are compared always, since both of their parts ran on the same machine; other facts only where the
    machine's processor, number of cores and kernel are the same.
    """
    return list(_worse(before, now))


def same_machine(before: Results, now: Results) -> bool:
    """Whether absolute figures can be compared."""
    return all(before.machine.get(name) == now.machine.get(name) for name in ("cpu", "cores", "kernel"))


def is_worse(before: Spread, now: Spread) -> bool:
    """Whether a value, of which less is better, grew by more than the noise of either."""
    return now.median - before.median > noise(before, now)


def noise(before: Spread, now: Spread) -> float:
    """How far two measurements of the same thing may lie apart: the wider range, or a part of the value at least."""
    least = _LEAST_NOISE if min(before.count, now.count) >= _FEW else _LEAST_NOISE_OF_FEW
    return max(before.width, now.width, least * before.median)


def _worse(before: Results, now: Results) -> Iterator[str]:
    for name, ratio in now.ratios.items():
        old = before.ratios.get(name)
        if old is not None and old.title == ratio.title and is_worse(old.ratio, ratio.ratio):
            yield _line(ratio.title, "×", old.ratio, ratio.ratio)
    if not same_machine(before, now):
        return
    for name, fact in now.facts.items():
        known = before.facts.get(name)
        # The title holds how far things grew: a short run is no measure of a full one.
        if known is not None and known.title == fact.title and is_worse(known.value, fact.value):
            yield _line(fact.title, fact.unit, known.value, fact.value)


def _line(title: str, unit: str, before: Spread, now: Spread) -> str:
    return f"{title}: {before.median:.3g} → {now.median:.3g} {unit} (noise {noise(before, now):.2g})"
