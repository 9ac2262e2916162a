"""Which language a caller reads."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockserver.errors.languages import SUPPORTED_LANGUAGES, negotiate

BOUNDED = settings(derandomize=True, max_examples=300, deadline=None)

SERVED = (
    "bg", "cs", "de", "en", "es", "fr", "hu", "id", "it", "ja", "ko", "mk", "nl", "pl", "pt", "ro", "ru", "sv", "tr",
    "uk", "zh",
)  # fmt: skip
"""The languages that there are texts for."""

CLOSE = {
    "bg": "av ba ce cu cv kv os sah sr tyv udm",
    "de": "gsw lb rm",
    "en": "ak bn chr cy ee eo ga gd ha haw ia ig is ka km kn lg lo mi ml mt my ne nso ny om or pa ps rn sd si sn so sq "
    "st sw ta te ti tn to ur xh yi yo zu",
    "es": "ay eu gl gn qu",
    "fr": "br co crs ht kg ln lua mg oc rw wo",
    "id": "jv ms su in",
    "it": "la",
    "nl": "af fy",
    "ro": "mo",
    "ru": "ab az be hy kk ky mn tg tk tt uz",
    "tr": "ku",
    "zh": "cmn gan hak hsn lzh nan ug wuu",
}
"""Languages without texts, by the language that their readers are served; measured with the real server's library."""

THREE_LETTERS = {
    "bg": "bul", "cs": "ces cze", "de": "deu ger", "en": "eng", "es": "spa", "fr": "fra fre", "hu": "hun", "id": "ind",
    "it": "ita", "ja": "jpn", "ko": "kor", "mk": "mac mkd", "nl": "nld dut", "pl": "pol", "pt": "por", "ro": "ron rum",
    "ru": "rus", "sv": "swe", "tr": "tur", "uk": "ukr", "zh": "zho chi",
}  # fmt: skip


@pytest.mark.parametrize("language", SERVED)
@pytest.mark.parametrize("form", ["{}", " {} ", "{},en", "{};q=0.5", "en;q=0.1,{}", "{}-001", "{}_001"])
def test_a_language_with_texts(language: str, form: str) -> None:
    """A language that there are texts for is served, in any case, with any weight and any region."""
    assert negotiate(form.format(language)) == language
    assert negotiate(form.format(language.upper())) == language


def test_the_table_of_languages_is_complete() -> None:
    """There are texts for exactly the real server's languages."""
    assert set(SERVED) == SUPPORTED_LANGUAGES


@pytest.mark.parametrize(("language", "code"), [(to, code) for to, all_ in CLOSE.items() for code in all_.split()])
def test_a_close_language(language: str, code: str) -> None:
    """A language without texts whose readers read another one gets that one; one with texts beats it."""
    assert negotiate(code) == language
    if code not in ("in", "mo", "cmn"):
        assert negotiate(f"{code},ja") == "ja"


@pytest.mark.parametrize(
    ("language", "code"), [(to, code) for to, all_ in THREE_LETTERS.items() for code in all_.split()]
)
def test_codes_of_three_letters(language: str, code: str) -> None:
    """The longer codes of a language are the language itself."""
    assert negotiate(code) == language


@pytest.mark.parametrize(
    "code",
    [
        "nb", "nn", "no", "da", "is", "fi", "et", "lv", "lt", "sk", "sl", "hr", "bs", "sh", "ca", "ga", "cy", "mt",
        "he", "iw", "ar", "fa", "hi", "bn", "th", "vi", "el", "ka", "am", "yue", "fil", "tl", "ckb",
    ],
)  # fmt: skip
def test_languages_that_fall_to_english(code: str) -> None:
    """Readers of languages that are close to none get English, unless they name another one."""
    assert negotiate(code) == "en"
    assert negotiate(f"{code},de") == "de"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("*", "en"),
        ("*;q=0.5,de", "de"),
        ("de;q=0,en", "en"),
        ("de;q=0", "en"),
        ("de;q=0.000,fr", "fr"),
        ("de;q=2", "de"),
        ("de;q=1.5,fr", "de"),
        ("de;q=-1", "en"),
        ("de;q=-1,fr", "fr"),
        ("de;q=1e-1,fr;q=.5", "fr"),
        ("de; q=0.5, fr ; q=0.8", "fr"),
        ("fr;q=0.2,it;q=0.9", "it"),
        ("fr;q=0.9,de;q=0.9", "fr"),
        ("en;q=0.1,de", "de"),
        ("en,de", "en"),
        ("de;", "de"),
        ("de,", "de"),
        (",de", "de"),
        ("de,,fr", "de"),
    ],
)
def test_weights(header: str, language: str) -> None:
    """The heaviest entry counts, the first of equal ones; no weight is 1, and one of 0 or less drops the entry."""
    assert negotiate(header) == language


@pytest.mark.parametrize(
    "header",
    [
        "de;q=abc", "de;q=", "de;;", "de;level=1", "de;level=1;q=0.5,fr", "de;q=0.9;x=1", "de;Q=0.5,fr", "xx,de",
        "xx,en,de", "gibberish,de", "abcdefghi,de", "abcdefgh,de", "a,de", "1", "en-", "-", "en--US", "de\tfr",
        "en_US.UTF-8", "de_DE.UTF-8", "de@euro", "C", "POSIX",
    ],
)  # fmt: skip
def test_headers_that_cannot_be_read(header: str) -> None:
    """One item that cannot be read, an unknown language included, makes the whole header count as absent."""
    assert negotiate(header) == "en"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("de-CH", "de"),
        ("de_CH", "de"),
        ("de-XX", "de"),
        ("de-Latn", "de"),
        ("de-DE-1996", "de"),
        ("de-1901", "de"),
        ("de-x-foo", "de"),
        ("x-foo,de", "de"),
        ("pt-PT", "pt"),
        ("pt-BR", "pt"),
        ("en-GB", "en"),
        ("zh-CN", "zh"),
        ("zh-Hans", "zh"),
        ("zh-Hant", "zh"),
        ("zh-TW", "zh"),
        ("zh-HK", "zh"),
        ("zh-TW,en", "en"),
        ("zh-Hant,de", "de"),
        ("fr-CA,de", "fr"),
        ("de-AT,fr", "de"),
        ("en-US,de", "en"),
        ("lb,fr", "fr"),
        ("gsw,fr", "fr"),
        ("be,de", "de"),
        ("nb,de", "de"),
        ("da,sv", "sv"),
        ("ar,en,de", "en"),
        ("jbo,de", "de"),
        ("und", "en"),
        ("mul", "en"),
        ("i-klingon", "en"),
        ("sr-Latn", "en"),
        ("ja-Latn", "en"),
        ("uk-Latn", "en"),
        ("en-US-POSIX", "en"),
    ],
)
def test_regions_scripts_and_variants(header: str, language: str) -> None:
    """A region keeps its language; a language in another script is not the same; texts beat closeness."""
    assert negotiate(header) == language


@BOUNDED
@given(st.text(max_size=30) | st.text("deafrn-;,q=01.* ", max_size=30))
def test_any_header_gives_a_language(header: str) -> None:
    """No header is an error."""
    assert negotiate(header) in SUPPORTED_LANGUAGES


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("deutsch", "de"), ("deutsch;q=0.5", "de"), ("xx-none,deutsch", "en"), ("italian,de", "it"), ("french", "fr"),
        ("Deutsch", "en"), ("english,de", "en"), ("und-DE", "de"), ("und-JP", "ja"), ("und_jp", "ja"),
        ("und-BR", "pt"), ("und-US", "en"), ("und-Cyrl", "ru"), ("und-Hant", "zh"), ("und", "en"), ("und,de", "de"),
    ],
)  # fmt: skip
def test_names_and_regions_without_a_language(header: str, language: str) -> None:
    """A few names of languages are read, and a region or a script stands for the language that it most likely has."""
    assert negotiate(header) == language
