"""The domain that an organisation's name gives it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockserver.domain.organisation_domain import organisation_domain
from mockserver.domain.text import lower_case
from mockserver.errors.catalogue import ORGANISATION_DOMAIN_EMPTY
from tests.domain.refusals import refuses

BOUNDED = settings(derandomize=True, max_examples=300, deadline=None)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Acme Ltd.", "acme-ltd"),
        ("ACME", "acme"),
        ("a b", "a-b"),
        ("a  b", "a--b"),
        ("a\tb\u00a0c", "abc"),
        ("a.b_c/d@e", "abcde"),
        ("Müller & Söhne", "müller--söhne"),
        ("日本 会社", "日本-会社"),
        ("e\u0301te\u0301", "e\u0301te\u0301"),
        ("١٢٣x٤", "x"),
        ("x²½Ⅷ", "x"),
        ("🚀 rocket", "rocket"),
        ("42", "42"),
        ("-a-", "a"),
        (" a ", "a"),
        ("--a--", "-a-"),
        ("- a", "-a"),
        ("a-b-c", "a-b-c"),
        ("x" * 63, "x" * 63),
        ("x" * 64, "x" * 63),
        ("x" * 62 + " y", "x" * 62),
        ("ü" * 31 + "x", "ü" * 31 + "x"),
        ("ü" * 32, "ü" * 31 + "\ufffd"),
        ("x" * 62 + "ü", "x" * 62 + "\ufffd"),
        ("x" * 61 + "語", "x" * 61 + "\ufffd\ufffd"),
        ("x" * 60 + "語", "x" * 60 + "語"),
        ("İstanbul", "istanbul"),
        ("ΟΔΟΣ", "οδοσ"),
        ("ẞ", "ß"),
        ("ǅ", "ǆ"),
        ("-" + "x" * 63, "x" * 62),
    ],
)
def test_names_and_their_domains(name: str, label: str) -> None:
    """Spaces become hyphens, only letters, marks, ASCII digits and hyphens stay, at most 63 bytes, in lower case.

    One hyphen at each end goes after the cut. Each byte that is left of a character is a U+FFFD, and each character has
    one in lower case.
    """
    assert organisation_domain(name, "localhost") == f"{label}.localhost"


@pytest.mark.parametrize("name", ["", " ", "-", "--", "  ", "...", "🚀", "٣", "\0", "&-&"])
def test_names_of_which_nothing_is_left(name: str) -> None:
    """A name without any letter, mark or ASCII digit gives no domain."""
    with refuses(ORGANISATION_DOMAIN_EMPTY):
        organisation_domain(name, "localhost")


def test_the_external_domain_is_lower_case_too() -> None:
    """The whole domain is in lower case."""
    assert organisation_domain("Org", "ID.Example.COM") == "org.id.example.com"


@pytest.mark.parametrize(("length", "room"), [(189, 63), (190, 62), (250, 2), (251, 1)])
def test_a_long_external_domain_leaves_less_room(length: int, room: int) -> None:
    """A domain has at most 253 bytes; the organisation's part is cut to what the external domain leaves."""
    domain = organisation_domain("x" * 80, "e" * length)

    assert domain == "x" * room + "." + "e" * length


@BOUNDED
@given(st.text(max_size=100))
def test_any_name_gives_a_clean_label_or_none(name: str) -> None:
    """A name with anything to keep gives a label in lower case of nothing but what is allowed; any other is refused."""
    if not any(unicodedata.category(c)[0] in "LM" or c in "0123456789" for c in name):
        # Hyphens alone could be left; one goes at each end.
        name = name.replace("-", "").replace(" ", "")
        with refuses(ORGANISATION_DOMAIN_EMPTY):
            organisation_domain(name, "localhost")
        return

    label, _, rest = organisation_domain(name, "localhost").partition(".")

    assert rest == "localhost"
    assert label == lower_case(label)
    assert label
    assert all(c in "0123456789-\ufffd" or unicodedata.category(c)[0] in "LM" for c in label)


@BOUNDED
@given(st.text("abz09-", min_size=1, max_size=63))
def test_a_label_that_is_one_already_stays(name: str) -> None:
    """A name that is a label without hyphens at its ends is its own label."""
    if name.startswith("-") or name.endswith("-"):
        name = f"a{name[1:-1]}a"

    assert organisation_domain(name, "localhost") == f"{name}.localhost"
