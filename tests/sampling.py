"""Samples that are at random, and stay what they are when what they are taken from grows."""

from __future__ import annotations

from hashlib import sha256

LATER = ("id-", "runs-", "actions-v2-")
"""How the names of the recordings around identities, scripts and targets begin, of which many tests have a sample."""
_SEED = 7


def shuffled(name: str) -> bytes:
    """What to sort names by for an order that has nothing to do with them."""
    return sha256(f"{_SEED} {name}".encode()).digest()


def is_in_sample(name: str, one_in: int) -> bool:
    """Whether a name belongs to a sample of one in so many."""
    return shuffled(name)[0] % one_in == 0
