"""What a password must be."""

from __future__ import annotations

import pytest

from mockserver.domain.passwords import OF_CHANGED, OF_NEW, require_complex
from tests.domain.refusals import refuses


@pytest.mark.parametrize("problems", [OF_NEW, OF_CHANGED])
@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", 0),
        ("Aa1-aaa", 0),
        ("AAAAAA1-", 1),
        ("ÜÖÄÜÖÄ1-", 1),
        ("aaaaaa1-", 2),
        ("Aaaaaaa-", 3),
        ("Aaaaaa11", 4),
    ],
)
def test_the_first_that_is_missing(problems: tuple, text: str, place: int) -> None:
    """Length, a small letter, a capital one, a number, a symbol."""
    with refuses(problems[place]):
        require_complex(text, problems)


@pytest.mark.parametrize("text", ["Aaaaaa1-", "Aa1üüü", "Aaaaaa1 ", "Aaaaaa1🙂"])
def test_bytes_are_counted_and_anything_else_is_a_symbol(text: str) -> None:
    """A letter that is not of ASCII is a symbol of several bytes."""
    require_complex(text, OF_NEW)
