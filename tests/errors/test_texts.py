"""The texts of every language: complete, clean and really translated."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

import mockserver.errors
from mockserver.errors.texts import BARE_IN_ROMANIAN, text, untranslated

TEXTS = Path(mockserver.errors.__file__).parent / "texts"
# fmt: off
LANGUAGES = (
    "bg", "cs", "de", "en", "es", "fr", "hu", "id", "it", "ja", "ko",
    "mk", "nl", "pl", "pt", "ro", "ru", "sv", "tr", "uk", "zh",
)
# fmt: on
TRANSLATIONS = tuple(language for language in LANGUAGES if language != "en")

# (key, language) whose text is the English one, and why.
SAME_AS_ENGLISH = {
    ("Errors.Flow.FlowTypeMissing", "fr"): "the real server answers English here",
}


def pairs(language: str) -> list[tuple[str, str]]:
    """Key and text of one language in file order; a key that stands twice is listed twice."""
    written = (TEXTS / f"{language}.json").read_text(encoding="utf-8")
    return [(key, value) for key, value in json.loads(written, object_pairs_hook=list)]


SENTENCES = (
    "Application.OIDC.",
    "Errors.User.GrantRequired",
    "Errors.User.ProjectRequired",
    "Errors.User.ExternalIDP.LoginFailed",
)
"""How keys of texts begin that are whole sentences."""


def test_the_folder_holds_exactly_the_languages() -> None:
    """There is one file a language of the real server, and no other file."""
    assert sorted(path.name for path in TEXTS.iterdir()) == sorted(f"{language}.json" for language in LANGUAGES)


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_a_language_has_keys_of_english(language: str) -> None:
    """Every language has the keys that another one has, each once in the same order; Romanian lacks bare ones."""
    translated = {key for other in TRANSLATIONS for key, _ in pairs(other)}
    expected = [
        key
        for key, _ in pairs("en")
        if key in translated and not (language == "ro" and key.startswith(BARE_IN_ROMANIAN))
    ]

    assert [key for key, _ in pairs(language)] == expected


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_english_stands_in(language: str) -> None:
    """A text that a language lacks is answered in English, and what is so answered is listed; a bare key stays bare."""
    own = dict(pairs(language))
    bare = BARE_IN_ROMANIAN if language == "ro" else ()
    for key, english in pairs("en"):
        expected = own.get(key, key if key.startswith(bare) else english)
        assert text(key, language) == expected
        assert (key in untranslated(language)) == (key not in own and not key.startswith(bare))


def test_english_names_each_key_once() -> None:
    """The file that sets the keys for all others repeats none."""
    keys = [key for key, _ in pairs("en")]

    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_clean(language: str) -> None:
    """No text is empty, has white space around it or inside it other than single spaces, or ends with a full stop.

    Some are whole sentences on the real server.
    """
    texts = [(key, said) for key, said in pairs(language) if not key.startswith(SENTENCES)]
    unclean = {key: said for key, said in texts if not said or said != " ".join(said.split())}
    stopped = {key: said for key, said in texts if said.endswith((".", "。"))}

    assert unclean == {}
    assert stopped == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_normalised(language: str) -> None:
    """Accented letters are composed (NFC), so that texts compare equal byte by byte."""
    decomposed = {key: said for key, said in pairs(language) if not unicodedata.is_normalized("NFC", said)}

    assert decomposed == {}


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_texts_are_translated(language: str) -> None:
    """A text equals the English one exactly where the table of exceptions says so."""
    english = dict(pairs("en"))
    same = {(key, language) for key, said in pairs(language) if said == english[key]}

    assert same == {exception for exception in SAME_AS_ENGLISH if exception[1] == language}


@pytest.mark.parametrize("language", LANGUAGES)
def test_files_are_written_uniformly(language: str) -> None:
    """A file is UTF-8 with real characters, an indent of two spaces and a final newline."""
    written = (TEXTS / f"{language}.json").read_bytes().decode("utf-8")

    assert written == json.dumps(dict(pairs(language)), ensure_ascii=False, indent=2) + "\n"
