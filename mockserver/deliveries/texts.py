"""Texts of answers as Go reads them: half of a surrogate pair, which JSON can escape, is U+FFFD."""

from __future__ import annotations

from typing import Any


def whole(text: str) -> str:
    """A text without halves."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def whole_values(value: Any) -> Any:
    """A value of JSON in which no text has halves."""
    match value:
        case str():
            return whole(value)
        case dict():
            return {whole(name): whole_values(member) for name, member in value.items()}
        case list():
            return [whole_values(item) for item in value]
    return value
