"""The texts of problems and of flow and trigger types, one file a language."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from pathlib import Path

from mockserver.errors.languages import DEFAULT_LANGUAGE
from mockserver.errors.problem import Problem
from mockserver.short_cache import ShortCache

_FOLDER = Path(__file__).with_name("texts")
BARE_IN_ROMANIAN = ("Action.", "Errors.Action.", "Errors.Flow.")
"""How keys begin that the real server answers bare to who reads Romanian."""


@functools.cache
def texts(language: str) -> Mapping[str, str]:
    """Key to text of one supported language."""
    table: dict[str, str] = json.loads((_FOLDER / f"{language}.json").read_text("utf-8"))
    return table


def text(key: str, language: str = DEFAULT_LANGUAGE) -> str:
    """The text of a key: the English one where the language has none, and the key itself where English has none either.

    Some groups of texts the real server lacks in Romanian, and answers their bare keys.
    Source: recordings/localisation.jsonl.
    """
    found = texts(language).get(key)
    if found is not None or (language == "ro" and key.startswith(BARE_IN_ROMANIAN)):
        return found or key
    return texts(DEFAULT_LANGUAGE).get(key, key)


def known_text(key: str, language: str = DEFAULT_LANGUAGE) -> str:
    """The text of a key, and none where no language has one."""
    found = text(key, language)
    return "" if found == key else found


def untranslated(language: str) -> tuple[str, ...]:
    """The keys whose English text stands in for one of a language."""
    own = texts(language)
    bare = BARE_IN_ROMANIAN if language == "ro" else ()
    return tuple(key for key in texts(DEFAULT_LANGUAGE) if key not in own and not key.startswith(bare))


def problem_texts(problem: Problem, language: str) -> tuple[str, str]:
    """A problem's message (text and ID) and its text alone."""
    return _PROBLEM_TEXTS[problem, language]


def _problem_texts(problem: Problem, language: str) -> tuple[str, str]:
    plain = text(problem.key, language)
    return (f"{plain} ({problem.id})" if problem.detailed else plain), plain


_PROBLEM_TEXTS = ShortCache(
    _problem_texts, 2048, lambda arguments, texts: len(arguments[0].key) + len(texts[0]) + len(texts[1])
)
