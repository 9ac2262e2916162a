"""What is remembered of clients' texts stays within bounds."""

from __future__ import annotations

from mockserver.short_cache import LONGEST, ShortCache


def doubled(text: str) -> str:
    """Any function."""
    return text * 2


def cache(max_entries: int = 10) -> ShortCache[str]:
    """A cache of it."""
    return ShortCache(doubled, max_entries, lambda _, value: len(value))


def test_short_results_are_remembered() -> None:
    """The second answer is the first one's object."""
    texts = cache()

    assert texts["ab",] == "abab"
    assert texts["ab",] is texts["ab",]


def test_long_results_are_not_kept() -> None:
    """They are right, and leave nothing behind."""
    texts = cache()

    assert len(texts["x" * LONGEST,]) == 2 * LONGEST
    assert not texts


def test_the_number_of_results_is_bounded() -> None:
    """However many there are, no more than so many are kept, the newest among them."""
    texts = cache(max_entries=3)

    for number in range(100):
        assert texts[str(number),] == str(number) * 2
        assert len(texts) <= 3
    assert ("99",) in texts
