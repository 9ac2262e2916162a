"""Texts in the language that is asked for."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

from ..check import Check
from ..pick import pick
from ..trial import Actor, Trial

LANGUAGES = ("bg", "cs", "de", "es", "fr", "hu", "id", "it", "ja", "ko", "mk", "nl", "pl", "pt", "ro", "ru", "sv", "tr",
             "uk", "zh")  # fmt: skip
BARE = "ro"
"""The real server has no texts of this language, and answers their keys."""
ENGLISH_HEADERS = (
    None,
    "",
    "en",
    "xx",
    "en-GB",
    "*",
    "tlh",
    "de;q=0",
    "en, de",
    "xx;q=0.2, de;q=0.1",
    "not a language!",
)
GERMAN_HEADERS = ("de", "de-CH", "de-AT, en;q=0.5", "en;q=0.1, de;q=0.9", "DE", "gsw")
REFUSALS = (
    ("SetTriggerActions", {"flowType": "1", "triggerType": "6"}, "Errors.Flow.WrongTriggerType"),
    ("SetTriggerActions", {"flowType": "1", "triggerType": "1"}, "Errors.Flow.NoChanges"),
    ("ClearFlow", {"type": "1"}, "Errors.Flow.Empty"),
    ("GetAction", {"id": "1"}, "Errors.Action.NotFound"),
)


def language_checks() -> Iterator[Check]:
    """A check for each language, and for how one is chosen."""
    for language in LANGUAGES:
        run = functools.partial(_translated, language=language)
        facts = tuple(
            f"{operation} in {language}" for operation in ("ListFlowTypes", "ListFlowTriggerTypes", "GetFlow")
        )
        yield Check(
            "languages", "ListFlowTypes", f"texts in {language}", run, "/info/description", writes=False, facts=facts
        )
        run = functools.partial(_refusals, language=language)
        facts = tuple(dict.fromkeys(f"{operation} in {language}" for operation, _, _ in REFUSALS))
        yield Check("languages", "SetTriggerActions", f"errors in {language}", run, "/info/description", facts=facts)
    yield Check("languages", "ListFlowTypes", "how a language is chosen", _chosen, "/info/description", writes=False)


def _names(actor: Actor) -> list[tuple[Any, Any]]:
    rows = pick(actor.done("ListFlowTypes"), "result") or []
    for flow in ("1", "2", "4"):
        rows = [*rows, *(pick(actor.done("ListFlowTriggerTypes", type=flow), "result") or [])]
    rows = [*rows, {"name": pick(actor.done("GetFlow", type="1"), "flow.type.name")}]
    return [(pick(row, "name.key"), pick(row, "name.localizedMessage")) for row in rows]


def _translated(trial: Trial, language: str) -> None:
    english = _names(trial.admin)
    seen = _names(trial.admin.speaking(language))
    trial.equal("keys", [key for key, _ in english], [key for key, _ in seen])
    for (key, told), (_, text) in zip(english, seen, strict=False):
        _judge(trial, key, told, text, language)


def _judge(trial: Trial, key: str, english: Any, text: Any, language: str) -> None:
    if language == BARE:
        trial.equal(key, key, text)
    elif not isinstance(text, str) or text in ("", key, english):
        trial.differ(key, f"a text in {language}, neither the key nor the English one", text)


def _refusals(trial: Trial, language: str) -> None:
    actor = trial.shared("organisation without flows", trial.organisation)
    for operation, message, key in REFUSALS:
        told = actor.denied(operation, **message)
        seen = actor.speaking(language).denied(operation, **message)
        trial.equal(f"ID of {operation}", told.error_id, seen.error_id)
        text = pick(seen.body, "details.0.message")
        _judge(trial, key, pick(told.body, "details.0.message"), text, language)
        trial.equal(f"message of {operation}", f"{text} ({told.error_id})", pick(seen.body, "message"))


def _chosen(trial: Trial) -> None:
    english, german = _names(trial.admin), _names(trial.admin.speaking("de"))
    for header in ENGLISH_HEADERS:
        actor = trial.admin if header is None else trial.admin.speaking(header)
        trial.equal(f"texts for Accept-Language {header!r}", english, _names(actor))
    for header in GERMAN_HEADERS:
        trial.equal(f"texts for Accept-Language {header!r}", german, _names(trial.admin.speaking(header)))
    french = _names(trial.admin.speaking("fr"))
    trial.equal("texts of fr-CH before en", french, _names(trial.admin.speaking("fr-CH, fr;q=0.9, en;q=0.8")))
