"""What clients send is not remembered without bound."""

from __future__ import annotations

import langcodes

from mockserver.errors import languages, texts
from mockserver.errors.codes import Code
from mockserver.errors.languages import negotiate
from mockserver.errors.problem import Problem


def test_a_long_header_counts_as_absent() -> None:
    """Nobody reads that many languages; a list of ordinary length counts."""
    assert negotiate(",".join(["de"] * 300)) == "de"
    assert negotiate(",".join(["de"] * 60_000)) == "en"


def test_language_tags_are_forgotten() -> None:
    """However many different tags come, the package that reads them holds no more than so many."""
    for number in range(0, 3 * languages._MAX_TAGS, 50):
        negotiate(",".join(f"en-x-{tag:06d}" for tag in range(number, number + 50)))

    held = len(langcodes.Language._INSTANCES) + len(langcodes.Language._PARSE_CACHE)
    assert held <= languages._MAX_TAGS + 4 * 50
    assert negotiate("de") == "de"


def test_long_texts_of_problems_are_not_kept() -> None:
    """A problem that repeats what a client sent leaves nothing behind."""
    before = len(texts._PROBLEM_TEXTS)

    assert texts.problem_texts(Problem("", Code.INVALID_ARGUMENT, "x" * 100_000), "en")[1] == "x" * 100_000

    assert len(texts._PROBLEM_TEXTS) == before
