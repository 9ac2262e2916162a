"""Translations in answers, which are each server's own: left open in recordings, unless they are English."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from .exchange import Json
from .placeholders import ANY_TEXT
from .recorder import Line

_LANGUAGE = "accept-language"
_TEXTS = frozenset({"localizedMessage", "message"})
_KEY = re.compile(r"[A-Z][A-Za-z]*(\.[A-Za-z]+)+")
_WITH_ID = re.compile(r"(.+) \(([^()]+)\)", re.DOTALL)
_OPEN = f"{{{{{ANY_TEXT}}}}}"
_IN_TRAILERS = {"grpc-message": _OPEN, "grpc-status-details-bin": "{{any}}"}


def english_texts(lines: Iterable[Line]) -> set[str]:
    """The texts of answers to requests that asked for no language."""
    return {text for line in lines if not _asks(line) for text in _texts(line.answered, "")}


def rendered(line: Line, english: set[str]) -> str:
    """An exchange as one line of a trace; translations are left open."""
    answered: Json = {**line.answered}
    if _asks(line):
        answered = _without_translations(answered, "", english)
    assert isinstance(answered, dict)
    whole = {**line.sent, **answered} if line.is_call else {"request": {**line.sent}, "response": answered}
    return json.dumps(whole, ensure_ascii=False)


def _asks(line: Line) -> bool:
    return _LANGUAGE in map(str.lower, line.request.headers)


def _texts(value: Json | Mapping[str, Json], member: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from _texts(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, "")
    elif isinstance(value, str) and member in _TEXTS:
        yield value


def _without_translations(value: Json, member: str, english: set[str]) -> Json:
    if isinstance(value, dict):
        return {name: _without_translations(item, name, english) for name, item in value.items()}
    if isinstance(value, list):
        return [_without_translations(item, "", english) for item in value]
    if isinstance(value, str) and member in _IN_TRAILERS:
        return _IN_TRAILERS[member]
    if not isinstance(value, str) or member not in _TEXTS or value in english:
        return value
    with_id = _WITH_ID.fullmatch(value)
    text = with_id[1] if with_id else value
    if text in english or _KEY.fullmatch(text):
        return value
    return f"{_OPEN} ({with_id[2]})" if with_id else _OPEN
